"""What evidence a clause demands by its methods, and what of it is still missing (decision 15)."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.domain.forms import EvidenceDemand, EvidenceMethod
from workbench.domain.texts import Text
from workbench.ui.facts import Entry, EvidenceRow


class Wanted(enum.Enum):
    """What satisfies a demand."""

    PHOTO = "photo"
    FILE = "file"
    READINGS = "readings"
    NOTE = "note"


_WANTED = {
    EvidenceMethod.SITE: Wanted.PHOTO,
    EvidenceMethod.MEASUREMENT: Wanted.READINGS,
    EvidenceMethod.INTERVIEW: Wanted.NOTE,
    EvidenceMethod.SAMPLING: Wanted.NOTE,
    EvidenceMethod.QUESTIONNAIRE: Wanted.NOTE,
}


@dataclass(frozen=True, slots=True)
class DemandState:
    """One demand and whether it is satisfied."""

    method: EvidenceMethod
    wanted: Wanted
    subject: Text | None
    is_met: bool


def look(
    demands: Iterable[EvidenceDemand], files: tuple[EvidenceRow, ...], entry: Entry | None
) -> tuple[DemandState, ...]:
    """Hold the demands of a clause against its files, note and readings."""
    note = bool(str((entry or {}).get("note") or "").strip())
    readings = bool((entry or {}).get("readings"))
    photo = any(row.is_picture for row in files)
    satisfied = {
        Wanted.PHOTO: photo,
        Wanted.FILE: bool(files),
        Wanted.READINGS: bool(files) or readings,
        Wanted.NOTE: bool(files) or note,
    }
    states = []
    for demand in demands:
        wanted = _WANTED.get(demand.method, Wanted.FILE)
        states.append(DemandState(demand.method, wanted, demand.subject, satisfied[wanted]))
    return tuple(states)
