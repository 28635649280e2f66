"""Make a store, open it with a password or the recovery code, and let further people in (decision 3)."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509

from workbench.domain.people import Person
from workbench.domain.refusals import Refusal
from workbench.protocol.times import moment_to_text
from workbench.signing.authority import certificate_from_der
from workbench.signing.escrow import RecoveryKey, deposit, new_recovery_key, withdraw
from workbench.signing.key_envelope import open_private_key, seal_private_key
from workbench.signing.keys import FileKey
from workbench.signing.recovery_code import normalise_recovery_code
from workbench.store import keys as key_table
from workbench.store import people as people_table
from workbench.store import vault
from workbench.store.rows import SigningKey
from workbench.store.store import Store, StoreConnection
from workbench.usecases.session import NoSigningKey, Session
from workbench.usecases.workplace import Workplace

RECORD_KEY = "record"
_RECOVERY = "recovery_key"
_DEPOSIT = "deposit."
_SHARED = "_store"  # settings of the store itself, not of a person


class NotAPersonId(Refusal):
    """A staff number is not plain ASCII; facts: `person`."""

    code = "not_a_person_id"


@dataclass(frozen=True)
class Opened:
    """A store just made: the session, and the recovery code that is shown once and kept nowhere."""

    session: Session
    recovery_code: str


def create_store(place: Workplace, path: Path, person: Person, password: str) -> Opened:
    """Make a store with its first person, whose signing key is made on the spot.

    Raises:
        StoreExists, ReadOnlyFolder, DiskFull, EmptyPassword.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    opened = vault.create_vault(path, person, password, place.cost)
    store = Store.create(path, opened.key, device_id=place.uuid())
    recovery = new_recovery_key(normalise_recovery_code(opened.recovery_code), cost=place.cost, random=place.random)
    with store.transaction() as connection:
        people_table.put(connection, Person(_SHARED, ""))
        people_table.set_setting(connection, _SHARED, _RECOVERY, _recovery_text(recovery))
        key = _make_key(place, connection, person, password, RECORD_KEY)
    return Opened(Session(place, store, person, key), opened.recovery_code)


def add_person(session: Session, person: Person, password: str) -> None:
    """Let another person into an open store, with a signing key of their own.

    Raises:
        UserExists, EmptyPassword.
    """
    vault.add_user(session.store.path, session.store.key, person, password, session.place.cost)
    with session.store.transaction() as connection:
        _make_key(session.place, connection, person, password, RECORD_KEY)


def open_store(place: Workplace, path: Path, person_id: str, password: str) -> Session:
    """Open a store as one of its people, with their signing key.

    Raises:
        NoVault, UnknownUser, WrongPassword, and what the store itself refuses.
    """
    store = Store.open(path, vault.open_with_password(path, person_id, password))
    try:
        return _session(place, store, _person(path, person_id), password)
    except BaseException:
        store.close()
        raise


def open_with_recovery(place: Workplace, path: Path, person_id: str, code: str, new_password: str) -> Session:
    """Open a store whose password was forgotten, set a new one, and win the person's signing keys back.

    Raises:
        WrongRecoveryCode, RecoveryCodeMistyped, UnknownUser.
    """
    key = vault.open_with_recovery(path, code)
    person = _person(path, person_id)
    store = Store.open(path, key)
    try:
        with store.transaction() as connection:
            _seal_again(place, connection, person, normalise_recovery_code(code), new_password)
        vault.change_password(path, key, person_id, new_password, place.cost)
        return _session(place, store, person, new_password)
    except BaseException:
        store.close()
        raise


def make_key(session: Session, password: str, use: str) -> FileKey:
    """Make a further key of the person, for example the one that signs certificate codes (`use` "qr")."""
    with session.store.transaction() as connection:
        return _make_key(session.place, connection, session.person, password, use)


def open_key(session: Session, password: str, use: str) -> FileKey:
    """Open the person's key of a certain use.

    Raises:
        NoSigningKey: there is none; WrongPassword.
    """
    with session.store.read() as connection:
        row = key_table.of_person(connection, session.person.person_id, use)
    if row is None:
        raise NoSigningKey(person=session.person.person_id)
    return open_private_key(row.sealed, password)


def people(path: Path) -> tuple[Person, ...]:
    """Name those who may open the store at `path`."""
    return vault.users(path)


def _person(path: Path, person_id: str) -> Person:
    for person in vault.users(path):
        if person.person_id == person_id:
            return person
    raise vault.UnknownUser(person=person_id)


def _session(place: Workplace, store: Store, person: Person, password: str) -> Session:
    with store.read() as connection:
        row = key_table.of_person(connection, person.person_id, RECORD_KEY)
    if row is None:
        return Session(place, store, person)
    return Session(place, store, person, open_private_key(row.sealed, password), _certificate(row))


def _certificate(row: SigningKey) -> x509.Certificate | None:
    return certificate_from_der(row.certificate) if row.certificate else None


def _make_key(place: Workplace, connection: StoreConnection, person: Person, password: str, use: str) -> FileKey:
    key = FileKey.generate(place.random)
    sealed = seal_private_key(key, password, cost=place.cost, random=place.random)
    people_table.put(connection, person)
    key_table.put(
        connection,
        SigningKey(key.key_id, person.person_id, sealed, None, use, moment_to_text(place.now())),
    )
    recovery = _recovery(connection)
    copy = base64.b64encode(deposit(key, recovery.public)).decode("ascii")
    people_table.set_setting(connection, person.person_id, _DEPOSIT + key.key_id, copy)
    return key


def _seal_again(
    place: Workplace, connection: StoreConnection, person: Person, recovery_code: str, password: str
) -> None:
    recovery = _recovery(connection)
    for row in key_table.listing(connection):
        copy = people_table.setting(connection, person.person_id, _DEPOSIT + row.key_id)
        if row.person_id != person.person_id or copy is None:
            continue
        key = withdraw(base64.b64decode(copy), row.key_id, recovery, recovery_code)
        sealed = seal_private_key(key, password, cost=place.cost, random=place.random)
        key_table.put(
            connection, SigningKey(row.key_id, row.person_id, sealed, row.certificate, row.use, row.created_at)
        )


def _recovery(connection: StoreConnection) -> RecoveryKey:
    told = json.loads(people_table.setting(connection, _SHARED, _RECOVERY) or "{}")
    return RecoveryKey(base64.b64decode(told["private"]), base64.b64decode(told["public"]))


def _recovery_text(recovery: RecoveryKey) -> str:
    private, public = (base64.b64encode(one).decode("ascii") for one in (recovery.wrapped_private, recovery.public))
    return json.dumps({"private": private, "public": public})
