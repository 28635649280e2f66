"""How a paper form is laid out: room for a hand, boxes to see, nothing cut, nothing over something else."""

from __future__ import annotations

import pytest

from tests.helpers.paper_forms import BOX, CROSS, EDITIONS, TICK, blank, filled, pages_of, upright_lines
from tests.helpers.pdf_text import Run
from tests.helpers.report_content import a_press
from workbench.documents.paper_form.content import Blank, Choices, Line, Mark, Room, Say, Scale, Step, Tick, Together
from workbench.documents.paper_form.flowing import set_blocks
from workbench.documents.paper_form.geometry import BOTTOM, BOX_SIDE, CHECK, LEFT, MEASURE, WRITING_HEIGHT
from workbench.documents.paper_form.rows import Cell, FormRow
from workbench.documents.paper_form.strips import Box, Chip, Strip, Words, WritingLine
from workbench.documents.styles import MM, PAGE_HEIGHT
from workbench.documents.table import Grid
from workbench.domain.texts import Language

_PRESS = a_press()
_WIDTH = 200.0
_FILLED = ("green-mall-12", "green-building-07", "conserving-organ-03", "green-school-09")


def _is_watermark(run: Run) -> bool:
    return run.size > 100


def _extent(run: Run) -> tuple[float, float]:
    """Lower and upper edge of a run's ink."""
    return run.y - 0.16 * run.size, run.y + 0.74 * run.size


def _collide(one: Run, other: Run) -> bool:
    if {one.text, other.text} & {TICK, CROSS} and BOX in (one.text, other.text):
        return False
    across = min(one.end, other.end) - max(one.x, other.x)
    (low, high), (below, above) = _extent(one), _extent(other)
    return across > 0.8 and min(high, above) - max(low, below) > 0.8


def _collisions(runs: list[Run]) -> list[tuple[str, str]]:
    shown = sorted((run for run in runs if run.text.strip() and not _is_watermark(run)), key=lambda run: -run.y)
    found = []
    for place, run in enumerate(shown):
        for other in shown[place + 1 :]:
            if run.y - other.y > 24:
                break
            if _collide(run, other):
                found.append((run.text, other.text))
    return found


def _crossing(pdf: bytes, page: int, runs: list[Run]) -> list[str]:
    """Words that run through an upright line of the table."""
    lines = upright_lines(pdf, page)
    return [
        run.text
        for run in runs
        for x, low, high in lines
        if not _is_watermark(run) and run.x + 0.5 < x < run.end - 0.5 and low < run.y + 2 < high
    ]


def _is_inside(run: Run) -> bool:
    """Blank halves of brackets and marks may stand outside the measure, in a centred line half of them at each end."""
    left = LEFT - 2 - (run.size / 2 if run.text[0] == "（" else 0)
    right = LEFT + MEASURE + (run.size / 2 if run.text[-1] in "，。；、）〕》" else 0)
    upright = BOTTOM - 9 * MM <= run.y <= PAGE_HEIGHT - 17 * MM
    return left - 0.5 <= run.x and run.end <= right + 0.5 and upright


def _outside(runs: list[Run]) -> list[str]:
    return [run.text for run in runs if not _is_watermark(run) and not _is_inside(run)]


def _faults(pdf: bytes) -> list[object]:
    found: list[object] = []
    for page, runs in enumerate(pages_of(pdf)):
        found += _collisions(runs) + _crossing(pdf, page, runs) + _outside(runs)
    return found


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("form", "edition"), EDITIONS)
def test_no_words_of_a_blank_form_lie_over_others_or_leave_their_cell(form, edition, language):
    assert _faults(blank(form, edition, language).pdf) == []


@pytest.mark.parametrize("case", _FILLED)
def test_no_words_of_a_filled_form_lie_over_others_or_leave_their_cell(case):
    assert _faults(filled(case).pdf) == []


def test_words_over_others_are_found():
    one, other = Run(100, 500, 140, "合格数", 9), Run(130, 503, 170, "抽样数", 9)
    assert _collisions([one, other]) == [("抽样数", "合格数")]
    assert _collisions([one, Run(141, 500, 170, "抽样数", 9)]) == []


@pytest.mark.parametrize(("form", "edition"), EDITIONS)
def test_every_page_says_which_page_of_which_form_it_is(form, edition):
    printed = blank(form, edition)
    pages = pages_of(printed.pdf)
    assert len(pages) == printed.pages
    for number, runs in enumerate(pages, start=1):
        foot = "".join(run.text for run in runs if run.y < BOTTOM)
        assert f"— {number} —" in foot
        assert f"第 {number} 页，共 {printed.pages} 页" in foot
        assert printed.form.sha256[:8] in foot


def test_every_page_of_a_table_repeats_its_head():
    for runs in pages_of(blank("green-mall", "1").pdf):
        codes = [run for run in runs if run.x < LEFT + 10 and run.text[:1] in "ABCDEF" and run.text[1:].isdigit()]
        heads = [run for run in runs if run.text == "判定与记录"]
        assert not codes or heads
        assert all(max(head.y for head in heads) > code.y for code in codes)


def test_boxes_are_large_enough_and_lines_leave_room_for_a_hand():
    assert BOX_SIDE >= 3.2 * MM
    assert WRITING_HEIGHT >= 7 * MM
    boxes = [run for runs in pages_of(blank("green-school", "1").pdf) for run in runs if run.text == BOX]
    assert len(boxes) > 150
    assert {0.8 * run.size >= 3.2 * MM for run in boxes} == {True}


# --- setting pieces ---------------------------------------------------------------------------------


def _set(*blocks: object, width: float = _WIDTH) -> list[Strip]:
    return set_blocks(_PRESS, blocks, width)


def _words(strips: list[Strip]) -> list[str]:
    return ["".join(atom.line.text for atom in strip.atoms if isinstance(atom, Words)) for strip in strips]


def test_pieces_stand_side_by_side_and_wrap():
    strips = _set(Line((Blank("合格数"), Blank("抽样数"), Blank("总数"))))
    assert _words(strips) == ["合格数抽样数", "总数"]
    assert [strip.height for strip in strips] == [WRITING_HEIGHT, WRITING_HEIGHT]


def test_yes_and_no_are_never_parted():
    pair = Together((Tick("是"), Tick("否")))
    strips = _set(Line((Say("主要出入口不能无障碍进入（是则不得分）"), pair)))
    assert _words(strips)[-1] == "是否"


def test_a_long_label_hangs_beside_its_box():
    first, second = _set(Line((Tick("建筑通过认证，或至少获得国家绿色商场建筑运行一星标识，且在有效期内"),)))
    assert isinstance(first.atoms[0], Box)
    assert second.atoms[0].x == first.atoms[1].x


def test_choices_stand_in_even_columns():
    strips = _set(Choices(tuple(Tick(f"选项 {letter}") for letter in "abcdef")), width=120)
    places = [tuple(atom.x for atom in strip.atoms if isinstance(atom, Box)) for strip in strips]
    assert len(places) == 3
    assert len(set(places)) == 1


@pytest.mark.parametrize("length", [5, 30, 80, 400])
def test_a_value_is_never_cut(length):
    value = "现场核对原件与台账一致；" * (length // 12 + 1)
    strips = _set(Line((Blank("备注", value=value[:length], room=Room.REST),)))
    lines = [atom for strip in strips for atom in strip.atoms if isinstance(atom, WritingLine)]
    assert "".join(line.value.text for line in lines if line.value) == value[:length]
    assert all(line.value.width <= line.width for line in lines if line.value)
    assert all(line.x + line.width <= _WIDTH + 0.1 for line in lines)


def test_a_long_name_keeps_its_line_and_unit():
    strips = _set(Line((Blank("绿化灌溉、车库道路冲洗、洗车的非传统水源比例（按年用水量计算）", "%", "62.5"),)))
    assert [atom.value.text for strip in strips for atom in strip.atoms if isinstance(atom, WritingLine)] == ["62.5"]
    assert _words(strips)[-1].endswith("%")


def test_a_scale_is_a_table_and_a_list_where_its_limits_are_long():
    short = Scale((Step("≥90 %", "6 分", is_reached=True), Step("≥80 %", "4 分"), Step("其余", "0 分")))
    (strip,) = _set(short)
    assert [atom.is_reached for atom in strip.atoms if isinstance(atom, Chip)] == [True, False, False]
    long = Scale((Step("昼间等效声级 ≤60 dB(A) 且 夜间等效声级 ≤50 dB(A)", "10 分"), Step("其余", "0 分")))
    strips = _set(long)
    assert not any(isinstance(atom, Chip) for strip in strips for atom in strip.atoms)
    assert _words(strips)[-1] == "其余0 分"


def test_a_row_moves_whole_unless_it_is_higher_than_half_a_page():
    grid = Grid((40.0, 100.0), ("left", "left"))
    line = Strip(CHECK.leading, CHECK.rise_of_baseline, ())
    code = Cell([line])
    assert FormRow(grid, [code, Cell([line] * 20)]).cut(150) is None
    high = FormRow(grid, [code, Cell([line] * 60)], again=(0,))
    first, rest = high.cut(300)
    assert first.height <= 300
    assert len(first.cells[1].strips) + len(rest.cells[1].strips) == 60
    assert rest.cells[0] is code, "a loose sheet says where its first row belongs"
    assert high.cut(30) is None


def test_a_cross_is_drawn_where_something_was_found_missing():
    (strip,) = _set(Line((Tick("a", Mark.YES), Tick("b", Mark.NO), Tick("c"))))
    assert [atom.mark for atom in strip.atoms if isinstance(atom, Box)] == [Mark.YES, Mark.NO, Mark.EMPTY]
