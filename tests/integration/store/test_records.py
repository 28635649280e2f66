"""The one door for records: whole or not at all, any number of times, in any order."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import select

from tests.helpers import records as build
from tests.helpers.keys import MemoryKey
from tests.helpers.stores import (
    AT,
    LATER,
    OTHER_DEVICE,
    RESULT,
    envelope,
    foreign_revision,
    new_store,
    take_in,
)
from workbench.domain.people import Person
from workbench.domain.states import AssessmentState
from workbench.protocol import records as kinds
from workbench.protocol.refusals import NotCanonical, UnknownKind
from workbench.protocol.signatures import open_envelope, sign_record
from workbench.protocol.times import moment_from_text
from workbench.store import (
    assessments,
    certificates,
    conflicts,
    decisions,
    editions,
    evidence,
    parameters,
    parked,
    records,
    revisions,
    trust,
)
from workbench.store.refusals import DuplicateSerial, TrustListFork, WrongFigure
from workbench.store.rows import Blob, ConflictKind, Origin
from workbench.store.tables import metadata


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path, name="supervisor.db") as opened:
        yield opened


def id_of(record):
    return kinds.record_id(record)


def state_of(store, assessment_id=build.ASSESSMENT):
    with store.read() as connection:
        return assessments.get(connection, assessment_id).state


def decision_on(*revision_ids, **changes):
    return build.a_decision(revisions=tuple(sorted(revision_ids)), **changes)


def a_history():
    """Build two heads over a returned revision, one of them approved and certified, and all that lies around."""
    first = foreign_revision()
    place = kinds.DevicePosition(id=OTHER_DEVICE, sequence=2, previous=id_of(first))
    second = foreign_revision(parents=(id_of(first),), device=place)
    twin = foreign_revision(parents=(id_of(first),), device=place, finished_at=LATER, evidence=())
    approval = decision_on(id_of(second), outcome="approved", reason="")
    certificate = build.a_certificate(revision=id_of(second), decision=id_of(approval))
    return (
        build.a_unit(),
        build.a_unit(name="太原市样例购物广场", recorded_at=LATER),
        build.a_form_edition(),
        build.a_parameter_set(),
        first,
        second,
        twin,
        build.an_acknowledgement(revision=id_of(first)),
        decision_on(id_of(first)),
        approval,
        certificate,
        build.a_revocation(target=id_of(certificate)),
        build.a_manifest(),
        build.a_receipt(),
        build.a_trust_list(),
        build.a_trust_list(number=2),
    )


def content_of(connection):
    """Give every row of every table, but for the running number of arrival."""
    found = {}
    for table in metadata.sorted_tables:
        columns = [column for column in table.columns if column.name != "arrival"]
        found[table.name] = sorted(map(repr, connection.execute(select(*columns)).all()))
    return found


# --- idempotence and order --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(build.BUILDERS))
def test_every_kind_is_taken_in_once_and_comes_back(store, kind):
    record = foreign_revision() if kind == "revision" else build.BUILDERS[kind]()
    first = take_in(store, record)
    assert (first.kind, first.is_new, first.is_changed, first.record_id) == (kind, True, True, id_of(record))
    with store.read() as connection:
        before = content_of(connection)
    again = take_in(store, record, at=LATER)
    assert (again.is_new, again.is_changed) == (False, False)
    with store.read() as connection:
        assert content_of(connection) == before
        held = records.get(connection, id_of(record))
        assert (held.envelope, held.received_at, held.origin) == (envelope(record), AT, Origin.IMPORTED)
        assert [one.record_id for one in records.listing(connection, kind)] == [id_of(record)]
        assert records.held(connection, [id_of(record), "0" * 64]) == {id_of(record)}


def test_order_and_repetition_change_nothing(store):
    history = [envelope(record) for record in a_history()]
    expected = None
    for seed in range(40):
        order = random.Random(seed).sample(history * 2, len(history) * 2)
        with store._writer.connect() as connection, connection.begin() as undone:
            for one in order:
                records.apply(connection, one, at=AT, origin=Origin.IMPORTED)
            found = content_of(connection)
            undone.rollback()
        expected = expected or found
        assert found == expected, f"the order of seed {seed} comes to another end"
    assert len(expected["record"]) == len(history)
    assert len(expected["conflict"]) == 2


def test_signatures_of_one_record_are_united(store):
    record = foreign_revision()
    moment = moment_from_text(AT)
    signatures = [sign_record(record, MemoryKey(number), purpose="team", signed_at=moment) for number in (1, 2, 3)]
    for held in (signatures[:1], signatures[1:2], signatures[1:]):
        with store.transaction() as connection:
            applied = records.apply(connection, envelope(record, *held), at=AT, origin=Origin.IMPORTED)
            assert applied.is_changed
    with store.transaction() as connection:
        again = records.apply(connection, envelope(record, *signatures[:2]), at=AT, origin=Origin.IMPORTED)
        opened = open_envelope(records.get(connection, id_of(record)).envelope)
    assert not again.is_changed
    assert {one.value for one in opened.signatures} == {one.value for one in signatures}


# --- refusals leave no trace ------------------------------------------------------------------------


def test_a_refused_record_leaves_no_trace_even_inside_a_larger_transaction(store):
    broken = foreign_revision(result={**RESULT, "total": "1e9"})
    with store.transaction() as connection:
        records.apply(connection, envelope(build.a_unit()), at=AT, origin=Origin.IMPORTED)
        before = content_of(connection)
        with pytest.raises(WrongFigure):
            records.apply(connection, envelope(broken), at=AT, origin=Origin.IMPORTED)
        assert content_of(connection) == before
    with store.read() as connection:
        assert content_of(connection) == before


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", NotCanonical),
        (b'{"format": 1}', NotCanonical),
        (b'{"format":1,"record":{"format":1,"kind":"poem"},"signatures":[]}', UnknownKind),
    ],
)
def test_foreign_bytes_are_refused_and_can_be_parked(store, data, refusal):
    with store.transaction() as connection:
        with pytest.raises(refusal):
            records.apply(connection, data, at=AT, origin=Origin.IMPORTED)
        parked_id = parked.park(connection, data, refusal.code, batch_id=None, at=AT)
        parked.park(connection, data, "again", batch_id=None, at=LATER)
        (kept,) = parked.listing(connection)
        assert (kept.parked_id, kept.raw, kept.reason, kept.parked_at) == (parked_id, data, "again", AT)
        parked.release(connection, parked_id)
        assert parked.listing(connection) == ()


# --- states and conflicts ---------------------------------------------------------------------------


def test_work_that_came_in_is_received(store):
    record = foreign_revision()
    take_in(store, record)
    with store.read() as connection:
        found = assessments.get(connection, build.ASSESSMENT)
        shown = revisions.get(connection, id_of(record))
    assert (found.state, found.origin, found.head) == (AssessmentState.RECEIVED, Origin.IMPORTED, id_of(record))
    assert (found.visit, found.assessor) == (shown.visit, "insp-001")
    assert (shown.total, shown.scores, shown.grade_name) == (875_000, (49_950, None), "达标")


@pytest.mark.parametrize(
    ("outcome", "state"),
    [("approved", AssessmentState.APPROVED), ("returned", AssessmentState.RETURNED)],
)
def test_a_decision_moves_the_assessment(store, outcome, state):
    record = foreign_revision()
    take_in(store, record)
    with store.transaction() as connection:
        assessments.move(connection, build.ASSESSMENT, AssessmentState.UNDER_REVIEW, AT)
    take_in(store, decision_on(id_of(record), outcome=outcome), origin=Origin.OWN)
    assert state_of(store) is state
    with store.read() as connection:
        (told,) = decisions.on_revision(connection, id_of(record))
        assert decisions.of_assessment(connection, build.ASSESSMENT) == (told,)
    assert (told.outcome, told.revisions, told.reviewer) == (outcome, (id_of(record),), Person("sup-001", "复核员乙"))


def test_a_decision_about_an_older_revision_changes_nothing(store):
    first = foreign_revision()
    second = foreign_revision(parents=(id_of(first),), finished_at=LATER)
    for record in (first, second, decision_on(id_of(first), outcome="approved", reason="")):
        take_in(store, record)
    assert state_of(store) is AssessmentState.RECEIVED


def test_a_new_revision_after_a_return_is_received_again(store):
    first = foreign_revision()
    take_in(store, first)
    take_in(store, decision_on(id_of(first)))
    assert state_of(store) is AssessmentState.RETURNED
    take_in(store, foreign_revision(parents=(id_of(first),), finished_at=LATER))
    assert state_of(store) is AssessmentState.RECEIVED


def test_a_new_head_that_comes_in_during_review_is_received(store):
    first = foreign_revision()
    take_in(store, first)
    with store.transaction() as connection:
        assessments.move(connection, build.ASSESSMENT, AssessmentState.UNDER_REVIEW, AT)
    take_in(store, build.an_acknowledgement(revision=id_of(first)))
    assert state_of(store) is AssessmentState.UNDER_REVIEW
    take_in(store, foreign_revision(parents=(id_of(first),), finished_at=LATER))
    assert state_of(store) is AssessmentState.RECEIVED


def test_a_withdrawn_revision_counts_no_more_whichever_comes_first(store):
    record = foreign_revision()
    withdrawal = decision_on(id_of(record), outcome="withdrawn")
    for one in (withdrawal, record):
        take_in(store, one)
    with store.read() as connection:
        assert revisions.get(connection, id_of(record)).withdrawn
        assert revisions.heads(connection, build.ASSESSMENT) == ()
        assert revisions.parents_of_next(connection, build.ASSESSMENT) == (id_of(record),)
    assert state_of(store) is AssessmentState.RETURNED


def test_two_heads_are_both_kept_until_a_merge(store):
    left = foreign_revision()
    right = foreign_revision(finished_at=LATER)
    take_in(store, left)
    applied = take_in(store, right)
    both = tuple(sorted((id_of(left), id_of(right))))
    assert [(one.kind, one.records) for one in applied.conflicts] == [
        (ConflictKind.DEVICE_FORK, both),
        (ConflictKind.HEADS, both),
    ]
    with store.read() as connection:
        assert revisions.heads(connection, build.ASSESSMENT) == both
        assert {one.kind for one in conflicts.listing(connection)} == {ConflictKind.HEADS, ConflictKind.DEVICE_FORK}
    place = kinds.DevicePosition(id=build.DEVICE, sequence=9, previous=None)
    take_in(store, foreign_revision(parents=both, device=place))
    with store.read() as connection:
        assert len(revisions.heads(connection, build.ASSESSMENT)) == 1
        assert [one.kind for one in conflicts.listing(connection)] == [ConflictKind.DEVICE_FORK]
        assert len(revisions.of_assessment(connection, build.ASSESSMENT)) == 3


def test_approval_and_return_of_one_revision_are_a_conflict_and_the_careful_word_counts(store):
    record = foreign_revision()
    take_in(store, record)
    take_in(store, decision_on(id_of(record), outcome="approved", reason=""))
    applied = take_in(store, decision_on(id_of(record)))
    assert [one.kind for one in applied.conflicts] == [ConflictKind.DECISIONS]
    assert state_of(store) is AssessmentState.RETURNED


# --- what is drawn from the other kinds -------------------------------------------------------------


def test_a_certificate_is_registered_and_its_revocation_shown(store):
    revision = foreign_revision()
    approval = decision_on(id_of(revision), outcome="approved", reason="")
    record = build.a_certificate(revision=id_of(revision), decision=id_of(approval))
    for one in (revision, approval, record):
        take_in(store, one)
    assert state_of(store) is AssessmentState.CERTIFIED
    with store.read() as connection:
        (listed,) = certificates.listing(connection, action="green-mall", region_prefix="1401", year=2026)
        assert certificates.listing(connection, year=2025) == ()
        assert certificates.listing(connection, region_prefix="1402") == ()
        assert certificates.by_serial(connection, "SX-GM-2026-00001") == (listed,)
        assert certificates.of_revision(connection, id_of(revision)) == (listed,)
        assert certificates.assessment_of(connection, id_of(record)) == build.ASSESSMENT
    assert (listed.grade_name, listed.score, listed.valid_until, listed.revoked_at) == (
        "达标",
        "87.5",
        "2029-11-29",
        None,
    )
    take_in(store, build.a_revocation(target=id_of(record)))
    with store.read() as connection:
        shown = certificates.get(connection, id_of(record))
        assert (shown.revoked_at, shown.revoked_reason) == (AT, "数据有误")
        assert certificates.listing(connection, standing_only=True) == ()
        assert len(certificates.listing(connection)) == 1


def test_a_serial_is_borne_once_per_issuer_action_and_year(store):
    record = build.a_certificate()
    take_in(store, record)
    with pytest.raises(DuplicateSerial) as refused:
        take_in(store, build.a_certificate(revision=build.digest("another")))
    assert refused.value.facts == {"serial": "SX-GM-2026-00001", "issuer": "SX", "held": id_of(record)}
    take_in(store, build.a_certificate(issued_on="2027-01-04"))
    take_in(store, build.a_certificate(issuer=kinds.Issuer(code="TY", name="另一样例部门")))


def test_numbers_run_from_one_and_a_refused_step_gives_its_number_back(store):
    with store.transaction() as connection:
        assert [certificates.take_number(connection, "SX", "green-mall", 2026) for _ in range(3)] == [1, 2, 3]
        assert certificates.take_number(connection, "SX", "green-mall", 2027) == 1
    with pytest.raises(KeyError), store.transaction() as connection:  # noqa: PT012 -- the number must be taken first
        certificates.take_number(connection, "SX", "green-mall", 2026)
        raise KeyError
    with store.transaction() as connection:
        assert certificates.take_number(connection, "SX", "green-mall", 2026) == 4


def test_the_highest_trust_list_counts_and_never_goes_down(store):
    with store.read() as connection:
        assert trust.current(connection) is None
    take_in(store, build.a_trust_list(number=5))
    take_in(store, build.a_trust_list(number=3))
    with store.read() as connection:
        held = trust.current(connection)
    assert held.number == 5
    assert open_envelope(held.envelope).record.number == 5
    with pytest.raises(TrustListFork):
        take_in(store, build.a_trust_list(number=5, project="另一项目"))


def test_an_edition_comes_with_its_record_and_by_itself(store):
    take_in(store, build.a_form_edition())
    with store.transaction() as connection:
        again = editions.put(connection, editions.get(connection, build.CONTENT_SHA256).content, form="x", code="y")
        assert again == build.CONTENT_SHA256
        (held,) = editions.listing(connection)
    assert (held.form, held.edition, held.sha256) == ("green-mall", "1", build.CONTENT_SHA256)


def test_the_nearest_and_latest_parameters_count(store):
    sets = {
        "province": build.a_parameter_set(),
        "city": build.a_parameter_set(region="140100"),
        "county old": build.a_parameter_set(region="140105"),
        "county new": build.a_parameter_set(region="140105", valid_from="2026-06-01"),
        "county later": build.a_parameter_set(region="140105", valid_from="2027-01-01"),
        "other city": build.a_parameter_set(region="140200"),
    }
    for record in sets.values():
        take_in(store, record)
    with store.read() as connection:
        found = parameters.current(connection, "green-mall", "140105", "2026-11-23")
    wanted = ("county new", "county old", "city", "province")
    assert [one.record_id for one in found] == [id_of(sets[name]) for name in wanted]
    assert (found[0].values, found[0].author.name) == ({"energy_quota": "118.5"}, "评审员甲")


def test_what_the_representative_said_stands_with_the_revision(store):
    revision = foreign_revision()
    record = build.an_acknowledgement(revision=id_of(revision))
    take_in(store, record)
    take_in(store, revision)
    with store.read() as connection:
        (said,) = revisions.acknowledgements(connection, id_of(revision))
        assert evidence.blobs_of(connection, id_of(record)) == (Blob(build.BLOB_SHA256, len(build.BLOB), "image/png"),)
    assert (said.outcome, said.name, said.record_id) == ("signed", "商场代表丙", id_of(record))


def test_heads_are_listed_for_statistics(store):
    first = foreign_revision()
    second = foreign_revision(parents=(id_of(first),), finished_at=LATER)
    for record in (first, second):
        take_in(store, record)
    with store.read() as connection:
        assert [one.record_id for one in revisions.listing(connection, form="green-mall")] == [id_of(second)]
        assert len(revisions.listing(connection, region_prefix="1401", verdict="pass")) == 1
        assert revisions.listing(connection, verdict="fail") == ()
        assert revisions.listing(connection, region_prefix="1402") == ()
