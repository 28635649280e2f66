"""The colours: ratios recomputed from the tokens, complete palettes, a style sheet that only knows tokens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette

from workbench.ui import theme
from workbench.ui.theme import DARK, LIGHT, contrast, high_contrast, palette_of, style_sheet

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ("ink", "ink2", "ink3", "accent", "met", "lost", "fail", "flag", "changed")
SOFT = (("lost", "lost_soft"), ("fail", "fail_soft"), ("flag", "flag_soft"), ("changed", "changed_soft"))


@pytest.mark.parametrize("table", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("ground", ["surface", "window", "panel", "row_focus"])
def test_every_text_colour_reads_on_every_ground(table, name, ground):
    assert contrast(getattr(table, name), getattr(table, ground)) >= 4.5


@pytest.mark.parametrize("table", [LIGHT, DARK], ids=["light", "dark"])
def test_texts_read_on_their_soft_grounds_and_on_the_accent(table):
    for text, ground in SOFT:
        assert contrast(getattr(table, text), getattr(table, ground)) >= 4.5
    assert contrast(table.accent_ink, table.accent) >= 4.5
    assert contrast(table.ink, table.accent_soft) >= 4.5


@pytest.mark.parametrize("table", [LIGHT, DARK], ids=["light", "dark"])
def test_borders_of_controls_and_bars_can_be_seen(table):
    for ground in ("surface", "window"):
        assert contrast(table.control, getattr(table, ground)) >= 3
    assert contrast(table.bar, table.bar_open) >= 3


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        (LIGHT.ink, LIGHT.surface, 16.7),
        (LIGHT.lost, LIGHT.lost_soft, 5.66),
        (DARK.accent, DARK.surface, 7.64),
        (DARK.fail, DARK.window, 7.79),
    ],
)
def test_the_ratios_are_those_of_the_design(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.06)


def test_high_contrast_leaves_one_ink_and_borders_that_carry():
    sharp = high_contrast(LIGHT)
    assert sharp.ink3 == sharp.ink
    assert sharp.line == sharp.control
    assert sharp.fail_soft == sharp.surface


def test_palettes_are_complete_for_disabled_texts_and_placeholders_too(qapp):
    palette = palette_of(DARK)
    role = QPalette.ColorRole
    assert palette.color(QPalette.ColorGroup.Disabled, role.Text).name().upper() == DARK.ink3
    assert palette.color(QPalette.ColorGroup.Active, role.PlaceholderText).name().upper() == DARK.ink3
    assert palette.color(QPalette.ColorGroup.Active, role.Highlight).name().upper() == DARK.accent


def test_the_style_sheet_knows_only_tokens_and_no_font_sizes():
    template = (ROOT / "resources" / "workbench.qss").read_text(encoding="utf-8")
    assert not re.search(r"#[0-9a-fA-F]{6}|rgb\(", template)
    assert "font-size" not in template
    assert "@" not in style_sheet(template, LIGHT)
    with pytest.raises(KeyError):
        style_sheet("a { color: @nowhere; }", LIGHT)


def test_no_screen_brings_its_own_style_sheet_or_colour():
    """A screen that re-polishes its subtree breaks the palette; a literal colour breaks the dark scheme."""
    for path in (ROOT / "workbench" / "ui").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if path.name != "theme.py":
            assert "setStyleSheet" not in text, path
            assert not re.search(r"[\"']#[0-9A-Fa-f]{6}[\"']", text), path


def test_the_scheme_in_use_is_what_was_put_on(qapp, dressed):
    theme.apply(qapp, theme.Scheme.DARK)
    assert theme.colour("ink").name().upper() == DARK.ink
    theme.apply(qapp, theme.Scheme.LIGHT)
    assert theme.colour("ink").name().upper() == LIGHT.ink
