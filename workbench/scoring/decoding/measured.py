"""Raw quantities of an answer: inputs, sample sizes, populations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from workbench.domain.forms import Input, InputKind
from workbench.domain.rules import Quantity, Sample, Shortcut
from workbench.scoring.answers import InputValue, Measured
from workbench.scoring.decoding.scalars import boolean, decimal, entries, members, warn_unknown, whole
from workbench.scoring.faults import Place

_PASSED: Final = "passed_count"
_SAMPLED: Final = "sample_count"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which input keys an answer may hold, which of them may be null, and how each is written."""

    keys: tuple[str, ...]
    declared: Mapping[str, Input]
    nullable: frozenset[str] = frozenset()
    whole: frozenset[str] = field(default_factory=frozenset)


def wanted(quantities: Iterable[Quantity], sample: Sample | None, declared: Mapping[str, Input]) -> Wanted:
    """Collect the inputs of quantities and of a sample; a sample's size is always a whole number."""
    listed = tuple(quantities)
    keys = dict.fromkeys(key for quantity in listed for key in quantity.inputs)
    sizes = frozenset({sample.size_input}) if sample else frozenset()
    keys.update(dict.fromkeys(sizes))
    return Wanted(tuple(keys), declared, frozenset().union(*(quantity.nullable for quantity in listed)), sizes)


def inputs(raw: Mapping[str, Any], want: Wanted, place: Place) -> dict[str, InputValue]:
    """Read the raw inputs that are there; a null that means nothing is left out."""
    found: dict[str, InputValue] = {}
    for key in want.keys:
        if raw.get(key) is not None:
            value = _input(raw[key], key, want, place.at(key))
            if value is not None:
                found[key] = value
        elif key in raw and key in want.nullable:
            found[key] = None
    _check_sample(found, place)
    return found


def _input(raw: Any, key: str, want: Wanted, place: Place) -> InputValue:
    entry = want.declared.get(key)
    if key in want.whole or (entry is not None and entry.kind is InputKind.INTEGER):
        number = whole(raw, place)
        return None if number is None else Fraction(number)
    if entry is not None and entry.kind is InputKind.DECIMAL_LIST:
        return _series(raw, place)
    return decimal(raw, place)


def _series(raw: Any, place: Place) -> tuple[Fraction, ...] | None:
    """Read a list of decimals; a null inside makes the whole list not answered (contract 10.11)."""
    listed = entries(raw, place)
    if listed is None:
        return None
    figures = [decimal(value, place.item(index)) for index, value in enumerate(listed)]
    known = tuple(figure for figure in figures if figure is not None)
    return known if len(known) == len(figures) else None


def _check_sample(found: Mapping[str, InputValue], place: Place) -> None:
    passed, sampled = found.get(_PASSED), found.get(_SAMPLED)
    if isinstance(passed, Fraction) and isinstance(sampled, Fraction) and passed > sampled:
        place.at(_PASSED).fault("passed_above_sample", passed=str(passed), sampled=str(sampled))


def population(raw: Mapping[str, Any], sample: Sample | None, place: Place) -> int | None:
    """Read the size of the whole population, where a sample is drawn."""
    return whole(raw.get("population"), place.at("population")) if sample else None


def measured(raw: Any, want: Wanted, place: Place, *, sample: Sample | None, shortcut: Shortcut | None) -> Measured:
    """Read the answer to a measured rule."""
    entered = members(raw, place)
    extra = ("population",) * bool(sample) + ("shortcut",) * bool(shortcut)
    warn_unknown(entered, {*want.keys, *extra}, place, "unknown_key")
    taken = shortcut is not None and boolean(entered.get("shortcut"), place.at("shortcut")) is True
    return Measured(inputs(entered, want, place), taken, population(entered, sample, place))
