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


def explain_missing(rule: ItemRule, value: Value | None, inputs: Inputs) -> OpenFact:
    """Name what a half-entered answer still lacks; nothing when nothing was entered at all."""
    match rule, value:
        case Bands(), Measured():
            return OpenFact(_inputs([rule.quantity], rule.sample, value.inputs, inputs))
        case ((Step() | Linear() | TargetDeduct()), Measured()):
            return OpenFact(_inputs([rule.quantity], None, value.inputs, inputs))
        case Gate(), GateAnswers():
            return OpenFact((*_inputs(rule.quantities, None, value.inputs, inputs), *_statements(rule, value)))
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


def _statements(rule: Gate, value: GateAnswers) -> Iterator[Text]:
    for branch in rule.branches:
        for condition in branch.every:
            if condition.quantity is None and condition.code not in value.statements:
                yield condition.text


def _deduction(rule: Deduction, value: Occurrences) -> Iterator[Text]:
    if rule.void_if is not None and value.void is None:
        yield rule.void_if
    yield from (entry.text for entry in rule.rules if entry.code not in value.counts)


def explain_numbers(rule: ItemRule, value: Value | None, inputs: Inputs) -> OpenFact:
    """Say how many there are and how many there should be, of a series or a sample."""
    match rule, value:
        case ((Bands() | Step() | Linear() | TargetDeduct()), Measured()) if wrong := _wrong_series(
            rule.quantity, value
        ):
            key, found = wrong
            return OpenFact((name_of(key, inputs)[0],), rule.quantity.lengths[key], found)
        case ((Bands() | Deduction()), (Measured() | Occurrences())) if rule.sample is not None:
            size = value.inputs.get(rule.sample.size_input)
            sampled = size.numerator if isinstance(size, Fraction) else 0
            return OpenFact((), smallest_sample(rule.sample, value.population), sampled, rule.sample.unit)
        case _:
            return OpenFact()


def _wrong_series(quantity: Quantity, value: Measured) -> tuple[str, int] | None:
    for key, length in quantity.lengths.items():
        series = value.inputs.get(key)
        if isinstance(series, tuple) and len(series) != length:
            return key, len(series)
    return None
