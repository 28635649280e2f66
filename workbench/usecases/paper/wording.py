"""The words of a paper form: points, limits, conditions and formulas, said in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from workbench.documents.paper_form.content import Mark, Say, Step, Tick, Together
from workbench.domain.conditions import AllOf, AttributeContains, AttributeIn, AttributeSubsetOf, Condition
from workbench.domain.expressions import Binary, Expression, Literal, Mean, Name, Negative, parse
from workbench.domain.figures import plain
from workbench.domain.forms import Attribute, Table
from workbench.domain.quantities import Band, Bound, ColumnRef, Limit, ParameterRef, Quantity, Relation
from workbench.domain.rules import Bands, SumOfParts
from workbench.domain.texts import Text
from workbench.scoring.answers import SubjectValue
from workbench.scoring.conditions import holds
from workbench.scoring.explain.speaking import Speaker
from workbench.usecases.paper.copy import Copy
from workbench.usecases.words import Words

ROOM = "paper"
_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}


@dataclass(frozen=True)
class Wording:
    """Says what one copy of a form says."""

    copy: Copy
    words: Words

    @cached_property
    def speaker(self) -> Speaker:
        """Points, units and figures are said as explanations say them."""
        return Speaker(self.words.language, self.words.room("explain"), self.copy.form.word_by_zh)

    def say(self, key: str, /, **facts: object) -> str:
        """Fill a sentence of the room `paper`."""
        return self.words.say(ROOM, key, **facts)

    def text(self, text: Text | None) -> str:
        """Give a text of the form; nothing where there is none."""
        return "" if text is None else self.words.text(text)

    def fine(self, text: str) -> Say:
        """Give small print."""
        return Say(text, is_fine=True)

    def points(self, value: Fraction) -> str:
        """Write points with their word."""
        return self.speaker.points(value)

    def unit(self, unit: str) -> str:
        """Write a unit; a pure number has none."""
        return "" if unit in ("", "1", "-") else self.speaker.unit(unit)

    def input_name(self, key: str) -> str:
        """Name a raw quantity."""
        declared = self.copy.form.input_by_key.get(key)
        return key if declared is None else self.text(declared.name)

    def parameter_name(self, key: str) -> str:
        """Name an outside value, with its figure where there is one."""
        name = next((self.text(one.name) for one in self.copy.form.parameters if one.key == key), key)
        figure = self.figure_of(key)
        return name if figure is None else self.say("parameter_known", name=name, value=plain(figure))

    def figure_of(self, key: str) -> Fraction | None:
        """Give an outside value: what was entered, else its default."""
        told = self.copy.parameter(key)
        if told is not None:
            return told
        return next((one.default for one in self.copy.form.parameters if one.key == key), None)

    # --- conditions ---------------------------------------------------------------------------------

    def only_for(self, condition: Condition | None, facts: Mapping[str, SubjectValue] | None = None) -> str:
        """Say for whom something is meant; nothing where that is everybody, or known to be this subject."""
        if condition is None or holds(condition, self.copy.facts if facts is None else facts) is not None:
            return ""
        return self.say("only_for", condition=self._condition(condition))

    def only_in_stages(self, stages: frozenset[str] | None) -> str:
        """Say in which stages something is asked, where the stage is not known."""
        if stages is None or "stage" in self.copy.facts:
            return ""
        return self.say("only_for", condition=self._choices("stage", stages))

    def _condition(self, condition: Condition) -> str:
        match condition:
            case AllOf():
                return self.say("joined.and").join(self._condition(member) for member in condition.members)
            case AttributeIn():
                return self._choices(condition.attribute, condition.values)
            case AttributeContains():
                return self._choices(condition.attribute, frozenset({condition.value}))
            case AttributeSubsetOf():
                chosen = self._choices(condition.attribute, condition.values)
                return self.say("nothing_but", condition=chosen)

    def _choices(self, key: str, values: frozenset[str]) -> str:
        attribute = self.attribute(key)
        if attribute is None:
            return key
        names = [self.text(choice.name) for choice in attribute.choices if choice.code in values]
        return self.say("is_one_of", name=self.text(attribute.name), values=self.say("joined.or").join(names))

    def attribute(self, key: str) -> Attribute | None:
        """Give the declaration of a fact about the subject."""
        return next((one for one in self.copy.form.attributes if one.key == key), None)

    def choice(self, key: str, code: str) -> str:
        """Name one value of a fact about the subject."""
        attribute = self.attribute(key)
        names = {one.code: self.text(one.name) for one in attribute.choices} if attribute else {}
        return names.get(code, code)

    # --- limits -------------------------------------------------------------------------------------

    def steps(self, rule: Bands, reached: int | None, *, is_placed: bool) -> tuple[Step, ...]:
        """Give the bands of a rule as steps of a scale; `reached` None with `is_placed` is the rest."""
        bounds = [bound for band in rule.bands for bound in (*band.every, *band.any_of)]
        is_named = any(bound.quantity is not None for bound in bounds)
        steps = [
            Step(
                self._band(band, rule.quantity, is_named=is_named),
                self._gives(band.points),
                is_placed and place == reached,
            )
            for place, band in enumerate(rule.bands)
        ]
        if rule.otherwise is not None or rule.bands[0].points is None:
            rest = self.say("not_met") if rule.otherwise is None else self.points(rule.otherwise)
            steps.append(Step(self.say("otherwise"), rest, is_placed and reached is None))
        return tuple(steps)

    def _gives(self, points: Fraction | None) -> str:
        return self.say("met") if points is None else self.points(points)

    def _band(self, band: Band, quantity: Quantity, *, is_named: bool) -> str:
        every = [self._bound(bound, quantity, is_named=is_named) for bound in band.every]
        any_of = [self._bound(bound, quantity, is_named=is_named) for bound in band.any_of]
        low = next((one for one in band.every if one.relation is Relation.GTE and one.quantity is None), None)
        high = next((one for one in band.every if one.relation is Relation.LTE and one.quantity is None), None)
        if (
            low
            and high
            and len(every) == 2
            and not is_named
            and isinstance(low.limit, Fraction)
            and isinstance(high.limit, Fraction)
        ):
            every = [
                self.speaker.say(
                    "written", "range", low=plain(low.limit), high=self.speaker.limit(high.limit, quantity.unit)
                )
            ]
        alternatives = self.say("joined.or").join(any_of)
        return self.say("joined.and").join([*every, *([alternatives] if alternatives else [])])

    def _bound(self, bound: Bound, quantity: Quantity, *, is_named: bool) -> str:
        declared = self.copy.form.input_by_key.get(bound.quantity or "")
        unit = quantity.unit if declared is None else declared.unit
        name = self.text(quantity.name) if bound.quantity is None else self.input_name(bound.quantity)
        held = self.speaker.say("relations", bound.relation.value, limit=self.limit(bound.limit, unit))
        return f"{name} {held}" if is_named else held

    def limit(self, limit: Limit, unit: str) -> str:
        """Write a limit: a figure, an outside value, or a column of a reference table."""
        match limit:
            case ParameterRef():
                return self.parameter_name(limit.key)
            case ColumnRef():
                return self.say("column_of_table", column=self.column(limit.column))
            case _:
                return self.speaker.limit(limit, unit)

    def column(self, column: str) -> str:
        """Name a column of limits by the points it gives, as far as a rule of the form tells them."""
        points = self._points_of_columns.get(column)
        return column if points is None else self.say("limit_for", points=self.points(points))

    @cached_property
    def _points_of_columns(self) -> dict[str, Fraction]:
        found: dict[str, Fraction] = {}
        for rule in all_rules(item.rule for item in self.copy.form.items):
            for band in rule.bands if isinstance(rule, Bands) else ():
                for bound in band.every:
                    if isinstance(bound.limit, ColumnRef) and band.points is not None:
                        found.setdefault(bound.limit.column, band.points)
        return found

    # --- formulas -----------------------------------------------------------------------------------

    def formula(self, quantity: Quantity) -> str:
        """Write how a quantity is computed, in names; nothing where it is just what was measured."""
        expression = parse(quantity.expression) if quantity.expression else None
        if expression is None or isinstance(expression, Name):
            return ""
        return self.say("formula", name=self.text(quantity.name), expression=self._expression(expression, 0))

    def _expression(self, expression: Expression, strength: int) -> str:
        match expression:
            case Literal():
                return plain(expression.value)
            case Name():
                key = expression.parameter
                return self.input_name(expression.name) if key is None else self.parameter_name(key)
            case Mean():
                return self.say("mean_of", name=self.input_name(expression.name))
            case Negative():
                return f"-{self._expression(expression.operand, 3)}"
            case Binary():
                return self._joined(expression, strength)

    def _joined(self, expression: Binary, strength: int) -> str:
        own = _STRENGTH[expression.operator]
        left = self._expression(expression.left, own)
        right = self._expression(expression.right, own + 1)
        sign = {"*": "×", "/": "÷", "-": "−"}.get(expression.operator, expression.operator)
        said = f"{left} {sign} {right}"
        return f"({said})" if own < strength else said

    # --- boxes --------------------------------------------------------------------------------------

    def yes_no(self, value: object) -> Together:
        """Give the two boxes of a question."""
        return Together((tick(self.say("yes"), is_so=value is True), tick(self.say("no"), is_so=value is False)))

    def table_number(self, table: Table | str) -> int:
        """Give the number of a reference table, from 1."""
        key = table if isinstance(table, str) else table.key
        return next((place for place, one in enumerate(self.copy.form.tables, start=1) if one.key == key), 0)


def tick(label: str, *, is_so: bool) -> Tick:
    """Give a box, ticked or not."""
    return Tick(label, Mark.YES if is_so else Mark.EMPTY)


def mark_of(is_there: object) -> Mark:
    """Tick what is there, cross out what was found missing, leave empty what nobody looked at."""
    return Mark.YES if is_there is True else Mark.NO if is_there is False else Mark.EMPTY


def all_rules(rules: Iterable[object]) -> Sequence[object]:
    """List rules together with the rules of their parts."""
    found: list[object] = []
    for rule in rules:
        found.append(rule)
        if isinstance(rule, SumOfParts):
            found.extend(all_rules(part.rule for part in rule.parts))
    return found
