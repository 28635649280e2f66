"""The RESULT document of the published contract, written from a result and read back (contract section 9)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from workbench.domain.figures import plain
from workbench.domain.results import (
    GroupResult,
    ItemState,
    LedgerRow,
    PrerequisiteResult,
    PrerequisiteState,
    Reason,
    Result,
    Verdict,
)

_POINTS: Final = 4
_RATIO: Final = 6


def to_document(result: Result) -> dict[str, Any]:
    """Write a result; figures are rounded half up here and nowhere else."""
    grade = None if result.grade is None else {"code": result.grade, "name": result.grade_name}
    return {
        "form": result.form,
        "edition": result.edition,
        "complete": result.complete,
        "groups": [_group(entry) for entry in result.groups],
        "total": _written(result.total, _POINTS),
        "max": _written(result.max_points, _POINTS),
        "normalised": _written(result.normalised, _POINTS),
        "prerequisites": [
            {"code": entry.code, "state": entry.state.value, "level": entry.level} for entry in result.prerequisites
        ],
        "grade": grade,
        "verdict": result.verdict.value,
        "blocking": list(result.blocking),
        "ledger": [_row(entry) for entry in result.ledger],
    }


def _written(figure: Fraction | None, places: int) -> str | None:
    return None if figure is None else plain(figure, places)


def _group(entry: GroupResult) -> dict[str, Any]:
    return {
        "code": entry.code,
        "points": plain(entry.points, _POINTS),
        "max": plain(entry.max_points, _POINTS),
        "ratio": _written(entry.ratio, _RATIO),
        "floor": _written(entry.floor, _RATIO),
        "met": entry.met,
    }


def _row(entry: LedgerRow) -> dict[str, Any]:
    return {
        "code": entry.code,
        "state": entry.state.value,
        "points": _written(entry.points, _POINTS),
        "max": plain(entry.max_points, _POINTS),
        "rule": entry.rule,
        "reason_code": entry.reason.value,
    }


def from_document(document: Mapping[str, Any]) -> Result:
    """Read a RESULT document that this program wrote; its figures are the rounded ones.

    Raises:
        KeyError, TypeError, ValueError: it is no RESULT document.
    """
    grade = document["grade"]
    return Result(
        form=document["form"],
        edition=document["edition"],
        complete=document["complete"],
        groups=tuple(_read_group(entry) for entry in document["groups"]),
        total=_read(document["total"]),
        max_points=_read(document["max"]),
        normalised=_read(document["normalised"]),
        prerequisites=tuple(
            PrerequisiteResult(entry["code"], PrerequisiteState(entry["state"]), entry["level"])
            for entry in document["prerequisites"]
        ),
        grade=None if grade is None else grade["code"],
        grade_name=None if grade is None else grade["name"],
        verdict=Verdict(document["verdict"]),
        blocking=tuple(document["blocking"]),
        ledger=tuple(_read_row(entry) for entry in document["ledger"]),
    )


def _read(figure: str | None) -> Fraction | None:
    return None if figure is None else Fraction(figure)


def _read_group(entry: Mapping[str, Any]) -> GroupResult:
    return GroupResult(
        code=entry["code"],
        points=Fraction(entry["points"]),
        max_points=Fraction(entry["max"]),
        ratio=_read(entry["ratio"]),
        floor=_read(entry["floor"]),
        met=entry["met"],
    )


def _read_row(entry: Mapping[str, Any]) -> LedgerRow:
    return LedgerRow(
        code=entry["code"],
        state=ItemState(entry["state"]),
        points=_read(entry["points"]),
        max_points=Fraction(entry["max"]),
        rule=entry["rule"],
        reason=Reason(entry["reason_code"]),
    )
