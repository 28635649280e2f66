"""The file CA and its trust list: init-ca, request, sign, install, renew, revoke (decisions 1 and 2)."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from tests.helpers.offices import (
    INSPECTOR,
    INSPECTORS,
    ISSUER,
    PASSWORD,
    a_grant,
    a_place,
    filled,
    finished,
    found_office,
)
from workbench.domain.people import Person, Role
from workbench.protocol import records
from workbench.protocol.signatures import open_envelope
from workbench.signing.authority import RequestRefused, make_request
from workbench.signing.grants import Grant, GrantRefused
from workbench.signing.key_envelope import WrongPassword
from workbench.signing.trust import Reason, Trusted, TrustListRefused, Untrusted
from workbench.usecases import keyring
from workbench.usecases.finishing import MayNotSign, finish_assessment
from workbench.usecases.opening import create_store, open_with_recovery
from workbench.usecases.reporting.issue import make_report
from workbench.usecases.session import NoCertificate, NoTrustList
from workbench.usecases.trusting import NotATrustList, TrustListForged, trust_store_of
from workbench.usecases.typed_text import ReasonMissing
from workbench.usecases.verifying import Answer, Grounds, verify_file


def test_a_ca_folder_is_made_once_and_opened_with_its_password(tmp_path):
    place = a_place()
    made = keyring.init_authority(place, tmp_path / "ca", "Sample", PASSWORD)
    again = keyring.open_authority(tmp_path / "ca", PASSWORD)
    assert (again.project, again.trust.number, again.trust.root) == ("Sample", 1, made.trust.root)
    with pytest.raises(keyring.AuthorityExists):
        keyring.init_authority(place, tmp_path / "ca", "Sample", PASSWORD)
    with pytest.raises(WrongPassword):
        keyring.open_authority(tmp_path / "ca", "wrong")
    with pytest.raises(keyring.NoAuthority):
        keyring.open_authority(tmp_path / "elsewhere", PASSWORD)


def test_a_key_waits_for_its_certificate_and_finds_it_in_the_trust_list(tmp_path, office):
    with create_store(office.place, tmp_path / "new.db", Person("sx-0009", "新评审员"), PASSWORD).session as session:
        with pytest.raises(NoCertificate):
            session.require_certificate()
        with pytest.raises(NoTrustList):
            session.trust()
        request = keyring.request_certificate(session)
        grant = Grant("sx-0009", Role.INSPECTOR, "140100", ("green-mall",), 30)
        ca = keyring.sign_request(office.place, office.authority(), request, grant, "新评审员")
        installed = keyring.install_trust_list(session, office.trust_list)
        assert installed.number == ca.trust.number
        assert session.require_certificate() == installed.member(session.require_key().key_id).certificate
    member = trust_store_of(office.trust_list).member(session_key := ca.trust.members[-1].key_id)
    assert (member.person_id, member.name, member.region, member.actions) == (
        "sx-0009",
        "新评审员",
        "140100",
        ("green-mall",),
    )
    assert keyring.owner_of(ca.trust, session_key) == Person("sx-0009", "新评审员")
    assert keyring.owner_of(ca.trust, "0" * 32) is None


def test_a_request_is_signed_for_the_one_who_asked_only(office):
    with office.inspector() as session:
        request = keyring.request_certificate(session)
    before = office.trust_list
    with pytest.raises(RequestRefused):
        keyring.sign_request(office.place, office.authority(), request, a_grant(ISSUER, Role.ISSUER), "x")
    with pytest.raises(RequestRefused):
        keyring.sign_request(office.place, office.authority(), "junk", a_grant(INSPECTOR, Role.INSPECTOR), "x")
    for bad in ({"region": "14"}, {"days": 0}):
        grant = Grant(**{**vars_of(a_grant(INSPECTOR, Role.INSPECTOR)), **bad})
        with pytest.raises(GrantRefused):
            keyring.sign_request(office.place, office.authority(), request, grant, "x")
    assert office.trust_list == before


def vars_of(grant):
    return {name: getattr(grant, name) for name in ("person_id", "role", "region", "actions", "days")}


def test_an_older_a_foreign_and_a_forged_list_are_refused_and_the_held_one_stays(office, tmp_path):
    older = office.trust_list
    ca = office.authority()
    keyring.revoke_key(office.place, ca, ca.trust.members[0].key_id, "遗失")
    with office.supervisor() as session:
        number = keyring.install_trust_list(session, office.trust_list).number
        foreign = found_office(tmp_path / "foreign", cache=office.place.cache, seed=9).trust_list
        for offered, refusal in (
            (older, TrustListRefused),
            (foreign, TrustListRefused),
            (office.trust_list.replace(b'"number":', b'"number":1'), TrustListForged),
            (office.trust_list[:-9], Exception),
        ):
            with pytest.raises(refusal):
                keyring.install_trust_list(session, offered)
        assert session.trust().number == number


def test_another_signed_record_is_no_trust_list(delivered_office):
    receipt = next((delivered_office.folder / "stick").glob("*.awr")).read_bytes()
    with delivered_office.supervisor() as session, pytest.raises(NotATrustList):
        keyring.install_trust_list(session, receipt)


def test_the_same_list_may_be_installed_twice(office):
    with office.supervisor() as session:
        first = keyring.install_trust_list(session, office.trust_list)
        assert keyring.install_trust_list(session, office.trust_list).number == first.number


def test_a_revoked_key_signs_nothing_more_and_what_it_signed_stays(office, tmp_path):
    with office.inspector() as session:
        done = finished(session, photos=0)
        (tmp_path / "report.pdf").write_bytes(make_report(session, done).pdf)
        draft = filled(session, photos=0, name="另一商场", credit_code="")
        key_id = session.require_key().key_id
    office.clock.advance(days=1)
    keyring.revoke_key(office.place, office.authority(), key_id, "离职")
    office.hand_out()
    with office.inspector() as session:
        with pytest.raises(MayNotSign) as refused:
            finish_assessment(session, draft)
        assert refused.value.facts["reason"] == "revoked"
        grounds = Grounds(session.trust(), office.clock.now().date())
    assert verify_file(tmp_path / "report.pdf", grounds).answer is Answer.VALID_NO_TRUSTED_TIME


def test_an_expired_certificate_finishes_nothing(office):
    with office.inspector() as session:
        draft = filled(session, photos=0)
        office.clock.advance(days=451)
        with pytest.raises(MayNotSign):
            finish_assessment(session, draft)


def test_a_renewed_certificate_keeps_what_was_signed_under_the_old_one(office, tmp_path):
    with office.inspector() as session:
        (tmp_path / "report.pdf").write_bytes(make_report(session, finished(session, photos=0)).pdf)
        request, key_id = keyring.request_certificate(session), session.require_key().key_id
        signed_at = office.clock.now()
    office.clock.advance(days=400)
    keyring.sign_request(office.place, office.authority(), request, a_grant(INSPECTOR, Role.INSPECTOR), "评审员甲")
    office.hand_out()
    office.clock.advance(days=100)
    with office.inspector() as session:
        trust = session.trust()
        assert session.require_certificate() == trust.member(key_id).certificate
        assert isinstance(trust.status(key_id, signed_at), Trusted)
        assert isinstance(trust.status(key_id, office.clock.now()), Trusted)
        assert finished(session, photos=0, name="第二商场", credit_code="")
        found = verify_file(tmp_path / "report.pdf", Grounds(trust, office.clock.now().date()))
    assert found.answer is Answer.VALID_NO_TRUSTED_TIME


def test_a_key_revoked_twice_is_revoked_from_the_earlier_moment(office):
    ca = office.authority()
    key_id = ca.trust.members[0].key_id
    early = office.clock.now()
    ca = keyring.revoke_key(office.place, ca, key_id, "遗失", early)
    office.clock.advance(days=2)
    keyring.revoke_key(office.place, ca, key_id, "再次登记")
    trust = trust_store_of(office.trust_list)
    between = trust.status(key_id, early.replace(day=24))
    assert isinstance(between, Untrusted)
    assert between.reason is Reason.REVOKED
    assert [(one.at, one.reason) for one in trust.revoked] == [(early, "遗失")]


def test_only_a_listed_key_is_revoked_and_with_a_reason(office):
    with pytest.raises(keyring.KeyNotListed):
        keyring.revoke_key(office.place, office.authority(), "0" * 32, "遗失")
    ca = office.authority()
    with pytest.raises(ReasonMissing):
        keyring.revoke_key(office.place, ca, ca.trust.members[0].key_id, "  ")


def test_a_fingerprint_is_read_aloud_in_groups_of_four():
    assert keyring.fingerprint("00ff11ee22dd33cc44bb55aa66997788") == "00FF 11EE 22DD 33CC 44BB 55AA 6699 7788"


def test_the_certificate_is_there_after_recovery(office):
    path, code = office.store(INSPECTORS), office.recovery[INSPECTORS]
    with open_with_recovery(office.place, path, INSPECTOR.person_id, code, "new") as session:
        assert session.require_certificate() is not None


def test_a_code_key_is_listed_with_its_first_day_and_an_end_where_one_is_given(office):
    with office.issuer() as session:
        request = make_request(session.code_key, ISSUER.person_id)
    office.clock.advance(days=3)
    ca = keyring.add_code_key(office.place, office.authority(), request, "SX01", days=365)
    (key,) = ca.trust.code_keys.values()
    assert (key.valid_from, key.valid_until) == (date(2026, 11, 23), date(2027, 11, 26))
    assert trust_store_of(office.trust_list).code_keys == ca.trust.code_keys


def test_a_list_from_before_there_were_days_keeps_its_bytes(office):
    record = open_envelope(office.trust_list).record
    (row,) = record.qr_keys
    assert row.valid_from == "2026-11-23"
    old = records.to_bytes(
        msgspec.structs.replace(record, qr_keys=(msgspec.structs.replace(row, valid_from=msgspec.UNSET),))
    )
    assert b"valid_from" not in old
    assert records.to_bytes(records.from_value(msgspec.json.decode(old))) == old


def test_a_code_key_can_be_revoked_by_the_id_that_codes_carry(office):
    ca = office.authority()
    (kid,) = ca.trust.code_keys
    revoked = keyring.revoke_key(office.place, ca, kid, "丢失").trust
    assert revoked.code_revocation(revoked.code_keys[kid]).at == office.clock.now()
    with pytest.raises(keyring.KeyNotListed):
        keyring.revoke_key(office.place, ca, "0" * 16, "丢失")
