"""The fonts keep their promise: every character of 通用规范汉字表 in every face, Extension A in the whole one."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import NamedTuple

import pytest
from fontTools.ttLib import TTFont

from tests.architecture.measures import ROOT

FONTS = ROOT / "resources" / "fonts"
FACES = sorted(path.name for path in FONTS.glob("*.ttf"))
SIGNS = "　，。、；：？！“”‘’（）《》〈〉【】〔〕—…·①②⑩㎡℃‰±×÷≤≥≠≈→←↑↓■□▲△●○★☆✓ⅠⅡ²³µΩ€￥０９ＡＺāáǎàēéěèǖǘǚǜ"
SHANXI = "圪垯圐圙洸垴岢岚忻隰垙堃㛃𬭎喆翀彧芮汾"


class Facts(NamedTuple):
    """What the tests ask of one font file."""

    characters: frozenset[int]
    tables: frozenset[str]
    embedding: int
    digit_widths: frozenset[int]
    shown_names: list[str]


@cache
def _facts(name: str) -> Facts:
    with TTFont(FONTS / name, lazy=True) as font:
        cmap = font.getBestCmap()
        return Facts(
            characters=frozenset(cmap),
            tables=frozenset(font.keys()),
            embedding=font["OS/2"].fsType,
            digit_widths=frozenset(font["hmtx"][cmap[ord(digit)]][0] for digit in "0123456789"),
            shown_names=[record.toUnicode() for record in font["name"].names if record.nameID in (1, 4, 6, 16)],
        )


def _missing(name: str, text: str) -> str:
    return "".join(character for character in text if ord(character) not in _facts(name).characters)


@pytest.fixture(scope="module")
def table():
    lines = (FONTS / "tongyong-guifan.txt").read_text(encoding="utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


def test_the_table_has_8105_different_characters_in_its_own_order(table):
    assert len(table) == len(set(table)) == 8105
    # the ends of its three levels: 3,500 + 3,000 + 1,605
    assert (table[0], table[3499:3501], table[6499:6501], table[-1]) == ("一", "矗乂", "齉亍", "蠼")


def test_the_seven_faces_are_there():
    assert FACES == [
        "LXGWWenKai-Regular.ttf",
        "NotoSansSC-Bold.ttf",
        "NotoSansSC-Medium.ttf",
        "NotoSansSC-Regular.ttf",
        "NotoSerifSC-Black.ttf",
        "NotoSerifSC-Bold.ttf",
        "NotoSerifSC-Regular.ttf",
    ]


@pytest.mark.parametrize("name", FACES)
def test_every_face_has_every_character_of_the_table(name, table):
    assert _missing(name, table) == ""


@pytest.mark.parametrize("name", FACES)
def test_every_face_has_ascii_the_signs_of_reports_and_the_names_of_shanxi(name):
    assert _missing(name, "".join(map(chr, range(0x20, 0x7F))) + SIGNS + SHANXI) == ""


def test_the_whole_face_has_all_of_extension_a():
    assert _missing("NotoSerifSC-Regular.ttf", "".join(map(chr, range(0x3400, 0x4DC0)))) == ""


@pytest.mark.parametrize("name", FACES)
def test_every_face_has_outlines_the_page_engine_embeds(name):
    assert "glyf" in _facts(name).tables
    assert "CFF " not in _facts(name).tables
    assert _facts(name).embedding == 0  # embedding is allowed without limit


@pytest.mark.parametrize("name", [name for name in FACES if not name.startswith("NotoSerif")])
def test_all_digits_of_the_screen_are_equally_wide(name):
    assert len(_facts(name).digit_widths) == 1


def test_a_trimmed_font_does_not_carry_a_name_its_licence_reserves():
    shown = _facts("LXGWWenKai-Regular.ttf").shown_names
    assert shown == ["Workbench Kai", "Workbench Kai Regular", "WorkbenchKai-Regular"]


@pytest.mark.parametrize("name", ["OFL-NotoSansSC.txt", "OFL-NotoSerifSC.txt", "OFL-LXGWWenKai.txt"])
def test_the_licence_stands_beside_the_fonts(name):
    text = (FONTS / name).read_text(encoding="utf-8")
    assert "Copyright" in text
    assert "SIL OPEN FONT LICENSE Version 1.1" in text


def test_the_readme_names_every_file_with_its_hash():
    text = (FONTS / "README.md").read_text(encoding="utf-8")
    written = dict(re.findall(r"\| `([\w-]+\.ttf)` \| [\d,]+ \| `([0-9a-f]{64})` \|", text))
    assert written == {name: hashlib.sha256((FONTS / name).read_bytes()).hexdigest() for name in FACES}


def test_a_trimmed_face_keeps_the_table_and_signs_and_drops_the_rest(script):
    fonts = script("fonts")
    has = frozenset(map(ord, "一㐀龘Aあ①𠀀"))
    plain = fonts.Face("x.ttf", "x")
    wide = fonts.Face("x.ttf", "x", extension_a=True)
    assert "".join(map(chr, sorted(fonts.wanted(plain, has, frozenset({ord("一")}))))) == "A①一"
    assert "".join(map(chr, sorted(fonts.wanted(wide, has, frozenset({ord("一")}))))) == "A①㐀一"
