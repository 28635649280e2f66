"""Every refusal has its sentence, in both languages, and no sentence asks for a fact that is not told."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import string
import tomllib
from collections import defaultdict
from functools import cache

import pytest

import workbench
from tests.conftest import ROOT
from workbench.domain.refusals import Refusal
from workbench.domain.states import AssessmentState
from workbench.domain.texts import Language
from workbench.protocol.parking import ParkReason
from workbench.signing.trust import Reason
from workbench.usecases.words import load_words

FOLDER = ROOT / "resources" / "words"
ROOMS = sorted({path.name.split(".")[0] for path in FOLDER.glob("*.toml")})
WITHOUT_WINDOW = ("workbench.ui", "workbench.__main__")
ABSTRACT = {"refused"}
ALWAYS_CHINESE = "serial"  # the number of a certificate is a name, not a text


def classes_below(base):
    for one in base.__subclasses__():
        yield one
        yield from classes_below(one)


@pytest.fixture(scope="module")
def refusals():
    for module in pkgutil.walk_packages(workbench.__path__, "workbench."):
        if not module.name.startswith(WITHOUT_WINDOW):
            importlib.import_module(module.name)
    return [one for one in classes_below(Refusal) if one.__module__.startswith("workbench.")]


def sentences(room, language):
    found = {}

    def walk(node, path):
        for key, value in node.items():
            if isinstance(value, dict):
                walk(value, f"{path}{key}.")
            else:
                found[path + key] = value

    walk(tomllib.loads((FOLDER / f"{room}.{language}.toml").read_text("utf-8")), "")
    return found


def placeholders(sentence):
    return {name.split(".")[0].split("[")[0] for _, name, _, _ in string.Formatter().parse(str(sentence)) if name}


@cache
def raised_facts():
    """Collect, for each class, the keyword sets it is made with anywhere in the program."""
    made = defaultdict(list)
    for path in (ROOT / "workbench").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            names = {keyword.arg for keyword in node.keywords}
            made[name].append((f"{path.name}:{node.lineno}", names))
    return made


def test_every_refusal_has_a_sentence_in_both_languages(refusals):
    for language in ("zh", "en"):
        known = sentences("refusals", language)
        missing = sorted({f"{one.__name__}: {one.code}" for one in refusals if one.code not in known} - {""})
        assert [one for one in missing if one.split(": ")[1] not in ABSTRACT] == []


def test_no_sentence_is_left_over(refusals):
    codes = {one.code for one in refusals} | {"unworded"}
    for source in (ROOT / "workbench" / "ui").rglob("*.py"):  # read, not imported: no window opens here
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
                codes.add(getattr(node.value, "value", ""))
    left = {key for key in sentences("refusals", "zh") if not key.startswith("fact.")} - codes
    assert left == set()


def test_two_refusals_share_a_code_only_with_one_sentence_for_both(refusals):
    by_code = defaultdict(set)
    for one in refusals:
        by_code[one.code].add(one.__name__)
    shared = {code: names for code, names in by_code.items() if len(names) > 1 and code not in ABSTRACT}
    asked = {code: placeholders(sentences("refusals", "zh")[code]) for code in shared}
    made = raised_facts()
    for code, names in shared.items():
        for name in names:
            for place, told in made[name]:
                assert None in told or asked[code] <= told, (code, place)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_sentence_asks_only_for_facts_that_are_told_wherever_the_refusal_is_made(refusals, language):
    known, made, short = sentences("refusals", language), raised_facts(), []
    for one in refusals:
        asked = placeholders(known.get(one.code, ""))
        if "__init__" in vars(one):
            continue  # it makes its facts by itself; see the tests of its room
        for place, told in made[one.__name__]:
            if None not in told and not asked <= told:
                short.append((one.code, place, sorted(asked - told)))
    assert short == []


def test_a_refusal_that_is_raised_bare_has_a_sentence_without_facts(refusals):
    bare = set()
    for path in (ROOT / "workbench").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Name):
                bare.add(node.exc.id)
    by_name = {one.__name__: one for one in refusals}
    for name in bare & set(by_name):
        for language in ("zh", "en"):
            assert placeholders(sentences("refusals", language)[by_name[name].code]) == set(), name


@pytest.mark.parametrize("room", ROOMS)
def test_both_languages_say_the_same_things_with_the_same_facts(room):
    zh, en = sentences(room, "zh"), sentences(room, "en")
    assert {key for key in zh.keys() ^ en.keys() if not key.startswith(ALWAYS_CHINESE)} == set()
    zh = {key: text for key, text in zh.items() if key in en}
    differing = [key for key in zh if placeholders(zh[key]) != placeholders(en[key])]
    # English leaves out what Chinese grammar does not; a fact too many would be a mistake.
    assert [key for key in differing if not placeholders(en[key]) <= placeholders(zh[key])] == []


@pytest.mark.parametrize("language", list(Language))
def test_codes_among_the_facts_are_said_in_words(language):
    words = load_words(FOLDER, language)
    for name, codes in (("reason", [*ParkReason, *Reason]), ("state", [*AssessmentState])):
        for code in codes:
            assert words.knows("refusals", f"fact.{name}.{code.value}"), code


def make(code_, **facts):
    return type("Made", (Refusal,), {"code": code_})(**facts)


def test_a_refusal_is_told_with_its_place_and_its_reason_in_words():
    words = load_words(FOLDER, Language.ZH)
    told = words.refuse(make("may_not_decide", place="a.awb", person="sx-1", reason="role_not_allowed"))
    assert told == "a.awb: sx-1 的证书不能对这份评估作复核决定（角色无权签这种记录）。"
    assert "Permission denied" in words.refuse(make("file_unreadable", file="x", reason="Permission denied"))


def test_a_refusal_without_wording_is_still_told_with_its_facts():
    words = load_words(FOLDER, Language.EN)
    assert words.refuse(make("never_worded", a=1)) == "This cannot be done (never_worded: a=1)."
    assert "not_json" in words.refuse(make("not_json", line=1)), "a fact is missing: told all the same"


def test_braces_in_facts_are_no_placeholders():
    words = load_words(FOLDER, Language.ZH)
    assert "{line}" in words.refuse(make("unknown_item", item="{line}", form="x"))


def test_sentences_are_one_line():
    for room in ("refusals", "faults", "problems", "commands"):
        for language in ("zh", "en"):
            assert [key for key, text in sentences(room, language).items() if "\n" in str(text)] == []
