"""Fields come before signatures, signatures come as revisions, and the last one locks."""

from __future__ import annotations

from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import FieldMDPAction, MDPPerm, enumerate_sig_fields

from tests.unit.signing.project import (
    FIELDS,
    NOW,
    ONE_FIELD,
    a_pdf,
    an_appearance,
    an_authority,
    signed_by_three,
    signed_once,
    signing,
    somebody,
)
from workbench.domain.people import Role
from workbench.signing import pades
from workbench.signing.cms import SignatureNotMade
from workbench.signing.pades import DocumentLocked, FieldUnusable, PdfUnusable

ROOT = an_authority()
INSPECTOR = somebody(ROOT, "insp-01")
UNIT = somebody(ROOT, "unit-01")
SUPERVISOR = somebody(ROOT, "sup-01", Role.SUPERVISOR)


def signatures(pdf):
    return PdfFileReader(BytesIO(pdf)).embedded_signatures


def test_fields_are_added_in_one_revision_that_keeps_every_byte():
    pdf = a_pdf()
    prepared = pades.add_signature_fields(pdf, FIELDS)
    assert prepared.startswith(pdf)
    reader = PdfFileReader(BytesIO(prepared))
    assert reader.xrefs.total_revisions == 2
    assert [name for name, value, _ in enumerate_sig_fields(reader) if value is None] == [plan.name for plan in FIELDS]


def test_each_signature_is_one_more_revision_that_keeps_every_byte():
    prepared = pades.add_signature_fields(a_pdf(), FIELDS)
    once = pades.sign_pdf(prepared, signing("Sig1_Inspector"), INSPECTOR.signatory)
    twice = pades.sign_pdf(once, signing("Sig2_Unit"), UNIT.signatory)
    assert once.startswith(prepared)
    assert twice.startswith(once)
    assert PdfFileReader(BytesIO(twice)).xrefs.total_revisions == 4


def test_the_first_of_three_certifies_and_leaves_the_other_fields_open():
    first, second, third = signatures(signed_by_three(INSPECTOR, UNIT, SUPERVISOR))
    assert first.docmdp_level is MDPPerm.FILL_FORMS
    assert first.reader.root["/Perms"]["/DocMDP"]["/Name"] == "评审员甲"
    assert (first.fieldmdp.action, first.fieldmdp.fields) == (FieldMDPAction.INCLUDE, ["Sig1_Inspector"])
    assert second.docmdp_level is None
    assert (second.fieldmdp.action, second.fieldmdp.fields) == (FieldMDPAction.INCLUDE, ["Sig2_Unit"])
    assert third.docmdp_level is MDPPerm.NO_CHANGES
    assert third.fieldmdp.action is FieldMDPAction.ALL


def test_the_only_one_certifies_and_locks_everything():
    (only,) = signatures(signed_once(INSPECTOR))
    assert only.docmdp_level is MDPPerm.NO_CHANGES
    assert only.fieldmdp.action is FieldMDPAction.ALL
    assert "/DocMDP" in only.reader.root["/Perms"]


def test_a_signature_says_who_when_where_and_why_in_the_pades_form():
    (only,) = signatures(signed_once(INSPECTOR))
    assert only.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert (only.sig_object["/Name"], only.sig_object["/Reason"], only.sig_object["/Location"]) == (
        "评审员甲",
        "样例",
        "太原",
    )
    assert only.self_reported_timestamp == NOW
    attributes = {attribute["type"].native for attribute in only.signer_info["signed_attrs"]}
    # ETSI EN 319 142-1, 6.3: no signing-time attribute, the time stands in /M.
    assert attributes == {"content_type", "message_digest", "signing_certificate_v2", "cms_algorithm_protection"}
    assert [certificate.chosen.subject.native for certificate in only.signed_data["certificates"]] == [
        {"common_name": "insp-01"}
    ]


def test_the_same_signature_is_made_twice():
    assert signed_once(INSPECTOR) == signed_once(INSPECTOR)


def test_a_signature_writes_no_clock_of_the_machine():
    pdf = signed_once(INSPECTOR)
    added = pdf[len(a_pdf()) :]
    assert b"/ModDate" not in added
    assert b"/Metadata" not in added
    # pyHanko escapes the colon of a date.
    assert added.count(b"(D\\07220261123104207") == added.count(b"(D\\072") == 1


def test_the_appearance_is_drawn_into_the_field():
    prepared = pades.add_signature_fields(a_pdf(), ONE_FIELD)
    blank = pades.sign_pdf(prepared, signing(), INSPECTOR.signatory)
    drawn = pades.sign_pdf(prepared, signing(appearance=an_appearance()), INSPECTOR.signatory)
    field = PdfFileReader(BytesIO(drawn)).root["/AcroForm"]["/Fields"][0]
    assert field["/AP"]["/N"]["/BBox"] == [0, 0, 140, 60]
    assert b"signed by a sample" in field["/AP"]["/N"].data
    assert PdfFileReader(BytesIO(blank)).root["/AcroForm"]["/Fields"][0]["/AP"]["/N"].data == b""


def test_fields_cannot_be_added_after_a_signature():
    with pytest.raises(DocumentLocked):
        pades.add_signature_fields(signed_once(INSPECTOR), FIELDS[1:])


def test_two_fields_of_one_name_are_refused():
    with pytest.raises(FieldUnusable):
        pades.add_signature_fields(a_pdf(), [*ONE_FIELD, *ONE_FIELD])
    with pytest.raises(FieldUnusable):
        pades.add_signature_fields(pades.add_signature_fields(a_pdf(), ONE_FIELD), ONE_FIELD)


def test_nobody_signs_after_the_lock():
    prepared = pades.add_signature_fields(a_pdf(), [FIELDS[0], FIELDS[2]])
    locked = pades.sign_pdf(prepared, signing("Sig3_Supervisor"), SUPERVISOR.signatory)
    with pytest.raises(DocumentLocked) as refusal:
        pades.sign_pdf(locked, signing("Sig1_Inspector"), INSPECTOR.signatory)
    assert refusal.value.facts == {"field": "Sig3_Supervisor"}


@pytest.mark.parametrize("field", ["Sig9", "Sig1_Inspector"])
def test_only_an_empty_field_is_signed(field):
    prepared = pades.add_signature_fields(a_pdf(), FIELDS)
    once = pades.sign_pdf(prepared, signing("Sig1_Inspector"), INSPECTOR.signatory)
    with pytest.raises(FieldUnusable):
        pades.sign_pdf(once, signing(field), UNIT.signatory)


def test_a_pdf_without_fields_is_not_signed():
    with pytest.raises(FieldUnusable):
        pades.sign_pdf(a_pdf(), signing(), INSPECTOR.signatory)


def test_key_and_certificate_must_belong_together():
    prepared = pades.add_signature_fields(a_pdf(), ONE_FIELD)
    with pytest.raises(SignatureNotMade):
        pades.sign_pdf(prepared, signing(), pades.Signatory(INSPECTOR.key, UNIT.certificate))


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n", a_pdf()[:-200], a_pdf().replace(b"/Root", b"/Toor")])
def test_a_broken_pdf_is_refused(pdf):
    with pytest.raises(PdfUnusable):
        pades.add_signature_fields(pdf, ONE_FIELD)
    with pytest.raises(PdfUnusable):
        pades.sign_pdf(pdf, signing(), INSPECTOR.signatory)


def test_a_page_that_is_not_there_is_refused():
    with pytest.raises(PdfUnusable):
        pades.add_signature_fields(a_pdf(), [pades.FieldPlan("x", 5, (0, 0, 1, 1), pades.Locks.OWN)])


def test_a_broken_appearance_is_refused():
    prepared = pades.add_signature_fields(a_pdf(), ONE_FIELD)
    with pytest.raises(PdfUnusable):
        pades.sign_pdf(prepared, signing(appearance=b"no picture"), INSPECTOR.signatory)


def test_endless_nesting_is_refused():
    nested = a_pdf().replace(b"/Info 5 0 R", b"/Info 5 0 R /X " + b"[" * 100_000)
    with pytest.raises(PdfUnusable):
        pades.add_signature_fields(nested, ONE_FIELD)


def test_a_file_without_an_identifier_gets_one():
    pdf = a_pdf().replace(b"/ID", b"/XD")
    assert pdf != a_pdf()
    prepared = pades.add_signature_fields(pdf, ONE_FIELD)
    first, second = (part.original_bytes for part in PdfFileReader(BytesIO(prepared)).trailer["/ID"])
    assert (len(first), len(second)) == (16, 16)


def test_the_identifier_keeps_its_first_part_and_changes_its_second():
    before = PdfFileReader(BytesIO(a_pdf())).trailer["/ID"]
    after = PdfFileReader(BytesIO(pades.add_signature_fields(a_pdf(), ONE_FIELD))).trailer["/ID"]
    assert after[0].original_bytes == before[0].original_bytes
    assert after[1].original_bytes != before[1].original_bytes


def test_pades_is_declared_in_a_pdf_1_and_part_of_pdf_2():
    older = PdfFileReader(BytesIO(pades.add_signature_fields(a_pdf(), ONE_FIELD)))
    assert older.root["/Extensions"]["/ESIC"]["/ExtensionLevel"] == 1
    assert older.root["/Version"] == "/1.7"
    pdf_2 = a_pdf().replace(b"%PDF-1.3", b"%PDF-2.0")
    assert "/Extensions" not in PdfFileReader(BytesIO(pades.add_signature_fields(pdf_2, ONE_FIELD))).root
