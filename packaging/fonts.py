"""Trim the fonts in `resources/fonts` from their packages, so that anybody can make the same files again.

The sources lie in one folder (`--sources DIR`), unpacked side by side:

    DIR/noto-sans-sc     npm package `@expo-google-fonts/noto-sans-sc` 0.4.3
    DIR/noto-serif-sc    npm package `@expo-google-fonts/noto-serif-sc` 0.4.3
    DIR/lxgw-wenkai      Debian package `fonts-lxgw-wenkai` 1.250
    DIR/unicode-data     Debian package `unicode-data` 15.0 (only for `--table`)

Run: `.venv/bin/python packaging/fonts.py --sources DIR [--table]`. Same sources and same fontTools give the same bytes.
"""

from __future__ import annotations

import argparse
import bz2
import hashlib
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools import subset

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "resources" / "fonts"
UNIHAN = "unicode-data/usr/share/unicode/Unihan_OtherMappings.txt.bz2"
TABLE = FONTS / "tongyong-guifan.txt"
EXTENSION_A = frozenset(range(0x3400, 0x4DC0))
KEPT_BESIDES = (  # what stands beside Chinese characters in a report; the whole face has the rest
    (0x0020, 0x024F),  # ASCII, Latin-1, Latin with the tone marks of pinyin
    (0x02B0, 0x036F),  # modifier letters, combining marks
    (0x0370, 0x03FF),  # Greek
    (0x1E00, 0x1EFF),  # more Latin with marks
    (0x2000, 0x27BF),  # punctuation, signs, figures in circles, arrows, boxes, shapes
    (0x2E80, 0x303F),  # radicals, ideographic punctuation
    (0x31C0, 0x31EF),  # strokes
    (0x3200, 0x33FF),  # enclosed characters, squared units such as the square metre
    (0xFE10, 0xFE4F),  # vertical and compatibility forms
    (0xFF00, 0xFF9F),  # full-width and half-width forms
    (0xFFE0, 0xFFEF),
)
SANS = "noto-sans-sc/package"
SERIF = "noto-serif-sc/package"
WENKAI = "lxgw-wenkai/usr/share/fonts/truetype/lxgw-wenkai"


@dataclass(frozen=True, slots=True)
class Face:
    """One file of the set.

    `whole` keeps the font as it came; `extension_a` keeps CJK Extension A besides the table; `family` renames a font
    whose licence reserves its name for unmodified versions.
    """

    name: str
    source: str
    whole: bool = False
    extension_a: bool = False
    family: str | None = None


FACES = (
    Face("NotoSansSC-Regular.ttf", f"{SANS}/400Regular/NotoSansSC_400Regular.ttf", extension_a=True),
    Face("NotoSansSC-Medium.ttf", f"{SANS}/500Medium/NotoSansSC_500Medium.ttf"),
    Face("NotoSansSC-Bold.ttf", f"{SANS}/700Bold/NotoSansSC_700Bold.ttf"),
    Face("NotoSerifSC-Regular.ttf", f"{SERIF}/400Regular/NotoSerifSC_400Regular.ttf", whole=True),
    Face("NotoSerifSC-Bold.ttf", f"{SERIF}/700Bold/NotoSerifSC_700Bold.ttf"),
    Face("NotoSerifSC-Black.ttf", f"{SERIF}/900Black/NotoSerifSC_900Black.ttf"),
    Face("LXGWWenKai-Regular.ttf", f"{WENKAI}/LXGWWenKai-Regular.ttf", family="Workbench Kai"),
)


def read_table() -> frozenset[int]:
    """Read the 8,105 code points of 通用规范汉字表."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return frozenset(ord(character) for line in lines if not line.startswith("#") for character in line)


def write_table(sources: Path) -> None:
    """Write the 8,105 characters, in the table's own order, from the Unihan property kTGH."""
    numbered: dict[int, str] = {}
    with bz2.open(sources / UNIHAN, "rt", encoding="utf-8") as unihan:
        for line in unihan:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 3 and fields[1] == "kTGH":
                numbered[int(fields[2].removeprefix("2013:"))] = chr(int(fields[0].removeprefix("U+"), 16))
    ordered = [numbered[number] for number in sorted(numbered)]
    head = (
        "# 通用规范汉字表 (国发〔2013〕23号): all 8,105 characters in the table's own order, 50 a line.\n"
        "# Made by packaging/fonts.py from the property kTGH of the Unihan database, Unicode 15.0.0;\n"
        "# Unicode data files are used under resources/licences/unicode.txt.\n"
    )
    rows = ("".join(ordered[start : start + 50]) for start in range(0, len(ordered), 50))
    TABLE.write_text(head + "\n".join(rows) + "\n", encoding="utf-8", newline="\n")


def _lies_in(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


def wanted(face: Face, has: frozenset[int], table: frozenset[int]) -> frozenset[int]:
    """Choose what a trimmed face keeps: the table, the signs beside it, and Extension A where asked."""
    characters = table | EXTENSION_A if face.extension_a else table
    return frozenset(code for code in has if code in characters or _lies_in(code, KEPT_BESIDES))


def _rename(font: TTFont, family: str) -> None:
    """Give every human-readable name entry the new family; copyright and licence entries stay."""
    names = font["name"]
    for record in list(names.names):
        if record.nameID in (1, 3, 4, 6, 16, 18, 25):
            names.removeNames(nameID=record.nameID)
    for name_id, text in (
        (1, family),
        (3, f"{family}; trimmed from version 1.250"),
        (4, f"{family} Regular"),
        (6, family.replace(" ", "") + "-Regular"),
    ):
        names.setName(text, name_id, 3, 1, 0x409)


def make(face: Face, sources: Path, table: frozenset[int]) -> Path:
    """Write one face into `resources/fonts` and return its path."""
    target = FONTS / face.name
    if face.whole:
        shutil.copyfile(sources / face.source, target)
        target.chmod(0o644)
        return target
    options = subset.Options(
        layout_features=[],  # no GSUB, no GPOS: neither the window nor the pages shape text
        name_IDs=["*"],
        name_languages=["*"],
        notdef_outline=True,
        recalc_timestamp=False,
        drop_tables=[*subset.Options().drop_tables, "BASE", "GDEF", "GSUB", "GPOS", "STAT", "vhea", "vmtx", "VORG"],
    )
    font = subset.load_font(str(sources / face.source), options)
    trimmer = subset.Subsetter(options)
    trimmer.populate(unicodes=wanted(face, frozenset(font.getBestCmap()), table))
    trimmer.subset(font)
    if face.family:
        _rename(font, face.family)
    subset.save_font(font, str(target), options)
    return target


def main() -> int:
    """Make the fonts and print name, size and SHA-256 of each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sources", type=Path, required=True, help="folder with the unpacked packages")
    parser.add_argument("--table", action="store_true", help="write tongyong-guifan.txt first")
    arguments = parser.parse_args()
    if arguments.table:
        write_table(arguments.sources)
    table = read_table()
    for face in FACES:
        path = make(face, arguments.sources, table)
        print(f"| `{face.name}` | {path.stat().st_size:,} | `{hashlib.sha256(path.read_bytes()).hexdigest()}` |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
