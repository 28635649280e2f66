"""Explains what is missing before an item or part can be judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from workbench.domain.forms import Form
from workbench.domain.results import Reason
from workbench.domain.rules import Bands, Deduction, Gate, ItemRule, Linear, Quantity, Sample, Step, TargetDeduct
from workbench.domain.texts import Text
from workbench.scoring.answers import DecodedAnswers, GateAnswers, InputValue, Measured, Occurrences, Value
from workbench.scoring.dependencies import Dependency, OnAttribute, OnParameter
from workbench.scoring.explain.bands import Inputs, name_of
from workbench.scoring.explain.facts import OpenFact
from workbench.scoring.judgement import Circumstances
from workbench.scoring.rules import gate
from workbench.scoring.rules.quantities import smallest_sample


def explain_outside(form: Form, reason: Reason, needs: Iterable[Dependency], answers: DecodedAnswers) -> OpenFact:
    """Name the attributes or parameters that are missing, out of all that are looked at."""
    if reason is Reason.MISSING_PARAMETER:
        named = {entry.key: entry.name for entry in form.parameters}
        keys = [entry.key for entry in needs if isinstance(entry, OnParameter)]
        return OpenFact(_names(keys, named, answers.parameters))
    named = {entry.key: entry.name for entry in form.attributes}
    keys = [entry.key for entry in needs if isinstance(entry, OnAttribute)]
    return OpenFact(_names(keys, named, answers.subject))


def _names(keys: Iterable[str], named: Mapping[str, Text], known: Mapping[str, object]) -> tuple[Text, ...]:
    return tuple(named.get(key, Text(key)) for key in dict.fromkeys(keys) if key not in known)


def explain_missing(rule: ItemRule, value: Value | None, inputs: Inputs, circumstances: Circumstances) -> OpenFact:
    """Name what a half-entered answer still lacks; nothing when nothing was entered at all."""
    match rule, value:
        case Bands(), Measured():
            return OpenFact(_inputs([rule.quantity], rule.sample, value.inputs, inputs))
        case ((Step() | Linear() | TargetDeduct()), Measured()):
            return OpenFact(_inputs([rule.quantity], None, value.inputs, inputs))
        case Gate(), GateAnswers():
            return OpenFact(tuple(_gate(rule, value, inputs, circumstances)))
        case Deduction(), Occurrences():
            return OpenFact((*_deduction(rule, value), *_inputs([], rule.sample, value.inputs, inputs)))
        case _:
            return OpenFact()


def _inputs(
    quantities: Iterable[Quantity], sample: Sample | None, entered: Mapping[str, InputValue], inputs: Inputs
) -> tuple[Text, ...]:
    keys = [key for quantity in quantities for key in quantity.inputs]
    keys += [sample.size_input] if sample is not None else []
    return tuple(name_of(key, inputs)[0] for key in dict.fromkeys(keys) if key not in entered)


def _gate(rule: Gate, value: GateAnswers, inputs: Inputs, circumstances: Circumstances) -> Iterator[Text]:
    """Name what the branch that fits still lacks; without one there is nothing to name."""
    branch = gate.branch_of(rule, circumstances)
    for condition in () if isinstance(branch, Reason) else branch.every:
        if condition.quantity is not None:
            yield from _inputs([gate.quantity_of(condition, rule)], None, value.inputs, inputs)
        elif condition.code not in value.statements:
            yield condition.text


def _deduction(rule: Deduction, value: Occurrences) -> Iterator[Text]:
    if rule.void_if is not None and value.void is None:
        yield rule.void_if
    yield from (entry.text for entry in rule.rules if entry.code not in value.counts)


def explain_numbers(rule: ItemRule, value: Value | None, inputs: Inputs) -> OpenFact:
    """Say how many there are and how many there should be, of a series or of a sample."""
    entered = value.inputs if isinstance(value, Measured | Occurrences | GateAnswers) else {}
    for quantity in _quantities(rule):
        for key, length in quantity.lengths.items():
            series = entered.get(key)
            if isinstance(series, tuple) and len(series) != length:
                return OpenFact((name_of(key, inputs)[0],), length, len(series))
    sample = rule.sample if isinstance(rule, Bands | Deduction) else None
    size = None if sample is None else entered.get(sample.size_input)
    if sample is None or not isinstance(size, Fraction):
        return OpenFact()
    population = value.population if isinstance(value, Measured | Occurrences) else None
    return OpenFact((), smallest_sample(sample, population), size.numerator, sample.unit)


def _quantities(rule: ItemRule) -> tuple[Quantity, ...]:
    match rule:
        case Bands() | Step() | Linear() | TargetDeduct():
            return (rule.quantity,)
        case Gate():
            return rule.quantities
        case _:
            return ()
