"""Records that carry a form's edition and a region's parameters to where they are needed."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from workbench.protocol.records.values import (
    Code,
    Date,
    Decimal,
    Document,
    Key,
    PersonRef,
    Reason,
    RecordBase,
    Region,
    Sha256,
)


class FormEdition(RecordBase, frozen=True, kw_only=True, tag="form_edition"):
    """A complete edition of a form, so that a score can be rebuilt anywhere.

    Attributes:
        form: Code of the form.
        edition: Code of the edition.
        sha256: SHA-256 of the canonical JSON of `content`; it is checked on reading.
        content: The parsed edition; its own schema is the catalogue's.
    """

    form: Code
    edition: Code
    sha256: Sha256
    content: Document


class ParameterSet(RecordBase, frozen=True, kw_only=True, tag="parameter_set"):
    """Values of a form's parameters for one region, for example energy quotas.

    Attributes:
        form: Code of the form.
        region: Code of the region the values hold for.
        values: Parameter key to decimal string.
        source: Where the values come from: document, number, clause.
        valid_from: First day on which the values hold.
        author: Who entered the values.
    """

    form: Code
    region: Region
    values: Annotated[dict[Key, Decimal], Meta(min_length=1, max_length=500)]
    source: Reason
    valid_from: Date
    author: PersonRef
