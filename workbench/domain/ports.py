"""The few doors to the outside world that engines are handed instead of opening themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time of this machine, always with its offset from UTC."""

    def now(self) -> datetime:
        """Give the present moment as an aware datetime."""
        ...


class RecordSigner(Protocol):
    """Holds one private key and signs with it; the key may live in a file or on a token."""

    @property
    def key_id(self) -> str:
        """First 16 bytes of SHA-256 over the public key (SubjectPublicKeyInfo DER), as 32 hex digits."""
        ...

    @property
    def suite(self) -> str:
        """The crypto suite of this key's signatures, for example `ecdsa-p256-sha256`."""
        ...

    def sign(self, message: bytes) -> bytes:
        """Sign bytes; for P-256 the result is r || s, 64 bytes."""
        ...


class SignatureChecker(Protocol):
    """Checks one signature against what is known of its key."""

    def check(self, *, key_id: str, suite: str, signature: bytes, message: bytes) -> bool:
        """Tell whether `signature` over `message` was made by the key `key_id` under `suite`."""
        ...
