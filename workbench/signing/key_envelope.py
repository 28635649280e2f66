"""Private keys and secrets at rest: sealed by a password with argon2id (RFC 9106) and AES-256-GCM (SP 800-38D).

One layout for both, all integers big-endian:

    0   4  "AWKE"
    4   1  version, 1
    5   1  what is inside: 1 a private key (PKCS#8 DER, RFC 5958), 2 a secret
    6   4  argon2id memory in KiB
    10  4  argon2id passes
    14  1  argon2id lanes
    15 16  salt
    31 12  nonce
    43 16  owner: the key id, or the first 16 bytes of SHA-256 over the secret's owner name
    59  n  AES-256-GCM ciphertext and its tag; bytes 0-58 are the associated data, so version, cost and owner are bound
    .   8  the first 8 bytes of SHA-256 over everything before: tells a damaged file from a wrong password

Passwords are taken in NFC, so that two input methods that spell one character differently open the same file.
"""

from __future__ import annotations

import hashlib
import struct
import unicodedata
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from workbench.domain.refusals import Refusal
from workbench.signing.keys import FileKey, RandomBytes, UnsuitableKey

_MAGIC: Final = b"AWKE"
_VERSION: Final = 1
_PRIVATE_KEY: Final = 1
_SECRET: Final = 2
_HEADER: Final = struct.Struct(">4sBBIIB16s12s16s")
_CHECK_BYTES: Final = 8
_TAG_BYTES: Final = 16
_MAX_BYTES: Final = 4096


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one guess of a password costs (RFC 9106, 3.1): memory in KiB, passes over it, lanes."""

    memory_kib: int
    iterations: int
    lanes: int


STANDARD: Final = KdfCost(memory_kib=64 * 1024, iterations=3, lanes=4)
"""The second recommended option of RFC 9106, 4."""

HIGHEST: Final = KdfCost(memory_kib=256 * 1024, iterations=16, lanes=16)
"""What opening agrees to spend: a hostile file must not eat the machine."""


class WrongPassword(Refusal):
    """The file is whole, but this password does not open it."""

    code = "wrong_password"


class EmptyPassword(Refusal):
    """An empty password would protect nothing."""

    code = "empty_password"


class DamagedKeyFile(Refusal):
    """The bytes are not a whole key file of ours; facts: `reason`."""

    code = "damaged_key_file"


def seal_private_key(key: FileKey, password: str, *, cost: KdfCost, random: RandomBytes) -> bytes:
    """Seal a private key under a password.

    Raises:
        EmptyPassword: the password is empty.
    """
    plain = key.private_key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return _seal(_Label(_PRIVATE_KEY, bytes.fromhex(key.key_id)), plain, password, cost=cost, random=random)


def open_private_key(sealed: bytes, password: str) -> FileKey:
    """Open a sealed private key.

    Raises:
        WrongPassword: the file is whole, the password is another.
        DamagedKeyFile: the file is cut, changed, of another kind or version, or asks for a hostile cost.
    """
    owner = _read_header(sealed, _PRIVATE_KEY).owner
    plain = _open(sealed, password, _PRIVATE_KEY, owner=owner)
    try:
        private_key = serialization.load_der_private_key(plain, password=None)
        if not isinstance(private_key, ec.EllipticCurvePrivateKey):
            raise DamagedKeyFile(reason="key")
        key = FileKey(private_key)
    except (ValueError, UnsupportedAlgorithm, UnsuitableKey) as error:
        raise DamagedKeyFile(reason="key") from error
    if bytes.fromhex(key.key_id) != owner:
        raise DamagedKeyFile(reason="key_id")
    return key


def sealed_key_id(sealed: bytes) -> str:
    """Read which key a sealed file holds, without its password.

    Raises:
        DamagedKeyFile: it is no whole sealed private key.
    """
    return _read_header(sealed, _PRIVATE_KEY).owner.hex()


def wrap_secret(secret: bytes, password: str, *, owner: str, cost: KdfCost, random: RandomBytes) -> bytes:
    """Seal a secret, such as the store's key, for one owner: a user's password or a recovery code (decision 3).

    The owner's name is bound in, so that one user's wrap cannot be put in another's place.

    Raises:
        EmptyPassword: the password is empty.
    """
    return _seal(_Label(_SECRET, _owner_digest(owner)), secret, password, cost=cost, random=random)


def unwrap_secret(wrapped: bytes, password: str, *, owner: str) -> bytes:
    """Open a wrapped secret.

    Raises:
        WrongPassword: the wrap is whole, the password is another.
        DamagedKeyFile: it is cut, changed, of another kind or owner, or asks for a hostile cost.
    """
    return _open(wrapped, password, _SECRET, owner=_owner_digest(owner))


@dataclass(frozen=True, slots=True)
class _Label:
    kind: int
    owner: bytes


@dataclass(frozen=True, slots=True)
class _Header:
    cost: KdfCost
    salt: bytes
    nonce: bytes
    owner: bytes


def _seal(label: _Label, plain: bytes, password: str, *, cost: KdfCost, random: RandomBytes) -> bytes:
    salt, nonce = random(16), random(12)
    header = _HEADER.pack(
        _MAGIC,
        _VERSION,
        label.kind,
        cost.memory_kib,
        cost.iterations,
        cost.lanes,
        salt,
        nonce,
        label.owner,
    )
    body = header + AESGCM(_derive(password, salt, cost)).encrypt(nonce, plain, header)
    return body + _check(body)


def _open(sealed: bytes, password: str, kind: int, *, owner: bytes) -> bytes:
    header = _read_header(sealed, kind)
    if header.owner != owner:
        raise DamagedKeyFile(reason="owner")
    cipher = AESGCM(_derive(password, header.salt, header.cost))
    try:
        return cipher.decrypt(header.nonce, sealed[_HEADER.size : -_CHECK_BYTES], sealed[: _HEADER.size])
    except InvalidTag as error:
        raise WrongPassword from error


def _read_header(sealed: bytes, kind: int) -> _Header:
    if not _HEADER.size + _TAG_BYTES + _CHECK_BYTES <= len(sealed) <= _MAX_BYTES:
        raise DamagedKeyFile(reason="length")
    magic, version, found, memory_kib, iterations, lanes, salt, nonce, owner = _HEADER.unpack_from(sealed)
    if magic != _MAGIC:
        raise DamagedKeyFile(reason="not_ours")
    if version != _VERSION:
        raise DamagedKeyFile(reason="version")
    if _check(sealed[:-_CHECK_BYTES]) != sealed[-_CHECK_BYTES:]:
        raise DamagedKeyFile(reason="changed")
    if found != kind:
        raise DamagedKeyFile(reason="kind")
    cost = KdfCost(memory_kib, iterations, lanes)
    if not _is_bearable(cost):
        raise DamagedKeyFile(reason="cost")
    return _Header(cost, salt, nonce, owner)


def _is_bearable(cost: KdfCost) -> bool:
    return (
        1 <= cost.lanes <= HIGHEST.lanes
        and 1 <= cost.iterations <= HIGHEST.iterations
        and 8 * cost.lanes <= cost.memory_kib <= HIGHEST.memory_kib
    )


def _derive(password: str, salt: bytes, cost: KdfCost) -> bytes:
    if not password:
        raise EmptyPassword
    assert _is_bearable(cost)
    kdf = Argon2id(salt=salt, length=32, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return kdf.derive(unicodedata.normalize("NFC", password).encode(errors="surrogatepass"))


def _check(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()[:_CHECK_BYTES]


def _owner_digest(owner: str) -> bytes:
    return hashlib.sha256(owner.encode()).digest()[:16]
