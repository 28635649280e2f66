"""No character is ever printed as nothing: it is found in some face or the document is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics

from tests.helpers.report_content import a_press
from workbench.documents.fonts import (
    FontNotUsable,
    Fonts,
    MissingGlyph,
    Role,
    Typeface,
    bundled_fonts,
    office_fonts,
    open_bundle,
    tidy,
)

_FONTS = Path(__file__).resolve().parents[3] / "resources/fonts"
_IN_SERIF_REGULAR_ONLY = "㐂"  # CJK Extension A
_IN_NO_FACE = "\U0002ceb0"


@pytest.fixture
def fonts() -> Fonts:
    return open_bundle(_FONTS)


def test_every_role_prints_the_whole_table_of_standard_characters_and_extension_a(fonts):
    lines = (_FONTS / "tongyong-guifan.txt").read_text("utf-8").splitlines()
    table = "".join(line.strip() for line in lines if not line.startswith("#"))
    text = table + "".join(map(chr, range(0x3400, 0x4DC0)))
    assert len(set(table)) == 8105
    for role in Role:
        assert fonts.face(role).width(text, 1) > 0


def test_a_character_a_face_lacks_is_drawn_with_the_fallback(fonts):
    face = fonts.face(Role.TITLE)
    text = f"甲{_IN_SERIF_REGULAR_ONLY}乙"
    assert face.width(text, 10) == 30
    fallback = fonts.face(Role.BODY).font_name
    assert list(face.runs(text)) == [(face.font_name, "甲"), (fallback, _IN_SERIF_REGULAR_ONLY), (face.font_name, "乙")]


def test_a_line_without_strays_stays_one_run(fonts):
    face = fonts.face(Role.TITLE)
    face.width(_IN_SERIF_REGULAR_ONLY, 1)
    assert list(face.runs("太原市")) == [(face.font_name, "太原市")]


def test_a_character_in_no_face_is_refused_with_its_code_point(fonts):
    with pytest.raises(MissingGlyph) as refused:
        fonts.face(Role.BODY).width(f"样例{_IN_NO_FACE}", 10)
    assert refused.value.facts["character"] == _IN_NO_FACE
    assert refused.value.facts["code_point"] == "U+2CEB0"


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\u202e", "\ud800", "\U0001f44d"])
def test_controls_surrogates_and_emoji_are_refused(fonts, character):
    with pytest.raises(MissingGlyph):
        fonts.face(Role.BODY).width(character, 10)


def test_a_control_is_refused_even_where_a_face_maps_it(fonts, monkeypatch):
    face = fonts.face(Role.SUBHEADING)
    known = pdfmetrics.getFont(face.font_name).face
    monkeypatch.setitem(known.charToGlyph, 0x1A, 1)
    monkeypatch.setitem(known.charWidths, 0x1A, 500)
    with pytest.raises(MissingGlyph):
        face.width("\x1a", 10)


def test_what_cannot_be_printed_is_listed_once_in_reading_order(fonts):
    assert fonts.unprintable(f"甲👍乙{_IN_NO_FACE}👍\n丙") == ("👍", _IN_NO_FACE)
    assert fonts.unprintable("太原市样例购物中心𬭎") == ()


def test_marks_without_ink_are_left_out_and_line_ends_made_plain():
    assert tidy("\ufeff甲\u200b乙\t丙\r\n丁\r戊\u2028己") == "甲乙 丙\n丁\n戊\n己"


def test_faces_are_read_once_per_process(fonts):
    assert open_bundle(_FONTS) is fonts
    assert fonts.face(Role.BODY) is fonts.face(Role.BODY)
    other = Fonts(bundled_fonts(_FONTS))
    assert other.face(Role.BODY).font_name == fonts.face(Role.BODY).font_name


def test_an_office_may_choose_faces_and_keeps_the_bundle_behind_them():
    bundle = bundled_fonts(_FONTS)
    chosen = office_fonts(bundle, {Role.BODY: _FONTS / "LXGWWenKai-Regular.ttf"})
    face = Fonts(chosen).face(Role.BODY)
    assert face.font_name.endswith("LXGWWenKai-Regular.ttf")
    assert face.width(_IN_SERIF_REGULAR_ONLY, 10) == 10
    assert Fonts(chosen).face(Role.TITLE).font_name.endswith("NotoSerifSC-Black.ttf")


def test_a_font_file_that_is_missing_or_no_font_is_refused_by_name(tmp_path):
    with pytest.raises(FontNotUsable) as refused:
        Typeface((tmp_path / "absent.ttf",))
    assert refused.value.place == str(tmp_path / "absent.ttf")
    (tmp_path / "text.ttf").write_bytes(b"not a font at all, only some words to read")
    with pytest.raises(FontNotUsable):
        Typeface((tmp_path / "text.ttf",))


def test_english_headings_stand_in_serifs_because_the_script_face_has_no_good_latin():
    from workbench.documents.styles import HEADING_2
    from workbench.domain.texts import Language

    assert a_press().face(HEADING_2).font_name.endswith("LXGWWenKai-Regular.ttf")
    assert a_press(Language.EN).face(HEADING_2).font_name.endswith("NotoSerifSC-Bold.ttf")
