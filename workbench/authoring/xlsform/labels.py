"""What stands beside a question: the check, the figures of its rule, and where the item comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from workbench.authoring.xlsform.saying import Sayings
from workbench.domain.figures import plain
from workbench.domain.forms import Form, Item, Prerequisite, Provenance, StarRequirement
from workbench.domain.rules import (
    Band,
    Bands,
    Bound,
    ColumnRef,
    Count,
    Deduction,
    ItemRule,
    Linear,
    ParameterRef,
    PrerequisiteRule,
    Relation,
    Step,
    SumOfParts,
    TargetDeduct,
    YesNo,
)
from workbench.domain.texts import Text

_SIGNS = {Relation.GTE: "≥", Relation.GT: ">", Relation.LTE: "≤", Relation.LT: "<", Relation.EQ: "="}
_PLACES = 6
NOTHING = Text("")


def joined(texts: Iterable[Text], between: Text) -> Text:
    """Put texts together, empty ones left out."""
    listed = [text for text in texts if text.zh]
    return Text(between.zh.join(text.zh for text in listed), between.en.join(text.en or text.zh for text in listed))


class Labels:
    """Labels of one form."""

    def __init__(self, form: Form, say: Sayings) -> None:
        self._form = form
        self._say = say

    def heading(self, entry: Item | Prerequisite | StarRequirement) -> Text:
        """Name a line of the form; an item with its points."""
        if isinstance(entry, Item):
            return self._say("item_heading", code=entry.code, name=entry.name, points=plain(entry.points))
        return self._say("other_heading", code=entry.code, name=entry.name)

    def explanation(self, entry: Item | Prerequisite | StarRequirement) -> Text:
        """Say what is checked, how it is scored, and whether the line is the project's own design."""
        check = entry.check if isinstance(entry, Item | Prerequisite) else NOTHING
        figures = NOTHING if isinstance(entry, StarRequirement) else self.figures(entry.rule)
        own = self._say("constructed") if entry.origin.provenance is Provenance.CONSTRUCTED else NOTHING
        guidance = entry.guidance or NOTHING
        answered = isinstance(entry, Prerequisite) and isinstance(entry.rule, YesNo)
        yes = self._say("yes_means_fulfilled") if answered else NOTHING
        return joined((check, yes, figures, guidance, own), Text("\n", "\n"))

    def figures(self, rule: ItemRule | PrerequisiteRule) -> Text:  # noqa: PLR0911 -- one case per kind of rule
        """Say the figures of a rule."""
        match rule:
            case Bands():
                return self._bands(rule)
            case Count():
                return self._count(rule)
            case Deduction():
                return self._say("starts_from", points=plain(rule.start))
            case Step():
                figures = {
                    "base": plain(rule.base_points),
                    "step": plain(rule.step, _PLACES),
                    "gain": plain(rule.step_points),
                }
                return self._say("step", at=self._line(rule.base_at), cap=plain(rule.cap), **figures)
            case Linear():
                ends = {"low": plain(rule.zero_at, _PLACES), "high": plain(rule.full_at, _PLACES)}
                return self._say("linear", points=plain(rule.full_points), **ends)
            case TargetDeduct():
                figures = {"step": plain(rule.step, _PLACES), "lost": plain(rule.per_step)}
                return self._say("target", at=self._line(rule.target), points=plain(rule.full_points), **figures)
            case SumOfParts():
                return self._say(f"combine_{rule.combine.value}")
            case _:
                return NOTHING

    def _line(self, line: object) -> str:
        if isinstance(line, Fraction):
            return plain(line, _PLACES)
        if not isinstance(line, Mapping):
            return ""
        return " / ".join(dict.fromkeys(plain(entry, _PLACES) for entry in line.values()))

    def _bands(self, rule: Bands) -> Text:
        between = Text("；", "; ")
        lines = [self._band(band, rule) for band in rule.bands]
        if rule.otherwise is not None:
            lines.append(self._say("otherwise", points=plain(rule.otherwise)))
        unit = rule.quantity.unit
        told = self._form.word(unit) if unit else NOTHING
        measured = self._say("measured", name=rule.quantity.name, unit=told)
        return joined((measured, joined(lines, between), rule.note or NOTHING), Text("\n", "\n"))

    def _band(self, band: Band, rule: Bands) -> Text:
        every = joined((self._bound(bound, rule) for bound in band.every), self._say("and"))
        either = joined((self._bound(bound, rule) for bound in band.any_of), self._say("or"))
        bounds = joined((every, either), self._say("and"))
        if band.points is None:
            return self._say("band_met", bounds=bounds)
        return self._say("band", bounds=bounds, points=plain(band.points))

    def _bound(self, bound: Bound, rule: Bands) -> Text:
        match bound.limit:
            case ParameterRef():
                key = bound.limit.key
                limit = next((entry.name for entry in self._form.parameters if entry.key == key), Text(key))
            case ColumnRef():
                limit = self._say("table_limit", column=bound.limit.column.removesuffix("_max"))
            case _:
                limit = Text(plain(bound.limit, _PLACES), plain(bound.limit, _PLACES))
        name = NOTHING
        if bound.quantity is not None and len(rule.quantity.inputs) > 1:
            name = self._form.input_by_key[bound.quantity].name
        sign = _SIGNS[bound.relation]
        return Text(f"{name.zh}{sign}{limit.zh}", f"{name.en or name.zh}{sign}{limit.en or limit.zh}")

    def _count(self, rule: Count) -> Text:
        if rule.each is not None:
            cap = "" if rule.cap is None else plain(rule.cap)
            return self._say("count_each", each=plain(rule.each), cap=cap) if cap else NOTHING
        return joined(
            (self._say("count_band", number=band.at_least, points=plain(band.points)) for band in rule.bands),
            Text("；", "; "),
        )
