"""Score what others scored: a signature says who wrote a result, only the answers say whether it is right."""

from __future__ import annotations

from workbench.domain.forms import Form
from workbench.domain.refusals import Refusal
from workbench.protocol import records
from workbench.protocol.facts import EditionRef
from workbench.scoring.decoding.document import decode
from workbench.scoring.engine import score
from workbench.scoring.result_document import to_document
from workbench.store.store import StoreConnection
from workbench.usecases.editions import EditionMissing, form_with
from workbench.usecases.workplace import Workplace


class ResultDoesNotFollow(Refusal):
    """The result of a revision is not what its answers give; facts: `revision`."""

    code = "result_does_not_follow"


def is_in_library(place: Workplace, edition: EditionRef) -> bool:
    """Tell whether this program was shipped with this very edition under this very name."""
    return _from_library(place, edition) is not None


def follows(place: Workplace, connection: StoreConnection | None, revision: records.Revision) -> bool | None:
    """Tell whether a result is what the answers give by the edition named; None where that edition is not known.

    No where the library knows another edition by that name: whoever made the other one up wrote its points as well.

    Args:
        place: Where the shipped editions lie.
        connection: A store whose editions count too; None to go by the shipped ones alone.
        revision: What somebody finished.
    """
    named = EditionRef(revision.form.code, revision.form.edition, revision.form.sha256)
    form = _from_library(place, named) or _from_store(place, connection, named)
    if form is None:
        return False if _is_named_in_library(place, named) else None
    if (form.code, form.edition, form.action) != (named.form, named.edition, revision.unit.action):
        return False
    answers = decode(form, revision.answers).answers
    return answers is not None and to_document(score(form, answers)) == revision.result


def require_following(place: Workplace, connection: StoreConnection, revision: records.Revision) -> None:
    """Let a revision through whose result follows from its answers, before anything is built on it.

    Raises:
        ResultDoesNotFollow, EditionMissing.
    """
    found = follows(place, connection, revision)
    if found is None:
        raise EditionMissing(form=revision.form.code, edition=revision.form.edition)
    if not found:
        raise ResultDoesNotFollow(revision=records.record_id(revision))


def _is_named_in_library(place: Workplace, named: EditionRef) -> bool:
    return (named.form, named.edition) in {(one.form, one.edition) for one in place.library.editions}


def _from_library(place: Workplace, named: EditionRef) -> Form | None:
    try:
        form = place.library.form(named.form, named.edition)
    except Refusal:
        return None
    return form if form.sha256 == named.sha256 else None


def _from_store(place: Workplace, connection: StoreConnection | None, named: EditionRef) -> Form | None:
    if connection is None:
        return None
    try:
        return form_with(place, connection, named.form, named.edition, named.sha256)
    except Refusal:
        return None
