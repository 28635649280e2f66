"""A signed PDF is believed only as its signers left it, and only if the project knows them."""

from __future__ import annotations

import random
from datetime import timedelta
from types import SimpleNamespace

import pytest
from pyhanko.sign.fields import SigSeedSubFilter

from tests.unit.signing.attacks import CHANGES, DROPPING, UNSIGNING, by_revision, replace_value
from tests.unit.signing.project import (
    FIELDS,
    NOW,
    ONE_FIELD,
    a_pdf,
    a_trust_store,
    an_appearance,
    an_authority,
    revoked,
    seeded,
    signed_by_three,
    signed_once,
    signing,
    somebody,
)
from workbench.domain.people import Role
from workbench.signing import authority, pades, pades_signing, pdf_layout
from workbench.signing.grants import Grant
from workbench.signing.pdf_verdict import Cause, Verdict

ROOT = an_authority()
INSPECTOR = somebody(ROOT, "insp-01")
UNIT = somebody(ROOT, "unit-01")
SUPERVISOR = somebody(ROOT, "sup-01", Role.SUPERVISOR)
FOREIGN_ROOT = an_authority(2, "Other Project")
STRANGER = somebody(FOREIGN_ROOT, "insp-77")
TRUST = a_trust_store(ROOT, INSPECTOR, UNIT, SUPERVISOR)

ONCE = signed_once(INSPECTOR)
THREE = signed_by_three(INSPECTOR, UNIT, SUPERVISOR)
VALID = Verdict.VALID_NO_TRUSTED_TIME


def verdicts(pdf, trust=TRUST):
    return [signature.verdict for signature in pades.verify_pdf(pdf, trust).signatures]


def overall(pdf, trust=TRUST, required=()):
    return pades.verify_pdf(pdf, trust, required=required).verdict


def test_one_signature_is_valid_and_says_everything():
    checked = pades.verify_pdf(ONCE, TRUST, required=[Role.INSPECTOR])
    assert checked.is_valid
    (signature,) = checked.signatures
    assert signature.verdict is VALID
    assert signature.cause is None
    assert signature.field == "Sig1_Inspector"
    assert signature.key_id == INSPECTOR.key.key_id
    assert signature.member == INSPECTOR.member
    assert (signature.claimed_name, signature.reason, signature.location) == ("评审员甲", "样例", "太原")
    assert signature.signed_at == NOW
    assert (signature.covered_bytes, signature.covers_file, signature.revision) == (len(ONCE), True, 2)


def test_three_signatures_in_a_row_are_valid():
    checked = pades.verify_pdf(THREE, TRUST)
    assert checked.verdict is VALID
    assert [signature.field for signature in checked.signatures] == [field.name for field in FIELDS]
    assert [signature.covers_file for signature in checked.signatures] == [False, False, True]
    assert [signature.member for signature in checked.signatures] == [
        INSPECTOR.member,
        UNIT.member,
        SUPERVISOR.member,
    ]


@pytest.mark.parametrize("pdf", [ONCE, THREE], ids=["one signature", "three signatures"])
def test_five_hundred_flipped_bits_are_all_noticed(pdf):
    chance = random.Random(20261123)
    for _ in range(500):
        place, bit = chance.randrange(len(pdf)), chance.randrange(8)
        flipped = bytearray(pdf)
        flipped[place] ^= 1 << bit
        assert overall(bytes(flipped)) in {Verdict.CHANGED, Verdict.UNREADABLE}, (place, bit)


def test_every_digit_of_the_padding_and_every_letter_case_is_noticed():
    pdf = THREE
    span = pdf_layout.find_spans(pdf)[-1]
    used = len(pdf_layout.container(pdf, span)) * 2
    gap = range(span.gap_starts + 1, span.gap_ends - 1)
    for place in gap[used:]:
        assert overall(pdf[:place] + b"1" + pdf[place + 1 :]) is Verdict.CHANGED
    for place in gap[:used:7]:
        lower = pdf[place : place + 1].lower()
        if lower != pdf[place : place + 1]:
            assert overall(pdf[:place] + lower + pdf[place + 1 :]) is Verdict.CHANGED


@pytest.mark.drill
def test_every_flipped_bit_inside_the_signature_is_noticed():
    (span,) = pdf_layout.find_spans(ONCE)
    for place in range(span.gap_starts, span.gap_ends):
        for bit in range(8):
            flipped = bytearray(ONCE)
            flipped[place] ^= 1 << bit
            assert overall(bytes(flipped)) is Verdict.CHANGED, (place, bit)


@pytest.mark.drill
@pytest.mark.parametrize("pdf", [ONCE, THREE], ids=["one signature", "three signatures"])
def test_every_flipped_byte_is_noticed(pdf):
    for place in range(len(pdf)):
        flipped = bytearray(pdf)
        flipped[place] ^= 0x10
        assert overall(bytes(flipped)) in {Verdict.CHANGED, Verdict.UNREADABLE}, place


@pytest.mark.parametrize("attack", [*CHANGES, *UNSIGNING])
@pytest.mark.parametrize("pdf", [ONCE, THREE], ids=["one signature", "three signatures"])
def test_a_change_after_the_last_signature_is_noticed(pdf, attack):
    changed = (CHANGES | UNSIGNING)[attack](pdf)
    assert changed.startswith(pdf)
    assert overall(changed) is Verdict.CHANGED


@pytest.mark.parametrize("attack", [*CHANGES, *DROPPING])
def test_a_change_between_two_signatures_is_noticed_even_if_the_next_signer_covers_it(attack):
    prepared = pades.add_signature_fields(a_pdf(), FIELDS)
    first = pades.sign_pdf(prepared, signing("Sig1_Inspector", appearance=an_appearance()), INSPECTOR.signatory)
    changed = (CHANGES | DROPPING)[attack](first)
    second = pades.sign_pdf(changed, signing("Sig2_Unit"), UNIT.signatory)
    checked = pades.verify_pdf(second, TRUST)
    assert checked.verdict is Verdict.CHANGED
    changed_one = checked.signatures[0]
    assert (changed_one.field, changed_one.cause) == ("Sig1_Inspector", Cause.LATER_CHANGE)
    assert changed_one.member == INSPECTOR.member


def test_a_signature_put_in_anothers_place_does_not_hide_it():
    # The field is emptied and signed again: a reader that follows the fields sees the second signature only.
    emptied = UNSIGNING["clear_signature"](signed_once(INSPECTOR))
    again = pades.sign_pdf(emptied, signing(), UNIT.signatory)
    checked = pades.verify_pdf(again, TRUST)
    assert checked.verdict is Verdict.CHANGED
    assert [(one.verdict, one.cause) for one in checked.signatures] == [
        (VALID, None),
        (Verdict.CHANGED, Cause.LAYOUT),
    ]


def test_the_value_of_a_field_must_be_the_string_between_its_byte_ranges():
    # The field gets a dictionary with the true byte range and a value of the forger's choice.
    checked = pades.verify_pdf(by_revision(replace_value)(ONCE), TRUST)
    assert checked.verdict is Verdict.CHANGED
    assert checked.signatures[0].cause is Cause.LAYOUT


def test_a_signature_under_another_filter_is_not_taken_for_pades(monkeypatch):
    other = SimpleNamespace(PADES=SigSeedSubFilter.ADOBE_PKCS7_DETACHED)
    monkeypatch.setattr(pades_signing, "SigSeedSubFilter", other)
    assert overall(signed_once(INSPECTOR)) is Verdict.CHANGED
    assert overall(signed_once(STRANGER)) is Verdict.UNKNOWN_SIGNER


def test_filling_the_second_field_is_no_change():
    prepared = pades.add_signature_fields(a_pdf(), FIELDS)
    first = pades.sign_pdf(prepared, signing("Sig1_Inspector", appearance=an_appearance()), INSPECTOR.signatory)
    second = pades.sign_pdf(first, signing("Sig2_Unit", appearance=an_appearance()), UNIT.signatory)
    assert verdicts(second) == [VALID, VALID]


def test_a_signature_after_the_lock_is_noticed(monkeypatch):
    fields = [FIELDS[0], FIELDS[2]]
    prepared = pades.add_signature_fields(a_pdf(), fields)
    locked = pades.sign_pdf(prepared, signing("Sig3_Supervisor"), SUPERVISOR.signatory)
    monkeypatch.setattr(pades_signing, "_is_first_signature", lambda revision, wanted: False)
    further = pades.sign_pdf(locked, signing("Sig1_Inspector"), INSPECTOR.signatory)
    assert verdicts(further) == [Verdict.CHANGED, VALID]
    assert overall(further) is Verdict.CHANGED


@pytest.mark.parametrize("tail", [b"\n", b"\0", b"%", b"%%EOF\n", b" " * 5000, b"\r\n% comment\n%%EOF\n"])
def test_bytes_after_the_end_are_noticed(tail):
    checked = pades.verify_pdf(ONCE + tail, TRUST)
    assert checked.verdict is Verdict.CHANGED


def test_bytes_before_the_beginning_are_noticed():
    assert overall(b"\n" + ONCE) is Verdict.CHANGED


@pytest.mark.parametrize("cut", [1, 6, 300, 900, 2000, 3000])
def test_a_cut_file_is_noticed(cut):
    # Cut back into the revision before, nothing of the signature is left to be seen.
    signature_begins = pdf_layout.find_spans(ONCE)[0].gap_starts
    expected = {Verdict.CHANGED, Verdict.UNREADABLE} if len(ONCE) - cut > signature_begins else {Verdict.NOT_SIGNED}
    checked = pades.verify_pdf(ONCE[:-cut], TRUST, required=[Role.INSPECTOR])
    assert checked.verdict in expected


def test_a_cut_off_last_revision_is_noticed_by_what_is_required():
    first, second, _ = pdf_layout.find_spans(THREE)
    for span, missing in ((second, ("supervisor",)), (first, ("supervisor", "Sig2_Unit"))):
        cut = THREE[: span.ends]
        assert overall(cut) is VALID
        checked = pades.verify_pdf(cut, TRUST, required=["Sig1_Inspector", "Sig2_Unit", Role.SUPERVISOR])
        assert checked.verdict is Verdict.MISSING_SIGNATURE
        assert set(checked.missing) == set(missing)


def test_a_role_required_twice_needs_two_signatures():
    assert overall(THREE, required=[Role.INSPECTOR, Role.INSPECTOR, Role.SUPERVISOR]) is VALID
    checked = pades.verify_pdf(ONCE, TRUST, required=[Role.INSPECTOR, Role.INSPECTOR])
    assert (checked.verdict, checked.missing) == (Verdict.MISSING_SIGNATURE, ("inspector",))


def test_a_signature_that_does_not_hold_fills_no_requirement():
    trust = a_trust_store(ROOT, INSPECTOR, revoked=[revoked(INSPECTOR, NOW)])
    checked = pades.verify_pdf(ONCE, trust, required=[Role.INSPECTOR, "Sig1_Inspector"])
    assert checked.verdict is Verdict.REVOKED
    assert checked.missing == ("Sig1_Inspector", "inspector")


def test_a_signer_of_another_project_is_unknown():
    checked = pades.verify_pdf(signed_once(STRANGER), TRUST)
    assert checked.verdict is Verdict.UNKNOWN_SIGNER
    (signature,) = checked.signatures
    assert (signature.cause, signature.member, signature.key_id) == (Cause.NOT_OURS, None, STRANGER.key.key_id)


def test_a_certified_signer_who_is_not_on_the_list_is_unknown():
    assert overall(ONCE, a_trust_store(ROOT, SUPERVISOR)) is Verdict.UNKNOWN_SIGNER


def test_a_listed_signer_of_another_root_is_unknown():
    assert overall(signed_once(STRANGER), a_trust_store(ROOT, INSPECTOR, STRANGER)) is Verdict.UNKNOWN_SIGNER


def test_a_known_key_under_a_certificate_of_another_root_is_unknown():
    # The key is on the list; the certificate in the file gives it another name and more rights.
    request = authority.make_request(INSPECTOR.key, "boss-01")
    grant = Grant("boss-01", Role.SUPERVISOR, "000000", ("*",), 400)
    certificate = authority.issue(FOREIGN_ROOT, request, grant, now=NOW, random=seeded(1))
    prepared = pades.add_signature_fields(a_pdf(), ONE_FIELD)
    pdf = pades.sign_pdf(prepared, signing(), pades.Signatory(INSPECTOR.key, certificate))
    assert overall(pdf) is Verdict.UNKNOWN_SIGNER


def test_a_stranger_who_signs_over_ours_does_not_make_it_his():
    prepared = pades.add_signature_fields(a_pdf(), FIELDS)
    first = pades.sign_pdf(prepared, signing("Sig1_Inspector"), INSPECTOR.signatory)
    second = pades.sign_pdf(first, signing("Sig3_Supervisor"), STRANGER.signatory)
    assert verdicts(second) == [VALID, Verdict.UNKNOWN_SIGNER]
    assert overall(second) is Verdict.UNKNOWN_SIGNER


def test_revocation_and_expiry_are_judged_by_the_time_of_signing():
    before = a_trust_store(ROOT, INSPECTOR, revoked=[revoked(INSPECTOR, NOW - timedelta(minutes=1))])
    after = a_trust_store(ROOT, INSPECTOR, revoked=[revoked(INSPECTOR, NOW + timedelta(minutes=1))])
    assert overall(ONCE, before) is Verdict.REVOKED
    checked = pades.verify_pdf(ONCE, after)
    assert checked.verdict is VALID
    assert checked.signatures[0].revocation == revoked(INSPECTOR, NOW + timedelta(minutes=1))
    assert overall(signed_once(INSPECTOR, at=NOW + timedelta(days=401))) is Verdict.EXPIRED
    assert overall(signed_once(INSPECTOR, at=NOW - timedelta(days=1))) is Verdict.NOT_YET_VALID


def test_a_signature_without_a_time_cannot_be_judged(monkeypatch):
    plain = pades_signing.SignatureObject
    monkeypatch.setattr(pades_signing, "SignatureObject", lambda timestamp, **others: plain(**others))
    checked = pades.verify_pdf(signed_once(INSPECTOR), TRUST)
    assert (checked.verdict, checked.signatures[0].cause) == (Verdict.UNREADABLE, Cause.NO_TIME)


def test_a_pdf_without_signatures_is_not_signed():
    checked = pades.verify_pdf(a_pdf(), TRUST, required=[Role.INSPECTOR])
    assert (checked.verdict, checked.signatures, checked.missing) == (Verdict.NOT_SIGNED, (), ("inspector",))
    assert overall(pades.add_signature_fields(a_pdf(), FIELDS)) is Verdict.NOT_SIGNED


@pytest.mark.parametrize("pdf", [b"", b"no pdf", b"%PDF-1.7\n", a_pdf()[:500], b"PK\x03\x04" + bytes(100)])
def test_what_is_no_pdf_is_unreadable(pdf):
    assert overall(pdf) is Verdict.UNREADABLE


def test_a_note_that_looks_like_a_byte_range_changes_nothing():
    text = "/ByteRange [0 10 20 30] /ETSI.CAdES.detached"
    assert overall(signed_once(INSPECTOR, pdf=a_pdf(text))) is VALID


def test_a_byte_range_in_the_text_does_not_make_a_plain_pdf_look_changed():
    assert overall(a_pdf("/ByteRange [0 10 20 30]")) in {Verdict.NOT_SIGNED, Verdict.CHANGED}


def test_very_many_signatures_are_refused_before_they_are_hashed(monkeypatch):
    (span,) = pdf_layout.find_spans(ONCE)
    ranges = b"".join(b"/ByteRange [0 %d %d %d] " % (span.gap_starts, span.gap_ends, n) for n in range(1, 40))
    monkeypatch.setattr(pdf_layout, "digest", lambda pdf, span: pytest.fail("hashed"))
    assert overall(ONCE + ranges) is Verdict.CHANGED


def test_a_verdict_is_as_bad_as_the_worst_signature():
    trust = a_trust_store(ROOT, INSPECTOR, SUPERVISOR, revoked=[revoked(SUPERVISOR, NOW)])
    assert verdicts(THREE, trust) == [VALID, Verdict.UNKNOWN_SIGNER, Verdict.REVOKED]
    assert overall(THREE, trust) is Verdict.UNKNOWN_SIGNER
