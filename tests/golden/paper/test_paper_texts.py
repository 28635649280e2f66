"""What stands on the paper forms, line by line, blank and filled, in golden files."""

from __future__ import annotations

import re

import pytest

from tests.helpers.paper_forms import EDITIONS, blank, filled
from tests.helpers.pdf_text import text_lines
from workbench.domain.texts import Language

# One worked case of each form, chosen for what it shows: open items, N/A marks, parameters, alternatives.
CASES = (
    "conserving-organ-03",
    "green-building-07",
    "green-community-12",
    "green-household-06",
    "green-mall-12",
    "green-school-09",
    "green-school-university-10",
    "green-travel-06",
)


def _text(pdf: bytes) -> str:
    """The text layer without hashes, which hang on every comma of a form file."""
    return re.sub(r"\b[0-9a-f]{8}\b", "########", text_lines(pdf))


@pytest.mark.parametrize(("form", "edition"), EDITIONS)
def test_the_blank_form(golden, form, edition):
    golden(f"{form}-{edition}.blank.zh.txt", _text(blank(form, edition).pdf))


@pytest.mark.parametrize("case", CASES)
def test_the_filled_form(golden, case):
    golden(f"{case}.filled.zh.txt", _text(filled(case).pdf))


def test_the_forms_in_english(golden):
    golden("green-school-1.blank.en.txt", _text(blank("green-school", "1", Language.EN).pdf))
    golden("green-household-06.filled.en.txt", _text(filled("green-household-06", Language.EN).pdf))
