"""Conditions on choices as a form says them: for each attribute the values that fit, all attributes together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from workbench.authoring.xlsform_in.source.expressions import (
    Both,
    Chosen,
    Condition,
    Either,
    Not,
    NotUnderstoodError,
    Selected,
    parse_condition,
    questions_in,
)

_MOST_ATTRIBUTES: Final = 20
_MOST_VALUES: Final = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that a condition may refer to: one choice or several out of these."""

    choices: frozenset[str]
    several: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """What one attribute must be: one of `within` (a set: nothing else), and every one of `having` (sets only)."""

    within: frozenset[str] | None = None
    having: frozenset[str] = frozenset()
    several: bool = False


Fits = Mapping[str, Fit]
"""By question; all have to hold."""


class NotSayableError(ValueError):
    """No condition of a form says the same; `code` and `facts` are those of the note."""

    def __init__(self, code: str, **facts: str) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code)


def fits_of(text: str, asked: Callable[[str], Asked]) -> Fits:
    """Understand an expression of an XLSForm.

    Args:
        text: the expression.
        asked: gives the question of a name, or raises `NotSayableError`.

    Raises:
        NotSayableError.
    """
    try:
        condition = parse_condition(text)
    except NotUnderstoodError as fault:
        raise NotSayableError("condition_not_said") from fault
    known = {name: asked(name) for name in dict.fromkeys(questions_in(condition))}
    return together(_fits(condition, known, negated=False))


def together(*several: Fits) -> Fits:
    """Give what fits all.

    Raises:
        NotSayableError.
    """
    found: dict[str, Fit] = {}
    for fits in several:
        for name, fit in fits.items():
            found[name] = _narrowed(found[name], fit) if name in found else fit
    if any(_is_impossible(fit) for fit in found.values()):
        raise NotSayableError("condition_never")
    if len(found) > _MOST_ATTRIBUTES:
        raise NotSayableError("condition_not_said")
    return found


def written(fits: Fits, keys: Mapping[str, str], code_of: Callable[[str, str], str]) -> dict[str, Any]:
    """Write what fits as the condition of a form file.

    Args:
        fits: what fits, at least one attribute.
        keys: the attributes' keys by question.
        code_of: gives the code of a choice of a question.
    """
    members: list[dict[str, Any]] = []
    for name, fit in fits.items():
        members.extend({"attribute": keys[name], "contains": code_of(name, choice)} for choice in sorted(fit.having))
        if fit.within is not None:
            codes = sorted(code_of(name, choice) for choice in fit.within)
            members.append({"attribute": keys[name], "subset_of" if fit.several else "in": codes})
    return members[0] if len(members) == 1 else {"all": members}


def _fits(condition: Condition, known: Mapping[str, Asked], *, negated: bool) -> Fits:
    match condition:
        case Not():
            return _fits(condition.operand, known, negated=not negated)
        case Both() | Either():
            left = _fits(condition.left, known, negated=negated)
            right = _fits(condition.right, known, negated=negated)
            is_both = isinstance(condition, Both) is not negated  # not (a or b) = not a and not b
            return together(left, right) if is_both else _either(left, right)
        case Chosen() | Selected():
            return {condition.question: _fit(condition, known[condition.question], negated=negated)}


def _fit(condition: Chosen | Selected, asked: Asked, *, negated: bool) -> Fit:
    choice = condition.choice
    if choice not in asked.choices:
        if not choice:
            raise NotSayableError("condition_not_said")  # whether there is an answer at all
        raise NotSayableError("condition_unknown_value", name=condition.question, value=choice)
    if negated and len(asked.choices) > _MOST_VALUES:
        raise NotSayableError("condition_not_said")  # everything but one of very many
    one = frozenset({choice})
    if not asked.several:
        return Fit(asked.choices - one if negated else one)
    if isinstance(condition, Chosen):
        if negated:
            raise NotSayableError("condition_not_said")
        return Fit(one, one, several=True)
    return Fit(asked.choices - one, several=True) if negated else Fit(None, one, several=True)


def _narrowed(first: Fit, second: Fit) -> Fit:
    if first.within is None or second.within is None:
        within = first.within if second.within is None else second.within
    else:
        within = first.within & second.within
    return Fit(within, first.having | second.having, first.several)


def _is_impossible(fit: Fit) -> bool:
    return fit.within is not None and (not fit.within or not fit.having <= fit.within)


def _either(left: Fits, right: Fits) -> Fits:
    """Only alternatives of one attribute can be said; everything else about them has to be the same."""
    differing = [name for name in {**left, **right} if left.get(name) != right.get(name)]
    if not differing:
        return left
    first, second = left.get(differing[0]), right.get(differing[0])
    if len(differing) > 1 or first is None or second is None or first.several:
        raise NotSayableError("condition_not_said")
    assert first.within is not None
    assert second.within is not None
    return {**left, differing[0]: Fit(first.within | second.within)}
