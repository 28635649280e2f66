"""Small forms built by hand, and the shipped ones: builders for tests of scoring and of all that shows scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from workbench.catalogue.library import Library
from workbench.domain.forms import (
    Attribute,
    AttributeKind,
    CertificateTerms,
    Choice,
    Form,
    Grade,
    Group,
    Input,
    InputKind,
    Item,
    Normalisation,
    Origin,
    Prerequisite,
    PrerequisiteKind,
    Provenance,
    Requirement,
    Subgroup,
)
from workbench.domain.resources import DataFolders
from workbench.domain.rules import (
    AttributeIn,
    Band,
    Bands,
    Better,
    Bound,
    ChooseN,
    Combine,
    Count,
    Deduction,
    DeductionRule,
    Graded,
    ItemRule,
    Level,
    Limit,
    NotApplicable,
    NotApplicableRule,
    Option,
    Part,
    PrerequisiteRule,
    Quantity,
    Relation,
    SumOfParts,
    YesNo,
)
from workbench.domain.texts import Text
from workbench.scoring.answers import DecodedAnswers, Value
from workbench.scoring.decoding import decode
from workbench.scoring.judgement import Circumstances

ROOT = Path(__file__).resolve().parent.parent.parent
ORIGIN = Origin(Provenance.CONSTRUCTED, None, None, Text("测试"))


def points(figure: str | int | Fraction) -> Fraction:
    """Write points or a limit briefly."""
    return Fraction(figure)


@cache
def shipped_form(code: str, edition: str | None = None) -> Form:
    """Give a form as it is shipped in `forms/`."""
    return Library.open(DataFolders(forms=ROOT / "forms", resources=ROOT / "resources")).form(code, edition)


# --- rules ---------------------------------------------------------------------------------------


def a_quantity(expression: str = "part / whole * 100", *inputs: str, unit: str = "%", **more: Any) -> Quantity:
    """Build a quantity; without inputs it is a percentage of `part` in `whole`."""
    return Quantity("", Text("占比"), unit, inputs or ("part", "whole"), expression, **more)


def a_bound(relation: str, limit: Limit | str | int, quantity: str | None = None) -> Bound:
    """Build one bound; limits may be written as text."""
    return Bound(quantity, Relation(relation), points(limit) if isinstance(limit, str | int) else limit)


def a_band(given: str | int | None, *bounds: Bound, any_of: tuple[Bound, ...] = ()) -> Band:
    """Build a band worth `given` points."""
    return Band(bounds, any_of, None if given is None else points(given))


def some_bands(**more: Any) -> Bands:
    """Build bands of a percentage: >=90 gives 6, >=80 gives 4, otherwise 0."""
    steps = (a_band(6, a_bound("gte", 90)), a_band(4, a_bound("gte", 80)))
    made = {"quantity": a_quantity(), "better": Better.HIGHER, "bands": steps, "otherwise": points(0)}
    return Bands(**{**made, **more})


def some_levels(*given: str | int) -> Graded:
    """Build levels a, b, c ... with these points."""
    return Graded(tuple(Level(chr(97 + at), Text(f"档{at + 1}"), points(worth)) for at, worth in enumerate(given)))


def a_count(each: str | int, cap: str | int, *options: str) -> Count:
    """Build a count with a cap, of these options if any."""
    listed = tuple(Option(code, Text(f"选项{code}")) for code in options)
    return Count(Text("次"), points(each), points(cap), options=listed)


def a_deduction(start: str | int, *rules: tuple[str | int, str | int | None], **more: Any) -> Deduction:
    """Build a deduction; each rule is (points lost per occurrence, cap)."""
    listed = tuple(
        DeductionRule(str(at), Text(f"问题{at}"), points(each), None if cap is None else points(cap))
        for at, (each, cap) in enumerate(rules, start=1)
    )
    return Deduction(points(start), listed, points(0), **more)


def a_part(code: str, given: str | int, rule: ItemRule | None = None, **more: Any) -> Part:
    """Build a part; yes or no unless a rule is given."""
    return Part(code, Text(f"分项{code}"), points(given), rule or YesNo(), **more)


def some_parts(combine: str, *parts: Part, **more: Any) -> SumOfParts:
    """Build parts put together in one of the seven ways."""
    return SumOfParts(Combine(combine), parts, **more)


def excluded(*, proof: bool = False) -> NotApplicable:
    """Build the N/A policy that shrinks the base."""
    return NotApplicable(NotApplicableRule.EXCLUDED, Text("没有此项"), proof)


def full_points_if_na(*, proof: bool = False) -> NotApplicable:
    """Build the N/A policy that gives full points."""
    return NotApplicable(NotApplicableRule.FULL_POINTS, Text("没有此项"), proof)


def only_for(attribute: str, *values: str) -> AttributeIn:
    """Build the condition that an attribute is one of these."""
    return AttributeIn(attribute, frozenset(values))


# --- the form ------------------------------------------------------------------------------------


def an_item(code: str, given: str | int = 6, rule: ItemRule | None = None, **more: Any) -> Item:
    """Build an item of the group its code begins with; yes or no unless a rule is given."""
    made = {"group": code[0], "subgroup": f"{code[0]}1", "check": Text(f"查{code}"), "origin": ORIGIN}
    return Item(code, Text(f"条目{code}"), points=points(given), rule=rule or YesNo(), **{**made, **more})


def a_group(code: str, *items: Item, floor: str | None = None, **more: Any) -> Group:
    """Build a group of items, its points their sum."""
    total = sum((item.points for item in items), start=points(0))
    subgroup = Subgroup(f"{code}1", Text(f"小类{code}"), total)
    line = more.pop("line", None if floor is None else points(floor))
    return Group(code, Text(f"组{code}"), total, line, (subgroup,), items, ORIGIN, **more)


def a_prerequisite(code: str, rule: PrerequisiteRule | None = None, kind: str = "veto", **more: Any) -> Prerequisite:
    """Build a prerequisite; a veto answered yes or no unless told otherwise."""
    named = Text(f"前提{code}")
    return Prerequisite(code, named, PrerequisiteKind(kind), named, rule or YesNo(), ORIGIN, **more)


def a_choice(wanted: int, *options: str) -> ChooseN:
    """Build a choose-n."""
    return ChooseN(wanted, tuple(Option(code, Text(f"选项{code}")) for code in options))


def a_grade(code: str, *requires: str, passes: bool = True, **more: Any) -> Grade:
    """Build a grade that asks for these things."""
    return Grade(code, Text(f"等级{code}"), passes, frozenset(Requirement(entry) for entry in requires), **more)


def an_attribute(key: str, *codes: str, kind: str = "enum", **more: Any) -> Attribute:
    """Build an attribute; with codes an enum or a set."""
    choices = tuple(Choice(code, Text(f"选项{code}")) for code in codes)
    return Attribute(key, Text(f"属性{key}"), AttributeKind(kind), choices, **more)


def an_input(key: str, kind: str = "decimal", unit: str = "") -> Input:
    """Build a raw quantity."""
    return Input(key, Text(f"量{key}"), unit, InputKind(kind))


def a_form(*groups: Group, **more: Any) -> Form:
    """Build a form of these groups, passed or failed by its floors; its inputs are `part` and `whole`."""
    made: dict[str, Any] = {
        "code": "test-form",
        "edition": "1",
        "title": Text("测试表"),
        "standard": Text("测试标准"),
        "status": Text("仅供测试"),
        "action": "test",
        "total_points": sum((group.points for group in groups), start=points(0)),
        "normalisation": Normalisation.SHARE_OF_HUNDRED,
        "attributes": (),
        "parameters": (),
        "inputs": (an_input("part"), an_input("whole")),
        "tables": (),
        "prerequisites": (),
        "groups": groups,
        "grading": (a_grade("pass", "prerequisites", "group_floors"), a_grade("fail", passes=False)),
        "certificate": CertificateTerms(Text("证书"), Text("发证机关"), None, Text("长期"), Text("")),
        "sha256": "0" * 64,
    }
    return Form(**{**made, **more})


def one_item_form(rule: ItemRule, given: str | int = 6, **more: Any) -> Form:
    """Build a form whose only item, A101, has this rule."""
    return a_form(a_group("A", an_item("A101", given, rule)), **more)


# --- answers -------------------------------------------------------------------------------------


def a_document(responses: Mapping[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """Build an ANSWERS document; responses are values by item code."""
    entries = {code: {"value": value} for code, value in (responses or {}).items()}
    return {"form": "test-form", "edition": "1", "responses": entries, **more}


def answers_to(form: Form, document: Mapping[str, Any]) -> DecodedAnswers:
    """Decode a document that has no faults."""
    decoding = decode(form, document)
    assert decoding.answers is not None, decoding.faults
    return decoding.answers


def answer(rule: ItemRule, value: Any, inputs: Iterable[Input] | None = None) -> Value | None:
    """Decode the value of one rule."""
    declared = (an_input("part"), an_input("whole")) if inputs is None else tuple(inputs)
    form = one_item_form(rule, inputs=declared)
    return answers_to(form, a_document({"A101": value})).responses["A101"].value


def circumstances(subject: Mapping[str, Any] | None = None, **more: Any) -> Circumstances:
    """Build what a rule may look at beside its answer."""
    made: dict[str, Any] = {"subject": subject or {}, "parameters": {}, "tables": {}}
    return Circumstances(**{**made, **more})
