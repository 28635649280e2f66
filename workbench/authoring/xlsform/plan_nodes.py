"""The fields of single items, parts, prerequisites and star requirements, by the kind of their rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from workbench.authoring.xlsform.fields import (
    ROLE_NA,
    ROLE_NOTE,
    ROLE_PHOTO,
    ROLE_POPULATION,
    ROLE_PRECONDITION,
    ROLE_PROOF,
    ROLE_SHORTCUT,
    ROLE_VALUE,
    ROLE_VOID,
    Asked,
    Field,
    FieldKind,
    Node,
    Role,
)
from workbench.authoring.xlsform.naming import NameBook
from workbench.authoring.xlsform.precision import WEIGHT_PLACES, Precision
from workbench.authoring.xlsform.saying import Sayings
from workbench.domain.figures import plain
from workbench.domain.forms import Choice, EvidenceMethod, Form, InputKind, Item, Prerequisite, StarRequirement
from workbench.domain.rules import (
    Bands,
    ChooseN,
    Combine,
    Count,
    Deduction,
    Gate,
    Graded,
    ItemRule,
    Linear,
    MeasureKind,
    NotApplicable,
    Part,
    PrerequisiteRule,
    Quantity,
    Sample,
    StarMeasure,
    Step,
    SumOfParts,
    TargetDeduct,
    YesNo,
)
from workbench.domain.texts import Text

Rule = ItemRule | PrerequisiteRule
_PASSED, _SAMPLED = "passed_count", "sample_count"


def shared_keys(form: Form) -> frozenset[str]:
    """Find the inputs that several items ask for; those of a sample mean another sample every time."""
    users: defaultdict[str, set[str]] = defaultdict(set)
    sampled: set[str] = set()
    nodes: list[Item | Prerequisite] = [*form.items, *form.prerequisites, *form.provincial_checks]
    for node in nodes:
        for keys, is_sample in _used(node.rule):
            for key in keys:
                users[key].add(node.code)
                sampled.update({key} if is_sample else ())
    return frozenset(key for key, codes in users.items() if len(codes) > 1 and key not in sampled)


def _used(rule: Rule) -> Iterator[tuple[tuple[str, ...], bool]]:
    match rule:
        case Bands():
            sample = (rule.sample.size_input,) if rule.sample else ()
            yield (*rule.quantity.inputs, *sample), rule.sample is not None
        case Step() | Linear() | TargetDeduct():
            yield rule.quantity.inputs, False
        case Gate():
            for quantity in rule.quantities:
                yield quantity.inputs, False
        case Deduction() if rule.sample:
            yield (rule.sample.size_input,), True
        case SumOfParts():
            for part in rule.parts:
                yield from _used(part.rule)
        case _:
            return


@dataclass
class NodeMaker:
    """Makes nodes one after the other; figures that several items share are made once."""

    form: Form
    names: NameBook
    say: Sayings
    precise: Mapping[str, Precision]
    keys_shared: frozenset[str]
    shared: dict[str, Field] = field(default_factory=dict)
    _local: dict[str, Field] = field(default_factory=dict)

    def asked(self, entry: Item | Prerequisite | StarRequirement, letter: str) -> Asked:
        """Make the node of a line of the form, with room for a note and, where a place is looked at, a photo."""
        self._local = {}
        prefix = self.names.take(letter, entry.code)
        if entry.editions is not None and self.form.edition not in entry.editions:
            return Asked(Node(entry.code, prefix, entry.name, None, Fraction(0), None, {}), entry)
        if isinstance(entry, StarRequirement):
            fields: dict[Role, Field] = {
                ("measure", measure.key): self._measure(measure, prefix) for measure in entry.measures
            }
            fields |= {
                ("none", measure.key): self._no_claim(measure, prefix) for measure in entry.measures if measure.nullable
            }
            fields |= self._beside(prefix, with_photo=False)
            return Asked(Node(entry.code, prefix, entry.name, None, Fraction(0), None, fields), entry)
        points = entry.points if isinstance(entry, Item) else Fraction(0)
        policy = None if isinstance(entry, Item) and entry.must_pass else entry.not_applicable
        derived = isinstance(entry, Prerequisite) and entry.derived
        fields, parts = ({}, ()) if derived else self._answering(prefix, entry.name, entry.rule, policy)
        with_photo = any(demand.method is EvidenceMethod.SITE for demand in entry.evidence)
        fields |= {} if derived else self._beside(prefix, with_photo=with_photo)
        return Asked(
            Node(entry.code, prefix, entry.name, entry.rule, points, policy, fields, parts), entry, entry.evidence
        )

    def _beside(self, prefix: str, *, with_photo: bool) -> dict[Role, Field]:
        fields: dict[Role, Field] = {}
        if with_photo:
            fields[ROLE_PHOTO] = Field(self.names.take(prefix, "photo"), FieldKind.IMAGE, self.say("photo"))
        fields[ROLE_NOTE] = Field(self.names.take(prefix, "note"), FieldKind.TEXT, self.say("note"))
        return fields

    def _part(self, part: Part, prefix: str, *, in_mixed: bool) -> Node:
        own = self.names.take(prefix, part.code)
        fields, parts = self._answering(own, part.name, part.rule, part.not_applicable, in_mixed=in_mixed)
        return Node(
            code=part.code,
            prefix=own,
            title=part.name,
            rule=part.rule,
            points=part.points,
            policy=part.not_applicable,
            fields=fields,
            parts=parts,
            when=part.when,
            note=part.note,
            in_mixed=in_mixed,
        )

    def _answering(
        self, prefix: str, title: Text, rule: Rule, policy: NotApplicable | None, *, in_mixed: bool = False
    ) -> tuple[dict[Role, Field], tuple[Node, ...]]:
        fields: dict[Role, Field] = {}
        if policy is not None:
            fields[ROLE_NA] = self._mark(prefix, "na", self.say("not_applicable"), policy.condition)
            if policy.needs_proof:
                fields[ROLE_PROOF] = self._yes_no(prefix, "proof", self.say("proof"))
        fields |= self._valued(prefix, title, rule)
        parts: tuple[Node, ...] = ()
        if isinstance(rule, SumOfParts):
            inside = in_mixed or rule.mixed_by_area
            parts = tuple(self._part(part, prefix, in_mixed=inside) for part in rule.parts)
        return fields, parts

    def _valued(  # noqa: PLR0911, C901 -- one case per kind of rule
        self, prefix: str, title: Text, rule: Rule
    ) -> dict[Role, Field]:
        match rule:
            case YesNo():
                hint = rule.limits or Text("")
                return {ROLE_VALUE: self._yes_no(prefix, "v", title, hint)}
            case Graded():
                choices = tuple(Choice(level.code, self._worth(level.label, level.points)) for level in rule.levels)
                return {ROLE_VALUE: Field(self.names.take(prefix, "v"), FieldKind.ONE, title, choices=choices)}
            case Bands():
                return self._bands(prefix, rule)
            case Step() | Linear() | TargetDeduct():
                return self._inputs(prefix, [rule.quantity], None)
            case Count():
                return self._count(prefix, title, rule)
            case Deduction():
                return self._deduction(prefix, rule)
            case Gate():
                return self._gate(prefix, rule)
            case ChooseN():
                return {
                    ("option", option.code): self._yes_no(prefix, option.code, option.text) for option in rule.options
                }
            case SumOfParts():
                return self._whole_of_parts(prefix, rule)
            case _:
                return {}

    def _worth(self, label: Text, points: Fraction) -> Text:
        return self.say("worth", label=label, points=plain(points))

    def _yes_no(self, prefix: str, ending: str, label: Text, hint: Text | None = None) -> Field:
        return Field(self.names.take(prefix, ending), FieldKind.YES_NO, label, hint or Text(""))

    def _mark(self, prefix: str, ending: str, label: Text, hint: Text) -> Field:
        return Field(self.names.take(prefix, ending), FieldKind.MARK, label, hint)

    def _bands(self, prefix: str, rule: Bands) -> dict[Role, Field]:
        fields: dict[Role, Field] = {}
        if rule.shortcut is not None:
            fields[ROLE_SHORTCUT] = self._mark(prefix, "short", self.say("shortcut"), rule.shortcut.condition)
        return fields | self._inputs(prefix, [rule.quantity], rule.sample)

    def _inputs(self, prefix: str, quantities: list[Quantity], sample: Sample | None) -> dict[Role, Field]:
        keys = dict.fromkeys(key for quantity in quantities for key in quantity.inputs)
        if sample is not None:
            keys[sample.size_input] = None
        lengths = {key: length for quantity in quantities for key, length in quantity.lengths.items()}
        nullable = frozenset().union(*(quantity.nullable for quantity in quantities))
        fields: dict[Role, Field] = {}
        for key in keys:
            if key in nullable:
                name = self._input_name(key)
                label = self.say("there_is_none", name=name)
                fields["none", key] = self._mark(prefix, f"{key}_none", label, Text(""))
            fields |= self._input(prefix, key, lengths.get(key), sample)
        if _PASSED in keys and _SAMPLED in keys:
            fields = _within_sample(fields)
        if sample is not None:
            label = self.say("population", unit=sample.unit)
            hint = self.say("population_hint", rule=sample.rule, smallest=sample.min_size)
            fields[ROLE_POPULATION] = Field(self.names.take(prefix, "population"), FieldKind.WHOLE, label, hint)
        return fields

    def _input_name(self, key: str) -> Text:
        return self.form.input_by_key[key].name if key in self.form.input_by_key else Text(key)

    def _input(self, prefix: str, key: str, length: int | None, sample: Sample | None) -> dict[Role, Field]:
        declared = self.form.input_by_key.get(key)
        if declared is not None and declared.kind is InputKind.DECIMAL_LIST:
            return {
                ("list", f"{key}#{at}"): self._figure((prefix, key, str(at)), key, self.say("entry", number=at))
                for at in range(1, (length or 0) + 1)
            }
        if key in self.keys_shared:
            if key not in self.shared:
                self.shared[key] = self._figure(("m", key), key)
            return {("input", key): self.shared[key]}
        if sample is None:
            if key not in self._local:
                self._local[key] = self._figure((prefix, key), key)
            return {("input", key): self._local[key]}
        return {("input", key): self._figure((prefix, key), key, whole=key == sample.size_input)}

    def _figure(self, name: tuple[str, ...], key: str, behind: Text | None = None, *, whole: bool = False) -> Field:
        declared = self.form.input_by_key.get(key)
        label = self._input_name(key)
        if declared is not None and declared.unit:
            unit = self.form.word(declared.unit)
            label = Text(f"{label.zh}（{unit.zh}）", f"{label.en or label.zh} ({unit.en or unit.zh})")
        if behind is not None:
            label = Text(f"{label.zh} {behind.zh}", f"{label.en or label.zh} {behind.en}")
        is_whole = whole or (declared is not None and declared.kind is InputKind.INTEGER)
        precision = self.precise.get(key, Precision(0, may_be_negative=False))
        return Field(
            self.names.take(*name),
            FieldKind.WHOLE if is_whole else FieldKind.DECIMAL,
            label,
            places=0 if is_whole else precision.places,
            may_be_negative=precision.may_be_negative and not is_whole,
        )

    def _count(self, prefix: str, title: Text, rule: Count) -> dict[Role, Field]:
        if not rule.options:
            label = Text(f"{title.zh}（{rule.unit.zh}）", f"{title.en or title.zh} ({rule.unit.en or rule.unit.zh})")
            return {("count", ""): Field(self.names.take(prefix, "n"), FieldKind.WHOLE, label)}
        codes = {option.code for option in rule.options}
        nothing = next(code for code in ("none", "none_of_these") if code not in codes)
        choices = (
            *(Choice(option.code, option.text) for option in rule.options),
            Choice(nothing, self.say("none_of_these")),
        )
        name = self.names.take(prefix, "v")
        return {ROLE_VALUE: Field(name, FieldKind.MANY, title, choices=choices, nothing=nothing)}

    def _deduction(self, prefix: str, rule: Deduction) -> dict[Role, Field]:
        fields: dict[Role, Field] = {}
        if rule.void_if is not None:
            fields[ROLE_VOID] = self._yes_no(prefix, "void", self.say("void", text=rule.void_if))
        if rule.sample is not None:
            fields |= self._inputs(prefix, [], rule.sample)
        for entry in rule.rules:
            cap = self.say("loses_at_most", each=plain(entry.each), cap="" if entry.cap is None else plain(entry.cap))
            hint = self.say("loses", each=plain(entry.each)) if entry.cap is None else cap
            name = self.names.take(prefix, "d", entry.code)
            fields["lost", entry.code] = Field(name, FieldKind.WHOLE, entry.text, hint)
        return fields

    def _gate(self, prefix: str, rule: Gate) -> dict[Role, Field]:
        fields = self._inputs(prefix, list(rule.quantities), None)
        for branch in rule.branches:
            for condition in branch.every:
                if condition.quantity is None and ("statement", condition.code) not in fields:
                    made = self._yes_no(prefix, f"s_{condition.code}", condition.text)
                    fields["statement", condition.code] = made
        return fields

    def _whole_of_parts(self, prefix: str, rule: SumOfParts) -> dict[Role, Field]:
        fields: dict[Role, Field] = {}
        if rule.precondition is not None:
            fields[ROLE_PRECONDITION] = self._yes_no(prefix, "pre", rule.precondition)
        if rule.combine is Combine.TIME_WEIGHTED:
            for part in rule.parts:
                label = self.say("weight", name=part.name)
                name = self.names.take(prefix, part.code, "weight")
                fields["weight", part.code] = Field(name, FieldKind.DECIMAL, label, places=WEIGHT_PLACES)
        return fields

    def _measure(self, measure: StarMeasure, prefix: str) -> Field:
        name = self.names.take(prefix, measure.key)
        label = measure.name
        if measure.unit:
            unit = self.form.word(measure.unit)
            label = Text(f"{label.zh}（{unit.zh}）", f"{label.en or label.zh} ({unit.en or unit.zh})")
        match measure.kind:
            case MeasureKind.BOOLEAN:
                return Field(name, FieldKind.YES_NO, label)
            case MeasureKind.INTEGER:
                return Field(name, FieldKind.WHOLE, label)
            case _:
                return Field(name, FieldKind.DECIMAL, label, places=4, may_be_negative=True)

    def _no_claim(self, measure: StarMeasure, prefix: str) -> Field:
        label = self.say("not_claimed", name=measure.name)
        return self._mark(prefix, f"{measure.key}_none", label, Text(""))


def _within_sample(fields: dict[Role, Field]) -> dict[Role, Field]:
    """Let no more pass than were looked at."""
    passed, sampled = fields["input", _PASSED], fields["input", _SAMPLED]
    return fields | {
        ("input", _PASSED): replace(passed, at_most=sampled.name),
        ("input", _SAMPLED): replace(sampled, at_least=passed.name),
    }
