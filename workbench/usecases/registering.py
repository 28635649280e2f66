"""The register of units: add one, find some; each is a signed record, so that it travels with its assessments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.catalogue.credit_code import credit_code_refusal, read_credit_code
from workbench.catalogue.refusals import UnknownRegion
from workbench.domain.refusals import Refusal
from workbench.protocol import records
from workbench.protocol.signatures import seal, sign_record
from workbench.store import records as record_table
from workbench.store import units
from workbench.store.finding import Word
from workbench.store.rows import Origin, Unit, UnitsFound
from workbench.usecases.session import Session
from workbench.usecases.typed_text import typed

_LONGEST = {"name": 200, "address": 300}  # what records carry


class NameMissing(Refusal):
    """A unit needs a name."""

    code = "name_missing"


class TextTooLong(Refusal):
    """A name or an address is longer than records carry; facts: `length`, `longest`."""

    code = "text_too_long"


class UnknownAction(Refusal):
    """No form belongs to this action; facts: `action`."""

    code = "unknown_action"


class UnitExists(Refusal):
    """The register has a unit with this credit code, or this name in this region; facts: `name`, `unit`."""

    code = "unit_exists"


@dataclass(frozen=True)
class NewUnit:
    """What the register asks of a unit; texts as typed."""

    name: str
    action: str
    region: str
    credit_code: str = ""
    address: str = ""
    attributes: Mapping[str, bool | int | str | tuple[str, ...] | None] = field(default_factory=dict)


def field_faults(session: Session, wanted: NewUnit) -> dict[str, Refusal]:
    """Check the fields of a unit by themselves; empty when each can stand."""
    faults: dict[str, Refusal] = {}
    if not typed(wanted.name):
        faults["name"] = NameMissing()
    for name, longest in _LONGEST.items():
        length = len(typed(getattr(wanted, name)))
        if length > longest:
            faults[name] = TextTooLong(length=length, longest=longest)
    if not session.place.regions.has(wanted.region):
        faults["region"] = UnknownRegion(region=wanted.region, example=session.place.regions.cities[0].code)
    if wanted.action not in {form.action for form in session.place.library.usable()}:
        faults["action"] = UnknownAction(action=wanted.action)
    refusal = credit_code_refusal(wanted.credit_code) if wanted.credit_code.strip() else None
    if refusal is not None:
        faults["credit_code"] = refusal
    return faults


def faults_of(session: Session, wanted: NewUnit) -> dict[str, Refusal]:
    """Check a new unit field by field, and that it is not in the register yet; empty when it can stand."""
    faults = field_faults(session, wanted)
    twin = None if faults else _twin(session, wanted)
    if twin is not None:
        faults["name"] = UnitExists(name=twin.name, unit=twin.unit_id)
    return faults


def add_unit(session: Session, wanted: NewUnit) -> Unit:
    """Add a unit to the register.

    Raises:
        NameMissing, UnknownRegion, UnknownAction, UnitExists, or what is wrong with the credit code.
    """
    faults = faults_of(session, wanted)
    if faults:
        raise next(iter(faults.values()))
    now = session.place.now()
    record = records.Unit(
        unit_id=session.place.uuid(),
        name=typed(wanted.name),
        action=wanted.action,
        credit_code=read_credit_code(wanted.credit_code) if wanted.credit_code.strip() else None,
        region=wanted.region,
        address=typed(wanted.address),
        attributes=dict(wanted.attributes),
        recorded_at=session.place.now_text(),
    )
    envelope = seal(record, [sign_record(record, session.require_key(), purpose="author", signed_at=now)])
    with session.store.transaction() as connection:
        record_table.apply(connection, envelope, at=record.recorded_at, origin=Origin.OWN, enqueue=False)
        added = units.get(connection, record.unit_id)
    if added is None:
        raise LookupError("a unit just added is not in the register")
    return added


def find_units(
    session: Session, text: str = "", *, action: str | None = None, skip: int = 0, limit: int = 200
) -> UnitsFound:
    """Find the units that every word fits: by name, its sounds or first letters, credit code or region; "" gives all.

    The best come first, among equals the latest; `skip` and `limit` say which of them are wanted.
    """
    regions = session.place.regions
    words = tuple(Word(word, regions.named(word)) for word in text.split())
    return session.store.finder.find(words, action=action, skip=skip, limit=limit)


def _twin(session: Session, wanted: NewUnit) -> Unit | None:
    code = read_credit_code(wanted.credit_code) if wanted.credit_code.strip() else ""
    with session.store.read() as connection:
        return units.twin(connection, wanted.action, name=typed(wanted.name), region=wanted.region, credit_code=code)
