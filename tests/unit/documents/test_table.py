"""Tables break between pages without losing a line or leaving a heading behind."""

from __future__ import annotations

from tests.helpers.report_content import a_press
from workbench.documents.pen import laid, laid_whole
from workbench.documents.styles import BODY_HEIGHT, CELL, CELL_BAND
from workbench.documents.table import BandRow, Cell, CellRow, Grid, Row, SpanRow, Table

_PRESS = a_press()
_GRID = Grid((100.0, 200.0), ("left", "left"))


def _row(text: str, **options: bool) -> CellRow:
    return CellRow(_GRID, [Cell(laid(_PRESS, text, CELL, 90)), Cell(laid(_PRESS, text, CELL, 190))], **options)


def _band(text: str) -> BandRow:
    return BandRow(_GRID, laid_whole(_PRESS, text, CELL_BAND))


def _table(rows: list[Row], head: Row | None = None) -> Table:
    return Table(_PRESS, _GRID, rows, head)


def _split(table: Table, room: float) -> tuple[list[Row], list[Row]]:
    parts = table.split(300, room)
    if not parts:
        return [], table._rows
    first, rest = parts
    return first._rows, rest._rows


def test_a_table_that_fits_is_not_split():
    table = _table([_row("甲"), _row("乙")])
    assert table.split(300, 100) == [table]


def test_rows_that_do_not_fit_follow_on_the_next_page_under_the_same_head():
    rows, head = [_row(text) for text in "甲乙丙丁"], _row("表头")
    table = _table(list(rows), head)
    first, rest = table.split(300, head.height + 2 * rows[0].height)
    assert first._rows + rest._rows == rows
    assert len(first._rows) == 2
    assert first._head is rest._head is head


def test_a_band_never_ends_a_page():
    rows: list[Row] = [_row("甲"), _band("乙"), _row("丙")]
    first, rest = _split(_table(rows), rows[0].height + rows[1].height + 1)
    assert first == rows[:1]
    assert rest == rows[1:]


def test_bound_rows_stay_together():
    rows: list[Row] = [_row("甲"), _row("乙", keeps_with_next=True), _row("丙")]
    first, rest = _split(_table(rows), rows[0].height + rows[1].height + 1)
    assert first == rows[:1]
    assert rest == rows[1:]


def test_a_row_higher_than_a_third_of_a_page_is_cut_after_the_lines_that_fit():
    long_row = _row("长" * 400)
    assert long_row.height > BODY_HEIGHT / 3
    first, rest = _split(_table([long_row]), 200)
    assert first[0].height <= 200
    cut, follows = first[0], rest[0]
    assert isinstance(cut, CellRow)
    assert isinstance(follows, CellRow)
    lines = [line.text for part in (cut, follows) for line in part._cells[0].lines]
    assert "".join(lines) == "长" * 400


def test_a_band_above_a_cut_row_goes_with_it_when_no_line_fits():
    rows: list[Row] = [_row("甲"), _band("乙"), _row("长" * 400)]
    first, rest = _split(_table(rows), rows[0].height + rows[1].height + 4)
    assert first == rows[:1]
    assert rest == rows[1:]


def test_a_table_whose_first_rows_do_not_fit_moves_to_the_next_page():
    assert _table([_row("甲", keeps_with_next=True), _row("乙")]).split(300, 10) == []


def test_first_lines_of_a_row_share_one_baseline():
    small, large = laid(_PRESS, "甲", CELL, 90), laid(_PRESS, "乙", CELL_BAND, 190)
    row = CellRow(_GRID, [Cell(small), Cell(large)])
    assert row._drop(row._cells[0]) == CELL_BAND.rise_of_baseline - CELL.rise_of_baseline
    assert row._drop(row._cells[1]) == 0


def test_a_span_is_cut_between_lines():
    span = SpanRow(_GRID, 1, laid(_PRESS, "注" * 100, CELL, 190))
    parts = span.cut(60)
    assert parts is not None
    assert parts[0].height <= 60
    assert span.cut(5) is None
