"""Cells of a register become the values that records carry, or say what is wrong with them."""

from __future__ import annotations

import pytest

from workbench.domain.forms import Attribute, AttributeKind, Choice
from workbench.domain.texts import Text
from workbench.usecases.registers.cells import attribute_value, one_line

CHOICES = (Choice("large", Text("大型", "Large")), Choice("small", Text("小型", "Small")))


def read(kind, told):
    found = attribute_value(Attribute("key", Text("属性", "Attribute"), AttributeKind(kind), CHOICES), told)
    return getattr(found, "code", found)


@pytest.mark.parametrize(
    ("kind", "told", "value"),
    [
        ("enum", "大型", "large"),
        ("enum", "Small", "small"),
        ("enum", "中型", "attribute_unreadable"),
        ("set", "大型、small", ("large", "small")),
        ("set", "大型；中型", "attribute_unreadable"),
        ("boolean", "是", True),
        ("boolean", "ＮＯ", False),
        ("boolean", "也许", "attribute_unreadable"),
        ("integer", "1，200", 1200),
        ("integer", "-3", -3),
        ("integer", "12.5", "figure_unreadable"),
        ("integer", "9" * 16, "figure_unreadable"),
        ("decimal", "５200.50", "5200.50"),
        ("decimal", "五千", "figure_unreadable"),
        ("decimal", "1e3", "figure_unreadable"),
    ],
)
def test_an_attribute_is_read_as_its_form_declares_it(kind, told, value):
    assert read(kind, told) == value


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (" 太原 小学 ", "太原 小学"),
        ("太原\n小学", "太原小学"),
        ("West\r\nWing", "West Wing"),
        ("太原\x00\u2028小学", "太原小学"),
        ("'=1+1", "=1+1"),
        ("'甲", "'甲"),
        ("e\u0301", "é"),
    ],
)
def test_a_text_stands_on_one_line(told, line):
    assert one_line(told) == line
