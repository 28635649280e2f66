"""Make a store, open it with a password or the recovery code, and let further people in (decision 3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from cryptography import x509

from workbench.domain.people import Person
from workbench.signing.authority import certificate_from_der
from workbench.signing.escrow import deposit, withdraw
from workbench.signing.key_envelope import open_private_key, seal_private_key
from workbench.signing.keys import FileKey
from workbench.signing.recovery_code import normalise_recovery_code
from workbench.store import keys as key_table
from workbench.store import people as people_table
from workbench.store import vault
from workbench.store.refusals import StoreExists, StoreMissing, UnknownUser
from workbench.store.rows import KeyUse, SigningKey
from workbench.store.store import Store
from workbench.usecases.session import Session
from workbench.usecases.typed_text import typed_person
from workbench.usecases.workplace import Workplace


@dataclass(frozen=True)
class Opened:
    """A store just made: the session, and the recovery code that is shown once and kept nowhere."""

    session: Session
    recovery_code: str


def create_store(place: Workplace, path: Path, person: Person, password: str) -> Opened:
    """Make a store with its first person, whose signing key is made on the spot.

    Raises:
        StoreExists, VaultExists, ReadOnlyFolder, DiskFull, EmptyPassword, NotAPersonId; nothing is left behind.
    """
    if path.exists():
        raise StoreExists(path=str(path))
    first = typed_person(person)
    opened = vault.create_vault(path, first, password, secrecy(place))
    try:
        store = Store.create(path, opened.key, device_id=place.uuid(), random_bytes=place.random)
    except BaseException:
        vault.vault_path(path).unlink()  # a key without its store would stand in the way of the next attempt
        raise
    session = Session(place, store, first, opened.key)
    try:
        session.key = _make_key(place, store, first, password, KeyUse.RECORDS)
    except BaseException:
        discard_new_store(session)
        raise
    return Opened(session, opened.recovery_code)


def discard_new_store(session: Session) -> None:
    """Take back a store that was made a moment ago and could not be made ready: its files and vault, nothing else.

    Nobody has its recovery code yet, so it would only stand in the way of the next attempt.
    """
    path = session.store.path
    session.close()
    for file in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm"), vault.vault_path(path)):
        file.unlink(missing_ok=True)


def add_person(session: Session, person: Person, password: str) -> None:
    """Let another person into an open store, with a signing key of their own.

    Raises:
        UserExists, EmptyPassword, NotAPersonId.
    """
    added = typed_person(person)
    vault.add_user(session.store.path, session.store_key, added, password, secrecy(session.place))
    _make_key(session.place, session.store, added, password, KeyUse.RECORDS)


def open_store(place: Workplace, path: Path, person_id: str, password: str) -> Session:
    """Open a store as one of its people, with their signing key.

    Raises:
        StoreMissing, NoVault, UnknownUser, WrongPassword, and what the store itself refuses.
    """
    _require_store(path)
    key = vault.open_with_password(path, person_id, password)
    store = Store.open(path, key, random_bytes=place.random)
    try:
        return _session(place, store, _person(path, person_id), key, password)
    except BaseException:
        store.close()
        raise


def open_with_recovery(place: Workplace, path: Path, person_id: str, code: str, new_password: str) -> Session:
    """Open a store whose password was forgotten, set a new one, and win the person's signing keys back.

    Raises:
        StoreMissing, WrongRecoveryCode, RecoveryCodeMistyped, UnknownUser.
    """
    _require_store(path)
    key = vault.open_with_recovery(path, code)
    person = _person(path, person_id)
    store = Store.open(path, key, random_bytes=place.random)
    try:
        _seal_again(place, store, person, normalise_recovery_code(code), new_password)
        vault.change_password(path, key, person_id, new_password, secrecy(place))
        return _session(place, store, person, key, new_password)
    except BaseException:
        store.close()
        raise


def make_code_key(session: Session, password: str) -> FileKey:
    """Make the key of the person that signs certificate codes; it is a key apart (decision 1)."""
    session.code_key = _make_key(session.place, session.store, session.person, password, KeyUse.QR)
    return session.code_key


def secrecy(place: Workplace) -> vault.Secrecy:
    """How secrets of a store are wrapped here."""
    return vault.Secrecy(place.cost, place.random)


def people(path: Path) -> tuple[Person, ...]:
    """Name those who may open the store at `path`.

    Raises:
        StoreMissing, NoVault, VaultDamaged.
    """
    _require_store(path)
    return vault.users(path)


def _require_store(path: Path) -> None:
    if not path.exists():
        raise StoreMissing(path=str(path))


def _person(path: Path, person_id: str) -> Person:
    for person in vault.users(path):
        if person.person_id == person_id:
            return person
    raise UnknownUser(person_id=person_id)


def _session(place: Workplace, store: Store, person: Person, store_key: bytes, password: str) -> Session:
    with store.read() as connection:
        row = key_table.of_person(connection, person.person_id, KeyUse.RECORDS)
        code_row = key_table.of_person(connection, person.person_id, KeyUse.QR)
    session = Session(place, store, person, store_key)
    if row is not None:
        session.key, session.certificate = open_private_key(row.sealed, password), _certificate(row)
    if code_row is not None:
        session.code_key = open_private_key(code_row.sealed, password)
    return session


def _certificate(row: SigningKey) -> x509.Certificate | None:
    return certificate_from_der(row.certificate) if row.certificate else None


def _make_key(place: Workplace, store: Store, person: Person, password: str, use: KeyUse) -> FileKey:
    key = FileKey.generate(place.random)
    row = SigningKey(
        key_id=key.key_id,
        person_id=person.person_id,
        sealed=seal_private_key(key, password, cost=place.cost, random=place.random),
        certificate=None,
        created_at=place.now_text(),
        use=use,
        deposited=deposit(key, vault.recovery_key(store.path).public),
    )
    with store.transaction() as connection:
        people_table.put(connection, person)
        key_table.put(connection, row)
    return key


def _seal_again(place: Workplace, store: Store, person: Person, recovery_code: str, password: str) -> None:
    recovery = vault.recovery_key(store.path)
    with store.transaction() as connection:
        for row in key_table.listing(connection):
            if row.person_id != person.person_id or row.deposited is None:
                continue
            key = withdraw(row.deposited, row.key_id, recovery, recovery_code)
            sealed = seal_private_key(key, password, cost=place.cost, random=place.random)
            key_table.put(connection, replace(row, sealed=sealed))
