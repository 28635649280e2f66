"""Group results and the total, from the rows of the ledger alone (contract sections 5 and 8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from workbench.domain.figures import exact_sum
from workbench.domain.forms import Form, Group, Mode, Normalisation
from workbench.domain.results import GroupResult, LedgerRow
from workbench.domain.rules import ParameterRef

_NOTHING = Fraction(0)


def figure_of(line: Fraction | ParameterRef | None, parameters: Mapping[str, Fraction]) -> Fraction | None:
    """Give a floor or pass line, which may be a parameter of the form."""
    return parameters.get(line.key) if isinstance(line, ParameterRef) else line


def group_result(group: Group, rows: Iterable[LedgerRow], parameters: Mapping[str, Fraction]) -> GroupResult:
    """Sum up a group; open rows add no points but keep their base, a bonus group is cut at its cap."""
    listed = tuple(rows)
    points = exact_sum(row.points for row in listed if row.points is not None)
    base = exact_sum(row.max_points for row in listed)
    if group.bonus and group.cap is not None:
        points, base = min(points, group.cap), group.cap
    ratio = points / base if base else None
    floor = figure_of(group.floor, parameters)
    is_open = any(row.state.is_open for row in listed)
    met = None if floor is None or is_open else ratio is None or ratio >= floor
    return GroupResult(group.code, points, base, ratio, floor, met)


@dataclass(frozen=True, slots=True)
class Totals:
    """The form's declared combination of its groups; None in a mode that counts no points."""

    total: Fraction | None
    max_points: Fraction | None
    normalised: Fraction | None


def totals(form: Form, mode: Mode | None, groups: Iterable[GroupResult], *, fulfilled: bool) -> Totals:
    """Put the groups together; `fulfilled` says whether every prerequisite is met, N/A or not in the form."""
    if mode is not None and not mode.groups:
        return Totals(None, None, None)
    listed = tuple(groups)
    formula = form.total_formula
    granted = formula.prerequisite_points if fulfilled else _NOTHING
    total = (exact_sum(group.points for group in listed) + granted) / formula.divisor
    base = exact_sum(group.max_points for group in listed) + formula.prerequisite_points
    max_points = base / formula.divisor
    return Totals(total, max_points, _normalised(form, mode, total, max_points))


def normalisation_of(form: Form, mode: Mode | None) -> Normalisation:
    """Tell how a form is normalised in a mode."""
    return form.normalisation if mode is None or mode.normalisation is None else mode.normalisation


def _normalised(form: Form, mode: Mode | None, total: Fraction, max_points: Fraction) -> Fraction | None:
    chosen = normalisation_of(form, mode)
    if chosen is Normalisation.SHARE_OF_HUNDRED:
        return total / max_points * 100 if max_points else None
    return total if chosen is Normalisation.TOTAL else None
