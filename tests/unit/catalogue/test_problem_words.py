"""Every problem can be told with its remedy in both languages, and no wording is left over."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest

from workbench.catalogue.lint.form import FINDINGS

ROOT = Path(__file__).resolve().parents[3]
CODE = re.compile(r"""(?:problem|Problem|_fault)\(\s*"([a-z_0-9]+)"|yield "([a-z_]+)", \{|return "([a-z_]+)", \{""")


@pytest.fixture(scope="module", params=["zh", "en"])
def words(request) -> dict[str, dict[str, str]]:
    return tomllib.loads((ROOT / "resources" / "words" / f"problems.{request.param}.toml").read_text("utf-8"))


def codes_in_the_code() -> set[str]:
    found: set[str] = set()
    for file in (ROOT / "workbench" / "catalogue").rglob("*.py"):
        for groups in CODE.findall(file.read_text("utf-8")):
            found.update(group for group in groups if group)
    return found


def test_every_code_has_a_sentence_and_a_remedy(words):
    assert set(words) == codes_in_the_code()
    assert all(entry["says"].strip() and entry["remedy"].strip() for entry in words.values())


def test_both_languages_use_the_same_facts(words):
    other = tomllib.loads((ROOT / "resources" / "words" / "problems.zh.toml").read_text("utf-8"))
    for code, entry in words.items():
        assert fields(entry["says"]) == fields(other[code]["says"]), code


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_every_finding_is_a_known_problem():
    assert codes_in_the_code() >= FINDINGS
