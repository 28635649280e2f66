"""The register of units behind the window."""

from __future__ import annotations

from datetime import date

from workbench.catalogue.credit_code import credit_code_refusal
from workbench.domain.plans import RegionLevel
from workbench.domain.refusals import Refusal
from workbench.store import unit_visits
from workbench.store.rows import Unit
from workbench.store.unit_visits import UnitVisits
from workbench.ui.desk.rows import form_name, short_region
from workbench.ui.facts import RegionRow, UnitRefused, UnitRow, UnitsFound, UnitValues
from workbench.usecases.registering import NewUnit, add_unit, faults_of, find_units
from workbench.usecases.session import Session
from workbench.usecases.words import Words
from workbench.usecases.workplace import Workplace


def region_rows(place: Workplace) -> tuple[RegionRow, ...]:
    """List the cities and counties, each city before its counties."""
    rows = []
    for region in place.regions.all:
        if region.level is RegionLevel.PROVINCE:
            continue
        city = place.regions.city_of(region.code) if region.level is RegionLevel.COUNTY else None
        rows.append(RegionRow(region.code, region.name, city.code if city else None, region.initials))
    return tuple(rows)


class Registry:
    """Implements `ports.Units`."""

    def __init__(self, session: Session, words: Words) -> None:
        self._session = session
        self._words = words

    def find(self, text: str, limit: int = 200, skip: int = 0) -> UnitsFound:
        """Find units by name, code, region or pinyin."""
        found = find_units(self._session, text, skip=skip, limit=limit)
        with self._session.store.read() as connection:
            assessed = unit_visits.of_units(connection, [unit.unit_id for unit in found.units])
        rows = tuple(self._row(unit, assessed.get(unit.unit_id, UnitVisits())) for unit in found.units)
        return UnitsFound(rows, found.total)

    def regions(self) -> tuple[RegionRow, ...]:
        """List the cities and counties of the province."""
        return region_rows(self._session.place)

    def check_credit_code(self, text: str) -> Refusal | None:
        """Say what is wrong with a unified social credit code."""
        return credit_code_refusal(text) if text.strip() else None

    def register(self, values: UnitValues) -> UnitRow:
        """Add a unit; refused with one refusal per field that cannot stand."""
        wanted = NewUnit(values.name, values.action, values.region, values.credit_code, values.address)
        faults = faults_of(self._session, wanted)
        if faults:
            raise UnitRefused(faults)
        return self._row(add_unit(self._session, wanted), UnitVisits())

    def _row(self, unit: Unit, assessed: UnitVisits) -> UnitRow:
        return UnitRow(
            unit_id=unit.unit_id,
            name=unit.name,
            action=unit.action,
            action_name=form_name(self._session, self._words, unit.action),
            region_name=short_region(self._session.place, unit.region),
            credit_code=unit.credit_code or "",
            address=unit.address,
            last=date.fromisoformat(assessed.last_day) if assessed.last_day else None,
            last_grade=assessed.last_grade,
            draft=assessed.draft,
        )
