"""Paper forms of assessments in a store: drafts are marked, finished ones say whom, when and by which record."""

from __future__ import annotations

import pytest

from tests.helpers.offices import TAIYUAN, filled, found_office, started
from tests.helpers.paper_forms import boxes_on, drawn_text, pages_of
from workbench.documents.fonts import MissingGlyph
from workbench.usecases.assessing import record_response, set_parameter
from workbench.usecases.attaching import NewEvidence, attach_evidence
from workbench.usecases.finishing import finish_assessment
from workbench.usecases.paper.printing import OtherForm, print_assessment


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return found_office(tmp_path_factory.mktemp("office"))


def test_a_draft_is_marked_on_every_page_and_keeps_its_open_lines(office):
    with office.inspector() as session:
        draft = started(session, name="样例甲商场", credit_code="")
        record_response(session, draft, "A101", {"value": "b", "note": "公示栏在二层东侧"})
        set_parameter(session, draft, "mall_elec_per_area", "118.6", "省商务厅 2026 年统计")
        printed = print_assessment(session, draft, ("green-mall", None))
    assert printed.is_draft
    pages = pages_of(printed.pdf)
    assert all(any(run.size > 100 and run.text == "草稿" for run in runs) for runs in pages)
    text = drawn_text(printed.pdf)
    assert "公示栏在二层东侧" in text
    assert "118.6" in text
    assert "省商务厅2026年统计" in text
    assert text.count("未判") > 100


def test_a_finished_one_carries_unit_visit_and_record_and_no_mark(office):
    with office.inspector() as session:
        assessment_id = filled(session)
        revision = finish_assessment(session, assessment_id).revision
        printed = print_assessment(session, assessment_id, ("green-mall", "1"))
        again = print_assessment(session, assessment_id, ("green-mall", "1"))
    assert not printed.is_draft
    assert printed.pdf == again.pdf
    text = drawn_text(printed.pdf)
    assert "草稿" not in text
    assert TAIYUAN.unit["name"] in text
    assert "".join(TAIYUAN.unit["credit_code"]) in text
    assert revision[:8] in text
    assert "评审员甲" in text
    assert "未判" not in text.replace("未判定", "")


def test_evidence_that_is_there_is_ticked(office):
    with office.inspector() as session:
        draft = started(session, name="样例乙商场", credit_code="")
        attach_evidence(session, draft, NewEvidence("A101", "方针.pdf", b"%PDF-1.7 sample", ""))
        printed = print_assessment(session, draft, ("green-mall", None))
    page = next(runs for runs in pages_of(printed.pdf) if any(run.text == "A101" for run in runs))
    code = next(run for run in page if run.text == "A101")
    near = {box.label: box.sign for box in boxes_on(page) if code.y - 80 < box.run.y <= code.y}
    assert near["文件"] == "√"


def test_the_form_named_must_be_the_one_that_was_filled_in(office):
    with office.inspector() as session:
        draft = started(session, name="样例丙商场", credit_code="")
        for asked in (("green-travel", None), ("green-mall", "2")):
            with pytest.raises(OtherForm):
                print_assessment(session, draft, asked)


def test_a_character_in_no_face_stops_the_print_with_its_field(office):
    with office.inspector() as session:
        draft = started(session, name="样例丁商场", credit_code="")
        record_response(session, draft, "A101", {"value": "b", "note": "字\U0001f600"})
        with pytest.raises(MissingGlyph) as refused:
            print_assessment(session, draft, ("green-mall", None))
    assert "A101" in str(refused.value.facts["field"])
