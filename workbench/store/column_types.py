"""Column types that keep exact values exact: canonical JSON, compressed bytes, enums by value."""

from __future__ import annotations

import enum
from typing import Any

import msgspec
import zstandard
from sqlalchemy import LargeBinary, Text
from sqlalchemy.types import TypeDecorator

from workbench.protocol import canonical

_LEVEL = 3
_LIMIT = 64 * 1024 * 1024


def pack(data: bytes) -> bytes:
    """Compress bytes for a column; the length stands in the frame."""
    return zstandard.ZstdCompressor(level=_LEVEL).compress(data)


def unpack(data: bytes) -> bytes:
    """Give back what `pack` has compressed."""
    return zstandard.ZstdDecompressor().decompress(data, max_output_size=_LIMIT)


class CanonicalJson(TypeDecorator[Any]):
    """JSON in the records' own profile: no floats, NFC, so that whatever is kept can also be signed."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: object) -> str:  # noqa: ARG002 -- SQLAlchemy's signature
        """Write a value."""
        return canonical.encode(value).decode("utf-8")

    def process_result_value(self, value: Any, dialect: object) -> Any:  # noqa: ARG002 -- SQLAlchemy's signature
        """Read a value; an outer join's missing row stays None."""
        return None if value is None else msgspec.json.decode(value)


class Packed(TypeDecorator[bytes]):
    """Bytes compressed with zstandard."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: object) -> bytes:  # noqa: ARG002 -- SQLAlchemy's signature
        """Compress."""
        return pack(value)

    def process_result_value(self, value: Any, dialect: object) -> bytes:  # noqa: ARG002 -- SQLAlchemy's signature
        """Decompress."""
        return unpack(value)


class ByValue(TypeDecorator[Any]):
    """An enum kept as the text of its value."""

    impl = Text
    cache_ok = True

    def __init__(self, members: type[enum.Enum]) -> None:
        super().__init__()
        self.members = members

    def process_bind_param(self, value: Any, dialect: object) -> str | None:  # noqa: ARG002 -- SQLAlchemy's signature
        """Write the value."""
        return None if value is None else str(self.members(value).value)

    def process_result_value(self, value: Any, dialect: object) -> Any:  # noqa: ARG002 -- SQLAlchemy's signature
        """Read the member."""
        return None if value is None else self.members(value)
