"""The result of scoring: a ledger of points with their reasons, and what follows from it (contract section 9)."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from fractions import Fraction


class ItemState(enum.Enum):
    """Whether an item is judged; the last three give no points and only `scored` and `na` are settled."""

    SCORED = "scored"
    NA = "na"
    NOT_ANSWERED = "not_answered"
    UNDETERMINED = "undetermined"
    NOT_IN_FORM = "not_in_form"

    @property
    def is_open(self) -> bool:
        """Open is never zero and can never pass."""
        return self in (ItemState.NOT_ANSWERED, ItemState.UNDETERMINED)


class PrerequisiteState(enum.Enum):
    """Whether a prerequisite is fulfilled; only met, na and not_in_form do not stand in the way."""

    MET = "met"
    NOT_MET = "not_met"
    OPEN = "open"
    UNDETERMINED = "undetermined"
    NA = "na"
    NOT_IN_FORM = "not_in_form"


class Reason(enum.Enum):
    """Why a row of the ledger is what it is."""

    OK = "ok"
    SHORTCUT = "shortcut"
    VOID = "void"
    PRECONDITION_NOT_MET = "precondition_not_met"
    NO_VARIANT = "no_variant"
    NA_EXCLUDED = "na_excluded"
    NA_FULL_POINTS = "na_full_points"
    NA_ZERO = "na_zero"
    NA_PROOF_MISSING = "na_proof_missing"
    NOT_ANSWERED = "not_answered"
    SERIES_LENGTH = "series_length"
    SAMPLE_TOO_SMALL = "sample_too_small"
    MISSING_PARAMETER = "missing_parameter"
    MISSING_ATTRIBUTE = "missing_attribute"
    DIVISION_BY_ZERO = "division_by_zero"
    NOT_IN_EDITION = "not_in_edition"
    NOT_IN_STAGE = "not_in_stage"
    NOT_APPLICABLE_TO_SUBJECT = "not_applicable_to_subject"


class Verdict(enum.Enum):
    """The outcome: passed, failed, or not yet to be said."""

    PASS = "pass"  # noqa: S105 -- a verdict, no secret
    FAIL = "fail"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One item's points and why; `points` is None while the item is open or excluded."""

    code: str
    state: ItemState
    points: Fraction | None
    max_points: Fraction
    rule: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class GroupResult:
    """A group's points against its base; `met` None means no floor, or not yet to be said."""

    code: str
    points: Fraction
    max_points: Fraction
    ratio: Fraction | None
    floor: Fraction | None
    met: bool | None


@dataclass(frozen=True, slots=True)
class PrerequisiteResult:
    """The state of one prerequisite; `level` only for star requirements and required levels."""

    code: str
    state: PrerequisiteState
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """Everything scoring says about one set of answers."""

    form: str
    edition: str
    complete: bool
    groups: tuple[GroupResult, ...]
    total: Fraction | None
    max_points: Fraction | None
    normalised: Fraction | None
    prerequisites: tuple[PrerequisiteResult, ...]
    grade: str | None
    grade_name: str | None
    verdict: Verdict
    blocking: tuple[str, ...]
    ledger: tuple[LedgerRow, ...]
