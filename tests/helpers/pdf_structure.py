"""Looks into a PDF as an archive does: what PDF/A-3b forbids, and what it asks for (ISO 19005-3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf

_FORBIDDEN_KEYS = ("/JavaScript", "/JS", "/OpenAction", "/AA", "/XFA", "/Encrypt")


def archival_faults(pdf: bytes, *, attachments: int | None = None) -> list[str]:
    """List what stands against PDF/A-3b; an empty list is what we want."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [
            *_general_faults(document, pdf),
            *_font_faults(document),
            *_colour_faults(document),
            *_attachment_faults(document, attachments),
        ]


def _general_faults(document: pikepdf.Pdf, pdf: bytes) -> Iterator[str]:
    metadata = document.Root.get("/Metadata")
    packet = metadata.read_raw_bytes().decode("utf-8") if metadata is not None else ""
    says_its_level = all(f">{word}</pdfaid:" in packet for word in ("3", "B"))
    wanted = {
        "encrypted": not document.is_encrypted,
        "no binary mark after the header": pdf.startswith(b"%PDF-1.7\n%") and min(pdf[10:14]) >= 128,
        "no file identifier": "/ID" in document.trailer,
        "no line end before endstream": re.search(rb"[^\r\n]endstream", pdf) is None,
        "no language": "/Lang" in document.Root,
        "metadata do not say PDF/A-3B": says_its_level,
    }
    yield from (fault for fault, is_well in wanted.items() if not is_well)
    for entry in document.objects:
        if isinstance(entry, pikepdf.Dictionary):
            yield from (f"forbidden {key}" for key in _FORBIDDEN_KEYS if key in entry)
        if isinstance(entry, pikepdf.Stream) and "/LZWDecode" in str(entry.get("/Filter", "")):
            yield "LZW compression"


def _fonts(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for entry in document.objects:
        if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/Font":
            yield entry


def _font_faults(document: pikepdf.Pdf) -> Iterator[str]:
    for font in _fonts(document):
        name = str(font.get("/BaseFont"))
        descriptor = font.get("/FontDescriptor")
        if descriptor is None or "/FontFile2" not in descriptor:
            yield f"{name} is not embedded"
        if "/ToUnicode" not in font:
            yield f"{name} has no ToUnicode map"
        if not re.fullmatch(r"/[A-Z]{6}\+.+", name):
            yield f"{name} is not named as a subset"
        widths = int(font.get("/LastChar", 0)) - int(font.get("/FirstChar", 0)) + 1
        if len(font.get("/Widths", [])) != widths:
            yield f"{name} has the wrong number of widths"


def _colour_faults(document: pikepdf.Pdf) -> Iterator[str]:
    intents = document.Root.get("/OutputIntents")
    if intents is None or intents[0].S != "/GTS_PDFA1" or "/DestOutputProfile" not in intents[0]:
        yield "no output intent"
    for entry in document.objects:
        if isinstance(entry, pikepdf.Stream) and entry.get("/ColorSpace") == "/DeviceCMYK":
            yield "a picture in printing inks"


def _attachment_faults(document: pikepdf.Pdf, wanted: int | None) -> Iterator[str]:
    files = list(document.Root.get("/AF", []))
    if wanted is not None and len(files) != wanted:
        yield f"{len(files)} associated files instead of {wanted}"
    for file in files:
        if file.get("/AFRelationship") != "/Data" or "/UF" not in file or "/F" not in file:
            yield f"{file.get('/UF')} lacks relationship or name"
        if "/Subtype" not in file.EF.F or "/ModDate" not in file.EF.F.Params:
            yield f"{file.get('/UF')} lacks its type or date"


def unicode_maps(pdf: bytes) -> dict[str, dict[int, str]]:
    """Read every ToUnicode map: subset name to printed code to text."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return {str(font.BaseFont): unicode_map(font) for font in _fonts(document)}


def unicode_map(font: pikepdf.Object) -> dict[int, str]:
    """Read one font's ToUnicode map; values that are no UTF-16 are left out."""
    text = font.ToUnicode.read_bytes().decode("latin-1")
    pairs = re.findall(r"^<([0-9A-F]{2})> <([0-9A-F]+)>$", text, re.MULTILINE)
    return {int(code, 16): bytes.fromhex(value).decode("utf-16-be") for code, value in pairs if len(value) % 4 == 0}
