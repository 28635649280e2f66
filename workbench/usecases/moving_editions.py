"""A draft moves to another edition of its form: first seen as a preview, then done at once, and taken back at will."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from workbench.authoring.transfer import Carried, Edition, Fate, Holding, Section, plan
from workbench.catalogue.refusals import UnknownEdition, UnknownForm
from workbench.domain.forms import Form
from workbench.domain.refusals import Refusal
from workbench.domain.results import ItemState, PrerequisiteState, Result
from workbench.domain.texts import Text
from workbench.protocol import canonical
from workbench.store import editions, evidence, replaced_drafts, units
from workbench.store.rows import Assessment, DraftContent, DraftKey, EvidenceRef, Part, ReplacedDraft, Response
from workbench.store.store import StoreConnection
from workbench.usecases.assessing import draft_key, own_draft
from workbench.usecases.dossiers import answers_document
from workbench.usecases.editions import form_of
from workbench.usecases.judging import judge
from workbench.usecases.session import Session


class SameEdition(Refusal):
    """The draft stands in this very edition; facts: `form`, `edition`."""

    code = "same_edition"


class AnotherForm(Refusal):
    """A draft moves between editions of one form only; facts: `form`, `wanted`."""

    code = "another_form"


class NothingToUndo(Refusal):
    """The draft has never been moved; facts: `assessment`."""

    code = "nothing_to_undo"


@dataclass(frozen=True)
class Asking:
    """Something that an edition asks, by section, code and name."""

    section: Section
    code: str
    name: Text


@dataclass(frozen=True)
class Outlook:
    """The score on both sides of a move, and what is left to be answered.

    Attributes:
        before: the result by the edition left.
        after: the result by the edition moved to.
        asked_anew: what only the newer edition asks and nobody has answered yet, facts and outside values included.
        still_open: what both ask and nobody has answered yet.
    """

    before: Result
    after: Result
    asked_anew: tuple[Asking, ...]
    still_open: tuple[Asking, ...]


@dataclass(frozen=True)
class MovePreview:
    """What a move does: every answer, fact and outside value with its fate, and how the score changes.

    Attributes:
        assessment_id: whose move.
        unit_name: who is assessed.
        old: the edition left.
        new: the edition moved to.
        carried: everything the draft holds, in the order subject, outside values, answers.
        rows: the draft's answers before, by section and code; for notes and readings.
        evidence: how much evidence lies under each code; all of it stays where it is.
        outlook: the score on both sides, and what is left to be answered.
    """

    assessment_id: str
    unit_name: str
    old: Form
    new: Form
    carried: tuple[Carried, ...]
    rows: Mapping[tuple[Section, str], Response]
    evidence: Mapping[str, int]
    outlook: Outlook

    def of(self, fate: Fate) -> tuple[Carried, ...]:
        """Give what meets one fate."""
        return tuple(one for one in self.carried if one.fate is fate)

    @property
    def stranded_evidence(self) -> Mapping[str, int]:
        """Evidence under codes that the newer edition does not ask: it stays with the assessment under them."""
        asked = {one.code for one in _asks(self.new)}
        return {code: count for code, count in self.evidence.items() if code not in asked}


_PARTS: Final = {Part.ITEM: Section.ITEM, Part.PREREQUISITE: Section.PREREQUISITE}
_HALVES: Final = {Section.ITEM: "responses", Section.PREREQUISITE: "prerequisites"}


def preview_move(session: Session, assessment_id: str, edition: str) -> MovePreview:
    """Show what moving a draft to an edition would do; nothing is changed.

    Args:
        session: Whose draft.
        assessment_id: Which one.
        edition: The edition, alone or behind its form (`2024`, `green-building/2024`).

    Raises:
        UnknownAssessment, NotADraft, NotYourDraft, UnknownForm, UnknownEdition, UnusableForm, EditionMissing,
            SameEdition, AnotherForm.
    """
    with session.store.read() as connection:
        return _prepared(session, connection, assessment_id, edition).preview


def move_draft(session: Session, assessment_id: str, edition: str) -> MovePreview:
    """Move a draft to an edition, all or nothing, and give what was done; what it replaces is put away.

    Raises:
        As `preview_move`.
    """
    with session.store.transaction() as connection:
        prepared = _prepared(session, connection, assessment_id, edition)
        new = prepared.preview.new
        editions.put(connection, prepared.content_bytes, form=new.code, code=new.edition)
        replaced_drafts.replace(connection, prepared.key, prepared.moved, session.place.now_text())
    return prepared.preview


def undo_move(session: Session, assessment_id: str) -> ReplacedDraft:
    """Bring back what the last move replaced, to the letter; what stands now is put away and can be had again.

    Raises:
        UnknownAssessment, NotADraft, NotYourDraft, NothingToUndo.
    """
    with session.store.transaction() as connection:
        assessment = own_draft(session, connection, assessment_id)
        found = replaced_drafts.exchange(connection, draft_key(session, assessment), session.place.now_text())
    if found is None:
        raise NothingToUndo(assessment=assessment_id)
    return found


def preview_undo(session: Session, assessment_id: str) -> ReplacedDraft:
    """Show what undoing would bring back; nothing is changed.

    Raises:
        As `undo_move`.
    """
    with session.store.read() as connection:
        assessment = own_draft(session, connection, assessment_id)
        found = replaced_drafts.newest(connection, draft_key(session, assessment))
    if found is None:
        raise NothingToUndo(assessment=assessment_id)
    return found


# --- preparing ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Prepared:
    """A move that only has to be written down."""

    preview: MovePreview
    key: DraftKey
    moved: DraftContent
    content_bytes: bytes


def _prepared(session: Session, connection: StoreConnection, assessment_id: str, wanted: str) -> _Prepared:
    assessment = own_draft(session, connection, assessment_id)
    key = draft_key(session, assessment)
    old = _pinned(session, connection, assessment)
    new = _target(session, connection, assessment, wanted)
    content = replaced_drafts.content_of(connection, key)
    carried = plan(old, new, _holding(content.responses, assessment))
    moved = _moved(content, new, {(one.section, one.code): one for one in carried}, session.place.now_text())
    unit = units.get(connection, assessment.unit_id)
    preview = MovePreview(
        assessment_id=assessment_id,
        unit_name=unit.name if unit else "",
        old=old.form,
        new=new.form,
        carried=carried,
        rows={(_PARTS[row.part], row.code): row for row in content.responses},
        evidence=_counted(evidence.listing(connection, key)),
        outlook=_outlook(
            session,
            (old.form, _answers(old.form, assessment, content)),
            (new.form, _answers(new.form, assessment, moved)),
            {(one.section, one.code) for one in carried if one.fate is Fate.LOST},
        ),
    )
    return _Prepared(preview, key, moved, canonical.encode(new.content))


def _pinned(session: Session, connection: StoreConnection, assessment: Assessment) -> Edition:
    """Read the edition a draft stands in; the store holds every edition ever used."""
    form = form_of(session.place, connection, assessment)
    held = editions.get(connection, assessment.edition_sha256)
    if held is None:
        return Edition(form, session.place.library.content(form.code, form.edition))
    return Edition(form, canonical.decode(held.content))


def _target(session: Session, connection: StoreConnection, assessment: Assessment, wanted: str) -> Edition:
    code, _, label = wanted.rpartition("/")
    if code not in ("", assessment.form):
        raise AnotherForm(form=assessment.form, wanted=code)
    found = _known(session, connection, assessment, label)
    if found.form.sha256 == assessment.edition_sha256:
        raise SameEdition(form=assessment.form, edition=found.form.edition)
    return found


def _known(session: Session, connection: StoreConnection, assessment: Assessment, label: str) -> Edition:
    """Find an edition in the library, or else among those that the store has ever used."""
    library = session.place.library
    try:
        return Edition(library.form(assessment.form, label), library.content(assessment.form, label))
    except (UnknownForm, UnknownEdition):
        for row in editions.listing(connection):
            if (row.form, row.edition) == (assessment.form, label):
                content = canonical.decode(row.content)
                return Edition(library.read_content(content), content)
        raise


def _holding(rows: Iterable[Response], assessment: Assessment) -> Holding:
    answers = {
        (_PARTS[row.part], row.code): {"value": row.value, "na": row.na, "proof": row.proof, "note": row.note}
        for row in rows
    }
    return Holding(answers, assessment.subject, assessment.parameters)


def _moved(content: DraftContent, new: Edition, fates: Mapping[tuple[Section, str], Carried], at: str) -> DraftContent:
    def stays(section: Section, key: str) -> bool:
        return fates[section, key].fate is not Fate.LOST

    rows = (_moved_row(row, fates[_PARTS[row.part], row.code]) for row in content.responses)
    parameters = {key: value for key, value in content.parameters.items() if stays(Section.PARAMETER, key)}
    return DraftContent(
        edition=new.form.edition,
        edition_sha256=new.form.sha256,
        updated_at=at,
        subject={key: value for key, value in content.subject.items() if stays(Section.ATTRIBUTE, key)},
        parameters=parameters,
        parameter_sources={key: one for key, one in content.parameter_sources.items() if key in parameters},
        responses=tuple(row for row in rows if row is not None),
    )


def _moved_row(row: Response, carried: Carried) -> Response | None:
    """Carry a row over: as it is, flagged where it must be looked at again, emptied to its note, or not at all."""
    match carried.fate:
        case Fate.MAPPED:
            return row
        case Fate.CHANGED:
            return replace(row, flagged=True)
        case _ if carried.is_known:
            return replace(row, value=None, na=False, proof=False, readings=(), flagged=True)
        case _:
            return None


def _answers(form: Form, assessment: Assessment, content: DraftContent) -> dict[str, Any]:
    draft = replace(assessment, subject=content.subject, parameters=content.parameters)
    return answers_document(form, draft, content.responses)


def _counted(attached: Sequence[EvidenceRef]) -> dict[str, int]:
    return dict(Counter(ref.item for ref in attached))


# --- what is asked --------------------------------------------------------------------------------------


def _outlook(
    session: Session,
    old: tuple[Form, dict[str, Any]],
    new: tuple[Form, dict[str, Any]],
    lost: Collection[tuple[Section, str]],
) -> Outlook:
    """Judge both sides, and find what the newer edition asks that nobody has answered; what is lost is told as such."""
    words = session.place.words()
    before, after = (judge(form, answers, words).result for form, answers in (old, new))
    known = {(one.section, one.code) for one in _asked_of(old[0], before)}
    unanswered = [
        one for one in _asked_of(new[0], after) if not _is_answered(new[1], one) and (one.section, one.code) not in lost
    ]
    return Outlook(
        before=before,
        after=after,
        asked_anew=(
            *_declared_anew(old[0], new[0]),
            *(one for one in unanswered if (one.section, one.code) not in known),
        ),
        still_open=tuple(one for one in unanswered if (one.section, one.code) in known),
    )


def _declared_anew(old: Form, new: Form) -> Iterator[Asking]:
    """Name the facts and outside values that only the newer edition wants, and for which it has no default."""
    known = {one.key for one in old.attributes} | {one.key for one in old.parameters}
    for attribute in new.attributes:
        if attribute.key not in known and attribute.default is None:
            yield Asking(Section.ATTRIBUTE, attribute.key, attribute.name)
    for parameter in new.parameters:
        if parameter.key not in known and parameter.default is None:
            yield Asking(Section.PARAMETER, parameter.key, parameter.name)


def _asks(form: Form) -> Iterator[Asking]:
    """Name every item and condition that an edition asks, for whichever subject."""
    for item in form.items:
        if form.has(item):
            yield Asking(Section.ITEM, item.code, item.name)
    for one in (*form.prerequisites, *form.provincial_checks):
        if not one.derived and form.has(one):
            yield Asking(Section.PREREQUISITE, one.code, one.name)
    for star in form.star_requirements:
        if form.has(star):
            yield Asking(Section.PREREQUISITE, star.code, star.name)


def _asked_of(form: Form, result: Result) -> tuple[Asking, ...]:
    """Keep what is asked of this very subject."""
    asked = {(Section.ITEM, row.code) for row in result.ledger if row.state is not ItemState.NOT_IN_FORM}
    asked |= {
        (Section.PREREQUISITE, one.code)
        for one in result.prerequisites
        if one.state is not PrerequisiteState.NOT_IN_FORM
    }
    return tuple(one for one in _asks(form) if (one.section, one.code) in asked)


def _is_answered(answers: Mapping[str, Any], one: Asking) -> bool:
    entry = answers[_HALVES[one.section]].get(one.code) or {}
    return bool(entry.get("na")) or entry.get("value") is not None
