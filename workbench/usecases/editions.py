"""The editions a store has ever used: a score can be rebuilt anywhere from the content behind it (decision 12)."""

from __future__ import annotations

from workbench.domain.forms import Form
from workbench.domain.refusals import Refusal
from workbench.protocol import canonical
from workbench.store import editions
from workbench.store.rows import Assessment
from workbench.store.store import StoreConnection
from workbench.usecases.workplace import Workplace


class EditionMissing(Refusal):
    """The store does not hold the edition an assessment was made with; facts: `form`, `edition`."""

    code = "edition_missing"


def content_bytes(place: Workplace, form: Form) -> bytes:
    """Give the canonical bytes of an edition of the library."""
    return canonical.encode(place.library.content(form.code, form.edition))


def form_of(place: Workplace, connection: StoreConnection, assessment: Assessment) -> Form:
    """Read the very edition an assessment is pinned to: from the library while it is the same, else from the store.

    Raises:
        EditionMissing.
    """
    return form_with(place, connection, assessment.form, assessment.edition, assessment.edition_sha256)


def form_with(place: Workplace, connection: StoreConnection, code: str, edition: str, sha256: str) -> Form:
    """Read an edition by its content hash; see `form_of`."""
    known = place.remembered_forms.get(sha256) or _from_library(place, code, edition)
    if known is None or known.sha256 != sha256:
        row = editions.get(connection, sha256)
        if row is None:
            raise EditionMissing(form=code, edition=edition)
        known = place.library.read_content(canonical.decode(row.content))
    place.remembered_forms[sha256] = known
    return known


def _from_library(place: Workplace, code: str, edition: str) -> Form | None:
    try:
        return place.library.form(code, edition)
    except Refusal:
        return None
