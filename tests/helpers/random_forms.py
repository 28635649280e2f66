"""Random but sound forms and answers to them, for the laws of scoring."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from tests.helpers.forms import (
    a_band,
    a_bound,
    a_choice,
    a_count,
    a_deduction,
    a_form,
    a_grade,
    a_group,
    a_prerequisite,
    a_quantity,
    an_attribute,
    an_input,
    an_item,
    excluded,
    full_points_if_na,
    only_for,
    points,
    some_bands,
    some_levels,
    some_parts,
)
from workbench.domain.forms import Form, Item, Parameter
from workbench.domain.rules import (
    Bands,
    Combine,
    Count,
    CountBand,
    Deduction,
    Gate,
    GateBranch,
    GateCondition,
    Graded,
    ItemRule,
    Linear,
    ParameterRef,
    Part,
    Sample,
    Shortcut,
    Step,
    SumOfParts,
    TargetDeduct,
    YesNo,
)
from workbench.domain.texts import Text

KINDS = ("a", "b")
figures = st.integers(0, 240).map(lambda figure: str(Fraction(figure, 2)) if figure % 2 == 0 else f"{figure // 2}.5")
worths = st.integers(1, 20).map(lambda worth: Fraction(worth, 2))
policies = st.none() | st.just(excluded()) | st.just(full_points_if_na(proof=True))


def _falling(draw: Any, full: Fraction, number: int) -> list[Fraction]:
    """Draw falling points, the first of them full."""
    shares = sorted(draw(st.lists(st.integers(0, 9), min_size=number, max_size=number, unique=True)), reverse=True)
    return [full, *(full * share / 10 for share in shares)]


@st.composite
def some_band_rule(draw: Any, full: Fraction) -> Bands:
    """Draw bands of a percentage where more is better."""
    worth = _falling(draw, full, 2)
    steps = tuple(a_band(str(given), a_bound("gte", limit)) for given, limit in zip(worth, (90, 60), strict=False))
    sample = draw(st.none() | st.just(Sample("n", 5, Text("个"), Text("随机"))))
    shortcut = draw(st.none() | st.just(Shortcut(Text("称号"), worth[1])))
    param = draw(st.booleans())
    expression = "part / whole * 100 / param.quota" if param else "part / whole * 100"
    quantity = a_quantity(expression, parameters=("quota",) if param else ())
    return some_bands(quantity=quantity, bands=steps, otherwise=worth[2], sample=sample, shortcut=shortcut)


@st.composite
def some_counting_rule(draw: Any, full: Fraction) -> Count | Deduction:
    """Draw a count, with a cap or bands, or a deduction."""
    kind = draw(st.sampled_from(["count", "options", "bands", "deduction"]))
    if kind == "bands":
        bands = (CountBand(4, full), CountBand(2, full / 2))
        return Count(Text("项"), None, None, bands=bands, otherwise=points(0))
    if kind == "deduction":
        void = draw(st.none() | st.just(Text("没有")))
        sample = draw(st.none() | st.just(Sample("n", 5, Text("个"), Text("随机"))))
        return a_deduction(str(full), (1, "1.5"), ("0.5", None), void_if=void, sample=sample)
    options = ("a", "b", "c") if kind == "options" else ()
    return a_count(str(full / 2), str(full), *options)


@st.composite
def some_formula(draw: Any, full: Fraction) -> Step | Linear | TargetDeduct:
    """Draw a step, a line or a target, the last with a target by kind of subject."""
    quantity = a_quantity("part")
    kind = draw(st.sampled_from(["step", "line", "target", "target by kind"]))
    if kind == "step":
        return Step(quantity, points(30), None, full / 5, points(10), full / 5, full)
    if kind == "line":
        return Linear(quantity, points(0), points(80), full)
    target = {"a": points(70), "b": points(50)} if kind == "target by kind" else points(60)
    return TargetDeduct(quantity, target, "kind", full, points(1), full / 20, full / 10)


@st.composite
def some_gate(draw: Any) -> Gate:
    """Draw a gate of two branches."""
    line = draw(st.just(ParameterRef("quota")) | st.just(points(50)))
    measured = (GateCondition("m", Text("量"), "q", line), GateCondition("s", Text("说明")))
    branches = (
        GateBranch("x", Text("甲"), only_for("kind", "a"), measured),
        GateBranch("y", Text("乙"), draw(st.none() | st.just(only_for("kind", "b"))), measured[1:]),
    )
    quantity = a_quantity("part / whole")
    return Gate(branches, (type(quantity)("q", quantity.name, "%", quantity.inputs, quantity.expression),))


@st.composite
def some_rule(draw: Any, full: Fraction, depth: int = 2) -> ItemRule:
    """Draw a rule that gives between 0 and `full` points, nesting up to `depth`."""
    plain = st.just(YesNo()) | st.builds(lambda worth: some_levels(*map(str, worth)), st.just([full, full / 3, 0]))
    simple = plain | some_band_rule(full) | some_counting_rule(full) | some_formula(full) | some_gate()
    return draw(simple | some_part_rule(full, depth - 1) if depth else simple)


@st.composite
def some_part_rule(draw: Any, full: Fraction, depth: int) -> SumOfParts:
    """Draw parts put together; those of a sum share the points, others carry all of them."""
    combine = draw(st.sampled_from(Combine))
    number = draw(st.integers(1, 3))
    each = full / number if combine is Combine.SUM else full
    parts = tuple(
        Part(
            code=chr(97 + at),
            name=Text(f"分项{at}"),
            points=each,
            rule=draw(some_rule(each, depth)),
            when=draw(st.none() | st.sampled_from(KINDS).map(lambda kind: only_for("kind", kind))),
            not_applicable=draw(policies),
        )
        for at in range(number)
    )
    return some_parts(combine.value, *parts, precondition=draw(st.none() | st.just(Text("前提"))))


@st.composite
def some_item(draw: Any, code: str) -> Item:
    """Draw an item."""
    full = draw(worths)
    applies = draw(st.none() | st.sampled_from(KINDS).map(lambda kind: only_for("kind", kind)))
    return an_item(code, str(full), draw(some_rule(full)), not_applicable=draw(policies), applies_to=applies)


@st.composite
def some_form(draw: Any) -> Form:
    """Draw a form of two groups with floors and a bonus, a veto and a choose-n."""
    items = [draw(some_item(f"{group}{at}")) for group in "AB" for at in range(draw(st.integers(1, 3)))]
    groups = [[item for item in items if item.group == group] for group in "AB"]
    bonus = an_item("Q1", 4, a_count(1, 4))
    return a_form(
        a_group("A", *groups[0], floor="0.5"),
        a_group("B", *groups[1]),
        a_group("Q", bonus, bonus=True, cap=points(2)),
        prerequisites=(a_prerequisite("P1"), a_prerequisite("P2", a_choice(1, "a", "b"), "choose_n")),
        attributes=(an_attribute("kind", *KINDS),),
        parameters=(Parameter("quota", Text("定额"), "", None),),
        inputs=(an_input("part"), an_input("whole"), an_input("n", "integer")),
        grading=(
            a_grade("good", "prerequisites", "group_floors", "total", min_normalised=points(80)),
            a_grade("fair", "prerequisites", "total", min_normalised=points(50)),
            a_grade("fail", passes=False),
        ),
    )


# --- answers -------------------------------------------------------------------------------------


@st.composite
def some_inputs(draw: Any, **more: Any) -> dict[str, Any]:
    """Draw raw inputs, some of them missing, some of them 0."""
    found = {"part": draw(st.none() | figures), "whole": draw(st.none() | figures), **more}
    return {key: value for key, value in found.items() if value is not None}


def some_value(rule: ItemRule) -> st.SearchStrategy[Any]:  # noqa: C901, PLR0911 -- one case per kind of rule
    """Draw a value for a rule, as an ANSWERS document writes it."""
    small = st.none() | st.integers(0, 6)
    match rule:
        case YesNo():
            return st.booleans()
        case Graded():
            return st.sampled_from([level.code for level in rule.levels])
        case Bands():
            more = {"n": draw_or_none(3, 9, rule.sample is not None), "shortcut": draw_flag(rule.shortcut is not None)}
            return _joined(some_inputs(), more)
        case Step() | Linear() | TargetDeduct():
            return some_inputs()
        case Count() if rule.options:
            return st.fixed_dictionaries({"options": st.lists(st.sampled_from("abc"), max_size=4)})
        case Count():
            return st.fixed_dictionaries({"count": small})
        case Deduction():
            counts = st.fixed_dictionaries({entry.code: small for entry in rule.rules})
            more = {"n": draw_or_none(3, 9, rule.sample is not None), "void": draw_flag(rule.void_if is not None)}
            return _joined(st.fixed_dictionaries({"counts": counts}), more)
        case Gate():
            statements = st.fixed_dictionaries({"s": st.none() | st.booleans()})
            return _joined(some_inputs(), {"statements": statements})
        case SumOfParts():
            return _some_parts_value(rule)


def _joined(first: st.SearchStrategy[Any], more: Mapping[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    """Add members that may stay away."""
    second = st.fixed_dictionaries(dict(more)).map(
        lambda found: {key: value for key, value in found.items() if value is not None}
    )
    return st.tuples(first, second).map(lambda both: {**both[0], **both[1]})


def draw_or_none(low: int, high: int, wanted: bool) -> st.SearchStrategy[Any]:
    """Draw a whole number or nothing; nothing where it is not wanted."""
    return st.none() | st.integers(low, high) if wanted else st.none()


def draw_flag(wanted: bool) -> st.SearchStrategy[Any]:
    """Draw yes, no or nothing; nothing where it is not wanted."""
    return st.none() | st.booleans() if wanted else st.none()


def _some_parts_value(rule: SumOfParts) -> st.SearchStrategy[Any]:
    entries = {part.code: some_entry(part) for part in rule.parts}
    value: dict[str, st.SearchStrategy[Any]] = {"parts": st.fixed_dictionaries({}, optional=entries)}
    if rule.combine is Combine.TIME_WEIGHTED:
        weights = {part.code: st.sampled_from(["0", "100", "250.5"]) for part in rule.parts}
        value["weights"] = st.fixed_dictionaries({}, optional=weights)
    if rule.precondition is not None:
        value["precondition"] = st.none() | st.booleans()
    return st.fixed_dictionaries(value)


def some_entry(node: Item | Part) -> st.SearchStrategy[Any]:
    """Draw an entry of an item or part, sometimes marked as not applicable."""
    answered = some_value(node.rule).map(lambda value: {"value": value})
    if node.not_applicable is None:
        return answered
    return answered | st.booleans().map(lambda proof: {"na": True, "proof": proof})


@st.composite
def some_answers(draw: Any, form: Form) -> dict[str, Any]:
    """Draw an ANSWERS document for a form, complete or not."""
    marks = st.fixed_dictionaries({}, optional={"a": st.booleans(), "b": st.booleans()})
    return {
        "form": form.code,
        "subject": draw(st.fixed_dictionaries({}, optional={"kind": st.sampled_from(KINDS)})),
        "parameters": draw(st.fixed_dictionaries({}, optional={"quota": st.sampled_from(["0", "1", "2.5"])})),
        "responses": draw(st.fixed_dictionaries({}, optional={item.code: some_entry(item) for item in form.items})),
        "prerequisites": {"P1": {"value": draw(st.none() | st.booleans())}, "P2": {"value": draw(marks)}},
    }


@st.composite
def some_case(draw: Any) -> tuple[Form, dict[str, Any]]:
    """Draw a form with an ANSWERS document for it."""
    form = draw(some_form())
    return form, draw(some_answers(form))
