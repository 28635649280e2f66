"""The faces of a document: a role each, loaded once per process, with fallbacks so that no character goes missing."""

from __future__ import annotations

import enum
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont, TTFontFace
from typing_extensions import override

from workbench.documents.unicode_maps import repair_unicode_maps
from workbench.domain.refusals import Refusal

rl_config.useA85 = 0  # ASCII85 costs a quarter of the time and a fifth of the size; the archival pass mends the rest
rl_config.invariant = 1  # two builds of one record give the same bytes
repair_unicode_maps()

# Copied along from office programs, drawn by nobody: leaving them out loses nothing a reader could see.
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
_TIDY = {**_INVISIBLE, ord("\t"): " ", ord("\r"): "\n", 0x2028: "\n", 0x2029: "\n", 0x2009: " ", 0x202F: "\u00a0"}
_CONTROLS = frozenset([*range(0x20), *range(0x7F, 0xA0)])


class Role(enum.Enum):
    """What a face is used for, after the look of GB/T 9704."""

    TITLE = "title"
    HEADING = "heading"
    SUBHEADING = "subheading"
    BODY = "body"
    STRONG = "strong"
    LABEL = "label"
    LABEL_STRONG = "label_strong"


class MissingGlyph(Refusal):
    """A character stands in no face, so the document is not made.

    Facts: `character`, `code_point` ("U+2B7CE"), `field` (where it stands, in words) and `unit` (whose document it is).
    """

    code = "missing_glyph"


class FontNotUsable(Refusal):
    """A font file cannot be embedded; `place` is the file, fact `reason` is the page engine's own."""

    code = "font_not_usable"


@dataclass(frozen=True)
class FontSet:
    """Which file serves which role; every role falls back to `fallbacks`, in order."""

    name: str
    files: Mapping[Role, Path]
    fallbacks: tuple[Path, ...]


def bundled_fonts(folder: Path) -> FontSet:
    """Name the faces of `resources/fonts`, so that two machines print identical bytes."""
    serif, sans = folder / "NotoSerifSC-Regular.ttf", folder / "NotoSansSC-Regular.ttf"
    kai = folder / "LXGWWenKai-Regular.ttf"
    files = {
        Role.TITLE: folder / "NotoSerifSC-Black.ttf",
        Role.HEADING: folder / "NotoSansSC-Bold.ttf",
        Role.SUBHEADING: kai,
        Role.BODY: serif,
        Role.STRONG: folder / "NotoSerifSC-Bold.ttf",
        Role.LABEL: sans,
        Role.LABEL_STRONG: folder / "NotoSansSC-Medium.ttf",
    }
    return FontSet("bundle", files, (serif, sans, kai))


def office_fonts(bundle: FontSet, chosen: Mapping[Role, Path]) -> FontSet:
    """Let an office print with its own faces (仿宋, 小标宋); the bundle fills roles and characters these lack."""
    return FontSet("office", {**bundle.files, **chosen}, bundle.fallbacks)


class _Outlines:
    """The outlines of a face, cut out glyph by glyph from the file's bytes."""

    def __init__(self, file: bytes, start: int) -> None:
        self._file = file
        self._start = start

    def __getitem__(self, span: slice) -> bytes:
        return self._file[self._start + span.start : self._start + span.stop]


class _Face(TTFontFace):  # type: ignore[misc]  # reportlab carries no types
    """A face that hands out single outlines; the stock one copies all 12 MB of them for every subset it cuts."""

    @override
    def get_table(self, tag: str) -> bytes | _Outlines:
        if tag == "glyf":
            return _Outlines(self._ttf_data, self.get_table_pos(tag)[0])
        table: bytes = super().get_table(tag)
        return table


_loading = threading.Lock()
_loaded: dict[Path, TTFont] = {}


def _load(path: Path) -> TTFont:
    with _loading:
        if path not in _loaded:
            try:
                font = TTFont(str(path), str(path), asciiReadable=False)
                font.face.__class__ = _Face  # its constructor cannot be told which class of face to make
            except (TTFError, OSError) as error:
                raise FontNotUsable(place=str(path), reason=str(error)) from error
            pdfmetrics.registerFont(font)
            _loaded[path] = font
        return _loaded[path]


class _Advances(dict[str, float]):
    """Advance widths in thousandths of the size; a character is looked for along the chain once, then known."""

    def __init__(self, chain: tuple[Path, ...], strays: dict[str, str]) -> None:
        super().__init__()
        self._chain = chain
        self._strays = strays

    def __missing__(self, character: str) -> float:
        code = ord(character)
        for place, path in enumerate(self._chain):
            font = _load(path)
            if code in font.face.charToGlyph and code not in _CONTROLS:
                if place:
                    self._strays[character] = font.fontName
                advance = float(font.face.charWidths[code])
                self[character] = advance
                return advance
        shown = character if character.isprintable() else ""
        raise MissingGlyph(character=shown, code_point=f"U+{code:04X}", field="", unit="")


class Typeface:
    """One role's face together with its fallbacks; everything drawn is measured here first, so nothing goes missing."""

    def __init__(self, chain: tuple[Path, ...]) -> None:
        self.font_name: str = _load(chain[0]).fontName
        self._strays: dict[str, str] = {}
        self.advances: Mapping[str, float] = _Advances(chain, self._strays)

    def width(self, text: str, size: float) -> float:
        """Measure a line in points.

        Raises:
            MissingGlyph: a character stands in no face of the chain.
        """
        return sum(map(self.advances.__getitem__, text)) * size / 1000

    def runs(self, text: str) -> Iterable[tuple[str, str]]:
        """Cut a measured line into (font name, run) pairs."""
        if not self._strays or self._strays.keys().isdisjoint(text):
            return ((self.font_name, text),)
        return self._mixed_runs(text)

    def _mixed_runs(self, text: str) -> list[tuple[str, str]]:
        runs: list[tuple[str, str]] = []
        for character in text:
            name = self._strays.get(character, self.font_name)
            if runs and runs[-1][0] == name:
                runs[-1] = (name, runs[-1][1] + character)
            else:
                runs.append((name, character))
        return runs


class Fonts:
    """A font set ready for use; its faces are read when a role is first asked for."""

    def __init__(self, font_set: FontSet) -> None:
        self._set = font_set
        self._faces: dict[Role, Typeface] = {}

    def face(self, role: Role) -> Typeface:
        """Give the face of a role.

        Raises:
            FontNotUsable: its file is missing, or holds outlines that cannot be embedded.
        """
        known = self._faces.get(role)
        if known is None:
            path = self._set.files[role]
            known = Typeface((path, *(other for other in self._set.fallbacks if other != path)))
            self._faces[role] = known
        return known

    def unprintable(self, text: str) -> tuple[str, ...]:
        """List the characters that no face has, each once, in reading order; empty when all can be printed."""
        missing: dict[str, None] = {}
        for character in tidy(text).replace("\n", ""):
            try:
                self.face(Role.BODY).width(character, 1)
            except MissingGlyph:
                missing[character] = None
        return tuple(missing)


@cache
def open_bundle(folder: Path) -> Fonts:
    """Give the bundled faces of `resources/fonts`, the same object for every document of the process."""
    return Fonts(bundled_fonts(folder))


def tidy(text: str) -> str:
    """Make tabs and odd line ends plain, and leave out characters that have no ink and no width."""
    return text.replace("\r\n", "\n").translate(_TIDY)
