"""The metadata all tables share, and how their columns are written."""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, Table, Text
from sqlalchemy.schema import SchemaItem

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    },
)


def text(name: str, *, nullable: bool = False) -> Column[str]:
    """Declare a column of text."""
    return Column(name, Text, nullable=nullable)


def integer(name: str, *, nullable: bool = False) -> Column[int]:
    """Declare a column of whole numbers."""
    return Column(name, Integer, nullable=nullable)


def key(name: str) -> Column[str]:
    """Declare a text that is the primary key."""
    return Column(name, Text, primary_key=True, nullable=False)


def table(name: str, *parts: SchemaItem) -> Table:
    """Declare a STRICT table, so that SQLite itself refuses a float or a text in a column of integers."""
    return Table(name, metadata, *parts, sqlite_strict=True)


def keyed_table(name: str, *parts: SchemaItem) -> Table:
    """Declare a STRICT table that lies in the order of its primary key, without a row id."""
    return Table(name, metadata, *parts, sqlite_strict=True, sqlite_with_rowid=False)
