"""The register of certificates, their serials and revocations."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, Select, select
from sqlalchemy.dialects.sqlite import insert

from workbench.protocol import records
from workbench.store.arrivals import Arrival
from workbench.store.refusals import DuplicateSerial
from workbench.store.rows import Certificate, Revocation
from workbench.store.tables import certificate, revision, revocation, serial_sequence

_PLAIN = (
    "record_id",
    "serial",
    "issuer",
    "unit_id",
    "unit_name",
    "region",
    "action",
    "form",
    "edition",
    "grade",
    "grade_name",
    "score",
    "issued_on",
    "valid_until",
    "revision",
    "decision",
)


def get(connection: Connection, record_id: str) -> Certificate | None:
    """Give a certificate with its revocation where there is one."""
    row = connection.execute(select(certificate).where(certificate.c.record_id == record_id)).one_or_none()
    return None if row is None else _certificate(connection, row)


def by_serial(connection: Connection, serial: str) -> tuple[Certificate, ...]:
    """List the certificates of a serial; two issuers may use the same words."""
    return _all(connection, select(certificate).where(certificate.c.serial == serial))


def of_revision(connection: Connection, revision_id: str) -> tuple[Certificate, ...]:
    """List the certificates issued for a revision."""
    return _all(connection, select(certificate).where(certificate.c.revision == revision_id))


def listing(
    connection: Connection,
    *,
    action: str | None = None,
    region_prefix: str = "",
    year: int | None = None,
    standing_only: bool = False,
) -> tuple[Certificate, ...]:
    """List certificates, the latest first; `standing_only` leaves out the revoked ones."""
    query = select(certificate)
    if action is not None:
        query = query.where(certificate.c.action == action)
    if region_prefix:
        query = query.where(certificate.c.region.startswith(region_prefix, autoescape=True))
    if year is not None:
        query = query.where(certificate.c.year == str(year))
    found = _all(connection, query)
    return tuple(one for one in found if one.revoked_at is None) if standing_only else found


def take_number(connection: Connection, issuer: str, action: str, year: int) -> int:
    """Take the next number of a sequence, from 1; a transaction that is rolled back gives it back."""
    statement = insert(serial_sequence).values(issuer=issuer, action=action, year=str(year), last=1)
    statement = statement.on_conflict_do_update(
        index_elements=["issuer", "action", "year"],
        set_={"last": serial_sequence.c.last + 1},
    )
    return int(connection.execute(statement.returning(serial_sequence.c.last)).scalar_one())


def revocation_of(connection: Connection, target: str) -> Revocation | None:
    """Give the earliest revocation of a certificate (record id) or key (key id)."""
    query = select(revocation).where(revocation.c.target == target)
    row = connection.execute(query.order_by(revocation.c.revoked_at, revocation.c.record_id).limit(1)).one_or_none()
    return None if row is None else Revocation(**row._asdict())


def assessment_of(connection: Connection, record_id: str) -> str | None:
    """Give the assessment a certificate stands on; None while its revision has not come."""
    query = (
        select(revision.c.assessment_id)
        .join(certificate, certificate.c.revision == revision.c.record_id)
        .where(certificate.c.record_id == record_id)
    )
    return connection.execute(query).scalar_one_or_none()


def index(connection: Connection, arrival: Arrival[records.Certificate]) -> None:
    """Draw a certificate's columns.

    Raises:
        DuplicateSerial: another certificate of this issuer, action and year bears the serial (decision 16).
    """
    record = arrival.record
    year = record.issued_on[:4]
    twin = connection.execute(
        select(certificate.c.record_id).where(
            certificate.c.issuer == record.issuer.code,
            certificate.c.action == record.action,
            certificate.c.year == year,
            certificate.c.serial == record.serial,
        ),
    ).scalar_one_or_none()
    if twin is not None:
        raise DuplicateSerial(serial=record.serial, issuer=record.issuer.code, held=twin)
    connection.execute(
        insert(certificate).values(
            record_id=arrival.record_id,
            serial=record.serial,
            issuer=record.issuer.code,
            year=year,
            unit_id=record.unit.unit_id,
            unit_name=record.unit.name,
            region=record.unit.region,
            action=record.action,
            form=record.form.code,
            edition=record.form.edition,
            grade=record.grade.code,
            grade_name=record.grade.name,
            score=record.score,
            issued_on=record.issued_on,
            valid_until=record.valid_until,
            revision=record.revision,
            decision=record.decision,
        ),
    )


def index_revocation(connection: Connection, arrival: Arrival[records.Revocation]) -> None:
    """Draw a revocation's columns."""
    names = ("target_kind", "target", "reason", "revoked_at")
    values = {name: getattr(arrival.record, name) for name in names}
    connection.execute(insert(revocation).values(record_id=arrival.record_id, **values))


def _all(connection: Connection, query: Select[Any]) -> tuple[Certificate, ...]:
    rows = connection.execute(query.order_by(certificate.c.issued_on.desc(), certificate.c.serial.desc())).all()
    return tuple(_certificate(connection, row) for row in rows)


def _certificate(connection: Connection, row: Row[Any]) -> Certificate:
    ended = revocation_of(connection, row.record_id)
    return Certificate(
        **{name: getattr(row, name) for name in _PLAIN},
        revoked_at=None if ended is None else ended.revoked_at,
        revoked_reason=None if ended is None else ended.reason,
    )
