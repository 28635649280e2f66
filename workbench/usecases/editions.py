"""The editions a store has ever used: a score can be rebuilt anywhere from the content behind it (decision 12)."""

from __future__ import annotations

from functools import lru_cache

from workbench.catalogue.library import read_content
from workbench.domain.forms import Form
from workbench.domain.refusals import Refusal
from workbench.protocol import canonical
from workbench.store import editions
from workbench.store.store import StoreConnection
from workbench.usecases.workplace import Workplace


class EditionMissing(Refusal):
    """The store does not hold the edition an assessment was made with; facts: `sha256`."""

    code = "edition_missing"


def content_bytes(place: Workplace, form: Form) -> bytes:
    """Give the canonical bytes of an edition of the library."""
    return canonical.encode(place.library.content(form.code, form.edition))


def form_in_store(place: Workplace, connection: StoreConnection, sha256: str) -> Form:
    """Read the edition with this hash, from the library where it is the same, else from the store.

    Raises:
        EditionMissing.
    """
    known = place.library.by_sha256(sha256)
    if known is not None:
        return known
    row = editions.get(connection, sha256)
    if row is None:
        raise EditionMissing(sha256=sha256)
    return _form_from(row.content)


@lru_cache(maxsize=16)
def _form_from(content: bytes) -> Form:
    return read_content(canonical.decode(content))
