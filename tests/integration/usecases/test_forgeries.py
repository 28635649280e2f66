"""What people with listed keys could forge with our own source code, and where each of it is noticed."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import msgspec
import pytest

from tests.helpers import forgeries
from tests.helpers.offices import (
    COLLEAGUE,
    DATONG,
    INSPECTORS,
    SUPERVISORS,
    Office,
    a_grant,
)
from workbench.domain.people import Person, Role
from workbench.protocol import canonical, records
from workbench.protocol.signatures import open_envelope
from workbench.store import records as record_table
from workbench.store.rows import Origin
from workbench.usecases import keyring
from workbench.usecases.certifying import Issue, issue_certificate
from workbench.usecases.importing import import_batch
from workbench.usecases.opening import add_person
from workbench.usecases.rescoring import ResultDoesNotFollow
from workbench.usecases.reviewing import WantedDecision, decide
from workbench.usecases.session import Session
from workbench.usecases.verifying import Answer, Kind, grounds_of, verify_file

ELSEWHERE = "11111111-2222-4333-8444-555555555555"


def verified(judge: Session, pdf: bytes) -> tuple[Kind, Answer, str]:
    """Verify a paper; gives what it was taken for, the answer and its detail."""
    file = judge.store.path.with_name("forged.pdf")
    file.write_bytes(pdf)
    found = verify_file(file, grounds_of(judge))
    return found.kind, found.answer, found.detail


def planned(judge: Session, sender: Session, *envelopes: bytes) -> dict[str, str]:
    """Import a forged batch; gives the disposition or the reason by kind."""
    file = forgeries.batch(sender, judge.store.path.with_name("forged.awb"), envelopes)
    plan = import_batch(judge, file).plan
    return {one.kind: one.reason.value if one.reason else one.disposition.value for one in plan.items}


def another_assessment(session: Session, **changes: Any) -> records.Revision:
    """Give the first mall's revision as if it were another assessment's."""
    (first, *_) = (
        one for one in forgeries.held(session, "revision") if open_envelope(one).record.unit.name.startswith("太原")
    )
    return forgeries.changed(first, assessment=ELSEWHERE, parents=(), **changes)


def too_good(revision: records.Revision) -> records.Revision:
    return msgspec.structs.replace(revision, result={**revision.result, "total": "600"})


def easier_edition(session: Session) -> records.FormEdition:
    """Make up an edition that gives more for less, under the name of the shipped one."""
    edition = open_envelope(forgeries.held(session, "form_edition")[0]).record
    text = json.dumps(edition.content, ensure_ascii=False)
    content = json.loads(text.replace("绿色商场", "绿色商城"))
    assert content != edition.content
    sha256 = hashlib.sha256(canonical.encode(content)).hexdigest()
    return msgspec.structs.replace(edition, content=content, sha256=sha256)


# --- papers -----------------------------------------------------------------------------------------


def test_a_page_around_ones_own_record_is_a_report(finished_office):
    with finished_office.inspector() as inspector:
        record = forgeries.held(inspector, "revision")[0]
        pdf = forgeries.paper(inspector, record)
        assert verified(inspector, pdf) == (Kind.REPORT, Answer.VALID_NO_TRUSTED_TIME, "")


def test_pages_that_a_colleague_signs_around_somebody_elses_record_are_no_report(finished_office):
    with finished_office.inspector() as inspector:
        record = forgeries.held(inspector, "revision")[0]
    with finished_office.open(INSPECTORS, COLLEAGUE) as colleague:
        pdf = forgeries.paper(colleague, record)
        assert verified(colleague, pdf) == (Kind.REPORT, Answer.DOES_NOT_MATCH, "other_signer")
        again = forgeries.signed(colleague, open_envelope(record).record, "team")
        both = record_with(record, again)
        assert verified(colleague, forgeries.paper(colleague, both)) == (
            *(Kind.REPORT, Answer.DOES_NOT_MATCH, "other_signer"),
        )


def record_with(envelope: bytes, other: bytes) -> bytes:
    from workbench.protocol.signatures import merge

    return merge(open_envelope(envelope), open_envelope(other)).to_bytes()


def test_a_signed_page_without_one_record_is_no_paper_of_ours(finished_office):
    with finished_office.inspector() as inspector:
        record, unit = forgeries.held(inspector, "revision")[0], forgeries.held(inspector, "unit")[0]
        for attached in ((), (unit,), (b"{}",), (record, record)):
            pdf = forgeries.paper(inspector, *attached)
            assert verified(inspector, pdf) == (Kind.PDF, Answer.DOES_NOT_MATCH, "no_record")


def test_a_report_whose_result_its_answers_do_not_give_is_noticed(finished_office):
    with finished_office.inspector() as inspector:
        forged = forgeries.signed(inspector, too_good(another_assessment(inspector)), "author")
        pdf = forgeries.paper(inspector, forged)
        assert verified(inspector, pdf) == (Kind.REPORT, Answer.DOES_NOT_MATCH, "result_mismatch")


def test_a_report_by_an_invented_edition_is_noticed(finished_office):
    with finished_office.inspector() as inspector:
        revision = another_assessment(inspector)
        form = msgspec.structs.replace(revision.form, sha256=easier_edition(inspector).sha256)
        forged = forgeries.signed(inspector, msgspec.structs.replace(revision, form=form), "author")
        assert verified(inspector, forgeries.paper(inspector, forged))[1] is Answer.DOES_NOT_MATCH


def test_a_role_that_nobody_has_is_never_signed(finished_office):
    with finished_office.inspector() as inspector:
        forged = another_assessment(inspector, required_signatures=("mayor",))
        pdf = forgeries.paper(inspector, forgeries.signed(inspector, forged, "author"))
        assert verified(inspector, pdf)[1] is Answer.MISSING_SIGNATURE


def with_local(office: Office, person: Person, role: Role, store: str) -> None:
    """Let somebody in whose key covers Datong only."""
    founder = INSPECTORS if store == INSPECTORS else SUPERVISORS
    opened = office.inspector() if founder == INSPECTORS else office.supervisor()
    with opened as session:
        add_person(session, person, "a sample password")
    with office.open(store, person) as session:
        request = keyring.request_certificate(session)
    keyring.sign_request(office.place, office.authority(), request, a_grant(person, role, DATONG), person.name)
    office.hand_out()


def test_a_report_from_outside_the_keys_region_is_noticed(finished_office):
    local = Person("sx-0003", "评审员丙")
    with_local(finished_office, local, Role.INSPECTOR, INSPECTORS)
    with finished_office.open(INSPECTORS, local) as session:
        team = (records.PersonRef(person_id=local.person_id, name=local.name),)
        revision = another_assessment(session)
        visit = msgspec.structs.replace(revision.visit, team=team)
        forged = forgeries.signed(session, msgspec.structs.replace(revision, visit=visit), "author")
        pdf = forgeries.paper(session, forged)
        assert verified(session, pdf) == (Kind.REPORT, Answer.DOES_NOT_MATCH, "out_of_scope")


def test_a_certificate_page_is_signed_by_an_issuer_of_its_region_who_issued_it(certified_office):
    local = Person("sx-0952", "发证人乙")
    with_local(certified_office, local, Role.ISSUER, SUPERVISORS)
    with certified_office.issuer() as issuer:
        record = forgeries.held(issuer, "certificate")[0]
        assert verified(issuer, forgeries.paper(issuer, record))[1] is Answer.VALID_NO_TRUSTED_TIME
    with certified_office.open(SUPERVISORS, local) as session:
        pdf = forgeries.paper(session, record)
        assert verified(session, pdf) == (Kind.CERTIFICATE, Answer.DOES_NOT_MATCH, "other_signer")
        own = forgeries.signed(session, open_envelope(record).record, "issue")
        pdf = forgeries.paper(session, own)
        assert verified(session, pdf) == (Kind.CERTIFICATE, Answer.DOES_NOT_MATCH, "out_of_scope")
    with certified_office.supervisor() as supervisor:
        assert verified(supervisor, forgeries.paper(supervisor, record))[1] is Answer.MISSING_SIGNATURE


@pytest.mark.parametrize(
    "changes",
    [
        {"valid_until": "2030-01-01"},
        {"issued_on": "2020-01-01"},
        {"grade": records.GradeRef(code="qualified", name="五星")},
    ],
)
def test_a_certificate_says_what_its_code_says(certified_office, changes):
    with certified_office.issuer() as issuer:
        record = open_envelope(forgeries.held(issuer, "certificate")[0]).record
        changes = {**changes, **({"grade": _renamed(record)} if "grade" in changes else {})}
        forged = forgeries.signed(issuer, msgspec.structs.replace(record, **changes), "issue")
        assert verified(issuer, forgeries.paper(issuer, forged)) == (
            *(Kind.CERTIFICATE, Answer.DOES_NOT_MATCH, "code"),
        )


def _renamed(record: records.Certificate) -> records.GradeRef:
    return records.GradeRef(code=record.grade.code, name="五星")


# --- batches ----------------------------------------------------------------------------------------


def test_a_result_that_its_answers_do_not_give_is_kept_aside(delivered_office):
    with delivered_office.inspector() as inspector, delivered_office.supervisor() as supervisor:
        honest = another_assessment(inspector)
        forged = forgeries.signed(inspector, too_good(honest), "author")
        assert planned(supervisor, inspector, forged) == {"revision": "result_mismatch"}
        assert planned(supervisor, inspector, forgeries.signed(inspector, honest, "author")) == {"revision": "new"}


def test_an_edition_of_ones_own_making_is_kept_aside_with_what_was_scored_by_it(delivered_office):
    with delivered_office.inspector() as inspector, delivered_office.supervisor() as supervisor:
        edition = easier_edition(inspector)
        revision = another_assessment(inspector)
        form = msgspec.structs.replace(revision.form, sha256=edition.sha256)
        forged = msgspec.structs.replace(revision, form=form)
        told = planned(
            supervisor,
            inspector,
            forgeries.signed(inspector, edition, "author"),
            forgeries.signed(inspector, forged, "author"),
        )
        assert told == {"form_edition": "unknown_edition", "revision": "unknown_edition"}


def test_an_action_outside_the_forms_own_does_not_widen_a_key(delivered_office):
    with delivered_office.inspector() as inspector, delivered_office.supervisor() as supervisor:
        revision = another_assessment(inspector)
        unit = msgspec.structs.replace(revision.unit, action="green-school")
        forged = forgeries.signed(inspector, msgspec.structs.replace(revision, unit=unit), "author")
        assert planned(supervisor, inspector, forged) == {"revision": "result_mismatch"}


# --- decisions --------------------------------------------------------------------------------------


def test_neither_approval_nor_certificate_is_built_on_a_result_that_does_not_follow(delivered_office):
    """Such a revision cannot come in by a batch; one that lies in the store all the same is noticed."""
    with delivered_office.inspector() as inspector, delivered_office.supervisor() as supervisor:
        forged = forgeries.signed(inspector, too_good(another_assessment(inspector)), "author")
        keep(supervisor, forged)
        with pytest.raises(ResultDoesNotFollow):
            decide(supervisor, WantedDecision(ELSEWHERE, "approved"))
        decision = records.Decision(
            assessment=ELSEWHERE,
            revisions=(open_envelope(forged).record_id,),
            outcome="approved",
            reason="",
            comments=(),
            reviewer=records.ActingPerson(person_id="sx-0901", name="复核负责人甲", role="supervisor"),
            decided_at=supervisor.place.now_text(),
        )
        keep(supervisor, forgeries.signed(supervisor, decision, "decide"))
    with delivered_office.issuer() as issuer, pytest.raises(ResultDoesNotFollow):
        issue_certificate(issuer, Issue(ELSEWHERE, "样例机关"))


def test_what_does_not_follow_can_be_returned(delivered_office):
    with delivered_office.inspector() as inspector, delivered_office.supervisor() as supervisor:
        keep(supervisor, forgeries.signed(inspector, too_good(another_assessment(inspector)), "author"))
        assert decide(supervisor, WantedDecision(ELSEWHERE, "returned", "结果与答案不符"))


def keep(session: Session, envelope: bytes) -> None:
    """Put a record into a store past the importer."""
    with session.store.transaction() as connection:
        record_table.apply(connection, envelope, at=session.place.now_text(), origin=Origin.IMPORTED)
