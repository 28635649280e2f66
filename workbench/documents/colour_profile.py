"""A small sRGB colour profile, built from the published figures, so that every copy carries the same bytes."""

from __future__ import annotations

import struct
from functools import cache

# Primaries and white point of sRGB (IEC 61966-2-1), adapted to the D50 white of ICC profiles (ICC.1:2001-04, 6.3).
_WHITE_D50 = (0.96420, 1.00000, 0.82491)
_RED = (0.43607, 0.22249, 0.01392)
_GREEN = (0.38515, 0.71687, 0.09708)
_BLUE = (0.14307, 0.06061, 0.71410)
_CURVE_POINTS = 256
_HEADER_SIZE = 128


@cache
def srgb_profile() -> bytes:
    """Give an ICC version 2 display profile of sRGB, about 1 kB."""
    tags = [
        (b"desc", _description("sRGB")),
        (b"cprt", _tag(b"text", b"No copyright, use freely\0")),
        (b"wtpt", _xyz(_WHITE_D50)),
        (b"rXYZ", _xyz(_RED)),
        (b"gXYZ", _xyz(_GREEN)),
        (b"bXYZ", _xyz(_BLUE)),
    ]
    curve = _curve()
    shared = [b"rTRC", b"gTRC", b"bTRC"]
    offset = _HEADER_SIZE + 4 + 12 * (len(tags) + len(shared))
    table, body = b"", b""
    for name, content in tags:
        table += name + struct.pack(">II", offset + len(body), len(content))
        body += _padded(content)
    for name in shared:
        table += name + struct.pack(">II", offset + len(body), len(curve))
    body += _padded(curve)
    directory = struct.pack(">I", len(tags) + len(shared)) + table
    return _header(_HEADER_SIZE + len(directory) + len(body)) + directory + body


def _header(size: int) -> bytes:
    """Write the profile header (ICC.1:2001-04, 6.1); its creation date is a constant, so builds are reproducible."""
    created = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    head = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += created + b"acsp" + b"\0" * 24 + struct.pack(">I", 0) + b"".join(map(_s15_fixed16, _WHITE_D50))
    return head.ljust(_HEADER_SIZE, b"\0")


def _curve() -> bytes:
    points = (_linear(step / (_CURVE_POINTS - 1)) for step in range(_CURVE_POINTS))
    values = struct.pack(f">{_CURVE_POINTS}H", *(round(point * 0xFFFF) for point in points))
    return _tag(b"curv", struct.pack(">I", _CURVE_POINTS) + values)


def _linear(encoded: float) -> float:
    return encoded / 12.92 if encoded <= 0.04045 else float(((encoded + 0.055) / 1.055) ** 2.4)


def _description(name: str) -> bytes:
    ascii_name = name.encode("ascii") + b"\0"
    return _tag(b"desc", struct.pack(">I", len(ascii_name)) + ascii_name + b"\0" * (4 + 4 + 2 + 1 + 67))


def _xyz(values: tuple[float, float, float]) -> bytes:
    return _tag(b"XYZ ", b"".join(map(_s15_fixed16, values)))


def _tag(kind: bytes, content: bytes) -> bytes:
    return kind + b"\0\0\0\0" + content


def _s15_fixed16(value: float) -> bytes:
    return struct.pack(">i", round(value * 0x10000))


def _padded(content: bytes) -> bytes:
    return content + b"\0" * (-len(content) % 4)
