"""Evidence that cannot be brought, readings that lead nowhere, criteria that are not there: each is found."""

from __future__ import annotations

import pytest

from tests.helpers.form_content import Content, broken, origin, two

ITEM = "groups[0].items[1]"
READINGS = {"quantity": two("照度"), "unit": "lx", "rule": "lte", "limit": "9"}


def found(change):
    return [(problem.code, problem.path) for problem in broken(change).problems]


def measured(content: Content) -> Content:
    return content["groups"][0]["items"][1]


def sampled(**more):
    """Make the measured item a share of sampled places with readings."""

    def change(content: Content) -> None:
        rule = measured(content)["scoring"]
        rule["quantity"].update(inputs=["passed_count", "sample_count"], expr="passed_count / sample_count * 100")
        rule["readings"] = {**READINGS, **more}
        for entry, key in zip(content["inputs"], ("passed_count", "sample_count"), strict=True):
            entry["key"] = key

    return change


def derived(*evidence):
    entry = {"code": "P2", "name": two("底线"), "type": "item_gate", "check": two("查"), "derived": True}
    rule = {"kind": "item_gate", "item": "A102", "gte": "80"}
    return lambda c: c["prerequisites"].append(
        {**entry, "scoring": rule, "evidence": list(evidence), "origin": origin()}
    )


def test_readings_with_a_limit_and_counts_are_fine():
    assert found(sampled()) == []


def test_readings_without_a_limit_can_pass_nothing():
    def change(content):
        sampled()(content)
        del measured(content)["scoring"]["readings"]["limit"]

    assert found(change) == [("readings_without_limit", f"{ITEM}.scoring.readings")]


def test_a_table_of_readings_without_values_is_no_limit():
    def change(content):
        sampled(table="lux")(content)
        rows = [{"size": ["large"], "p10": "3"}]
        content["tables"].append({"key": "lux", "name": two("表"), "by": ["size"], "rows": rows, "origin": origin()})

    assert found(change) == [("readings_without_limit", f"{ITEM}.scoring.readings.table")]


def test_readings_must_become_the_counts_of_the_rule():
    change = broken(lambda c: measured(c)["scoring"].update(readings=READINGS)).problems
    assert [(one.code, one.facts["keys"]) for one in change] == [
        ("readings_without_counts", "passed_count, sample_count")
    ]


def test_a_derived_prerequisite_demands_only_what_its_item_demands():
    assert found(derived()) == []
    assert found(derived({"method": "document"})) == []
    assert found(derived({"method": "site"})) == [("evidence_on_derived", "prerequisites[1].evidence")]


def test_the_same_demand_twice_is_found_and_two_objects_are_two_demands():
    twice = [{"method": "document"}, {"method": "document"}]
    assert found(lambda c: measured(c).update(evidence=twice)) == [("evidence_repeated", f"{ITEM}.evidence[1]")]
    objects = [{"method": "document", "object": two("甲")}, {"method": "document", "object": two("乙")}]
    assert found(lambda c: measured(c).update(evidence=objects)) == []


def test_a_fallback_belongs_to_readings():
    told = two("改查记录", "records instead")
    assert found(lambda c: measured(c).update(fallback=told)) == [("fallback_without_readings", f"{ITEM}.fallback")]

    def with_readings(content):
        sampled()(content)
        measured(content)["fallback"] = told

    assert found(with_readings) == []


@pytest.mark.parametrize(("number", "problems"), [(30, []), (31, ["criteria_above_items"])])
def test_a_grade_asks_for_no_more_criteria_than_there_are(number, problems):
    def change(content):
        content["grading"][0].update(
            requires=["criteria_count"], min_criteria={"attribute": "size", "values": {"large": number}}
        )

    assert [problem.code for problem in broken(change).problems] == problems


def test_a_parameter_that_nothing_uses_needs_a_reason():
    def change(content):
        del content["parameters"][0]["note"]
        content["parameters"][0]["default"] = "1"

    assert found(change) == [("parameter_unused", "parameters[0]")]
