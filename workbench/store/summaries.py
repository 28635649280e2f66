"""What the columns of a revision say, read from its RESULT document."""

from __future__ import annotations

from typing import Any

from workbench.domain.people import Person
from workbench.domain.results import ItemState, Verdict
from workbench.protocol import records
from workbench.protocol.refusals import RecordInvalid
from workbench.store.rows import Visit
from workbench.store.score_vectors import pack_scores, pack_states, ten_thousandths
from workbench.store.visits import to_json


def result_columns(result: dict[str, Any]) -> dict[str, Any]:
    """Draw figures, verdict, grade and score vector from a RESULT document (contract section 9).

    Raises:
        WrongFigure: a figure is no decimal string of four places.
        RecordInvalid: the document is not a RESULT.
    """
    try:
        grade = result["grade"]
        ledger = [(row["points"], ItemState(row["state"])) for row in result["ledger"]]
        told = {
            "verdict": Verdict(result["verdict"]).value,
            "grade": None if grade is None else grade["code"],
            "grade_name": None if grade is None else grade["name"],
        }
        figures = {name: result[key] for name, key in _FIGURES.items()}
    except (KeyError, TypeError, ValueError) as fault:
        raise RecordInvalid(place="$.result", kind="revision", rule=f"RESULT document: {fault}"[:200]) from fault
    scores = [
        ten_thousandths(points, f"$.result.ledger[{position}].points") for position, (points, _) in enumerate(ledger)
    ]
    return {
        **told,
        **{name: ten_thousandths(figure, f"$.result.{_FIGURES[name]}") for name, figure in figures.items()},
        "scores": pack_scores(scores),
        "states": pack_states([state for _, state in ledger]),
    }


def revision_columns(record: records.Revision) -> dict[str, Any]:
    """Draw everything that lists, statistics and the device chain need; refuses as `result_columns` does."""
    return {
        "assessment_id": record.assessment,
        "unit_id": record.unit.unit_id,
        "unit_name": record.unit.name,
        "region": record.unit.region,
        "action": record.unit.action,
        "form": record.form.code,
        "edition": record.form.edition,
        "edition_sha256": record.form.sha256,
        "assessor": record.visit.team[0].person_id,
        "visit": to_json(Visit(record.visit.date, tuple(Person(one.person_id, one.name) for one in record.visit.team))),
        "finished_at": record.finished_at,
        "device_id": record.device.id,
        "device_sequence": record.device.sequence,
        **result_columns(record.result),
    }


_FIGURES = {"total": "total", "max_points": "max", "normalised": "normalised"}
