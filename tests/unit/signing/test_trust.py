"""Whom the trust list believes: known, in date, not revoked, in his role, region and actions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.signing.project import NOW, a_trust_store, an_authority, revoked, seeded, somebody
from workbench.domain.people import Role
from workbench.signing import authority, trust
from workbench.signing.certificate_code import CodeKey
from workbench.signing.grants import Grant
from workbench.signing.keys import SUITE, FileKey
from workbench.signing.trust import Purpose, Reason, Trusted, TrustListRefused, TrustStore, Untrusted

ROOT = an_authority()
INSPECTOR = somebody(ROOT, "insp-01")
SUPERVISOR = somebody(ROOT, "sup-01", Role.SUPERVISOR, region="140000", actions=("*",))
STRANGER = somebody(an_authority(2), "insp-01b")
STORE = a_trust_store(ROOT, INSPECTOR, SUPERVISOR)
DAY = timedelta(days=1)


def reason(store, person, at=NOW, purpose=trust.ANY_PURPOSE):
    status = store.status(person.key.key_id, at, purpose)
    assert isinstance(status, Untrusted)
    return status.reason


def test_a_member_is_trusted():
    assert STORE.status(INSPECTOR.key.key_id, NOW) == Trusted(INSPECTOR.member)


def test_an_unknown_key_is_not_trusted():
    assert reason(STORE, STRANGER) is Reason.UNKNOWN_KEY


def test_a_listed_certificate_of_another_root_is_not_trusted():
    store = a_trust_store(ROOT, INSPECTOR, STRANGER)
    assert reason(store, STRANGER) is Reason.BAD_CHAIN
    assert store.public_key(STRANGER.key.key_id) is None


@pytest.mark.parametrize(
    "change",
    [{"role": Role.SUPERVISOR}, {"region": "140000"}, {"actions": ("*",)}, {"person_id": "insp-02"}],
    ids=lambda change: next(iter(change)),
)
def test_a_list_that_says_more_than_the_certificate_is_not_believed(change):
    raised = replace(INSPECTOR, member=replace(INSPECTOR.member, **change))
    assert reason(a_trust_store(ROOT, raised), INSPECTOR) is Reason.BAD_CHAIN


def test_a_certificate_of_the_root_without_a_grant_is_not_believed():
    itself = replace(INSPECTOR.member, certificate=ROOT.certificate)
    store = TrustStore(number=1, root=ROOT.certificate, members=[itself])
    status = store.status(ROOT.key.key_id, NOW)
    assert isinstance(status, Untrusted)
    assert status.reason is Reason.BAD_CHAIN


def test_a_root_named_alike_is_not_the_root():
    twin = an_authority(3, "Sample Project")
    assert twin.certificate.subject == ROOT.certificate.subject
    fake = somebody(twin, "insp-09")
    assert reason(a_trust_store(ROOT, fake), fake) is Reason.BAD_CHAIN


def test_a_revocation_counts_from_its_moment():
    store = a_trust_store(ROOT, INSPECTOR, revoked=[revoked(INSPECTOR, NOW)])
    assert reason(store, INSPECTOR, NOW) is Reason.REVOKED
    assert reason(store, INSPECTOR, NOW + DAY) is Reason.REVOKED
    before = store.status(INSPECTOR.key.key_id, NOW - timedelta(seconds=1))
    assert before == Trusted(INSPECTOR.member, revoked(INSPECTOR, NOW))


def test_the_earliest_of_two_revocations_counts():
    listed = [revoked(INSPECTOR, NOW + DAY), revoked(INSPECTOR, NOW), revoked(INSPECTOR, NOW + 2 * DAY)]
    assert reason(a_trust_store(ROOT, INSPECTOR, revoked=listed), INSPECTOR, NOW) is Reason.REVOKED


def test_a_certificate_counts_between_its_dates():
    certificate = INSPECTOR.certificate
    assert reason(STORE, INSPECTOR, certificate.not_valid_after_utc + timedelta(seconds=1)) is Reason.EXPIRED
    assert reason(STORE, INSPECTOR, certificate.not_valid_before_utc - timedelta(seconds=1)) is Reason.NOT_YET_VALID
    for at in (certificate.not_valid_before_utc, certificate.not_valid_after_utc):
        assert isinstance(STORE.status(INSPECTOR.key.key_id, at), Trusted)


def test_a_renewed_certificate_leaves_the_old_signatures_alone():
    later = NOW + 390 * DAY
    request = authority.make_request(INSPECTOR.key, "insp-01")
    grant = Grant("insp-01", Role.INSPECTOR, "140100", ("green-mall",), 400)
    renewed = authority.issue(ROOT, request, grant, now=later, random=seeded(4))
    new = replace(INSPECTOR.member, certificate=renewed)
    store = TrustStore(number=1, root=ROOT.certificate, members=[new, INSPECTOR.member])
    key_id = INSPECTOR.key.key_id
    assert store.status(key_id, NOW) == Trusted(INSPECTOR.member)
    assert store.status(key_id, later + 30 * DAY) == Trusted(new)
    assert reason(store, INSPECTOR, later + 500 * DAY) is Reason.EXPIRED
    assert store.member(key_id) == new


@pytest.mark.parametrize(
    ("purpose", "expected"),
    [
        (Purpose(roles=frozenset({Role.SUPERVISOR, Role.HUB})), Reason.ROLE_NOT_ALLOWED),
        (Purpose(roles=frozenset()), Reason.ROLE_NOT_ALLOWED),
        (Purpose(region="140200"), Reason.REGION_NOT_COVERED),
        (Purpose(action="green-school"), Reason.ACTION_NOT_COVERED),
    ],
)
def test_a_key_is_not_trusted_beyond_its_grant(purpose, expected):
    assert reason(STORE, INSPECTOR, NOW, purpose) is expected


def test_a_key_is_trusted_within_its_grant():
    purpose = Purpose(roles=frozenset({Role.INSPECTOR}), region="140105", action="green-mall")
    assert isinstance(STORE.status(INSPECTOR.key.key_id, NOW, purpose), Trusted)
    purpose = Purpose(roles=frozenset({Role.SUPERVISOR}), region="140981", action="green-school")
    assert isinstance(STORE.status(SUPERVISOR.key.key_id, NOW, purpose), Trusted)


def test_signatures_of_members_and_of_the_root_are_checked():
    for key in (INSPECTOR.key, ROOT.key):
        signature = key.sign(b"record")
        assert STORE.check(key_id=key.key_id, suite=SUITE, signature=signature, message=b"record")
        assert not STORE.check(key_id=key.key_id, suite=SUITE, signature=signature, message=b"other")
        assert not STORE.check(key_id=key.key_id, suite="sm2-sm3", signature=signature, message=b"record")
    assert STORE.root_key_id == ROOT.key.key_id


def test_a_strangers_signature_is_not_checked():
    signature = STRANGER.key.sign(b"record")
    assert not STORE.check(key_id=STRANGER.key.key_id, suite=SUITE, signature=signature, message=b"record")
    assert not STORE.check(key_id=INSPECTOR.key.key_id, suite=SUITE, signature=signature, message=b"record")


def refused(held, offered):
    with pytest.raises(TrustListRefused) as refusal:
        trust.require_successor(held, offered)
    return refusal.value.facts["reason"]


def test_a_higher_number_of_the_same_root_succeeds():
    trust.require_successor(STORE, a_trust_store(ROOT, INSPECTOR, number=2))


def test_the_same_list_may_come_again():
    trust.require_successor(STORE, a_trust_store(ROOT, SUPERVISOR, INSPECTOR))


def test_the_number_never_goes_down():
    assert refused(a_trust_store(ROOT, INSPECTOR, number=7), a_trust_store(ROOT, INSPECTOR, number=6)) == "older"


def test_another_root_does_not_succeed():
    assert refused(STORE, a_trust_store(an_authority(2), number=9)) == "foreign"


@pytest.mark.parametrize(
    "offered",
    [
        a_trust_store(ROOT, INSPECTOR),
        a_trust_store(ROOT, INSPECTOR, SUPERVISOR, revoked=[revoked(INSPECTOR, NOW)]),
        a_trust_store(ROOT, INSPECTOR, SUPERVISOR, code_keys=[CodeKey(FileKey.generate(seeded(1)).public_key, "x")]),
    ],
)
def test_one_number_is_given_only_once(offered):
    assert refused(STORE, offered) == "same_number"


def test_a_revocation_is_never_forgotten():
    held = a_trust_store(ROOT, INSPECTOR, revoked=[revoked(INSPECTOR, NOW)])
    assert refused(held, a_trust_store(ROOT, INSPECTOR, number=2)) == "forgets"
    trust.require_successor(held, a_trust_store(ROOT, number=2, revoked=[revoked(INSPECTOR, NOW)]))


def test_code_keys_are_found_by_their_kid():
    key = FileKey.generate(seeded(1))
    store = a_trust_store(ROOT, code_keys=[CodeKey(key.public_key, "sx-swt")])
    assert store.code_keys[key.key_id[:16]].issuer == "sx-swt"
