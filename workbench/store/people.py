"""Who uses this store, and each one's settings that colleagues need not see."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from workbench.domain.people import Person
from workbench.store.tables import person, setting


def put(connection: Connection, one: Person) -> None:
    """Keep somebody's name."""
    statement = insert(person).values(person_id=one.person_id, name=one.name)
    connection.execute(statement.on_conflict_do_update(index_elements=["person_id"], set_={"name": one.name}))


def get(connection: Connection, person_id: str) -> Person | None:
    """Give somebody by the staff number."""
    row = connection.execute(select(person).where(person.c.person_id == person_id)).one_or_none()
    return None if row is None else Person(row.person_id, row.name)


def listing(connection: Connection) -> tuple[Person, ...]:
    """List everybody, by staff number."""
    return tuple(Person(row.person_id, row.name) for row in connection.execute(select(person).order_by("person_id")))


def get_setting(connection: Connection, person_id: str, name: str) -> str | None:
    """Give a setting; None where it was never set."""
    query = select(setting.c.value).where(setting.c.person_id == person_id, setting.c.name == name)
    return connection.execute(query).scalar_one_or_none()


def set_setting(connection: Connection, person_id: str, name: str, value: str) -> None:
    """Keep a setting."""
    statement = insert(setting).values(person_id=person_id, name=name, value=value)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["person_id", "name"], set_={"value": value}),
    )
