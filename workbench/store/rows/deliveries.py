"""Batches and receipts, and the keys and papers of this store."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.domain.people import Person
from workbench.domain.states import Delivery


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch this store has sealed; its id is the record id of its manifest."""

    batch_id: str
    sequence: int
    path: str
    made_at: str
    records: tuple[str, ...]
    delivery: Delivery = Delivery.READY
    offered_at: str | None = None
    receipt_id: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt held: who has which records, and which were kept aside and why (record id to reason)."""

    record_id: str
    batch_id: str
    holder: Person
    role: str
    received_at: str
    parked: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Device:
    """This store as a device: how many revisions and batches it has made, and its last revision."""

    device_id: str
    record_sequence: int
    last_record: str | None
    batch_sequence: int


class KeyUse(enum.Enum):
    """What a private key of this store is for."""

    RECORDS = "records"
    QR = "qr"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key at rest in its own envelope, with its certificate (DER) once there is one.

    `deposited` is the copy for the recovery code (`signing.escrow`).
    """

    key_id: str
    person_id: str
    sealed: bytes
    certificate: bytes | None
    created_at: str
    use: KeyUse = KeyUse.RECORDS
    deposited: bytes | None = None


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A paper made for a record (a revision, decision or certificate), kept as a blob."""

    record_id: str
    kind: str
    sha256: str
    made_at: str
    office_number: str | None = None
