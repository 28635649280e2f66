"""Each kind of rule against the examples of the published contract, and its ways of staying open."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.helpers.forms import (
    a_band,
    a_bound,
    a_count,
    a_deduction,
    a_quantity,
    an_input,
    answer,
    circumstances,
    only_for,
    points,
    some_bands,
    some_levels,
)
from workbench.domain.forms import Table
from workbench.domain.results import ItemState, Reason
from workbench.domain.rules import (
    AllOf,
    Better,
    ColumnRef,
    Count,
    CountBand,
    Gate,
    GateBranch,
    GateCondition,
    Linear,
    ParameterRef,
    Quantity,
    Sample,
    Shortcut,
    Step,
    TableLookup,
    TargetDeduct,
    YesNo,
)
from workbench.domain.texts import Text
from workbench.scoring.judgement import Judgement, scored
from workbench.scoring.rules import judge
from workbench.scoring.rules.lookup import figure, row_of

X = Quantity("", Text("值"), "%", ("x",), "x")
NUMBERS = (an_input("x"), an_input("y"), an_input("list", "decimal_list"), an_input("part"), an_input("whole"))


def judged(rule, value, full=6, **around):
    return judge(rule, answer(rule, value, NUMBERS), points(full), circumstances(**around))


def worth(figure, full=6, reason=Reason.OK):
    return scored(points(figure), points(full), reason)


def left_open(reason, full=6):
    state = ItemState.NOT_ANSWERED if reason is Reason.NOT_ANSWERED else ItemState.UNDETERMINED
    return Judgement(state, None, points(full), reason)


def test_yes_gives_full_points_and_no_gives_none():
    assert judged(YesNo(), True) == worth(6)
    assert judged(YesNo(), False) == worth(0)
    assert judged(YesNo(), None) == left_open(Reason.NOT_ANSWERED)


def test_a_level_gives_its_points():
    assert judged(some_levels(3, "2.1", 0), "b", full=3) == worth("2.1", 3)


def test_a_value_of_another_kind_is_a_broken_promise():
    with pytest.raises(TypeError, match="str cannot answer a rule that wants bool"):
        judge(YesNo(), "a", points(6), circumstances())


# --- bands ---------------------------------------------------------------------------------------

RANGE = some_bands(
    quantity=X,
    better=Better.RANGE,
    bands=(
        a_band(3, a_bound("gte", 40), a_bound("lte", 75)),
        a_band(2, a_bound("gte", 30), a_bound("lte", 85)),
        a_band(1, a_bound("gte", 20), a_bound("lte", 95)),
    ),
)


@pytest.mark.parametrize(("x", "given"), [("75", 3), ("75.1", 2), ("95", 1), ("95.1", 0), ("40", 3), ("39.999", 2)])
def test_a_range_of_bands_is_read_top_down(x, given):
    assert judged(RANGE, {"x": x}) == worth(given)


@pytest.mark.parametrize(
    ("relation", "below", "at", "above"),
    [
        ("gte", False, True, True),
        ("gt", False, False, True),
        ("lte", True, True, False),
        ("lt", True, False, False),
        ("eq", False, True, False),
    ],
)
def test_every_relation_keeps_its_edge(relation, below, at, above):
    rule = some_bands(quantity=X, bands=(a_band(6, a_bound(relation, "0.5")),))
    for x, held in (("0.49999999", below), ("0.50", at), ("0.50000001", above)):
        assert judged(rule, {"x": x}) == worth(6 if held else 0)


def test_bands_need_not_be_monotone():
    rule = some_bands(
        quantity=X, bands=(a_band(12, a_bound("gte", 2)), a_band(20, a_bound("gte", "1.5"), a_bound("lt", 2)))
    )
    assert judged(rule, {"x": "2"}, full=20) == worth(12, 20)
    assert judged(rule, {"x": "1.8"}, full=20) == worth(20, 20)


def test_a_division_by_zero_is_undetermined_not_zero():
    assert judged(some_bands(), {"part": "0", "whole": "0"}) == left_open(Reason.DIVISION_BY_ZERO)


def test_a_missing_input_leaves_bands_open():
    assert judged(some_bands(), {"part": "3"}) == left_open(Reason.NOT_ANSWERED)


def test_a_series_must_have_its_declared_length():
    rule = some_bands(quantity=a_quantity("mean(list)", "list", lengths={"list": 3}))
    assert judged(rule, {"list": ["80", "90", "100"]}) == worth(6)
    assert judged(rule, {"list": ["90", "100"]}) == left_open(Reason.SERIES_LENGTH)


SAMPLED = some_bands(
    quantity=a_quantity("100 * part / n", "part", "n"), sample=Sample("n", 20, Text("个"), Text("随机"))
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"part": "20", "n": 20}, worth(6)),
        ({"part": "19", "n": 19}, left_open(Reason.SAMPLE_TOO_SMALL)),
        ({"part": "7", "n": 7, "population": 7}, worth(6)),
        ({"part": "6", "n": 6, "population": 7}, left_open(Reason.SAMPLE_TOO_SMALL)),
        ({"part": "20", "n": 20, "population": 500}, worth(6)),
        ({"part": "20"}, left_open(Reason.NOT_ANSWERED)),
    ],
)
def test_a_small_sample_cannot_be_judged_but_a_whole_population_can(value, expected):
    assert judged(SAMPLED, value) == expected


def test_a_sample_size_outside_the_expression_must_be_entered_too():
    rule = some_bands(quantity=X, sample=Sample("n", 5, Text("个"), Text("随机")))
    assert judged(rule, {"x": "95"}) == left_open(Reason.NOT_ANSWERED)
    assert judged(rule, {"x": "95", "n": 5}) == worth(6)


def test_a_missing_parameter_is_undetermined_and_a_parameter_of_zero_divides_by_zero():
    rule = some_bands(quantity=a_quantity("x / param.quota", "x", parameters=("quota",)))
    assert judged(rule, {"x": "9"}) == left_open(Reason.MISSING_PARAMETER)
    assert judged(rule, {"x": "9"}, parameters={"quota": points(0)}) == left_open(Reason.DIVISION_BY_ZERO)
    assert judged(rule, {"x": "9"}, parameters={"quota": points("0.1")}) == worth(6)


def test_a_parameter_that_only_the_expression_names_is_missed_too():
    rule = some_bands(quantity=a_quantity("x / param.quota", "x"))
    assert judged(rule, {"x": "9"}) == left_open(Reason.MISSING_PARAMETER)


def test_a_limit_can_be_a_parameter_and_a_missing_one_never_holds():
    rule = some_bands(quantity=X, bands=(a_band(6, a_bound("lte", ParameterRef("line"))),))
    assert judged(rule, {"x": "9"}, parameters={"line": points(9)}) == worth(6)
    assert judged(rule, {"x": "9"}) == worth(0)


def test_a_band_may_look_at_further_inputs():
    bands = (a_band(6, a_bound("gte", 35), a_bound("lt", 60, "y")), a_band(4, a_bound("gte", 20)))
    rule = some_bands(quantity=a_quantity("x", "x", "y"), bands=bands)
    assert judged(rule, {"x": "35", "y": "59.9"}) == worth(6)
    assert judged(rule, {"x": "35", "y": "60"}) == worth(4)


def test_one_of_several_inputs_is_enough_and_none_there_never_holds():
    bands = (a_band(6, any_of=(a_bound("lte", 300, "x"), a_bound("lte", 500, "y"))),)
    rule = some_bands(quantity=a_quantity("", "x", "y", nullable=frozenset({"x", "y"})), bands=bands)
    assert judged(rule, {"x": None, "y": "500"}) == worth(6)
    assert judged(rule, {"x": None, "y": None}) == worth(0)
    assert judged(rule, {"x": None}) == left_open(Reason.NOT_ANSWERED)


def test_an_expression_over_an_input_that_is_not_there_has_no_value():
    rule = some_bands(quantity=a_quantity("x", "x", nullable=frozenset({"x"})))
    assert judged(rule, {"x": None}) == worth(0)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"shortcut": True}, worth(5, reason=Reason.SHORTCUT)),
        ({"shortcut": True, "part": "0", "whole": "0"}, worth(5, reason=Reason.SHORTCUT)),
        ({"shortcut": True, "part": "85", "whole": "100"}, worth(5, reason=Reason.SHORTCUT)),
        ({"shortcut": True, "part": "95", "whole": "100"}, worth(6)),
        ({"shortcut": False}, left_open(Reason.NOT_ANSWERED)),
    ],
)
def test_a_shortcut_gives_at_least_its_points(value, expected):
    assert judged(some_bands(shortcut=Shortcut(Text("已获称号"), points(5))), value) == expected


def test_a_shortcut_that_only_equals_the_measured_points_did_not_decide():
    rule = some_bands(shortcut=Shortcut(Text("已获称号"), points(4)))
    assert judged(rule, {"shortcut": True, "part": "85", "whole": "100"}) == worth(4)


def test_a_shortcut_without_points_of_its_own_gives_full_points():
    rule = some_bands(shortcut=Shortcut(Text("已获称号"), None))
    assert judged(rule, {"shortcut": True}) == worth(6, reason=Reason.SHORTCUT)


# --- look-up tables ------------------------------------------------------------------------------

LAND = Table(
    "land",
    Text("用地"),
    "m2",
    by=("zone", "average_floors"),
    rows=(
        {"zone": ["I", "VII"], "floors_min": None, "floors_max": 3, "p20_max": "33"},
        {"zone": ("II",), "floors_min": 4, "floors_max": 6, "p20_max": Fraction(27)},
        {"zone": ("II",), "floors_min": 19, "floors_max": None, "p20_max": "12"},
    ),
)
BY_TABLE = some_bands(
    quantity=X, bands=(a_band(6, a_bound("lte", ColumnRef("p20_max"))),), lookup=TableLookup("land", LAND.by)
)


@pytest.mark.parametrize(
    ("zone", "floors", "x", "expected"),
    [
        ("VII", 1, "33", worth(6)),
        ("I", 3, "33.1", worth(0)),
        ("II", 4, "27", worth(6)),
        ("II", 30, "12.1", worth(0)),
        ("II", 7, "1", left_open(Reason.MISSING_ATTRIBUTE)),
        (None, 7, "1", left_open(Reason.MISSING_ATTRIBUTE)),
        ("II", None, "1", left_open(Reason.MISSING_ATTRIBUTE)),
    ],
)
def test_limits_come_from_the_row_that_fits_the_subject(zone, floors, x, expected):
    subject = {"zone": zone, "average_floors": None if floors is None else points(floors)}
    known = {key: value for key, value in subject.items() if value is not None}
    assert judged(BY_TABLE, {"x": x}, subject=known, tables={"land": LAND}) == expected


def test_an_attribute_may_be_called_as_the_columns_are():
    table = Table("t", Text("表"), "", by=("floors",), rows=({"floors_min": 1, "floors_max": 2, "limit": "5"},))
    around = circumstances({"floors": points(2)}, tables={"t": table})
    assert row_of(TableLookup("t", ("floors",)), around) == table.rows[0]


def test_a_single_cell_and_a_code_are_compared_too():
    table = Table("t", Text("表"), "", by=("zone",), rows=({"zone": "I", "limit": "5"},))
    around = circumstances({"zone": "I"}, tables={"t": table})
    assert row_of(TableLookup("t", ("zone",)), around) == table.rows[0]


def test_a_cell_that_is_no_figure_is_a_broken_form():
    with pytest.raises(TypeError, match="no figure"):
        figure(None)


# --- count and deduction -------------------------------------------------------------------------


@pytest.mark.parametrize(("n", "given"), [(0, 0), (3, "4.5"), (4, 6), (9, 6)])
def test_a_count_stops_at_its_cap(n, given):
    assert judged(a_count("1.5", 6), {"count": n}) == worth(given)


def test_options_are_counted_once_and_win_over_a_count():
    rule = a_count(2, 6, "a", "b", "c")
    assert judged(rule, {"options": ["a", "a", "b"]}) == worth(4)
    assert judged(rule, {"options": [], "count": 3}) == worth(0)
    assert judged(rule, {}) == left_open(Reason.NOT_ANSWERED)


def test_a_count_without_a_cap_stops_at_the_items_points():
    assert judged(Count(Text("次"), points(2), None), {"count": 9}) == worth(6)


def test_a_count_may_have_bands():
    bands = (CountBand(7, points(10)), CountBand(4, points(5)))
    rule = Count(Text("项"), None, None, bands=bands, otherwise=points(1))
    assert [judged(rule, {"count": n}, full=10).points for n in (7, 6, 4, 3)] == [10, 5, 5, 1]
    assert judged(Count(Text("项"), None, None, bands=bands), {"count": 0}, full=10) == worth(0, 10)


def test_deductions_have_own_caps_and_a_common_floor():
    rule = a_deduction(4, (1, 2), ("0.5", None))
    assert judged(rule, {"counts": {"1": 5, "2": 3}}, full=4) == worth("0.5", 4)
    assert judged(rule, {"counts": {"1": 5, "2": 30}}, full=4) == worth(0, 4)
    assert judged(rule, {"counts": {"1": 5}}, full=4) == left_open(Reason.NOT_ANSWERED, 4)


def test_a_void_condition_empties_the_item_and_must_be_judged():
    rule = a_deduction(4, (1, None), void_if=Text("没有台账"))
    assert judged(rule, {"counts": {}, "void": True}, full=4) == worth(0, 4, Reason.VOID)
    assert judged(rule, {"counts": {"1": 1}}, full=4) == left_open(Reason.NOT_ANSWERED, 4)
    assert judged(rule, {"counts": {"1": 1}, "void": False}, full=4) == worth(3, 4)


def test_a_sampled_deduction_needs_a_large_enough_sample():
    rule = a_deduction(4, (1, None), sample=Sample("n", 20, Text("个"), Text("随机")))
    assert judged(rule, {"counts": {"1": 1}}, full=4) == left_open(Reason.NOT_ANSWERED, 4)
    assert judged(rule, {"counts": {"1": 1}, "n": 19}, full=4) == left_open(Reason.SAMPLE_TOO_SMALL, 4)
    assert judged(rule, {"counts": {"1": 1}, "n": 8, "population": 8}, full=4) == worth(3, 4)


# --- formulas ------------------------------------------------------------------------------------

STEP = Step(X, points(30), None, points(2), points(10), points(1), points(8))


@pytest.mark.parametrize(("x", "given"), [("29.99", 0), ("30", 2), ("39.9", 2), ("40", 3), ("89", 7), ("200", 8)])
def test_a_step_counts_whole_steps_only(x, given):
    assert judged(STEP, {"x": x}, full=8) == worth(given, 8)


def test_a_base_may_depend_on_the_region():
    by_region = Step(X, {"cold": points(8), "default": points(5)}, "region", points(5), points(2), points(1), points(8))
    assert judged(by_region, {"x": "8"}, subject={"region": "cold"}) == worth(5)
    assert judged(by_region, {"x": "8"}, subject={"region": "warm"}) == worth(6)
    assert judged(by_region, {"x": "8"}) == left_open(Reason.MISSING_ATTRIBUTE)


@pytest.mark.parametrize(("x", "given"), [("3.33", "4.995"), ("0", 0), ("-1", 0), ("10", 15), ("11", 15)])
def test_a_line_is_exact_and_limited(x, given):
    rule = Linear(X, points(0), points(10), points(15))
    assert judged(rule, {"x": x}, full=15) == worth(given, 15)


@pytest.mark.parametrize(("x", "given"), [("70", 10), ("69.9", "9.5"), ("69", "9.5"), ("68.99", 9), ("0", 1)])
def test_every_started_step_below_a_target_costs(x, given):
    rule = TargetDeduct(X, points(70), None, points(10), points(1), points("0.5"), points(1))
    assert judged(rule, {"x": x}, full=10) == worth(given, 10)


def test_a_target_may_depend_on_an_attribute_that_must_be_known():
    rule = TargetDeduct(X, {"large": points(50)}, "city", points(5), points(1), points(1), points(0))
    assert judged(rule, {"x": "48"}, full=5, subject={"city": "large"}) == worth(3, 5)
    assert judged(rule, {"x": "48"}, full=5) == left_open(Reason.MISSING_ATTRIBUTE, 5)
    assert judged(rule, {"x": "48"}, full=5, subject={"city": "small"}) == left_open(Reason.MISSING_ATTRIBUTE, 5)


def test_a_formula_stays_open_without_its_inputs_or_its_parameters_or_a_denominator():
    quantity = a_quantity("x / y", "x", "y", parameters=("quota",))
    rule = Linear(quantity, points(0), points(1), points(6))
    assert judged(rule, {"x": "1"}) == left_open(Reason.NOT_ANSWERED)
    assert judged(rule, {"x": "1", "y": "0"}) == left_open(Reason.MISSING_PARAMETER)
    assert judged(rule, {"x": "1", "y": "0"}, parameters={"quota": points(1)}) == left_open(Reason.DIVISION_BY_ZERO)


def test_a_formula_over_an_input_that_is_not_there_is_not_answered():
    rule = Linear(a_quantity("x", "x", nullable=frozenset({"x"})), points(0), points(1), points(6))
    assert judged(rule, {"x": None}) == left_open(Reason.NOT_ANSWERED)


# --- gates ---------------------------------------------------------------------------------------

PER_AREA = Quantity("area", Text("单位面积能耗"), "kgce/m2", ("x", "y"), "x / y")
WATER = Quantity("water", Text("人均水耗"), "t", ("list",), "mean(list)", lengths={"list": 2})
GATE = Gate(
    branches=(
        GateBranch("key", Text("重点"), only_for("kind", "key"), (GateCondition("a", Text("考核完成")),)),
        GateBranch(
            "other",
            Text("其他"),
            AllOf((only_for("kind", "other"),)),
            (
                GateCondition("a", Text("能耗"), "area", ParameterRef("line")),
                GateCondition("b", Text("水耗"), "water", points(5)),
            ),
        ),
    ),
    quantities=(PER_AREA, WATER),
)
MET = {"x": "18", "y": "1", "list": ["5", "5"]}


@pytest.mark.parametrize(
    ("value", "line", "expected"),
    [
        (MET, 18, worth(6)),
        (MET, None, left_open(Reason.MISSING_PARAMETER)),
        ({**MET, "list": ["5", "6"]}, None, worth(0)),
        ({**MET, "list": ["5"]}, 18, left_open(Reason.SERIES_LENGTH)),
        ({"x": "18", "y": "1"}, None, left_open(Reason.NOT_ANSWERED)),
        ({**MET, "y": "0"}, 18, left_open(Reason.DIVISION_BY_ZERO)),
    ],
)
def test_a_gate_is_a_three_valued_and(value, line, expected):
    parameters = {} if line is None else {"line": points(line)}
    assert judged(GATE, value, subject={"kind": "other"}, parameters=parameters) == expected


def test_a_gate_takes_the_first_branch_that_fits():
    assert judged(GATE, {"statements": {"a": True}}, subject={"kind": "key"}) == worth(6)
    assert judged(GATE, {"statements": {"a": False}}, subject={"kind": "key"}) == worth(0)
    assert judged(GATE, {}, subject={"kind": "key"}) == left_open(Reason.NOT_ANSWERED)
    assert judged(GATE, {}) == left_open(Reason.MISSING_ATTRIBUTE)
    assert judged(GATE, {}, subject={"kind": "third"}) == worth(0, reason=Reason.NO_VARIANT)
