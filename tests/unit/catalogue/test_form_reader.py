"""A form file gives a form or everything that is wrong with it, placed by file, line and path; nothing is raised."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.helpers.form_content import (
    Content,
    as_file,
    broken,
    codes,
    form_schema,
    item,
    read_small_file,
    small_content,
    two,
)
from workbench.catalogue.form_reader import read_form, read_form_content
from workbench.catalogue.source.content import content_sha256
from workbench.domain.forms import Provenance, Requirement
from workbench.domain.rules import Bands, Graded, SumOfParts, YesNo


def test_a_faultless_file_gives_its_form():
    read = read_small_file(small_content())
    form = read.form
    assert read.problems == ()
    assert form is not None
    assert (form.code, form.edition, form.total_points) == ("small", "1", 30)
    assert [type(entry.rule) for entry in form.items] == [Graded, Bands, SumOfParts]
    assert form.items[1].rule.bands[0].points == 10  # type: ignore[union-attr]
    assert form.groups[0].floor == Fraction(3, 5)
    assert form.prerequisites[0].rule == YesNo()
    assert form.prerequisites[0].origin.provenance is Provenance.FOUND
    assert form.grading[0].requires == {Requirement.PREREQUISITES, Requirement.GROUP_FLOORS, Requirement.TOTAL}
    assert form.has_constructed_items


def test_the_form_carries_the_hash_of_its_canonical_content():
    read = read_small_file(small_content())
    assert read.form is not None
    assert read.form.sha256 == content_sha256(small_content())


def test_short_words_come_in_both_languages():
    form = read_small_file(small_content()).form
    assert form is not None
    assert form.word("个").en == "pcs"
    assert form.word("kWh") == form.word("kWh")
    assert form.word("kWh").zh == "kWh"


def test_content_from_a_record_is_read_like_a_file():
    assert read_form_content(small_content(), form_schema()).form == read_small_file(small_content()).form


@pytest.mark.parametrize("content", [None, [], "form", 3, {}])
def test_content_that_is_no_form_at_all_is_only_refused(content: object):
    read = read_form_content(content, form_schema())
    assert read.form is None
    assert read.problems


def test_a_fault_names_file_line_and_path():
    content = small_content()
    content["groups"][0]["items"][1]["points"] = "ten"
    problem = read_small_file(content).problems[0]
    line = as_file(content).decode().splitlines().index('     "points": "ten",') + 1
    assert problem.code == "value_misspelt"
    assert problem.place == f"forms/small/1.yaml:{line}: groups[0].items[1].points"


def test_all_faults_are_told_at_once_in_file_order():
    content = small_content()
    content["groups"][0]["items"][2]["scoring"]["combine"] = "total"
    content["groups"][0]["items"][0]["scoring"]["levels"] = []
    del content["edition"]
    assert codes(read_small_file(content)) == ["key_missing", "size_wrong", "value_not_allowed"]


def first_item(content: Content) -> Content:
    return content["groups"][0]["items"][0]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        (lambda c: first_item(c).update(points=10), "type_wrong", "groups[0].items[0].points"),
        (lambda c: first_item(c).update(colour="red"), "key_unknown", "groups[0].items[0]"),
        (
            lambda c: first_item(c)["scoring"].update(kind="magic"),
            "value_not_allowed",
            "groups[0].items[0].scoring.kind",
        ),
        (lambda c: first_item(c)["scoring"].pop("levels"), "key_missing", "groups[0].items[0].scoring"),
        (
            lambda c: first_item(c).update(evidence=[{"method": "rumour"}]),
            "value_not_allowed",
            "groups[0].items[0].evidence[0].method",
        ),
        (lambda c: first_item(c).update(na={"rule": "excused"}), "value_not_allowed", "groups[0].items[0].na.rule"),
        (lambda c: first_item(c).update(code="甲1"), "value_misspelt", "groups[0].items[0].code"),
        (lambda c: c.update(format=2), "value_not_allowed", "format"),
        (lambda c: c.update(total_points="1e3"), "value_misspelt", "total_points"),
        (lambda c: c["inputs"][0].update(type="float"), "value_not_allowed", "inputs[0].type"),
        (lambda c: c["attributes"][0].pop("values"), "key_missing", "attributes[0]"),
        (lambda c: c["grading"][0]["requires"].append("luck"), "value_not_allowed", "grading[0].requires[3]"),
        (lambda c: c["groups"][0].update(floor=0.6), "value_is_float", "groups[0].floor"),
        (lambda c: c["title"].update(zh=""), "size_wrong", "title.zh"),
        (
            lambda c: first_item(c).update(na={"rule": "zero", "proof": two("图纸")}),
            "schema_other",
            "groups[0].items[0].na",
        ),
        (
            lambda c: first_item(c).update(applies_to={"attribute": "size"}),
            "shape_wrong",
            "groups[0].items[0].applies_to",
        ),
        (lambda c: c.update(meta={"x": {"y": 0.5}}), "value_is_float", "meta.x.y"),
    ],
)
def test_what_the_schema_refuses_makes_the_form_unusable(change, code: str, path: str):
    read = broken(change)
    assert read.form is None
    assert (code, path) in [(problem.code, problem.path) for problem in read.problems]


def test_a_file_that_is_no_yaml_is_one_problem():
    read = read_form(b"form: [", "x.yaml", form_schema())
    assert (read.form, codes(read)) == (None, ["yaml_syntax"])


def test_a_finding_leaves_the_form_usable():
    read = broken(lambda c: c["title"].update(en=""))
    assert read.form is not None
    assert codes(read) == ["text_without_english"]


def test_rules_nest_freely():
    nested = {
        "kind": "sum_of_parts",
        "combine": "max",
        "parts": [
            {
                "code": "a",
                "name": two("甲"),
                "points": "10",
                "when": {"all": [{"attribute": "size", "in": ["large"]}]},
                "scoring": {
                    "kind": "sum_of_parts",
                    "combine": "sum",
                    "parts": [{"code": "x", "name": two("子"), "points": "10", "scoring": {"kind": "yes_no"}}],
                },
            }
        ],
    }
    read = broken(lambda c: c["groups"][0]["items"].__setitem__(0, item("A101", nested)))
    assert codes(read) == []
    assert read.form is not None
    outer = read.form.items[0].rule
    assert isinstance(outer, SumOfParts)
    assert isinstance(outer.parts[0].rule, SumOfParts)
