"""The record of an assessed unit."""

from __future__ import annotations

from workbench.protocol.records.values import (
    Address,
    Attributes,
    Code,
    CreditCode,
    Line,
    Moment,
    RecordBase,
    Region,
    Uuid,
)


class Unit(RecordBase, frozen=True, kw_only=True, tag="unit"):
    """A unit that is assessed: an organ, household, school, community, city, mall or building.

    Attributes:
        unit_id: UUID of the unit; a later record with the same UUID corrects an earlier one.
        name: Full name of the unit.
        action: Code of the creation action (form family) the unit belongs to, for example `green-mall`.
        credit_code: Unified social credit code (GB 32100), or null where there is none (households, cities, buildings).
        region: Code of the region (GB/T 2260), 6 digits.
        address: Postal address; may be empty.
        attributes: Subject attributes of the form, as in the ANSWERS document.
        recorded_at: When the unit was recorded.
    """

    unit_id: Uuid
    name: Line
    action: Code
    credit_code: CreditCode | None
    region: Region
    address: Address
    attributes: Attributes
    recorded_at: Moment
