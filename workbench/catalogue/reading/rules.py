"""The scoring rules of items, parts and prerequisites."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from workbench.catalogue.reading.quantities import bands, limit, quantity, sample
from workbench.catalogue.reading.texts import Glossary, Node, condition, figure, optional_text, text
from workbench.domain.rules import (
    ChooseN,
    Combine,
    Count,
    CountBand,
    Deduction,
    DeductionRule,
    Gate,
    GateBranch,
    GateCondition,
    Graded,
    ItemGate,
    ItemMustPass,
    ItemRule,
    Level,
    Linear,
    NotApplicable,
    NotApplicableRule,
    Option,
    ParameterRef,
    Part,
    PrerequisiteRule,
    RequiredLevel,
    Step,
    SumOfParts,
    TargetDeduct,
    YesNo,
)
from workbench.domain.texts import Text

AnyRule = ItemRule | PrerequisiteRule


def item_rule(node: Node, glossary: Glossary) -> ItemRule:
    """Read the rule of an item or part (the schema lets nothing else stand there)."""
    read = _RULES[_kind(node)](node, glossary)
    assert not isinstance(read, ChooseN | ItemMustPass | ItemGate | RequiredLevel)
    return read


def prerequisite_rule(node: Node, glossary: Glossary) -> PrerequisiteRule:
    """Read the rule of a prerequisite (the schema lets nothing else stand there)."""
    read = _RULES[_kind(node)](node, glossary)
    assert not isinstance(read, Graded | Count | Deduction | Step | Linear | TargetDeduct | Gate)
    return read


def not_applicable(node: Node | None) -> NotApplicable | None:
    """Read an N/A policy."""
    if node is None:
        return None
    allowed = node.get("condition")
    return NotApplicable(
        rule=NotApplicableRule(node["rule"]),
        condition=text(allowed) if allowed else Text(""),
        needs_proof="proof" in node,
    )


def _kind(node: Node) -> str:
    return f"formula.{node['form']}" if node["kind"] == "formula" else str(node["kind"])


def _yes_no(node: Node, _: Glossary) -> YesNo:
    return YesNo(optional_text(node.get("limits")))


def _graded(node: Node, _: Glossary) -> Graded:
    return Graded(
        tuple(Level(level["code"], text(level["label"]), Fraction(level["points"])) for level in node["levels"])
    )


def _count(node: Node, glossary: Glossary) -> Count:
    return Count(
        unit=glossary.word(node["unit"]),
        each=figure(node.get("each")),
        cap=figure(node.get("cap")),
        bands=tuple(CountBand(int(band["gte"]), Fraction(band["points"])) for band in node.get("bands", ())),
        otherwise=figure(node.get("otherwise")),
        options=_options(node),
        note=optional_text(node.get("note")),
        period=glossary.optional(node.get("period")),
    )


def _options(node: Node) -> tuple[Option, ...]:
    return tuple(
        Option(option["code"], text(option["text"]), tuple(option.get("related_items", ())))
        for option in node.get("options", ())
    )


def _deduction(node: Node, glossary: Glossary) -> Deduction:
    return Deduction(
        start=Fraction(node["from"]),
        rules=tuple(
            DeductionRule(rule["code"], text(rule["text"]), Fraction(rule["each"]), figure(rule.get("cap")))
            for rule in node["rules"]
        ),
        floor=Fraction(node["floor"]),
        void_if=optional_text(node.get("void_if")),
        sample=sample(node.get("sample"), glossary),
    )


def _sum_of_parts(node: Node, glossary: Glossary) -> SumOfParts:
    return SumOfParts(
        combine=Combine(node["combine"]),
        parts=tuple(_part(part, glossary) for part in node["parts"]),
        precondition=optional_text(node.get("precondition")),
        mixed_by_area=node.get("mixed") == "area_weighted",
    )


def _part(node: Node, glossary: Glossary) -> Part:
    return Part(
        code=node["code"],
        name=text(node["name"]),
        points=Fraction(node["points"]),
        rule=item_rule(node["scoring"], glossary),
        when=condition(node.get("when")),
        not_applicable=not_applicable(node.get("na")),
        note=optional_text(node.get("note")),
    )


def _step(node: Node, _: Glossary) -> Step:
    base_at, by = _figure_or_map(node["base_at"]), node.get("by")
    return Step(
        quantity=quantity(node["quantity"]),
        base_at=base_at,
        by=by,
        base_points=Fraction(node["base_points"]),
        step=Fraction(node["step"]),
        step_points=Fraction(node["step_points"]),
        cap=Fraction(node["cap"]),
    )


def _figure_or_map(node: str | Node) -> Fraction | Mapping[str, Fraction]:
    return Fraction(node) if isinstance(node, str) else {key: Fraction(value) for key, value in node.items()}


def _linear(node: Node, _: Glossary) -> Linear:
    return Linear(
        quantity=quantity(node["quantity"]),
        zero_at=Fraction(node["zero_at"]),
        full_at=Fraction(node["full_at"]),
        full_points=Fraction(node["full_points"]),
    )


def _target_deduct(node: Node, _: Glossary) -> TargetDeduct:
    by = node.get("target_by")
    return TargetDeduct(
        quantity=quantity(node["quantity"]),
        target=_figure_or_map(by["values"]) if by else Fraction(node["target"]),
        by=by["attribute"] if by else None,
        full_points=Fraction(node["full_points"]),
        step=Fraction(node["step"]),
        per_step=Fraction(node["per_step"]),
        floor=Fraction(node["floor"]),
        text=optional_text(node.get("text")),
    )


def _required_level(node: Node, _: Glossary) -> RequiredLevel:
    return RequiredLevel(optional_text(node.get("text")))


def _gate(node: Node, _: Glossary) -> Gate:
    return Gate(
        branches=tuple(
            GateBranch(
                code=branch["code"],
                name=text(branch["name"]),
                when=condition(branch.get("when")),
                every=tuple(_gate_condition(entry) for entry in branch["all"]),
            )
            for branch in node["branches"]
        ),
        quantities=tuple(quantity(entry) for entry in node.get("quantities", ())),
    )


def _gate_condition(node: Node) -> GateCondition:
    line = limit(node["lte"]) if "lte" in node else None
    assert isinstance(line, ParameterRef | Fraction | None)
    return GateCondition(node["code"], text(node["text"]), node.get("quantity"), line)


def _choose_n(node: Node, _: Glossary) -> ChooseN:
    return ChooseN(node["min_count"], _options(node))


def _item_must_pass(node: Node, _: Glossary) -> ItemMustPass:
    return ItemMustPass(node["item"])


def _item_gate(node: Node, _: Glossary) -> ItemGate:
    return ItemGate(node["item"], None if node["gte"] == "target" else Fraction(node["gte"]))


_RULES: Mapping[str, Callable[[Node, Glossary], AnyRule]] = {
    "yes_no": _yes_no,
    "graded": _graded,
    "bands": bands,
    "count": _count,
    "deduction": _deduction,
    "sum_of_parts": _sum_of_parts,
    "formula.step": _step,
    "formula.step_by_region": _step,
    "formula.linear": _linear,
    "formula.target_deduct": _target_deduct,
    "formula.required_level": _required_level,
    "gate": _gate,
    "choose_n": _choose_n,
    "item_must_pass": _item_must_pass,
    "item_gate": _item_gate,
}
