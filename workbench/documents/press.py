"""What every page is made with: the language, its words and the faces, and one canvas at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from workbench.documents.dates import written_date, written_time
from workbench.documents.fonts import Fonts, Role, Typeface
from workbench.documents.styles import TextStyle
from workbench.domain.texts import Language

_pressing = threading.RLock()


@dataclass(frozen=True)
class Press:
    """Language, words (`resources/words/documents.<language>.toml`) and faces of the documents to be made."""

    language: Language
    words: Mapping[str, Any]
    fonts: Fonts

    def say(self, key: str, /, **facts: object) -> str:
        """Fill the wording under a dotted key with its facts."""
        node: Any = self.words
        for step in key.split("."):
            node = node[step]
        return str(node).format(**facts) if facts else str(node)

    def day(self, value: date | None) -> str:
        """Write a day as the language does; a day not known is a dash."""
        return written_date(value, self.language)

    def moment(self, value: datetime | None) -> str:
        """Write a moment to the minute with its offset from UTC; a moment not known is a dash."""
        return written_time(value)

    def face(self, style: TextStyle) -> Typeface:
        """Give the face of a style; 楷体 has no good Latin letters, so English stands in bold serifs instead."""
        is_latin = self.language is Language.EN and style.role is Role.SUBHEADING
        return self.fonts.face(Role.STRONG if is_latin else style.role)


def one_document_at_a_time() -> AbstractContextManager[object]:
    """Give the lock under which pages are drawn: cutting subsets moves a reading position inside the shared faces."""
    return _pressing


@contextmanager
def open_canvas(press: Press, size: tuple[float, float]) -> Iterator[tuple[Canvas, BytesIO]]:
    """Open a canvas of a page size in points; when the block ends the buffer holds the PDF."""
    buffer = BytesIO()
    with one_document_at_a_time():
        canvas = Canvas(buffer, pagesize=size, pageCompression=1, initialFontName=base_font(press))
        yield canvas, buffer
        canvas.save()


def base_font(press: Press) -> str:
    """Name the face that stands for Helvetica, which reportlab would otherwise declare, not embedded, in every file."""
    return press.fonts.face(Role.BODY).font_name
