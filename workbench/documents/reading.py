"""Read PDFs of this project back: their attached files, their pages."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

LONGEST_ATTACHMENT = 32 * 1024 * 1024
"""More than any record or edition takes; a file that unpacks to more is not read on."""


def attached_files(pdf: bytes) -> dict[str, bytes]:
    """Give the files attached to a PDF by name; none where they are not attached as this project attaches them.

    Two files of one name would be shown as the one by one reader and as the other by the next: neither is given. A
    small file that unpacks to gigabytes is none either.
    """
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            found = list(_listed(document))
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError, RuntimeError, zlib.error):
        return {}
    return dict(found) if len(dict(found)) == len(found) else {}


def page_count(pdf: bytes) -> int:
    """Count the pages of a PDF; 0 where it cannot be read."""
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            return len(document.pages)
    except pikepdf.PdfError:
        return 0


def _listed(document: pikepdf.Pdf) -> Iterator[tuple[str, bytes]]:
    if "/Names" not in document.Root or "/EmbeddedFiles" not in document.Root.Names:
        return
    pairs: list[Any] = list(document.Root.Names.EmbeddedFiles.Names)
    for name, file in zip(pairs[::2], pairs[1::2], strict=True):
        yield str(name), _unpacked(file.EF.F)


def _unpacked(stream: Any) -> bytes:
    packed: bytes = stream.read_raw_bytes()
    if "/Filter" not in stream:
        return packed
    if stream.Filter != pikepdf.Name.FlateDecode or "/DecodeParms" in stream:
        raise ValueError(str(stream.Filter))
    unpacking = zlib.decompressobj()
    content = unpacking.decompress(packed, LONGEST_ATTACHMENT)
    if not unpacking.eof:
        raise ValueError(len(content))
    return content
