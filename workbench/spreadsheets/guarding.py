"""Looks at a workbook's bytes before openpyxl does, which builds whatever a few bytes claim to be there."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from workbench.spreadsheets.places import column_number
from workbench.spreadsheets.refusals import NoWorkbook, WorkbookLocked, WorkbookTooLarge

LARGEST_FILE: Final = 30_000_000
"""Bytes of a workbook that is still looked into."""
MOST_CELLS: Final = 2_000_000
"""Cells of a workbook, those under merged ranges and links included."""
_LARGEST_UNPACKED: Final = 200_000_000
_MOST_TEXTS: Final = 1_000_000
_COMPOUND_FILE: Final = b"\xd0\xcf\x11\xe0"
_CELL: Final = re.compile(rb"<(?:\w+:)?c[\s/>]")
_TEXT: Final = re.compile(rb"<(?:\w+:)?si[\s/>]")
_SPREAD: Final = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*?\bref\s*=\s*[\"']([^\"']*)[\"']")
_RANGE: Final = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")


def refuse_hostile(data: bytes, file: str) -> None:
    """Refuse what is no workbook, or would unpack or unfold to more than a workbook of forms ever could.

    Raises:
        NoWorkbook, WorkbookTooLarge, WorkbookLocked.
    """
    if data.startswith(_COMPOUND_FILE):
        raise WorkbookLocked(file=file)
    if len(data) > LARGEST_FILE:
        raise WorkbookTooLarge(file=file, limit=f"{LARGEST_FILE // 1_000_000} MB")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST_UNPACKED:
                raise WorkbookTooLarge(file=file, limit=f"{_LARGEST_UNPACKED // 1_000_000} MB")
            _count(archive, file)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, RuntimeError) as fault:
        raise NoWorkbook(file=file) from fault


def _count(archive: zipfile.ZipFile, file: str) -> None:
    """Count over all parts, whatever they are called: which of them hold sheets is for the workbook to say."""
    cells = texts = 0
    for name in archive.namelist():
        part = archive.read(name)
        cells += sum(1 for _ in _CELL.finditer(part)) + sum(_areas(part))
        texts += sum(1 for _ in _TEXT.finditer(part))
        if cells > MOST_CELLS or texts > _MOST_TEXTS:
            raise WorkbookTooLarge(file=file, limit=f"{MOST_CELLS}")


def _areas(part: bytes) -> Iterator[int]:
    """Give the cells of every range that openpyxl makes one by one; a single range can name billions."""
    for found in _SPREAD.findall(part):
        written = found.decode("ascii", "replace").upper().replace("$", "")
        match = _RANGE.fullmatch(written.strip())
        if match is not None:
            left, low, right, high = match.groups()
            yield (abs(int(low) - int(high)) + 1) * (abs(column_number(left) - column_number(right)) + 1)
        elif "&" in written:  # written in entities, which no spreadsheet program does
            yield MOST_CELLS + 1
