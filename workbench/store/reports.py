"""The papers made for records; their bytes lie in the evidence folder."""

from __future__ import annotations

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.sqlite import insert

from workbench.store.rows import ReportFile
from workbench.store.tables import report_file


def add(connection: Connection, paper: ReportFile) -> None:
    """Note a paper; its content must have been kept before (`Store.keep_blob`)."""
    statement = insert(report_file).values(
        record_id=paper.record_id,
        kind=paper.kind,
        sha256=paper.sha256,
        made_at=paper.made_at,
        office_number=paper.office_number,
    )
    connection.execute(statement.on_conflict_do_nothing())


def of_record(connection: Connection, record_id: str, kind: str | None = None) -> tuple[ReportFile, ...]:
    """List the papers of a record, of one kind or of all, the latest last."""
    query = select(report_file).where(report_file.c.record_id == record_id)
    if kind is not None:
        query = query.where(report_file.c.kind == kind)
    query = query.order_by(report_file.c.made_at, report_file.c.sha256)
    return tuple(ReportFile(**row._asdict()) for row in connection.execute(query))


def set_office_number(connection: Connection, record_id: str, office_number: str) -> None:
    """Give the papers of a record the number the office files them under (decision 16)."""
    connection.execute(
        update(report_file).where(report_file.c.record_id == record_id).values(office_number=office_number),
    )
