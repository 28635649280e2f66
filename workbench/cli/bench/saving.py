"""One autosaved answer, durable, against a bare UPDATE and commit on the same disk."""

from __future__ import annotations

import itertools
from pathlib import Path

from workbench.cli.bench.desk import Desk
from workbench.cli.bench.figures import Figure, median, percentile, side_by_side
from workbench.store import responses
from workbench.store.bare_updates import BareUpdates
from workbench.store.rows import DraftKey, Response
from workbench.usecases.assessing import record_response

_ROUNDS = 300


def autosave(desk: Desk, folder: Path) -> Figure:
    """Save answers one by one, the way the window does, against updates of one row."""
    session = desk.session
    levels = itertools.cycle("ab")
    numbers = itertools.count()  # a fresh value each time: SQLite skips the write of an unchanged row
    key = DraftKey(desk.assessment_id, session.person.person_id)
    moment = session.place.now_text()

    def ours() -> None:
        with session.store.transaction() as connection:
            note = str(next(numbers))
            responses.save(connection, key, Response("A101", next(levels), note=note, updated_at=moment))

    def recorded() -> None:
        entry = {"value": next(levels), "note": str(next(numbers))}
        record_response(session, desk.assessment_id, "A101", entry)

    with BareUpdates(folder / "bare.db", session.store_key) as bare:
        mine, theirs = side_by_side(ours, lambda: bare.update(str(next(numbers))), _ROUNDS)
        whole, _ = side_by_side(
            lambda: record_response(
                session, desk.assessment_id, "A101", {"value": next(levels), "note": str(next(numbers))}
            ),
            lambda: bare.update(str(next(numbers))),
            _ROUNDS // 3,
        )
    return Figure(
        name="autosave",
        value=percentile(mine, 0.99) / percentile(theirs, 0.99),
        unit="x",
        ceiling=3.0,
        work=f"one answer upserted and committed (FULL), p99 of {_ROUNDS}, against a bare UPDATE + commit",
        note=(
            f"medians {median(mine) * 1_000:.2f} / {median(theirs) * 1_000:.2f} ms;"
            f" with checking the answer {median(whole) * 1_000:.2f} ms"
        ),
    )
