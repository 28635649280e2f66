"""Every note has its sentence and remedy in both languages, and no sentence is left over."""

from __future__ import annotations

import ast
import tomllib

import pytest

from tests.conftest import ROOT
from workbench.authoring.xlsform_in.source.columns import WITHOUT_PLACE
from workbench.authoring.xlsform_in.source.question_types import Kind

PACKAGE = ROOT / "workbench" / "authoring" / "xlsform_in"
LEAVING, CARRYING = {"leave", "leave_sheet"}, {"carry", "wording", "optional", "below", "wording_of", "_label_and_hint"}


@pytest.fixture(scope="module", params=["zh", "en"])
def words(request):
    return tomllib.loads((ROOT / "resources" / "words" / f"xlsform_in.{request.param}.toml").read_text("utf-8"))


def called_with(names):
    """Collect the texts that functions of these names are called with, in either branch of a choice."""
    found = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            name = getattr(getattr(node, "func", None), "attr", getattr(getattr(node, "func", None), "id", ""))
            if isinstance(node, ast.Call) and name in names:
                for argument in node.args[1:] if name != "NotSayableError" else node.args[:1]:
                    branches = (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,)
                    found |= {
                        one.value for one in branches if isinstance(one, ast.Constant) and isinstance(one.value, str)
                    }
    return found


def test_everything_that_is_not_carried_has_a_sentence_and_a_remedy(words):
    picked = {"text_too_long", "said_twice", "cell_without_use"}
    rows = {kind.value for kind in Kind if kind.value.startswith("row_")}
    columns = {role.value for role in WITHOUT_PLACE}
    made = called_with(LEAVING) | called_with({"NotSayableError"}) | picked | rows | columns
    assert set(words["not_carried"]) == made
    assert all(entry["says"].strip() and entry["remedy"].strip() for entry in words["not_carried"].values())


def test_every_decision_has_a_sentence_and_a_remedy(words):
    given = {"guidance_of", "remark_of"}
    assert set(words["told"]) == (called_with({"tell"}) | given)
    assert all(entry["says"].strip() and entry["remedy"].strip() for entry in words["told"].values())


def test_everything_that_is_carried_has_a_sentence(words):
    labels = {name for name in called_with(CARRYING) if not name.startswith("row")}
    assert set(words["carried"]) <= labels | {"level", "option", "value"}
    assert labels <= set(words["carried"])
