"""Read PDFs of this project back: their attached files, their pages."""

from __future__ import annotations

from io import BytesIO

import pikepdf


def attached_files(pdf: bytes) -> dict[str, bytes]:
    """Give the files attached to a PDF by name; none where the PDF cannot be read."""
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            return {name: document.attachments[name].get_file().read_bytes() for name in document.attachments}
    except (pikepdf.PdfError, KeyError, ValueError, RuntimeError):
        return {}


def page_count(pdf: bytes) -> int:
    """Count the pages of a PDF; 0 where it cannot be read."""
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            return len(document.pages)
    except pikepdf.PdfError:
        return 0
