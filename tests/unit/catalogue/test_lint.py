"""The checks see what a schema cannot: each guard finds its fault, once, where it stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.helpers.form_content import Content, broken, item, origin, share, small_content, two
from workbench.catalogue.problems import Severity

Change = Callable[[Content], object]


def found(change: Change) -> list[tuple[str, str]]:
    return [(problem.code, problem.path) for problem in broken(change).problems]


def items(content: Content) -> list[Content]:
    return content["groups"][0]["items"]  # type: ignore[no-any-return]


def scoring(content: Content, index: int = 1) -> Content:
    return items(content)[index]["scoring"]  # type: ignore[no-any-return]


def test_nothing_is_found_in_a_faultless_form():
    assert found(lambda _: None) == []


ITEM = "groups[0].items[1]"
RULE = f"{ITEM}.scoring"


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        # sums
        (lambda c: c.update(total_points="31"), "total_sum", "total_points"),
        (lambda c: c["groups"][0].update(points="31"), "group_sum", "groups[0].points"),
        (lambda c: c["groups"][0]["subgroups"][0].update(points="29"), "subgroup_sum", "groups[0].subgroups[0].points"),
        (lambda c: scoring(c, 0)["levels"][0].update(points="11"), "points_exceeded", "groups[0].items[0].scoring"),
        (lambda c: scoring(c, 0)["levels"][0].update(points="9"), "points_unreachable", "groups[0].items[0].scoring"),
        (lambda c: scoring(c, 0)["levels"][1].update(points="-1"), "points_negative", "groups[0].items[0].scoring"),
        (lambda c: scoring(c, 2)["parts"][0].update(points="3"), "points_unreachable", "groups[0].items[2].scoring"),
        (lambda c: scoring(c).update(otherwise="99"), "points_exceeded", RULE),
        (lambda c: scoring(c, 0)["levels"][0].update(points="9.995"), "points_too_fine", "groups[0].items[0].scoring"),
        (lambda c: items(c)[0].update(points="-4"), "points_negative", "groups[0].items[0].scoring"),
        # codes
        (lambda c: items(c)[2].update(code="A101"), "code_repeated", "groups[0].items[2]"),
        (
            lambda c: scoring(c, 0)["levels"][1].update(code="a"),
            "code_repeated",
            "groups[0].items[0].scoring.levels[1]",
        ),
        (lambda c: scoring(c, 2)["parts"][1].update(code="a"), "code_repeated", "groups[0].items[2].scoring.parts[1]"),
        (lambda c: c["inputs"].append(dict(c["inputs"][0])), "code_repeated", "inputs[2]"),
        (lambda c: c["prerequisites"].append(dict(c["prerequisites"][0])), "code_repeated", "prerequisites[1]"),
        # references
        (lambda c: items(c)[1].update(subgroup="A9"), "subgroup_unknown", f"{ITEM}.subgroup"),
        (lambda c: c["groups"][0].update(floor={"parameter": "line"}), "parameter_undeclared", "groups[0].floor"),
        (
            lambda c: c["grading"][0].update(min_normalised={"parameter": "line"}),
            "parameter_undeclared",
            "grading[0].min_normalised",
        ),
        (
            lambda c: items(c)[1].update(applies_to={"attribute": "age", "in": ["old"]}),
            "attribute_unknown",
            f"{ITEM}.applies_to",
        ),
        (
            lambda c: items(c)[1].update(applies_to={"attribute": "size", "in": ["huge"]}),
            "attribute_value_unknown",
            f"{ITEM}.applies_to",
        ),
        (lambda c: c["seed_coverage"][0]["items"].append("Z1"), "item_unknown", "seed_coverage[0].items[2]"),
        # quantities
        (lambda c: scoring(c)["quantity"].update(expr="good / every *"), "expression_wrong", f"{RULE}.quantity.expr"),
        (
            lambda c: scoring(c)["quantity"].update(expr="good / all * every"),
            "name_undeclared",
            f"{RULE}.quantity.expr",
        ),
        (lambda c: scoring(c)["quantity"].update(expr="good / 2"), "name_unused", f"{RULE}.quantity"),
        (lambda c: scoring(c)["quantity"]["inputs"].append("lost"), "input_undeclared", f"{RULE}.quantity.inputs[2]"),
        (lambda c: scoring(c)["quantity"].update(expr="mean(good) / every"), "list_mixed_up", f"{RULE}.quantity.expr"),
        (lambda c: c["inputs"][0].update(type="decimal_list"), "list_mixed_up", f"{RULE}.quantity.expr"),
        (lambda c: scoring(c)["quantity"].update(lengths={"months": 12}), "name_undeclared", f"{RULE}.quantity"),
        (
            lambda c: scoring(c)["quantity"].update(parameters=["quota"]),
            "parameter_undeclared",
            f"{RULE}.quantity.parameters[0]",
        ),
        (
            lambda c: c["inputs"].append({"key": "idle", "name": two("闲"), "type": "integer"}),
            "input_unused",
            "inputs[2]",
        ),
        (
            lambda c: scoring(c).update(sample={"size_input": "n", "min_size": 5, "unit": "个", "rule": "GB 1"}),
            "input_undeclared",
            f"{RULE}.sample.size_input",
        ),
        # grades
        (lambda c: c["grading"][0].update(min_normalised=None), "grade_without_line", "grading[0]"),
        (lambda c: c["grading"][0].update(min_normalised="101"), "grade_above_total", "grading[0].min_normalised"),
        (lambda c: c["grading"][0].update(min_normalised="-5"), "grade_above_total", "grading[0].min_normalised"),
        (lambda c: c["grading"].pop(), "grading_without_end", "grading"),
        (lambda c: c["grading"][1].update(verdict="pass"), "grade_for_nothing", "grading[1]"),
        (lambda c: c["grading"][0].update(verdict="fail"), "grading_without_pass", "grading"),
        (lambda c: c["groups"][0].update(floor="1.5"), "floor_out_of_reach", "groups[0].floor"),
        (lambda c: c["grading"].reverse(), "grade_unreachable", "grading[1]"),
        # wording
        (lambda c: items(c)[0]["name"].pop("en"), "text_without_english", "groups[0].items[0].name"),
        (lambda c: items(c)[0]["name"].update(en="好 item"), "text_english_is_chinese", "groups[0].items[0].name"),
        (lambda c: items(c)[0]["name"].update(zh=" "), "text_empty", "groups[0].items[0].name"),
        (lambda c: items(c)[0].update(unit="台"), "word_untranslated", "groups[0].items[0].unit"),
        (lambda c: c["words"].append({"zh": "户", "en": "merchants"}), "word_unused", "words[1]"),
        (
            lambda c: items(c)[0]["origin"].update(provenance="found"),
            "official_without_source",
            "groups[0].items[0].origin",
        ),
        (lambda c: c["parameters"][0].pop("note"), "parameter_without_note", "parameters[0]"),
        (lambda c: c["parameters"][0].pop("note"), "parameter_unused", "parameters[0]"),
    ],
)
def test_each_check_finds_its_fault_where_it_stands(change: Change, code: str, path: str):
    assert (code, path) in found(change)


def test_a_grade_whose_line_lies_below_a_better_one_is_reachable_and_above_it_is_not():
    def add(line: str) -> Change:
        more = {
            "code": "good",
            "name": two("良"),
            "verdict": "pass",
            "requires": ["prerequisites", "group_floors", "total"],
            "min_normalised": line,
            "origin": origin(),
        }
        return lambda c: c["grading"].insert(1, more)

    assert found(add("70")) == []
    assert found(add("80")) == [("grade_unreachable", "grading[1]")]


def test_grades_of_another_mode_or_with_more_stars_do_not_swallow():
    def grade(code: str, **more: object) -> Content:
        return {
            "code": code,
            "name": two("级"),
            "verdict": "pass",
            "requires": ["prerequisites"],
            "origin": origin(),
            **more,
        }

    def grading(*grades: Content) -> list[tuple[str, str]]:
        return found(lambda c: c.update(grading=[*grades, c["grading"][1]]))

    assert grading(grade("a", mode="full"), grade("b", mode="basic")) == []
    assert grading(grade("a", star=2), grade("b", star=1)) == []
    assert grading(grade("a"), grade("b")) == [("grade_unreachable", "grading[1]")]


def bands(*rows: Content, **more: object) -> list[str]:
    read = broken(lambda c: items(c).__setitem__(1, item("A102", share(*rows, **more))))
    return [problem.code for problem in read.problems]


def test_bands_that_follow_each_other_are_fine():
    assert bands({"gte": "90", "points": "10"}, {"gte": "60", "points": "5"}, {"gt": "0", "points": "1"}) == []
    assert bands({"lte": "5", "points": "10"}, {"lte": "8", "points": "5"}, better="lower") == []


def test_a_ring_of_ranges_is_fine():
    assert (
        bands({"gte": "40", "lte": "75", "points": "10"}, {"gte": "30", "lte": "85", "points": "5"}, better="range")
        == []
    )


def test_a_band_under_a_wider_one_is_never_reached():
    assert bands({"gte": "60", "points": "10"}, {"gte": "90", "points": "10"}) == ["band_unreachable"]


def test_a_band_that_contradicts_itself_is_never_reached():
    assert "band_unreachable" in bands({"gte": "90", "points": "10"}, {"gte": "80", "lte": "70", "points": "5"})


def test_a_gap_between_bands_is_found_even_if_it_is_one_point_wide():
    assert bands({"gt": "60", "points": "10"}, {"lt": "60", "points": "5"}) == ["band_gap"]
    assert bands({"gte": "90", "points": "10"}, {"gte": "60", "lt": "80", "points": "5"}) == ["band_gap"]


def test_a_stated_reason_lets_a_gap_stand():
    assert bands({"gt": "60", "points": "10"}, {"lt": "60", "points": "5"}, note=two("理由")) == []


def test_better_values_that_earn_less_are_found():
    assert "band_turns_back" in bands({"gte": "90", "points": "5"}, {"gte": "60", "points": "10"})
    assert "band_turns_back" in bands({"gte": "90", "points": "10"}, {"gte": "60", "points": "5"}, better="lower")
    assert bands({"gte": "90", "points": "5"}, {"gte": "60", "points": "10"}, better="range") == []


def test_bands_against_a_parameter_are_left_to_the_inspector():
    def change(content: Content) -> None:
        scoring(content)["bands"] = [{"gte": "param.mean", "points": "10"}, {"gte": "90", "points": "5"}]
        scoring(content)["quantity"].update(expr="good / every * param.mean", parameters=["mean"])

    assert found(change) == []


def test_count_bands_must_fall():
    rule = {
        "kind": "count",
        "unit": "个",
        "bands": [{"gte": "1", "points": "5"}, {"gte": "3", "points": "10"}],
        "otherwise": "0",
    }
    read = broken(lambda c: items(c).__setitem__(0, item("A101", rule)))
    assert [problem.code for problem in read.problems] == ["band_unreachable"]


def test_options_too_few_for_the_cap_are_found():
    options = [{"code": code, "text": two("项")} for code in "abc"]
    rule = {"kind": "count", "unit": "个", "each": "2", "cap": "10", "options": options}
    read = broken(lambda c: items(c).__setitem__(0, item("A101", rule)))
    assert [(problem.code, dict(problem.facts)["most"]) for problem in read.problems] == [("points_unreachable", "6")]


def test_choose_n_and_derived_prerequisites_point_at_items():
    def prerequisite(rule: Content, kind: str) -> Change:
        entry = {
            "code": "P2",
            "name": two("前置"),
            "type": kind,
            "check": two("查"),
            "scoring": rule,
            "origin": origin(),
        }
        return lambda c: c["prerequisites"].append(entry)

    options = [{"code": "a", "text": two("项"), "related_items": ["Z9"]}]
    choose = prerequisite({"kind": "choose_n", "min_count": 2, "options": options}, "choose_n")
    assert sorted(code for code, _ in found(choose)) == ["choose_n_unreachable", "item_unknown"]
    must = prerequisite({"kind": "item_must_pass", "item": "Z9"}, "item_must_pass")
    assert found(must) == [("item_unknown", "prerequisites[1].scoring.item")]
    good = prerequisite({"kind": "item_gate", "item": "A102", "gte": "target"}, "item_gate")
    assert found(good) == []


def test_a_readings_table_and_a_lookup_table_must_exist():
    readings = {"quantity": two("照度"), "unit": "lx", "rule": "within", "table": "lux", "tolerance": "0.1"}
    assert ("table_unknown", f"{RULE}.readings.table") in found(lambda c: scoring(c).update(readings=readings))
    assert ("table_unknown", f"{RULE}.limits.table") in found(
        lambda c: scoring(c).update(limits={"table": "land", "by": ["size"]})
    )


def test_a_missing_column_of_a_lookup_table_is_found():
    def change(content: Content) -> None:
        table = {
            "key": "land",
            "name": two("表"),
            "by": ["size"],
            "rows": [{"size": ["large"], "p10": "3"}],
            "origin": origin(),
        }
        content["tables"].append(table)
        scoring(content).update(limits={"table": "land", "by": ["size"]})
        scoring(content)["bands"] = [{"lte": "limit.p10", "points": "10"}, {"lte": "limit.p5", "points": "5"}]

    assert found(change) == [("column_unknown", RULE)]


def test_an_attribute_that_never_counts_cannot_decide_anything():
    def change(content: Content) -> None:
        content["attributes"][0]["used_in_scoring"] = False
        items(content)[1]["applies_to"] = {"attribute": "size", "in": ["large"]}

    assert found(change) == [("attribute_not_scoring", f"{ITEM}.applies_to")]


def test_an_item_kept_for_comparison_keeps_its_inputs_and_counts_in_no_sum():
    def kept(*declared: str) -> Change:
        rule = share()
        rule["quantity"].update(inputs=["old"], expr="old")

        def change(content: Content) -> None:
            items(content).append(item("A109", rule, editions=["2019"]))
            content["inputs"].extend({"key": key, "name": two("旧"), "type": "decimal"} for key in declared)

        return change

    assert found(kept("old")) == []
    assert found(kept()) == [("input_undeclared", "groups[0].items[3].scoring.quantity.inputs[0]")]


def test_a_form_with_only_findings_stays_usable_and_one_with_a_fault_does_not():
    finding = broken(lambda c: scoring(c, 0)["levels"][0].update(points="9"))
    assert [problem.severity for problem in finding.problems] == [Severity.FINDING]
    assert finding.form is not None
    fault = broken(lambda c: c.update(total_points="31"))
    assert [problem.severity for problem in fault.problems] == [Severity.FAULT]
    assert fault.form is None


def test_a_bonus_group_counts_with_its_cap():
    def change(content: Content) -> None:
        bonus = {
            "code": "Q",
            "name": two("加分"),
            "points": "5",
            "cap": "5",
            "floor": None,
            "bonus": True,
            "origin": origin(),
            "items": [{key: value for key, value in item("Q1", {"kind": "yes_no"}).items() if key != "subgroup"}],
        }
        content["groups"].append(bonus)
        content["total_points"] = "35"

    assert found(change) == []


def test_the_small_form_itself_is_never_changed_by_a_test():
    assert small_content() == small_content()


STEP = {"form": "step", "base_at": "30", "base_points": "2", "step": "10", "step_points": "1", "cap": "10"}
LINE = {"form": "linear", "zero_at": "0", "full_at": "10", "full_points": "10"}
TARGET = {"form": "target_deduct", "target": "70", "full_points": "10", "step": "1", "per_step": "1", "floor": "0"}


@pytest.mark.parametrize(
    ("formula", "broken_by", "code"),
    [
        (STEP, {"step": "0"}, "span_empty"),
        (LINE, {"full_at": "0"}, "span_empty"),
        (TARGET, {"step": "0"}, "span_empty"),
        (TARGET, {"floor": "11"}, "points_exceeded"),
        (STEP, {"cap": "11"}, "points_exceeded"),
    ],
)
def test_a_formula_has_a_span_and_never_gives_more_than_its_item(formula, broken_by, code):
    def put(**changes: str) -> list[str]:
        rule = {"kind": "formula", "quantity": share()["quantity"], **formula, **changes}
        return [problem.code for problem in broken(lambda c: items(c).__setitem__(1, item("A102", rule))).problems]

    assert put() == []
    assert put(**broken_by) == [code]
