"""A visit: started, answered one by one or all at once, evidence attached; what is refused leaves nothing behind."""

from __future__ import annotations

import copy
import hashlib
from types import SimpleNamespace

import pytest

from tests.helpers.offices import (
    COLLEAGUE,
    INSPECTOR,
    INSPECTORS,
    LINFEN,
    PASSWORD,
    TAIYUAN,
    a_photo,
    answers_of,
    filled,
    finished,
    new_unit,
    started,
)
from workbench.domain.people import Person
from workbench.domain.refusals import Refusal
from workbench.protocol.refusals import NotCanonical, RecordInvalid
from workbench.store.refusals import NotADraft, UnknownAssessment, UnknownUnit
from workbench.usecases import assessing
from workbench.usecases.assessing import (
    NotYourDraft,
    SourceMissing,
    Start,
    UnknownItem,
    UnknownParameter,
    WrongForm,
    load_answers,
    record_response,
    set_flag,
    set_parameter,
    start_assessment,
)
from workbench.usecases.attaching import NewEvidence, attach_evidence, detach_evidence
from workbench.usecases.dossiers import judge_dossier, open_dossier
from workbench.usecases.finishing import finish_assessment
from workbench.usecases.judging import AnswersRejected
from workbench.usecases.opening import open_store


@pytest.fixture
def session(office):
    with office.inspector() as opened:
        yield opened


@pytest.fixture
def draft(session):
    return started(session)


def held(session, assessment_id):
    dossier = open_dossier(session, assessment_id)
    return dossier.answers, dossier.evidence, dossier.readings, dossier.assessment.parameters, dossier.drafted


def wanted(unit_id, **changes):
    fields = {"form": "green-mall", "visit_date": "2026-11-23", "team": (INSPECTOR,), **changes}
    return Start(unit_id=unit_id, **fields)


def test_a_visit_starts_as_an_empty_draft_pinned_to_its_edition(session):
    assessment_id = start_assessment(session, wanted(new_unit(session), team=(INSPECTOR, COLLEAGUE)))
    dossier = open_dossier(session, assessment_id)
    assert dossier.assessment.state.value == "draft"
    assert dossier.assessment.edition_sha256 == dossier.form.sha256
    assert dossier.assessment.visit.team == (INSPECTOR, COLLEAGUE)
    assert (dossier.answers["responses"], dossier.evidence) == ({}, ())
    assert judge_dossier(session, dossier).result.verdict.value == "incomplete"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"form": "green-moon"}, "unknown_form"),
        ({"edition": "9"}, "unknown_edition"),
        ({"visit_date": "23.11.2026"}, "not_a_day"),
        ({"visit_date": "2026-02-30"}, "not_a_day"),
        ({"visit_date": "20261123"}, "not_a_day"),
        ({"team": ()}, "not_in_team"),
        ({"team": (COLLEAGUE,)}, "not_in_team"),
        ({"team": (INSPECTOR, Person("李", "李四"))}, "not_a_person_id"),
        ({"subject": {"mall_type": "moon"}}, "answers_rejected"),
    ],
)
def test_a_visit_that_no_revision_could_carry_does_not_start(session, changes, refusal):
    unit_id = new_unit(session)
    if "subject" in changes:
        attribute = next(one for one in session.place.library.form("green-mall").attributes if one.choices)
        changes = {"subject": {attribute.key: "moon"}}
    with pytest.raises(Refusal) as refused:
        start_assessment(session, wanted(unit_id, **changes))
    assert refused.value.code == refusal


def test_a_unit_is_assessed_by_its_own_form_only(session, monkeypatch):
    with pytest.raises(UnknownUnit):
        start_assessment(session, wanted("00000000-0000-4000-8000-000000000000"))
    unit_id = new_unit(session)
    monkeypatch.setattr(assessing.units, "get", lambda *_: _another_unit(unit_id))
    with pytest.raises(WrongForm):
        start_assessment(session, wanted(unit_id))


def _another_unit(unit_id):
    return SimpleNamespace(unit_id=unit_id, action="green-school")


def test_an_answer_is_kept_with_its_moment_and_read_back(session, draft, office):
    at = record_response(session, draft, "A101", {"value": "a", "note": "已看"})
    assert at == office.place.now_text()
    answers, *_ = held(session, draft)
    assert answers["responses"]["A101"] == {"value": "a", "na": False, "note": "已看"}
    record_response(session, draft, "A101", None)
    assert held(session, draft)[0]["responses"] == {}


def test_a_decomposed_note_is_composed_and_a_note_that_cannot_be_signed_refused(session, draft):
    record_response(session, draft, "A101", {"value": "a", "note": "Cafe\u0301"})
    assert held(session, draft)[0]["responses"]["A101"]["note"] == "Café"
    for note in ("a\x00b", "\ud800", "\u202eabc"):
        with pytest.raises(NotCanonical):
            record_response(session, draft, "A101", {"value": "b", "note": note})
    assert held(session, draft)[0]["responses"]["A101"]["value"] == "a"


@pytest.mark.parametrize(
    ("code", "entry", "refusal"),
    [
        ("A101", {"value": "z"}, AnswersRejected),
        ("A101", {"value": True}, AnswersRejected),
        ("A101", {"value": 0.5}, AnswersRejected),
        ("A101", {"value": [["deep"]]}, AnswersRejected),
        ("A101", {"value": "a", "na": "yes"}, AnswersRejected),
        ("A101", {"value": "a", "note": 3}, AnswersRejected),
        ("A101", {"value": "a", "readings": [{"place": "一层"}]}, RecordInvalid),
        ("A101", {"value": "a", "readings": "none"}, RecordInvalid),
        ("A101", {"value": "a", "readings": [1]}, RecordInvalid),
        ("Z999", {"value": "a"}, UnknownItem),
        ("", {"value": "a"}, UnknownItem),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_and_nothing_is_kept(session, draft, code, entry, refusal):
    record_response(session, draft, "A101", {"value": "b"})
    before = held(session, draft)
    with pytest.raises(refusal):
        record_response(session, draft, code, entry)
    assert held(session, draft) == before


def test_readings_travel_with_the_answer(session, draft):
    code, readings = next(iter(TAIYUAN.readings.items()))
    record_response(session, draft, code, {**TAIYUAN.answers["responses"][code], "readings": readings})
    assert [dict(one) for one in held(session, draft)[2][code]] == [dict(one) for one in readings]


def test_what_is_frozen_or_unknown_takes_no_answer(finished_office):
    frozen = finished_office.made["taiyuan"]
    calls = (
        lambda session: record_response(session, frozen, "A101", {"value": "a"}),
        lambda session: record_response(session, frozen, "A101", None),
        lambda session: set_flag(session, frozen, "A101", flagged=True),
        lambda session: set_parameter(session, frozen, "retail_water_quota", "3", "x"),
        lambda session: load_answers(session, frozen, answers_of()),
        lambda session: attach_evidence(session, frozen, NewEvidence("A101", "a.jpg", a_photo())),
        lambda session: detach_evidence(session, frozen, "A101", "0" * 64),
    )
    with finished_office.inspector() as session:
        for call in calls:
            with pytest.raises(NotADraft):
                call(session)
        with pytest.raises(UnknownAssessment):
            record_response(session, "00000000-0000-4000-8000-000000000000", "A101", {"value": "a"})


def test_a_colleague_does_not_write_where_nobody_would_see_it(office, session):
    draft = filled(session, photos=1)
    photo = open_dossier(session, draft).evidence[0]
    before = held(session, draft)
    session.close()
    calls = (
        lambda theirs: record_response(theirs, draft, "A101", {"value": "a"}),
        lambda theirs: set_flag(theirs, draft, "A101", flagged=True),
        lambda theirs: set_parameter(theirs, draft, "retail_water_quota", None),
        lambda theirs: load_answers(theirs, draft, answers_of()),
        lambda theirs: attach_evidence(theirs, draft, NewEvidence("A101", "a.jpg", a_photo())),
        lambda theirs: detach_evidence(theirs, draft, photo.item, photo.sha256),
    )
    with open_store(office.place, office.store(INSPECTORS), COLLEAGUE.person_id, PASSWORD) as theirs:
        for call in calls:
            with pytest.raises(NotYourDraft):
                call(theirs)
        assert held(theirs, draft) == before


def test_a_flag_keeps_the_answer_and_an_answer_keeps_the_flag(session, draft):
    record_response(session, draft, "A101", {"value": "a", "note": "看"})
    set_flag(session, draft, "A101", flagged=True)
    set_flag(session, draft, "A102", flagged=True)
    assert held(session, draft)[0]["responses"] == {"A101": {"value": "a", "na": False, "note": "看"}}
    record_response(session, draft, "A101", {"value": "b"})
    record_response(session, draft, "A101", None)
    assert {row.code for row in open_dossier(session, draft).drafted if row.flagged} == {"A101", "A102"}
    assert held(session, draft)[0]["responses"] == {}
    set_flag(session, draft, "A101", flagged=False)
    assert {row.code for row in open_dossier(session, draft).drafted if row.flagged} == {"A102"}
    with pytest.raises(UnknownItem):
        set_flag(session, draft, "Z999", flagged=True)


def test_a_parameter_needs_its_source(session, draft):
    with pytest.raises(SourceMissing):
        set_parameter(session, draft, "retail_water_quota", "3.5", " ")
    with pytest.raises(UnknownParameter):
        set_parameter(session, draft, "moon", "3.5", "x")
    for bad in ("abc", "1e5", ""):
        with pytest.raises(AnswersRejected):
            set_parameter(session, draft, "retail_water_quota", bad, "样例标准")
    assert open_dossier(session, draft).assessment.parameters == {}
    set_parameter(session, draft, "retail_water_quota", "3.5", "样例标准第1条")
    kept = open_dossier(session, draft).assessment
    assert kept.parameters == {"retail_water_quota": "3.5"}
    source = kept.parameter_sources["retail_water_quota"]
    assert (source.source, source.author) == ("样例标准第1条", INSPECTOR.name)
    set_parameter(session, draft, "retail_water_quota", None)
    assert open_dossier(session, draft).assessment.parameters == {}


def test_a_whole_document_is_taken_as_it_is(session, draft):
    warnings = load_answers(session, draft, answers_of())
    dossier = open_dossier(session, draft)
    assert warnings == ()
    assert set(dossier.answers["responses"]) == set(TAIYUAN.answers["responses"])
    assert set(dossier.readings) == set(TAIYUAN.readings)
    judged = judge_dossier(session, dossier).result
    assert (judged.verdict, judged.grade) == (TAIYUAN.verdict, TAIYUAN.grade)


def test_what_the_form_does_not_ask_is_told_and_left_out(session, draft):
    document = copy.deepcopy(answers_of())
    document["responses"]["Z999"] = {"value": "a"}
    document["responses"]["A101"] = None
    document["parameters"] = {**document["parameters"], "moon": "1"}
    paths = {one.path for one in load_answers(session, draft, document)}
    assert paths == {"responses.Z999", "parameters.moon"}
    answers, *_, parameters, _ = held(session, draft)
    assert not {"Z999", "A101"} & set(answers["responses"])
    assert "moon" not in parameters


def _with(path, value):
    document = copy.deepcopy(answers_of(LINFEN))
    node = document
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return document


BROKEN = {
    "a wrong level": _with(("responses", "A101"), {"value": "z"}),
    "a list of responses": _with(("responses",), []),
    "another form": _with(("form",), "green-school"),
    "another edition": _with(("edition",), "99"),
    "no source": _with(("parameter_sources",), {}),
    "sources in a list": _with(("parameter_sources",), ["x"]),
    "readings in a list": _with(("readings",), ["x"]),
    "a reading that is none": _with(("readings", "A101"), [{"place": 1}]),
    "a subject in a list": _with(("subject",), ["x"]),
    "a note with a NUL": _with(("responses", "A101"), {"value": "a", "note": "\x00"}),
    "no document": None,
    "a list": [],
    "a text": "answers",
}


@pytest.mark.parametrize("document", BROKEN.values(), ids=BROKEN.keys())
def test_a_document_is_taken_whole_or_not_at_all(session, document):
    draft = started(session)
    record_response(session, draft, "A101", {"value": "b"})
    before = held(session, draft)
    if isinstance(document, dict) and document.get("parameter_sources") == {}:
        document = {**document, "parameters": {"retail_water_quota": "3"}}
    with pytest.raises(Refusal):
        load_answers(session, draft, document)
    assert held(session, draft) == before


def test_evidence_is_bound_by_its_hash_and_taken_off_again(session, draft):
    photo = a_photo(1)
    sha256 = attach_evidence(session, draft, NewEvidence("A101", "../e\u0301\\tc\x07.jpg", photo, " 中庭 "))
    assert sha256 == hashlib.sha256(photo).hexdigest()
    ref = open_dossier(session, draft).evidence[0]
    assert (ref.item, ref.name, ref.note, ref.mime, ref.size) == (
        "A101",
        ".._é_tc_.jpg",
        "中庭",
        "image/jpeg",
        len(photo),
    )
    assert session.store.blobs.get(sha256) == photo
    attach_evidence(session, draft, NewEvidence("A102", "同一张.jpg", photo))
    detach_evidence(session, draft, "A101", sha256)
    assert [one.item for one in open_dossier(session, draft).evidence] == ["A102"]
    assert session.store.blobs.get(sha256) == photo, "the step can be undone"
    with pytest.raises(UnknownItem):
        attach_evidence(session, draft, NewEvidence("Z999", "a.jpg", photo))


@pytest.mark.parametrize("name", ["x" * 300 + ".jpg", "a/b.jpg", "\udcff.jpg", "", "e\u0301.jpg", "\u202egpj.exe"])
def test_whatever_a_file_is_called_its_assessment_can_be_finished(session, name):
    draft = filled(session, photos=0)
    attach_evidence(session, draft, NewEvidence("A101", name, a_photo()))
    assert finish_assessment(session, draft).revision


def test_a_file_of_no_known_kind_travels_as_plain_bytes(session, draft):
    attach_evidence(session, draft, NewEvidence("A101", "a.xyz", b"bytes"))
    attach_evidence(session, draft, NewEvidence("A101", "抄表.pdf", b"%PDF-1.7 not really"))
    assert {one.name: one.mime for one in open_dossier(session, draft).evidence} == {
        "a.xyz": "application/octet-stream",
        "抄表.pdf": "application/pdf",
    }


def test_two_visits_to_one_unit_do_not_touch_each_other(session):
    first = finished(session, photos=0)
    unit_id = open_dossier(session, first).unit.unit_id
    second = start_assessment(session, wanted(unit_id))
    record_response(session, second, "A101", {"value": "a"})
    assert open_dossier(session, first).answers["responses"] != open_dossier(session, second).answers["responses"]
