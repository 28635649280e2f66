"""Small habits kept beside the work, for example which column of a register meant what; never part of any record."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from workbench.store.tables import store_meta

_PREFIX = "habit:"


def recall(connection: Connection, name: str) -> Mapping[str, str]:
    """Give what was remembered under a name; empty when nothing was."""
    query = select(store_meta.c.value).where(store_meta.c.name == _PREFIX + name)
    kept = connection.execute(query).scalar_one_or_none()
    return json.loads(kept) if kept is not None else {}


def remember(connection: Connection, name: str, habit: Mapping[str, str]) -> None:
    """Keep something under a name, in place of what was there."""
    values = {"name": _PREFIX + name, "value": json.dumps(dict(habit), ensure_ascii=False).encode()}
    connection.execute(
        insert(store_meta)
        .values(values)
        .on_conflict_do_update(index_elements=["name"], set_={"value": values["value"]})
    )
