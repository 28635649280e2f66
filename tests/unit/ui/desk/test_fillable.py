"""Only forms that can be finished in the window are offered there."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.catalogue.library import Library
from workbench.domain.resources import DataFolders
from workbench.ui.desk.fillable import is_fillable

ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.open(DataFolders(forms=ROOT / "forms", resources=ROOT / "resources"))


@pytest.mark.parametrize(
    ("code", "fillable"),
    [
        ("green-mall", True),
        ("green-school", True),
        ("green-community", True),
        ("conserving-organ", False),  # a gate of targets
        ("green-household", False),  # two modes
        ("green-building", False),  # star requirements and provincial checks
    ],
)
def test_a_form_is_offered_when_every_rule_has_an_editor(library, code, fillable):
    assert is_fillable(library.form(code)) is fillable
