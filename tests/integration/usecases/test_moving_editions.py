"""A draft moves to another edition: as the preview said, all or nothing, undone to the letter; old results stand."""

from __future__ import annotations

import dataclasses
import json
from types import SimpleNamespace

import pytest

from tests.conftest import ROOT
from tests.helpers.editions import first_content, second_content, use_forms, write_form
from tests.helpers.offices import COLLEAGUE, INSPECTOR, INSPECTORS, a_photo
from workbench.authoring.transfer import Fate, Section, Why
from workbench.catalogue.refusals import UnknownEdition
from workbench.scoring.result_document import to_document
from workbench.store import assessments, editions, replaced_drafts, responses
from workbench.store.refusals import NotADraft
from workbench.store.rows import DraftKey
from workbench.usecases.assessing import (
    NotYourDraft,
    Start,
    load_answers,
    record_response,
    set_flag,
    start_assessment,
)
from workbench.usecases.attaching import NewEvidence, attach_evidence
from workbench.usecases.dossiers import judge_dossier, open_dossier, revision_record
from workbench.usecases.finishing import finish_assessment
from workbench.usecases.moving_editions import (
    AnotherForm,
    NothingToUndo,
    SameEdition,
    move_draft,
    preview_move,
    preview_undo,
    undo_move,
)
from workbench.usecases.registering import NewUnit, add_unit

READING = {"place": "大厅", "kind": "lux", "values": ["310"], "limit": "300", "passed": True}
ANSWERS = {
    "form": "small",
    "subject": {"size": "large"},
    "parameters": {"mean": "3"},
    "parameter_sources": {"mean": {"source": "统计公报", "author": "甲"}},
    "responses": {
        "A101": {"value": "b", "note": "二层欠缺"},
        "A102": {"value": {"good": 9, "every": 10}},
        "A103": {"value": True},
        "A104": {"value": True},
        "A105": {"value": False, "note": "要取消的条目"},
        "A106": {"value": True},
    },
    "prerequisites": {"P1": {"value": True}},
    "readings": {"A102": [READING], "A106": [READING, READING]},
}


@pytest.fixture
def forms(office, tmp_path):
    """The office works with the small form in two editions."""
    folder = tmp_path / "forms"
    for content in (first_content(), second_content()):
        write_form(folder, content)
    use_forms(office, folder)
    return folder


@pytest.fixture
def session(office, forms):
    with office.inspector() as opened:
        yield opened


def a_draft(session, edition="1", answers=ANSWERS, photos=("A104", "A105")):
    unit_id = add_unit(session, NewUnit(f"样例{edition}", "green-mall", "140105")).unit_id
    wanted = Start(unit_id, "small", "2026-11-23", (session.person,), edition=edition)
    assessment_id = start_assessment(session, wanted)
    load_answers(session, assessment_id, answers)
    for code in photos:
        attach_evidence(session, assessment_id, NewEvidence(code, f"{code}.jpg", a_photo()))
    return assessment_id


@pytest.fixture
def draft(session):
    assessment_id = a_draft(session)
    set_flag(session, assessment_id, "A104", flagged=True)
    return assessment_id


def held(session, assessment_id):
    """Everything the store holds of a draft."""
    dossier = open_dossier(session, assessment_id)
    return dossier.assessment, dossier.drafted, dossier.evidence


def rows(session, assessment_id):
    return {row.code: row for row in open_dossier(session, assessment_id).drafted}


def result(session, assessment_id):
    return judge_dossier(session, open_dossier(session, assessment_id)).result


# --- preview and move -----------------------------------------------------------------------------------


def test_the_preview_tells_every_fate_and_changes_nothing(session, draft):
    before = held(session, draft)
    preview = preview_move(session, draft, "2")
    assert held(session, draft) == before
    fates = {(one.section, one.code): (one.fate, one.why) for one in preview.carried}
    assert fates == {
        (Section.ATTRIBUTE, "size"): (Fate.CHANGED, None),
        (Section.PARAMETER, "mean"): (Fate.LOST, Why.GONE),
        (Section.PREREQUISITE, "P1"): (Fate.CHANGED, None),
        (Section.ITEM, "A101"): (Fate.LOST, Why.DOES_NOT_FIT),
        (Section.ITEM, "A102"): (Fate.CHANGED, None),
        (Section.ITEM, "A103"): (Fate.CHANGED, None),
        (Section.ITEM, "A104"): (Fate.MAPPED, None),
        (Section.ITEM, "A105"): (Fate.LOST, Why.GONE),
        (Section.ITEM, "A106"): (Fate.LOST, Why.DOES_NOT_FIT),
    }
    assert [one.code for one in preview.outlook.asked_anew] == ["A107"]
    assert preview.outlook.still_open == ()
    assert preview.stranded_evidence == {"A105": 1}
    assert (preview.outlook.before.total, preview.outlook.before.verdict.value) == (23, "fail")
    assert (preview.outlook.after.total, preview.outlook.after.verdict.value) == (18, "incomplete")


def test_the_move_does_what_the_preview_said(session, draft):
    before = rows(session, draft)
    told = preview_move(session, draft, "small/2")
    done = move_draft(session, draft, "2")
    assert done.carried == told.carried
    dossier = open_dossier(session, draft)
    assert (dossier.form.edition, dossier.assessment.edition_sha256) == ("2", done.new.sha256)
    assert result(session, draft) == told.outlook.after
    after = rows(session, draft)
    assert after["A104"] == before["A104"]
    for code in ("A102", "A103", "P1"):
        assert after[code] == dataclasses.replace(before[code], flagged=True)
    assert (dossier.answers["subject"], dossier.answers["parameters"]) == ({"size": "large"}, {})
    assert dossier.assessment.parameter_sources == {}


def test_what_does_not_fit_is_emptied_flagged_and_keeps_its_note(session, draft):
    move_draft(session, draft, "2")
    after = rows(session, draft)
    assert "A105" not in after
    for code, note in (("A101", "二层欠缺"), ("A106", "")):
        row = after[code]
        assert (row.value, row.readings, row.flagged, row.note) == (None, (), True, note)
    assert after["A102"].readings == (READING,)


def test_no_evidence_vanishes_and_a_moved_draft_can_be_finished_with_it(session, draft):
    move_draft(session, draft, "2")
    assert [one.item for one in open_dossier(session, draft).evidence] == ["A104", "A105"]
    for code, value in (("A101", "a"), ("A107", True), ("A106", {"good": 6, "every": 10})):
        record_response(session, draft, code, {"value": value})
    finished = finish_assessment(session, draft)
    with session.store.read() as connection:
        revision = revision_record(connection, finished.revision)
    assert (revision.form.edition, revision.form.sha256) == ("2", session.place.library.form("small", "2").sha256)
    assert [one.item for one in revision.evidence] == ["A104", "A105"]


# --- undo -----------------------------------------------------------------------------------------------


def test_undo_takes_the_move_back_to_the_letter(session, draft):
    before = held(session, draft)
    move_draft(session, draft, "2")
    session.place.clock.advance(minutes=5)
    assert preview_undo(session, draft).content.edition == "1"
    assert undo_move(session, draft).content.responses == before[1]
    assert held(session, draft) == before


def test_undo_is_undone_with_what_was_recorded_since_the_move(session, draft):
    before = held(session, draft)
    move_draft(session, draft, "2")
    record_response(session, draft, "A107", {"value": True, "note": "新条目"})
    moved = held(session, draft)
    undo_move(session, draft)
    assert held(session, draft) == before
    undo_move(session, draft)
    assert held(session, draft) == moved
    undo_move(session, draft)
    assert held(session, draft) == before


def test_undo_works_though_the_older_edition_has_left_the_library(session, draft, office, forms):
    before = held(session, draft)
    move_draft(session, draft, "2")
    (forms / "small" / "1.yaml").unlink()
    use_forms(office, forms)
    undo_move(session, draft)
    assert held(session, draft) == before
    assert result(session, draft).total == 23


@pytest.mark.parametrize("gone", [("1",), ("1", "2")], ids=["one edition gone", "the whole form gone"])
def test_an_edition_that_only_the_store_holds_can_be_moved_to(session, draft, office, forms, gone):
    move_draft(session, draft, "2")
    for label in gone:
        (forms / "small" / f"{label}.yaml").unlink()
    use_forms(office, forms)
    assert move_draft(session, draft, "1").new.edition == "1"
    assert set(rows(session, draft)) == {"A101", "A102", "A103", "A104", "A106", "P1"}


def test_moving_on_keeps_every_content_that_was_ever_replaced(session, draft):
    key = DraftKey(draft, INSPECTOR.person_id)
    contents = []
    for edition in ("2", "1", "2"):
        with session.store.read() as connection:
            contents.append(replaced_drafts.content_of(connection, key))
        move_draft(session, draft, edition)
    with session.store.read() as connection:
        assert [one.content for one in replaced_drafts.listing(connection, key)] == contents


# --- what is refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [("1", SameEdition), ("small/1", SameEdition), ("9", UnknownEdition), ("green-mall/1", AnotherForm)],
)
def test_a_draft_moves_to_another_edition_of_its_form_only(session, draft, wanted, refusal):
    before = held(session, draft)
    for act in (preview_move, move_draft):
        with pytest.raises(refusal):
            act(session, draft, wanted)
    assert held(session, draft) == before


def test_a_draft_that_never_moved_has_nothing_to_undo(session, draft):
    for act in (preview_undo, undo_move):
        with pytest.raises(NothingToUndo):
            act(session, draft)


def test_what_is_finished_stays_where_it_is(session, draft):
    move_draft(session, draft, "2")
    undo_move(session, draft)
    finish_assessment(session, draft)
    before = held(session, draft)
    for act in (lambda: preview_move(session, draft, "2"), lambda: move_draft(session, draft, "2")):
        with pytest.raises(NotADraft):
            act()
    for undo in (preview_undo, undo_move):
        with pytest.raises(NotADraft):
            undo(session, draft)
    assert held(session, draft) == before


def test_nobody_moves_a_colleagues_draft(office, session, draft):
    before = held(session, draft)
    move_draft(session, draft, "2")
    with office.open(INSPECTORS, COLLEAGUE) as other:
        for act in (lambda: move_draft(other, draft, "2"), lambda: undo_move(other, draft)):
            with pytest.raises(NotYourDraft):
                act()
    undo_move(session, draft)
    assert held(session, draft) == before


# --- all or nothing -------------------------------------------------------------------------------------

STEPS = {
    "the edition": (editions, "put"),
    "the content put away": (replaced_drafts, "_put_away"),
    "the assessment": (assessments, "set_content"),
    "the answers": (responses, "replace_all"),
    "the last answer": (responses, "save_many"),
}


class BrokenOffError(Exception):
    """Whatever may happen between two statements."""


def break_at(monkeypatch, step):
    module, name = STEPS[step]
    real = getattr(module, name)

    def then_fail(*arguments, **facts):
        real(*arguments, **facts)
        raise BrokenOffError

    monkeypatch.setattr(module, name, then_fail)


@pytest.mark.parametrize("step", STEPS)
def test_a_move_that_breaks_off_leaves_the_draft_as_it_was(session, draft, monkeypatch, step):
    before = held(session, draft)
    with monkeypatch.context() as patched:
        break_at(patched, step)
        with pytest.raises(BrokenOffError):
            move_draft(session, draft, "2")
    assert held(session, draft) == before
    with pytest.raises(NothingToUndo):
        preview_undo(session, draft)
    assert move_draft(session, draft, "2").new.edition == "2"


@pytest.mark.parametrize("step", [step for step in STEPS if step != "the edition"])
def test_an_undo_that_breaks_off_leaves_both_contents_as_they_were(session, draft, monkeypatch, step):
    before = held(session, draft)
    move_draft(session, draft, "2")
    moved = held(session, draft)
    with monkeypatch.context() as patched:
        break_at(patched, step)
        with pytest.raises(BrokenOffError):
            undo_move(session, draft)
    assert held(session, draft) == moved
    undo_move(session, draft)
    assert held(session, draft) == before


# --- what is finished is never rescored -----------------------------------------------------------------


def test_a_newer_edition_never_changes_the_score_of_an_old_assessment(session, office, forms):
    assessment_id = a_draft(session)
    finished = finish_assessment(session, assessment_id)
    draft = a_draft(session, "2", {"form": "small", "responses": {"A104": {"value": True}}}, photos=())
    old, begun = (result(session, one) for one in (assessment_id, draft))
    third = second_content() | {"edition": "3"}
    write_form(forms, third)
    for content in (first_content(), second_content()):  # the same labels, other points behind them
        content["groups"][0]["items"][3]["check"]["zh"] = "改了"
        content["groups"][0]["items"][3]["points"] = "4"
        content["groups"][0]["items"][2]["points"] = "6" if content["edition"] == "1" else "11"
        write_form(forms, content)
    use_forms(office, forms)
    assert session.place.library.form("small").edition == "3"
    assert session.place.library.form("small", "1").item_by_code["A104"].points == 4
    assert (result(session, assessment_id), result(session, draft)) == (old, begun)
    assert old.total == 23
    with session.store.read() as connection:
        revision = revision_record(connection, finished.revision)
        assert revision.result == to_document(old)


def test_a_form_corrected_under_its_old_label_is_another_edition_to_move_to(session, draft, office, forms):
    content = first_content()
    content["groups"][0]["items"][3]["check"]["zh"] = "改了"
    write_form(forms, content)
    use_forms(office, forms)
    preview = move_draft(session, draft, "1")
    assert [one.code for one in preview.of(Fate.CHANGED)] == ["A104"]
    assert open_dossier(session, draft).form.item_by_code["A104"].check.zh == "改了"


# --- the building form ----------------------------------------------------------------------------------


@pytest.fixture
def building(office):
    cases = json.loads((ROOT / "tests" / "vectors" / "green-building.json").read_text("utf-8"))["cases"]
    documents = {case["answers"]["edition"]: case["answers"] for case in reversed(cases[:3])}
    with office.inspector() as session:
        unit_id = add_unit(session, NewUnit("样例大厦", "green-building", "140105")).unit_id

        def start(edition):
            document = {**documents[edition], "parameters": {}}
            wanted = Start(unit_id, "green-building", "2026-11-23", (session.person,), edition, document["subject"])
            assessment_id = start_assessment(session, wanted)
            load_answers(session, assessment_id, document)
            return assessment_id

        yield SimpleNamespace(session=session, start=start)


@pytest.mark.parametrize(("old", "new"), [("2019", "2024"), ("2024", "2019")])
def test_a_building_moves_between_the_editions_and_back(building, old, new):
    session, draft = building.session, building.start(old)
    before = held(session, draft)
    preview = move_draft(session, draft, new)
    assert result(session, draft) == preview.outlook.after
    assert (preview.outlook.before.edition, preview.outlook.after.edition) == (old, new)
    flagged = {row.code for row in open_dossier(session, draft).drafted if row.flagged}
    answers = [one for one in preview.carried if one.section in (Section.ITEM, Section.PREREQUISITE)]
    assert flagged == {one.code for one in answers if one.fate is not Fate.MAPPED and one.is_known}
    assert {"7.2.4", "7.2.18"} <= {one.code for one in preview.of(Fate.CHANGED)}
    assert {"5.2.6", "7.2.9"} <= {one.code for one in preview.of(Fate.LOST)}
    undo_move(session, draft)
    assert held(session, draft) == before


def test_what_only_the_newer_building_standard_asks_is_new(building):
    preview = preview_move(building.session, building.start("2019"), "2024")
    assert [one.code for one in preview.outlook.asked_anew if one.section is Section.ITEM] == ["9.2.3A"]
