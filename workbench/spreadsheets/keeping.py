"""What a workbook holds that would be lost if it were opened and saved here.

openpyxl keeps cells, styles, comments, widths, conditional formats, validations, tables, pictures (PNG, JPEG, GIF,
BMP), charts (drawn anew, so that a style of Excel's own may look plainer) and print settings. It drops what is listed
here, without a word.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final

from workbench.spreadsheets.lists import PREFIX

_PARTS: Final = {
    "macros": r"xl/vbaProject",
    "threaded_comments": r"xl/threadedComments/",
    "slicers": r"xl/(slicers|slicerCaches|timelines|timelineCaches)/",
    "shapes": r"xl/diagrams/",
    "newer_charts": r"xl/charts/chartEx",
    "embedded_objects": r"xl/(embeddings|activeX|ctrlProps)/",
    "data_connections": r"xl/(connections\.xml|queryTables/|model/|customData/)",
    "dynamic_formulas": r"xl/(metadata\.xml|richData/)",
    "signatures": r"_xmlsignatures/",
    "pictures": r"xl/media/.*\.(emf|wmf|svg|tiff?|wdp)$",
}
_DRAWN: Final = {"shapes": rb"<(?:\w+:)?(?:sp|cxnSp|grpSp|contentPart)[ >]"}
_IN_SHEETS: Final = {
    "sparklines": rb"sparklineGroup[ >]",
    "conditional_formats": rb"<x14:conditionalFormatting[ >]",
    "header_pictures": rb"<legacyDrawingHF[ >]",
    "embedded_objects": rb"<(?:oleObjects|controls)[ >]",
}
_FOREIGN_LIST: Final = re.compile(rb"<x14:dataValidation[ >].*?</x14:dataValidation>", re.DOTALL)


def lost_parts(data: bytes) -> tuple[str, ...]:
    """Name what cannot be kept of a workbook, as codes of the room `authoring`, each once."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return tuple(dict.fromkeys(_lost(archive)))


def _lost(archive: zipfile.ZipFile) -> Iterator[str]:
    for name in archive.namelist():
        yield from (code for code, pattern in _PARTS.items() if re.match(pattern, name, re.IGNORECASE))
        if name.startswith("xl/drawings/") and name.endswith(".xml"):
            yield from _matching(_DRAWN, archive.read(name))
        elif name.startswith("xl/worksheets/") and name.endswith(".xml"):
            sheet = archive.read(name)
            yield from _matching(_IN_SHEETS, sheet)
            if any(PREFIX.encode() not in rule for rule in _FOREIGN_LIST.findall(sheet)):
                yield "lists"
    if b"macroEnabled" in archive.read("[Content_Types].xml"):
        yield "macros"


def _matching(patterns: dict[str, bytes], text: bytes) -> Iterator[str]:
    return (code for code, pattern in patterns.items() if re.search(pattern, text))
