"""What follows the items: lost points, what is still open, parameters, the index of evidence, the statement."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus.flowables import Flowable, Spacer

from workbench.documents.content import EvidenceLine, Fact, LostPoints
from workbench.documents.flow import paragraph, plain
from workbench.documents.pages.composition import Columns, Composition, columns
from workbench.documents.styles import CELL, CELL_STRONG, COVER_PROSE, FINE, MEASURE, SMALL, SMALL_INK
from workbench.documents.table import CellRow, Grid, Row, Table


def open_items(composition: Composition) -> list[Flowable]:
    """List what is not yet judged; only drafts have any."""
    content = composition.content
    if not content.open_items:
        return []
    table = columns(
        composition.press,
        "report.open",
        [("code", 46, "left"), ("name", 178, "left"), ("waits_for", MEASURE - 224, "left")],
    )
    rows = [
        CellRow(
            table.grid,
            [
                table.cell(0, (entry.code, CELL)),
                table.cell(1, (entry.name, CELL)),
                table.cell(2, (entry.waits_for, CELL)),
            ],
        )
        for entry in content.open_items
    ]
    return composition.section("report.open.title", [Table(composition.press, table.grid, rows, table.head())])


def lost_points(composition: Composition) -> list[Flowable]:
    """List every item below its full points, with what lifts it and where it stands in the report."""
    press, content = composition.press, composition.content
    if not content.lost_points:
        return composition.section("report.lost.title", [paragraph(press, press.say("report.lost.none"))])
    table = columns(
        press,
        "report.lost",
        [
            ("code", 38, "left"),
            ("name", 94, "left"),
            ("lost", 36, "right"),
            ("reason", 130, "left"),
            ("remedy", 66, "left"),
            ("due", 54, "left"),
            ("page", MEASURE - 418, "right"),
        ],
    )
    rows = [_lost_row(composition, table, entry) for entry in content.lost_points]
    return composition.section("report.lost.title", [Table(press, table.grid, rows, table.head())])


def _lost_row(composition: Composition, table: Columns, entry: LostPoints) -> CellRow:
    cells = [
        table.cell(0, (entry.code, CELL)),
        table.cell(1, (entry.name, CELL)),
        table.cell(2, (entry.lost, CELL_STRONG)),
        table.cell(3, (entry.reason, SMALL_INK)),
        table.cell(4, (entry.remedy, SMALL_INK)),
        table.cell(5, (entry.due, SMALL_INK)),
        composition.page_cell(entry.code),
    ]
    return CellRow(table.grid, cells)


def warnings(composition: Composition) -> list[Flowable]:
    """List what did not stop the assessment but ought to be known (decision 6)."""
    press, content = composition.press, composition.content
    if not content.warnings:
        return []
    grid = Grid((22.0, MEASURE - 22), ("left", "left"))
    table = Columns(press, grid, ())
    rows = [
        CellRow(grid, [table.cell(0, (str(number), SMALL)), table.cell(1, (warning, SMALL_INK))])
        for number, warning in enumerate(content.warnings, start=1)
    ]
    return composition.section("report.warnings.title", [Table(press, grid, rows)])


def parameters(composition: Composition) -> list[Flowable]:
    """List the outside values used in scoring with their sources."""
    content = composition.content
    if not content.parameters:
        return []
    table = columns(
        composition.press,
        "report.parameters",
        [("name", 142, "left"), ("value", 104, "left"), ("source", 136, "left"), ("author", MEASURE - 382, "left")],
    )
    rows = [
        CellRow(
            table.grid,
            [
                table.cell(0, (entry.name, CELL)),
                table.cell(1, (entry.value, CELL)),
                table.cell(2, (entry.source, CELL)),
                table.cell(3, (entry.author, CELL)),
            ],
        )
        for entry in content.parameters
    ]
    return composition.section("report.parameters.title", [Table(composition.press, table.grid, rows, table.head())])


def evidence(composition: Composition) -> list[Flowable]:
    """Index every piece of evidence by its hash."""
    press, content = composition.press, composition.content
    if not content.evidence:
        return []
    table = columns(
        press,
        "report.evidence",
        [
            ("number", 46, "left"),
            ("item", 36, "left"),
            ("name", 268, "left"),
            ("taken_at", 66, "left"),
            ("page", MEASURE - 416, "right"),
        ],
    )
    rows: list[Row] = [_evidence_row(composition, table, entry) for entry in content.evidence]
    note = plain(press, press.say("report.evidence.note"), SMALL)
    return composition.section(
        "report.evidence.title", [Table(press, table.grid, rows, table.head()), Spacer(0, 4), note]
    )


def _evidence_row(composition: Composition, table: Columns, entry: EvidenceLine) -> CellRow:
    press = composition.press
    name = press.say("report.evidence.named", name=entry.name, kind=entry.kind) if entry.kind else entry.name
    cells = [
        table.cell(0, (entry.number, CELL)),
        table.cell(1, (entry.item, CELL)),
        table.cell(2, (name, CELL), (entry.sha256, FINE)),
        table.cell(3, (press.moment(entry.taken_at), SMALL_INK)),
        composition.page_cell(entry.item),
    ]
    return CellRow(table.grid, cells)


def statement(composition: Composition) -> list[Flowable]:
    """State where the form comes from, what the report was made from, and what its times are worth."""
    press = composition.press
    story: list[Flowable] = []
    for text in _statements(composition):
        story += [paragraph(press, text, COVER_PROSE), Spacer(0, 3)]
    grid = Grid((96.0, MEASURE - 96), ("left", "left"))
    table = Columns(press, grid, ())
    rows = [
        CellRow(
            grid,
            [table.cell(0, (fact.label, SMALL_INK)), table.cell(1, (fact.value, SMALL_INK))],
            keeps_with_next=True,
        )
        for fact in _identities(composition)
    ]
    return composition.section("report.statement.title", [*story, Spacer(0, 6), Table(press, grid, rows)])


def _statements(composition: Composition) -> Iterator[str]:
    press, content = composition.press, composition.content
    yield content.form.provenance or press.say("report.statement.official")
    if not content.is_draft:
        yield press.say("report.statement.record")
        yield press.say("report.statement.time")


def _identities(composition: Composition) -> Iterator[Fact]:
    press, content = composition.press, composition.content
    form = content.form
    edition = press.say("report.edition", standard=form.title, edition=form.edition)
    yield Fact(press.say("report.statement.form"), edition)
    yield Fact(press.say("report.statement.form_hash"), form.sha256)
    if content.revision_id:
        yield Fact(press.say("report.statement.record_hash"), content.revision_id)
    if content.engine:
        yield Fact(press.say("report.statement.engine"), content.engine)
    yield Fact(press.say("report.statement.generated"), press.moment(content.generated_at))
