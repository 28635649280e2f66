"""The lines of the batches' table: a batch with its track, and under them what was kept aside."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from workbench.ui.facts import BatchRow, ParkedRow
from workbench.ui.lettering import Hand
from workbench.ui.marks import Mark
from workbench.ui.sizes import file_size
from workbench.ui.typography import Role
from workbench.ui.widgets.table import Cell, Line
from workbench.ui.widgets.track import stop_of

translate = QCoreApplication.translate
_NOTE = Hand(Role.TEXT, 400, "ink2")


def table_lines(rows: tuple[BatchRow, ...], parked: tuple[ParkedRow, ...]) -> tuple[Line, ...]:
    """Lay out the table."""
    lines = [_line(row) for row in rows]
    if parked:
        name = translate("BatchLines", "搁置的记录")
        count = sum(row.count for row in parked)
        remark = translate("BatchLines", "不丢；缺的到了，再收一次就进来")
        lines.append(Line("head-parked", head=f"{name}\t{count}", remark=remark, height=30))
        lines += [_parked_line(row) for row in parked]
    return tuple(lines)


def _line(row: BatchRow) -> Line:
    is_waiting = row.delivery is None
    files = translate("BatchLines", "{0} 份 · {1}").format(row.files, file_size(row.size))
    visits = translate("BatchLines", "{0} 次核验").format(row.assessments)
    cells = (
        Cell(row.number or "—", Hand(Role.BODY, 700)),
        Cell(f"{row.made_on:%m-%d}", _NOTE),
        Cell(visits if row.assessments else translate("BatchLines", "没有核验"), Hand(Role.BODY)),
        Cell("" if is_waiting else files, _NOTE),
        Cell(track=stop_of(row.delivery)),
        Cell(row.remark or (translate("BatchLines", "完成了，等封包") if is_waiting else ""), _NOTE),
    )
    return Line(row.batch_id, cells, height=44)


def _parked_line(row: ParkedRow) -> Line:
    since = translate("BatchLines", "{0} 起").format(f"{row.since:%m-%d}")
    cells = (
        Cell(mark=Mark.LOST),
        Cell(str(row.count), Hand(Role.BODY, 700)),
        Cell(since, _NOTE),
        Cell(),
        Cell(row.reason, Hand(Role.TEXT)),
    )
    return Line(f"parked/{row.reason}", cells, height=36)
