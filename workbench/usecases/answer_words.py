"""Say an answer in a few words, for lists, sheets and paper; the sentences come from `resources/words/answers`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from workbench.domain.figures import plain
from workbench.domain.forms import Form
from workbench.domain.rules import (
    Bands,
    ChooseN,
    Count,
    Deduction,
    Gate,
    Graded,
    ItemRule,
    Linear,
    Option,
    PrerequisiteRule,
    Quantity,
    Step,
    SumOfParts,
    TargetDeduct,
    YesNo,
)
from workbench.usecases.words import Words

_ROOM = "answers"


def answer_text(form: Form, rule: ItemRule | PrerequisiteRule, entry: Mapping[str, Any] | None, words: Words) -> str:
    """Say one response of an ANSWERS document; an open one is said to be open."""
    if entry is None:
        return words.say(_ROOM, "not_answered")
    if entry.get("na"):
        return words.say(_ROOM, "not_applicable")
    value = entry.get("value")
    if value is None:
        return words.say(_ROOM, "not_answered")
    return _Speaker(form, words).value(rule, value)


class _Speaker:
    """Says values of one form in one language."""

    def __init__(self, form: Form, words: Words) -> None:
        self._form = form
        self._words = words

    def value(self, rule: ItemRule | PrerequisiteRule, value: Any) -> str:  # noqa: C901, PLR0911 -- one case per kind
        """Say a value by the kind of its rule."""
        match rule:
            case YesNo():
                return self._say("yes" if value else "no")
            case Graded():
                labels = {level.code: self._words.text(level.label) for level in rule.levels}
                return labels.get(value, str(value))
            case Bands() | Step() | Linear() | TargetDeduct():
                return self._measured(rule, value)
            case Count():
                return self._count(rule, value)
            case Deduction():
                return self._deduction(rule, value)
            case SumOfParts():
                return self._parts(rule, value)
            case ChooseN():
                return self._chosen(rule.options, [code for code, is_there in value.items() if is_there])
            case Gate():
                return self._gate(rule, value)
            case _:
                return self._say("not_answered")

    def _say(self, key: str, **facts: object) -> str:
        return self._words.say(_ROOM, key, **facts)

    def _join(self, parts: Sequence[str], key: str = "clause_separator") -> str:
        return self._say(key).join(part for part in parts if part)

    def _measured(self, rule: Bands | Step | Linear | TargetDeduct, value: Mapping[str, Any]) -> str:
        told = [self._input(key, value[key]) for key in _input_keys(rule, value)]
        if isinstance(rule, Bands) and rule.shortcut is not None and value.get("shortcut") is True:
            told.append(self._say("shortcut", condition=self._words.text(rule.shortcut.condition)))
        return self._join(told)

    def _input(self, key: str, value: Any) -> str:
        declared = self._form.input_by_key.get(key)
        name = self._words.text(declared.name) if declared else key
        if value is None:
            return self._say("none_there", name=name)
        if isinstance(value, list):
            figures = [Fraction(str(one)) for one in value if one is not None]
            mean = plain(sum(figures, Fraction(0)) / len(figures)) if figures else "—"
            return self._say("measured_bare", name=name, value=self._say("series", count=len(figures), mean=mean))
        unit = declared.unit if declared and declared.unit not in ("", "1") else ""
        return self._say("measured" if unit else "measured_bare", name=name, value=value, unit=unit)

    def _count(self, rule: Count, value: Mapping[str, Any]) -> str:
        if value.get("options") is not None and rule.options:
            return self._chosen(rule.options, list(dict.fromkeys(value["options"])))
        unit = self._words.text(rule.unit)
        return self._say("count" if unit else "count_bare", number=value.get("count", 0), unit=unit)

    def _chosen(self, options: Sequence[Option], codes: Sequence[str]) -> str:
        names = [self._words.text(option.text) for option in options if option.code in codes]
        if not names:
            return self._say("none_chosen")
        return self._say("chosen", number=len(names), names=self._join(names, "list_separator"))

    def _deduction(self, rule: Deduction, value: Mapping[str, Any]) -> str:
        if rule.void_if is not None and value.get("void") is True:
            return self._words.text(rule.void_if)
        counts = value.get("counts") or {}
        told = [
            self._say("occurrence", text=self._words.text(one.text), number=counts[one.code])
            for one in rule.rules
            if str(counts.get(one.code, 0)) not in ("0", "None")
        ]
        return self._join(told) or self._say("no_deduction")

    def _parts(self, rule: SumOfParts, value: Mapping[str, Any]) -> str:
        if rule.precondition is not None and value.get("precondition") is False:
            return self._say("precondition_failed", text=self._words.text(rule.precondition))
        entries = value.get("parts") or {}
        judged: dict[str, list[str]] = {"fulfilled": [], "lacking": [], "unjudged": []}
        told = []
        for part in rule.parts:
            name = self._words.text(part.name)
            entry = entries.get(part.code)
            if isinstance(part.rule, YesNo) and not (entry or {}).get("na"):
                answer = None if entry is None else entry.get("value")
                judged["unjudged" if answer is None else "fulfilled" if answer else "lacking"].append(name)
            elif entry is not None:
                answer_said = answer_text(self._form, part.rule, entry, self._words)
                told.append(self._say("part", name=name, answer=answer_said))
        groups = [self._say(key, names=self._join(names, "list_separator")) for key, names in judged.items() if names]
        return self._join([*groups, *told])

    def _gate(self, rule: Gate, value: Mapping[str, Any]) -> str:
        statements = value.get("statements") or {}
        names = {one.code: self._words.text(one.text) for branch in rule.branches for one in branch.every}
        told = [self._input(key, value[key]) for key in _quantity_keys(rule.quantities) if key in value]
        told += [
            self._say("part", name=names.get(code, code), answer=self._say("yes" if is_so else "no"))
            for code, is_so in statements.items()
        ]
        return self._join(told)


def _input_keys(rule: Bands | Step | Linear | TargetDeduct, value: Mapping[str, Any]) -> list[str]:
    keys = list(rule.quantity.inputs)
    if isinstance(rule, Bands) and rule.sample is not None and rule.sample.size_input not in keys:
        keys.append(rule.sample.size_input)
    return [key for key in keys if key in value]


def _quantity_keys(quantities: Sequence[Quantity]) -> list[str]:
    return list(dict.fromkeys(key for quantity in quantities for key in quantity.inputs))
