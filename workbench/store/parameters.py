"""Signed, dated parameters per form and region (decision 13)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.dialects.sqlite import insert

from workbench.domain.people import Person
from workbench.protocol import records
from workbench.store.arrivals import Arrival
from workbench.store.rows import ParameterSet
from workbench.store.tables import parameter_set


def current(connection: Connection, form: str, region: str, on: str) -> tuple[ParameterSet, ...]:
    """List the sets that hold for a region on a day, the one that counts first.

    A county's own set comes before its city's, that before the province's; among those the latest valid one.
    """
    covering = (region, f"{region[:4]}00", f"{region[:2]}0000")
    query = select(parameter_set).where(
        parameter_set.c.form == form,
        parameter_set.c.region.in_(covering),
        parameter_set.c.valid_from <= on,
    )
    found = [_parameter_set(row) for row in connection.execute(query)]
    found.sort(key=lambda one: (one.valid_from, one.record_id), reverse=True)
    return tuple(sorted(found, key=lambda one: covering.index(one.region)))


def index(connection: Connection, arrival: Arrival[records.ParameterSet]) -> None:
    """Draw a parameter set's columns."""
    given = arrival.record
    connection.execute(
        insert(parameter_set).values(
            record_id=arrival.record_id,
            form=given.form,
            region=given.region,
            valid_from=given.valid_from,
            parameters=given.values,
            source=given.source,
            author_id=given.author.person_id,
            author_name=given.author.name,
        ),
    )


def _parameter_set(row: Row[Any]) -> ParameterSet:
    return ParameterSet(
        record_id=row.record_id,
        form=row.form,
        region=row.region,
        valid_from=row.valid_from,
        values=row.parameters,
        source=row.source,
        author=Person(row.author_id, row.author_name),
    )
