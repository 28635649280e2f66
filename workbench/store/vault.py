"""The key of a store at rest: a file beside it that holds the key wrapped, per user and for the recovery code."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from workbench.domain.people import Person
from workbench.signing.escrow import RecoveryKey, new_recovery_key
from workbench.signing.key_envelope import (
    STANDARD,
    DamagedKeyFile,
    EmptyPassword,
    KdfCost,
    WrongPassword,
    unwrap_secret,
    wrap_secret,
)
from workbench.signing.keys import RandomBytes
from workbench.signing.recovery_code import new_recovery_code, normalise_recovery_code
from workbench.store.durable_files import refusal_for, write_durably
from workbench.store.refusals import (
    NoVault,
    UnknownUser,
    UserExists,
    VaultDamaged,
    VaultExists,
    WrongRecoveryCode,
)

KEY_BYTES: Final = 32
_RECOVERY: Final = "recovery-code"
_CHECKED: Final = b"workbench vault: this key opens the store"

Wrap = Annotated[str, Meta(min_length=1, max_length=8192)]


class _User(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    person_id: str
    name: str
    wrapped: Wrap


class _Recovery(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    wrapped: Wrap
    wrapped_private: Wrap
    public: Wrap


class _Vault(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: Literal[1]
    key_check: str
    recovery: _Recovery
    users: tuple[_User, ...]


@dataclass(frozen=True, slots=True)
class Secrecy:
    """How secrets are wrapped: what a guess costs, and where random bytes come from."""

    cost: KdfCost = STANDARD
    random_bytes: RandomBytes = os.urandom


@dataclass(frozen=True, slots=True)
class NewVault:
    """What making a vault gives: the store's key, and the recovery code, shown once and kept nowhere."""

    key: bytes
    recovery_code: str


def vault_path(store: Path) -> Path:
    """Name the vault of a store."""
    return store.with_name(store.name + ".vault")


def create_vault(store: Path, person: Person, password: str, secrecy: Secrecy = Secrecy()) -> NewVault:
    """Make a key for a new store and wrap it for its first user and for a new recovery code.

    Raises:
        VaultExists: a vault lies there already.
        EmptyPassword: the password is empty.
        DiskFull, ReadOnlyFolder, DiskFailed: nothing was written.
    """
    path = vault_path(store)
    if path.exists():
        raise VaultExists(path=str(path))
    key = secrecy.random_bytes(KEY_BYTES)
    code = new_recovery_code(secrecy.random_bytes)
    pair = new_recovery_key(code, cost=secrecy.cost, random=secrecy.random_bytes)
    recovery = _Recovery(
        wrapped=_wrap(key, code, _RECOVERY, secrecy),
        wrapped_private=_to_text(pair.wrapped_private),
        public=_to_text(pair.public),
    )
    _write(path, _Vault(1, _check_of(key), recovery, (_new_user(key, person, password, secrecy),)))
    return NewVault(key, code)


def open_with_password(store: Path, person_id: str, password: str) -> bytes:
    """Give the store's key to a user.

    Raises:
        NoVault, VaultDamaged, UnknownUser.
        WrongPassword: facts: `person_id`.
    """
    user = _user(_read(store), person_id)
    try:
        return unwrap_secret(_to_bytes(user.wrapped), password, owner=person_id)
    except (WrongPassword, EmptyPassword) as error:
        raise WrongPassword(person_id=person_id) from error
    except DamagedKeyFile as error:
        raise VaultDamaged(path=str(vault_path(store))) from error


def open_with_recovery(store: Path, recovery_code: str) -> bytes:
    """Give the store's key to whoever holds the printed code.

    Raises:
        NoVault, VaultDamaged, WrongRecoveryCode.
        RecoveryCodeMistyped: no code can look like this.
    """
    vault = _read(store)
    code = normalise_recovery_code(recovery_code)
    try:
        return unwrap_secret(_to_bytes(vault.recovery.wrapped), code, owner=_RECOVERY)
    except WrongPassword as error:
        raise WrongRecoveryCode from error
    except DamagedKeyFile as error:
        raise VaultDamaged(path=str(vault_path(store))) from error


def add_user(store: Path, key: bytes, person: Person, password: str, secrecy: Secrecy = Secrecy()) -> None:
    """Let one more person open the store; `key` is the store's own, from somebody who has opened it.

    Raises:
        UserExists: somebody of this id has access already.
        NoVault, VaultDamaged, WrongPassword (`key` is another store's), EmptyPassword.
    """
    vault = _read(store)
    _require_key(vault, key, person.person_id)
    if any(user.person_id == person.person_id for user in vault.users):
        raise UserExists(person_id=person.person_id)
    _write_users(store, vault, (*vault.users, _new_user(key, person, password, secrecy)))


def change_password(store: Path, key: bytes, person_id: str, password: str, secrecy: Secrecy = Secrecy()) -> None:
    """Give a user a new password; `key` comes from the old password or from the recovery code.

    Raises:
        UnknownUser, NoVault, VaultDamaged, WrongPassword (`key` is another store's), EmptyPassword.
    """
    vault = _read(store)
    _require_key(vault, key, person_id)
    old = _user(vault, person_id)
    new = _new_user(key, Person(old.person_id, old.name), password, secrecy)
    _write_users(store, vault, tuple(new if user is old else user for user in vault.users))


def users(store: Path) -> tuple[Person, ...]:
    """List who may open the store, without opening it.

    Raises:
        NoVault, VaultDamaged.
    """
    return tuple(Person(user.person_id, user.name) for user in _read(store).users)


def recovery_key(store: Path) -> RecoveryKey:
    """Give the pair to which users' signing keys are deposited (`signing.escrow`).

    Raises:
        NoVault, VaultDamaged.
    """
    recovery = _read(store).recovery
    return RecoveryKey(_to_bytes(recovery.wrapped_private), _to_bytes(recovery.public))


def is_key_of(store: Path, key: bytes) -> bool | None:
    """Tell whether a key is the one in the vault; None where no readable vault says anything."""
    try:
        vault = _read(store)
    except (NoVault, VaultDamaged):
        return None
    return hmac.compare_digest(vault.key_check, _check_of(key))


def _read(store: Path) -> _Vault:
    path = vault_path(store)
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Vault)
    except FileNotFoundError as error:
        raise NoVault(path=str(path)) from error
    except msgspec.MsgspecError as error:
        raise VaultDamaged(path=str(path)) from error
    except OSError as error:
        raise refusal_for(error, path) from error


def _write(path: Path, vault: _Vault) -> None:
    write_durably(path, msgspec.json.format(msgspec.json.encode(vault), indent=1) + b"\n")


def _write_users(store: Path, vault: _Vault, members: tuple[_User, ...]) -> None:
    _write(vault_path(store), msgspec.structs.replace(vault, users=members))


def _new_user(key: bytes, person: Person, password: str, secrecy: Secrecy) -> _User:
    return _User(person.person_id, person.name, _wrap(key, password, person.person_id, secrecy))


def _user(vault: _Vault, person_id: str) -> _User:
    for user in vault.users:
        if user.person_id == person_id:
            return user
    raise UnknownUser(person_id=person_id)


def _require_key(vault: _Vault, key: bytes, person_id: str) -> None:
    if not hmac.compare_digest(vault.key_check, _check_of(key)):
        raise WrongPassword(person_id=person_id)


def _wrap(key: bytes, password: str, owner: str, secrecy: Secrecy) -> str:
    return _to_text(wrap_secret(key, password, owner=owner, cost=secrecy.cost, random=secrecy.random_bytes))


def _check_of(key: bytes) -> str:
    return hmac.new(key, _CHECKED, hashlib.sha256).hexdigest()


def _to_text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _to_bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""  # the envelope says "damaged" in the right words
