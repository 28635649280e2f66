"""Print a form on paper: blank for a subject, from a document of answers, or from an assessment of the store."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from workbench.documents.dates import written_date
from workbench.documents.fonts import open_bundle
from workbench.documents.paper_form.sheet import RenderedPaper, render_paper
from workbench.documents.press import Press
from workbench.domain.forms import EvidenceMethod, Form
from workbench.domain.refusals import Refusal
from workbench.domain.states import AssessmentState
from workbench.domain.texts import Language
from workbench.protocol import canonical
from workbench.protocol.times import moment_from_text
from workbench.scoring.faults import Fault
from workbench.usecases.dossiers import Dossier, open_dossier
from workbench.usecases.finishing import WarningKind, finish_report
from workbench.usecases.judging import Judged, judge
from workbench.usecases.paper.assemble import SHORT_HASH, paper_content
from workbench.usecases.paper.copy import Copy, Filled, Occasion
from workbench.usecases.paper.subject import facts_of
from workbench.usecases.session import Session
from workbench.usecases.workplace import Workplace


class OtherForm(Refusal):
    """The answers or the assessment belong to another form or edition; facts: `found`, `asked`."""

    code = "other_form"


@dataclass(frozen=True)
class Printed:
    """A paper form as a PDF, the edition it asks, and what was ignored in the answers."""

    pdf: bytes
    pages: int
    form: Form
    is_draft: bool = False
    warnings: tuple[Fault, ...] = ()


def print_blank(place: Workplace, form: Form, facts: Sequence[str] = (), language: Language = Language.ZH) -> Printed:
    """Print a form to be filled in by hand; `facts` (KEY=VALUE) leave out what is not asked of their subject.

    Raises:
        NotKeyValue, UnknownFact, UnknownFactValue, AnswersRejected.
    """
    copy = Copy(form, facts_of(form, facts, place.words(language)))
    rendered = _rendered(place, copy, language)
    return Printed(rendered.pdf, rendered.pages, form)


def print_answers(place: Workplace, form: Form, document: Any, language: Language = Language.ZH) -> Printed:
    """Print a form with a document of answers written into it; 草稿 while something in it is open.

    Raises:
        AnswersRejected: the document has faults, or is of another form.
    """
    words = place.words(language)
    judged = judge(form, document, words)
    digest = hashlib.sha256(canonical.encode(document)).hexdigest()[:SHORT_HASH]
    filled = Filled(
        document=document,
        answers=judged.answers,
        result=judged.result,
        basis=words.say("paper", "basis.answers", hash=digest),
        is_draft=not judged.result.complete,
        sources=_sources_in(document),
        readings=_readings_in(document),
    )
    return _filled(place, form, filled, judged, language)


def print_assessment(
    session: Session, assessment_id: str, asked: tuple[str, str | None], language: Language = Language.ZH
) -> Printed:
    """Print a form with what an assessment of the store holds; a draft is marked 草稿 on every page.

    Args:
        session: the store.
        assessment_id: which assessment.
        asked: the form and edition the caller names; the edition may be None.
        language: of the sheet.

    Raises:
        UnknownAssessment, OtherForm.
    """
    dossier = open_dossier(session, assessment_id)
    form = dossier.form
    if asked[0] != form.code or asked[1] not in (None, form.edition):
        raise OtherForm(found=f"{form.code} {form.edition}", asked=" ".join(filter(None, asked)))
    judged = judge(form, dossier.answers, session.place.words(language))
    filled = _recorded(session.place, dossier, judged, language)
    return _filled(session.place, form, filled, judged, language)


def _filled(place: Workplace, form: Form, filled: Filled, judged: Judged, language: Language) -> Printed:
    rendered = _rendered(place, Copy(form, judged.answers.subject, filled), language)
    return Printed(rendered.pdf, rendered.pages, form, filled.is_draft, judged.warnings)


def _rendered(place: Workplace, copy: Copy, language: Language) -> RenderedPaper:
    words = place.words(language)
    press = Press(language, words.room("paper"), open_bundle(place.data.resources / "fonts"))
    return render_paper(paper_content(copy, words), press)


def _recorded(place: Workplace, dossier: Dossier, judged: Judged, language: Language) -> Filled:
    is_draft = dossier.assessment.state is AssessmentState.DRAFT
    words = place.words(language)
    saved_at = None if dossier.saved_at is None else moment_from_text(dossier.saved_at)
    moment = "" if saved_at is None else f"{saved_at:%Y-%m-%d %H:%M}"
    key = "basis.draft" if is_draft else "basis.record"
    named = dossier.assessment.assessment_id if is_draft else dossier.assessment.head or ""
    return Filled(
        document=dossier.answers,
        answers=judged.answers,
        result=judged.result,
        basis=words.say("paper", key, id=named[:SHORT_HASH], moment=moment),
        is_draft=is_draft,
        occasion=_occasion(place, dossier, language),
        sources={key: one.source for key, one in dossier.assessment.parameter_sources.items()},
        readings=dossier.readings,
        attached=frozenset({*(ref.item for ref in dossier.evidence), *dossier.readings}),
        lacking=_lacking(dossier, judged),
        dated=saved_at,
    )


def _occasion(place: Workplace, dossier: Dossier, language: Language) -> Occasion:
    unit, visit = dossier.unit, dossier.assessment.visit
    return Occasion(
        unit=unit.name,
        credit_code=unit.credit_code or "",
        region=place.regions.full_name(unit.region) if place.regions.has(unit.region) else unit.region,
        address=unit.address,
        visited_on=written_date(date.fromisoformat(visit.date), language) if visit else "",
        team=tuple(person.name for person in visit.team) if visit else (),
    )


def _lacking(dossier: Dossier, judged: Judged) -> dict[str, tuple[EvidenceMethod, ...]]:
    warnings = finish_report(dossier, judged.result).warnings
    return {one.code: one.methods for one in warnings if one.kind is WarningKind.EVIDENCE_MISSING}


def _sources_in(document: Any) -> dict[str, str]:
    told = document.get("parameter_sources")
    if not isinstance(told, dict):
        return {}
    return {key: str(one.get("source", "")) for key, one in told.items() if isinstance(one, dict)}


def _readings_in(document: Any) -> dict[str, tuple[dict[str, Any], ...]]:
    """Give the readings beside the answers; the contract does not know them, so nothing is taken on trust."""
    told = document.get("readings")
    if not isinstance(told, dict):
        return {}
    return {
        str(code): tuple(
            row for row in rows if isinstance(row, dict) and isinstance(row.get("values", ()), list | tuple)
        )
        for code, rows in told.items()
        if isinstance(rows, list)
    }
