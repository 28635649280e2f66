"""Units, assessments and the autosaved responses of their drafts."""

from __future__ import annotations

import dataclasses

import pytest
from sqlalchemy.exc import IntegrityError

from tests.helpers import records as build
from tests.helpers.stores import (
    AT,
    DRAFT,
    LATER,
    begin_draft,
    envelope,
    finish,
    foreign_revision,
    new_store,
    store_with_draft,
    take_in,
)
from workbench.domain.people import Person
from workbench.domain.states import AssessmentState, StepNotAllowed
from workbench.protocol.refusals import NotCanonical
from workbench.store import assessments, editions, evidence, records, responses, units
from workbench.store.assessments import Wanted
from workbench.store.finding import Word
from workbench.store.refusals import AmbiguousPrefix, NotADraft, UnknownAssessment, UnknownEdition, UnknownUnit
from workbench.store.rows import (
    Assessment,
    Cursor,
    DraftKey,
    EvidenceRef,
    Origin,
    ParameterSource,
    Part,
    Response,
    Visit,
)

SECOND = "c0000000-9a10-4f0b-8f53-7a1f0f6f1e22"


@pytest.fixture
def store(tmp_path):
    with store_with_draft(tmp_path) as opened:
        yield opened


# --- units ------------------------------------------------------------------------------------------


def test_units_are_found_by_action_latest_first(store):
    newer = build.a_unit(
        unit_id=SECOND,
        name="大同市样例学校",
        action="green-school",
        credit_code=None,
        recorded_at="2026-11-24T08:00:00+08:00",
    )
    take_in(store, newer)
    with store.read() as connection:
        assert units.count(connection) == 2
    find = store.finder.find
    assert [one.name for one in find().units] == ["大同市样例学校", "太原市样例购物中心"]
    assert [one.unit_id for one in find(action="green-school").units] == [SECOND]
    assert find(limit=1).units[0].credit_code is None


def test_the_latest_record_of_a_unit_counts_whichever_comes_first(tmp_path):
    old = build.a_unit(name="旧名", recorded_at="2026-01-01T00:00:00+08:00")
    # Later in time, though its text sorts before: the offsets differ.
    new = build.a_unit(name="新名", recorded_at="2025-12-31T23:59:59-11:00")
    for number, order in enumerate(((old, new), (new, old))):
        with new_store(tmp_path, name=f"{number}.db") as store:
            for record in order:
                take_in(store, record)
            with store.read() as connection:
                assert units.get(connection, build.UNIT_ID).name == "新名"
                assert store.finder.find([Word("jiuming")]).total == 0


# --- assessments ------------------------------------------------------------------------------------


def test_a_draft_keeps_its_facts(store):
    sources = {"quota": ParameterSource("能源审计报告", "评审员甲")}
    visit = Visit("2026-11-20", (Person("insp-001", "评审员甲"), Person("insp-002", "评审员丁")))
    with store.transaction() as connection:
        assessments.set_subject(connection, build.ASSESSMENT, {"area": "52000.5", "kinds": ["food"]}, LATER)
        assessments.set_parameters(connection, build.ASSESSMENT, {"quota": "118.5", "mean": "3"}, sources, at=LATER)
        assessments.set_visit(connection, build.ASSESSMENT, visit, LATER)
    with store.read() as connection:
        found = assessments.get(connection, build.ASSESSMENT)
    assert found.subject == {"area": "52000.5", "kinds": ["food"]}
    assert (found.parameters, found.parameter_sources) == ({"quota": "118.5", "mean": "3"}, sources)
    assert (found.visit, found.updated_at, found.started_at) == (visit, LATER, AT)
    assert (found.state, found.origin, found.head) == (AssessmentState.DRAFT, Origin.OWN, None)


def test_an_assessment_needs_a_known_unit_and_edition(store):
    with store.transaction() as connection:
        sha256 = editions.put(connection, b"{}", form="green-mall", code="2")
        started = Assessment(SECOND, build.UNIT_ID, "green-mall", "2", sha256, "insp-001", AT)
        with pytest.raises(UnknownUnit):
            assessments.new(connection, dataclasses.replace(started, unit_id=SECOND))
        with pytest.raises(UnknownEdition):
            assessments.new(connection, dataclasses.replace(started, edition_sha256="0" * 64))
        assessments.new(connection, started)


def test_an_assessment_is_found_by_the_beginning_of_its_id(store):
    with store.transaction() as connection:
        begin_draft(connection, "b2f7ffff-9a10-4f0b-8f53-7a1f0f6f1e22")
    with store.read() as connection:
        assert assessments.by_prefix(connection, "b2f7c1").assessment_id == build.ASSESSMENT
        assert assessments.by_prefix(connection, build.ASSESSMENT).assessment_id == build.ASSESSMENT
        with pytest.raises(AmbiguousPrefix):
            assessments.by_prefix(connection, "b2f7")
        for unknown in ("", "ffff", "b2f7c1d%"):
            with pytest.raises(UnknownAssessment):
                assessments.by_prefix(connection, unknown)


def test_the_overview_says_how_far_a_draft_has_got(store):
    with store.transaction() as connection:
        responses.save(connection, DRAFT, Response("A101", value=False, updated_at=AT))
        responses.save(connection, DRAFT, Response("A102", na=True, note="无此设备", updated_at=LATER))
        responses.save(connection, DRAFT, Response("A103", flagged=True, updated_at=AT))
        responses.save(connection, DRAFT, Response("K1", value=True, updated_at=AT, part=Part.PREREQUISITE))
    with store.read() as connection:
        (shown,) = assessments.overview(connection)
        assert shown == assessments.overview_of(connection, build.ASSESSMENT)
    assert (shown.unit_name, shown.region, shown.action) == ("太原市样例购物中心", "140105", "green-mall")
    assert (shown.answered, shown.saved_at, shown.total, shown.verdict) == (2, LATER, None, None)


def test_the_overview_shows_the_heads_figures(store):
    finish(store)
    with store.read() as connection:
        shown = assessments.overview_of(connection, build.ASSESSMENT)
    assert (shown.total, shown.max_points, shown.normalised) == (875_000, 1_000_000, 875_000)
    assert (shown.verdict, shown.grade_name) == ("pass", "达标")


def test_the_overview_is_filtered_and_comes_in_pages(store):
    with store.transaction() as connection:
        for number in range(5):
            begin_draft(connection, f"d000000{number}-9a10-4f0b-8f53-7a1f0f6f1e22")
    finish(store)
    with store.read() as connection:
        drafts = assessments.overview(connection, Wanted(states={AssessmentState.DRAFT}))
        assert len(drafts) == 5
        assert assessments.overview(connection, Wanted(origin=Origin.IMPORTED)) == ()
        assert len(assessments.overview(connection, Wanted(unit_id=build.UNIT_ID, form="green-mall"))) == 6
        pages, cursor = [], None
        while page := assessments.overview(connection, after=cursor, limit=4):
            pages.append([one.assessment.assessment_id for one in page])
            cursor = Cursor(page[-1].assessment.updated_at, page[-1].assessment.assessment_id)
    assert [len(page) for page in pages] == [4, 2]
    assert pages[0][0] == build.ASSESSMENT, "the latest changed comes first"
    assert len({one for page in pages for one in page}) == 6


def test_states_move_by_the_table_only(store):
    with store.transaction() as connection:
        with pytest.raises(StepNotAllowed):
            assessments.move(connection, build.ASSESSMENT, AssessmentState.CERTIFIED, LATER)
        with pytest.raises(UnknownAssessment):
            assessments.move(connection, SECOND, AssessmentState.DRAFT, LATER)


# --- responses --------------------------------------------------------------------------------------


def test_a_response_comes_back_as_it_was_saved(store):
    answers = (
        Response(
            "B203",
            value={"passed_count": 2, "sample_count": 3},
            proof=True,
            note="二层东侧 😀",
            readings=({"place": "二层", "kind": "lux", "values": ["310"], "limit": None, "passed": None},),
            flagged=True,
            updated_at=AT,
        ),
        Response("K1", value=True, updated_at=AT, part=Part.PREREQUISITE),
    )
    with store.transaction() as connection:
        for answer in answers:
            responses.save(connection, DRAFT, answer)
    with store.read() as connection:
        assert responses.load(connection, DRAFT) == answers


def test_saving_again_replaces_and_clearing_removes(store):
    with store.transaction() as connection:
        responses.save(connection, DRAFT, Response("A101", value=True, note="先"))
        responses.save(connection, DRAFT, Response("A101", value=False))
        assert responses.load(connection, DRAFT) == (Response("A101", value=False),)
        responses.clear(connection, DRAFT, Part.PREREQUISITE, "A101")
        assert len(responses.load(connection, DRAFT)) == 1
        responses.clear(connection, DRAFT, Part.ITEM, "A101")
        assert responses.load(connection, DRAFT) == ()


def test_two_assessors_keep_two_drafts(store):
    other = DraftKey(build.ASSESSMENT, "insp-002")
    with store.transaction() as connection:
        responses.save_many(connection, DRAFT, [Response("A101", value=True), Response("A102", value=True)])
        responses.save(connection, other, Response("A101", value=False))
        responses.save_many(connection, other, [])
    with store.read() as connection:
        assert [one.value for one in responses.load(connection, DRAFT)] == [True, True]
        assert responses.load(connection, other) == (Response("A101", value=False),)
        assert responses.assessors(connection, build.ASSESSMENT) == ("insp-001", "insp-002")


@pytest.mark.parametrize("answer", [{"value": 0.5}, {"note": "a\x00b"}, {"readings": ({"values": [1.5]},)}])
def test_what_could_never_be_signed_is_not_saved(store, answer):
    with pytest.raises(NotCanonical), store.transaction() as connection:
        responses.save(connection, DRAFT, Response("A101", **answer))


def test_a_frozen_assessment_takes_no_more_changes(store):
    blob = store.keep_blob(b"photo", "image/jpeg", AT)
    ref = EvidenceRef("A101", blob.sha256, "照片.jpg", "image/jpeg", 5)
    with store.transaction() as connection:
        evidence.attach(connection, DRAFT, ref)
    finish(store)
    changes = (
        lambda connection: responses.save(connection, DRAFT, Response("A101", value=True)),
        lambda connection: responses.save_many(connection, DRAFT, [Response("A101", value=True)]),
        lambda connection: responses.clear(connection, DRAFT, Part.ITEM, "A101"),
        lambda connection: evidence.attach(connection, DRAFT, ref),
        lambda connection: evidence.detach(connection, DRAFT, "A101", blob.sha256),
        lambda connection: assessments.set_subject(connection, build.ASSESSMENT, {}, LATER),
        lambda connection: assessments.set_visit(connection, build.ASSESSMENT, Visit("2026-11-20", ()), LATER),
        lambda connection: assessments.set_parameters(connection, build.ASSESSMENT, {}, {}, at=LATER),
    )
    for change in changes:
        with pytest.raises(NotADraft), store.transaction() as connection:
            change(connection)
    with store.read() as connection:
        assert evidence.listing(connection, DRAFT) == (ref,)


def test_an_unknown_assessment_takes_no_responses(store):
    with pytest.raises(UnknownAssessment), store.transaction() as connection:
        responses.save(connection, DraftKey(SECOND, "insp-001"), Response("A101", value=True))


def test_a_float_cannot_even_reach_a_column_of_integers(store):
    with pytest.raises(IntegrityError, match="cannot store REAL value"), store.transaction() as connection:
        connection.exec_driver_sql(
            "INSERT INTO response VALUES (?, 'x', 'item', 'A101', 'null', 0.5, 0, '', '[]', 0, '')",
            (build.ASSESSMENT,),
        )


def test_a_unit_known_only_by_a_revision_waits_for_its_own_record(tmp_path):
    with new_store(tmp_path) as store:
        with store.transaction() as connection:
            foreign = foreign_revision()
            records.apply(connection, envelope(foreign), at=AT, origin=Origin.IMPORTED)
            first = units.get(connection, build.UNIT_ID)
            records.apply(connection, envelope(build.a_unit()), at=AT, origin=Origin.IMPORTED)
            second = units.get(connection, build.UNIT_ID)
        assert (first.name, first.recorded_at, first.attributes) == ("太原市样例购物中心", "", {})
        assert (second.recorded_at, second.attributes["floors"]) == (AT, 6)
