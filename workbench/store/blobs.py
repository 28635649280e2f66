"""The evidence folder: every file under the SHA-256 of its content, encrypted at rest, never changed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from workbench.signing.keys import RandomBytes
from workbench.store.durable_files import refusal_for, write_durably
from workbench.store.refusals import BlobDamaged, BlobMissing, BlobTooLarge
from workbench.store.rows import Blob

MAX_BYTES: Final = 64 * 1024 * 1024
KEY_BYTES: Final = 32

_MAGIC: Final = b"AWE1"
_NONCE_BYTES: Final = 12


def blob_folder(store: Path) -> Path:
    """Name the evidence folder of a store."""
    return store.with_name(store.name + ".evidence")


class BlobFolder:
    """Content-addressed files `aa/<sha256>`, each AES-256-GCM with an own nonce (NIST SP 800-38D).

    The name is authenticated with the content, so that two files cannot be swapped. What lies in a file is
    `AWE1`, 12 bytes of nonce, the ciphertext and its tag.
    """

    def __init__(self, folder: Path, key: bytes, random_bytes: RandomBytes = os.urandom) -> None:
        self._folder = folder
        self._cipher = AESGCM(key)
        self._random_bytes = random_bytes

    def path_of(self, sha256: str) -> Path:
        """Say where content lies or would lie."""
        return self._folder / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        """Tell whether the folder holds a file of this name."""
        return self.path_of(sha256).is_file()

    def put(self, data: bytes, mime: str = "application/octet-stream") -> Blob:
        """Keep content durably; content that is held already is a success and is mended where it was damaged.

        Raises:
            BlobTooLarge: more than `MAX_BYTES`.
            DiskFull, ReadOnlyFolder, DiskFailed: nothing was kept.
        """
        if len(data) > MAX_BYTES:
            raise BlobTooLarge(size=len(data), limit=MAX_BYTES)
        sha256 = hashlib.sha256(data).hexdigest()
        if not self._is_sound(sha256):
            nonce = self._random_bytes(_NONCE_BYTES)
            sealed = self._cipher.encrypt(nonce, data, _bound_to(sha256))
            write_durably(self.path_of(sha256), _MAGIC + nonce + sealed)
        return Blob(sha256=sha256, size=len(data), mime=mime)

    def get(self, sha256: str) -> bytes:
        """Give content back, checked against its name.

        Raises:
            BlobMissing: there is no such file.
            BlobDamaged: its bytes were changed.
            DiskFailed: it cannot be read.
        """
        path = self.path_of(sha256)
        try:
            raw = path.read_bytes()
        except FileNotFoundError as error:
            raise BlobMissing(sha256=sha256, place=str(path)) from error
        except OSError as error:
            raise refusal_for(error, path) from error
        return self._open(raw, sha256)

    def _open(self, raw: bytes, sha256: str) -> bytes:
        start = len(_MAGIC) + _NONCE_BYTES
        if not raw.startswith(_MAGIC) or len(raw) < start:
            raise BlobDamaged(sha256=sha256)
        try:
            data = self._cipher.decrypt(raw[len(_MAGIC) : start], raw[start:], _bound_to(sha256))
        except InvalidTag as error:
            raise BlobDamaged(sha256=sha256) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise BlobDamaged(sha256=sha256)
        return data

    def _is_sound(self, sha256: str) -> bool:
        try:
            self.get(sha256)
        except (BlobMissing, BlobDamaged):
            return False
        return True


def _bound_to(sha256: str) -> bytes:
    return _MAGIC + bytes.fromhex(sha256)
