"""Which bytes of a PDF its signatures cover, read from the file itself without a PDF parser (ISO 32000-2, 12.8.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from workbench.signing import der

MOST_SIGNATURES: Final = 32
"""More than this in one file is hostile: each costs a digest of the whole file."""

_BYTE_RANGE: Final = re.compile(
    rb"/ByteRange\s*\[\s*0\s+([1-9][0-9]{0,9})\s+([1-9][0-9]{0,9})\s+([1-9][0-9]{0,9})\s*\]"
)
_UPPER_HEX: Final = re.compile(rb"(?:[0-9A-F]{2})*")
_TRACES: Final = (b"/ByteRange", b"/ETSI.CAdES.detached", b"/Adobe.PPKLite")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """What one signature covers: everything up to `ends`, except its own value between `gap_starts` and `gap_ends`."""

    ends: int
    gap_starts: int
    gap_ends: int


def find_spans(pdf: bytes) -> list[Span]:
    """Find the byte ranges that enclose exactly one hexadecimal string, the earliest signature first."""
    spans = set()
    for match in _BYTE_RANGE.finditer(pdf):
        gap_starts, gap_ends, length = (int(number) for number in match.groups())
        span = Span(gap_ends + length, gap_starts, gap_ends)
        if gap_starts + 2 <= gap_ends and span.ends <= len(pdf) and _encloses_a_string(pdf, span):
            spans.add(span)
    return sorted(spans)


def has_traces(pdf: bytes) -> bool:
    """Tell whether anything in a file looks like a signature, however broken."""
    return any(trace in pdf for trace in _TRACES)


def digest(pdf: bytes, span: Span) -> bytes:
    """Hash what a signature covers, with SHA-256."""
    hashed = sha256(memoryview(pdf)[: span.gap_starts])
    hashed.update(memoryview(pdf)[span.gap_ends : span.ends])
    return hashed.digest()


def container(pdf: bytes, span: Span) -> bytes | None:
    """Give the signature container of a span; None unless it is upper-case hexadecimal, DER, and zeros after it."""
    hexadecimal = pdf[span.gap_starts + 1 : span.gap_ends - 1]
    if _UPPER_HEX.fullmatch(hexadecimal) is None:
        return None
    value = bytes.fromhex(hexadecimal.decode("ascii"))
    length = der.element_length(value)
    if length is None or length > len(value) or any(value[length:]):
        return None
    return value[:length]


def _encloses_a_string(pdf: bytes, span: Span) -> bool:
    return pdf[span.gap_starts : span.gap_starts + 1] == b"<" and pdf[span.gap_ends - 1 : span.gap_ends] == b">"
