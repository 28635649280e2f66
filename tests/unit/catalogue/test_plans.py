"""The plan 晋政办发〔2020〕67号 is data: seven actions, their leads, and eight kinds of target."""

from __future__ import annotations

import copy
import json
from datetime import date
from fractions import Fraction

import pytest

from workbench.catalogue.plans import SCHEMA_FILE, load_plan, plan_files, read_plan
from workbench.catalogue.refusals import UnknownPlan, UnusablePlan
from workbench.catalogue.source.schema import Schema
from workbench.catalogue.source.yaml_source import read_source
from workbench.domain.plans import (
    AreaShare,
    Comparison,
    CompoundShare,
    CountRange,
    Coverage,
    EstimateShare,
    Line,
    Quota,
    RegionLevel,
    RegistryShare,
    RequiredLevels,
    target_kind,
)
from workbench.domain.resources import DataFolders
from workbench.domain.rules import AttributeIn


@pytest.fixture(scope="module")
def plan(data_folders):
    return load_plan(data_folders, "shanxi-2020-67")


@pytest.fixture(scope="module")
def schema(data_folders):
    return Schema(data_folders.resources / SCHEMA_FILE)


@pytest.fixture(scope="module")
def content(data_folders):
    return read_source(plan_files(data_folders)[0].read_bytes(), "plan.yaml")[0].content


def test_the_plan_says_when_and_where_it_comes_from(plan):
    assert (plan.number.zh, plan.issued, plan.printed) == ("晋政办发〔2020〕67号", date(2020, 8, 19), date(2020, 8, 20))
    assert (plan.horizon, plan.province) == (2022, "140000")
    assert [entry.zh for entry in plan.principles] == ["统筹推进", "广泛参与", "突出重点", "分类施策"]


def test_seven_actions_have_their_lead_departments(plan):
    assert [(action.number, action.name.zh, action.lead.zh) for action in plan.actions] == [
        (1, "节约型机关", "省直属机关事务管理局"),
        (2, "绿色家庭", "省妇联"),
        (3, "绿色学校", "省教育厅"),
        (4, "绿色社区", "省住建厅"),
        (5, "绿色出行", "省交通厅"),
        (6, "绿色商场", "省商务厅"),
        (7, "绿色建筑", "省住建厅"),
    ]


def test_the_targets_are_of_the_kinds_the_plan_uses(plan):
    assert {action.code: [target_kind(target) for target in action.targets] for action in plan.actions} == {
        "conserving-organ": ["registry_share"],
        "green-household": ["quota", "estimate_share"],
        "green-school": ["registry_share"],
        "green-community": ["registry_share"],
        "green-travel": ["compound_share"],
        "green-mall": ["coverage", "count_range"],
        "green-building": ["area_share", "required_level"],
    }


def test_the_figures_are_the_plans(plan):
    (organs,) = plan.action_by_code["conserving-organ"].targets
    assert isinstance(organs, RegistryShare)
    assert organs.line == Line(Fraction(7, 10), Comparison.ABOUT)
    quota, households = plan.action_by_code["green-household"].targets
    assert isinstance(quota, Quota)
    assert isinstance(households, EstimateShare)
    assert (quota.count, households.line) == (200, Line(Fraction(13, 20), Comparison.MORE_THAN))
    (cities,) = plan.action_by_code["green-travel"].targets
    assert isinstance(cities, CompoundShare)
    assert [(measure.item, measure.gte) for measure in cities.measures] == [("2.1", 70), ("2.2", 80)]


def test_the_mall_targets_are_coverage_and_a_range(plan):
    everywhere, large = plan.action_by_code["green-mall"].targets
    assert isinstance(everywhere, Coverage)
    assert everywhere.every is RegionLevel.CITY
    assert isinstance(large, CountRange)
    assert (large.lowest, large.highest) == (10, 20)
    assert large.only == AttributeIn("size_class", frozenset({"large"}))
    assert large.parameter is not None
    assert large.parameter.default == 100_000


def test_the_building_targets_are_an_area_share_and_levels(plan):
    area, levels = plan.action_by_code["green-building"].targets
    assert isinstance(area, AreaShare)
    assert (area.line, area.weight) == (Line(Fraction(3, 5), Comparison.AT_LEAST), "floor_area")
    assert isinstance(levels, RequiredLevels)
    assert (levels.since, [rule.level for rule in levels.rules]) == (2020, ["star1", "star1", "star1", "basic"])


def test_taiyuan_and_linfen_are_named_for_travel(plan):
    assert [entry.region for entry in plan.action_by_code["green-travel"].named_regions] == ["140100", "141000"]


def test_a_form_finds_its_action(plan):
    assert plan.action_of_form("green-school-university").code == "green-school"
    assert plan.action_of_form("nothing") is None


@pytest.mark.parametrize(
    ("comparison", "just_below", "exactly"),
    [(Comparison.ABOUT, False, True), (Comparison.AT_LEAST, False, True), (Comparison.MORE_THAN, False, False)],
)
def test_a_line_is_reached_unrounded(comparison: Comparison, just_below: bool, exactly: bool):
    line = Line(Fraction(3, 5), comparison)
    assert line.is_reached_by(Fraction(59_999, 100_000)) is just_below
    assert line.is_reached_by(Fraction(3, 5)) is exactly
    assert line.is_reached_by(Fraction(60_001, 100_000))


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        (lambda c: c["actions"][0]["targets"][0].update(share="1.5"), "value_misspelt", "actions[0].targets[0].share"),
        (
            lambda c: c["actions"][0]["targets"][0].update(kind="wish"),
            "value_not_allowed",
            "actions[0].targets[0].kind",
        ),
        (lambda c: c["actions"][0].pop("lead"), "key_missing", "actions[0]"),
        (lambda c: c.update(issued="2020-02-30"), "date_wrong", "issued"),
        (lambda c: c["actions"][5]["targets"][1].update(lowest=30), "range_upside_down", "actions[5].targets[1]"),
        (lambda c: c["actions"][1].update(code="conserving-organ"), "code_repeated", "actions[1].code"),
        (lambda c: c["actions"][1]["targets"][0].update(code="organs"), "code_repeated", "actions[1].targets[0].code"),
    ],
)
def test_a_fault_in_a_plan_is_placed(content, schema, change, code: str, path: str):
    changed = copy.deepcopy(content)
    change(changed)
    read, problems = read_plan(json.dumps(changed).encode(), "plan.yaml", schema)
    assert read is None
    assert [(problem.code, problem.path) for problem in problems] == [(code, path)]


def test_an_unknown_plan_is_refused_with_what_there_is(data_folders):
    with pytest.raises(UnknownPlan) as refusal:
        load_plan(data_folders, "hebei")
    assert refusal.value.facts == {"plan": "hebei", "known": "shanxi-2020-67"}


def test_a_plan_under_the_wrong_name_is_refused(data_folders, tmp_path, content):
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "other.yaml").write_text(json.dumps(content))
    with pytest.raises(UnusablePlan) as refusal:
        load_plan(DataFolders(forms=tmp_path, resources=data_folders.resources), "other")
    assert refusal.value.problems[0].code == "file_misplaced"
