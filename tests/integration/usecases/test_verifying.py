"""What verifying says of reports, certificates, batches, receipts and codes: whole, changed, of strangers, revoked."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from datetime import date, timedelta

import pikepdf
import pytest

from tests.helpers.offices import Office, found_office
from workbench.cli.commands.verify import sentences
from workbench.documents.reading import attached_files
from workbench.domain.refusals import Refusal
from workbench.protocol.signatures import open_envelope
from workbench.signing.certificate_code import NotACertificateCode
from workbench.signing.keys import key_id
from workbench.signing.trust import Revocation, TrustStore
from workbench.store import records as record_table
from workbench.usecases import verifying
from workbench.usecases.certificate_paper import certificate_pdf
from workbench.usecases.certifying import revoke_certificate
from workbench.usecases.importing import import_batch
from workbench.usecases.reporting.issue import RECORD_FILE, make_report
from workbench.usecases.sealing import seal_batches
from workbench.usecases.verifying import (
    Answer,
    Grounds,
    Kind,
    NotVerifiable,
    grounds_of,
    verify_code,
    verify_file,
)

FLIPS = 40


@pytest.fixture(scope="module")
def papers(_certified: Office, tmp_path_factory):
    """One of everything that is signed, and the grounds of the supervisors' store."""
    office = _certified.copied(tmp_path_factory.mktemp("papers"))
    folder = office.folder / "papers"
    folder.mkdir()
    with office.inspector() as session:
        (folder / "report.pdf").write_bytes(make_report(session, office.made["taiyuan"]).pdf)
    with office.issuer() as session:
        (folder / "certificate.pdf").write_bytes(certificate_pdf(session, office.made["serial"]))
    stick = office.folder / "stick"
    (folder / "batch.awb").write_bytes(next(stick.glob("*.awb")).read_bytes())
    with office.supervisor() as session:
        (folder / "receipt.awr").write_bytes(import_batch(session, folder / "batch.awb").receipt.read_bytes())
        grounds = grounds_of(session)
    return office, folder, grounds


@pytest.fixture(scope="module")
def strangers(tmp_path_factory, _founded):
    office = found_office(tmp_path_factory.mktemp("strangers"), cache=_founded.place.cache, project="Other", seed=23)
    with office.supervisor() as session:
        return Grounds(session.trust(), office.clock.now().date())


def code_of(papers):
    office, _, _ = papers
    with office.issuer() as session, session.store.read() as connection:
        (held,) = record_table.listing(connection, "certificate")
    return open_envelope(held.envelope).record.qr


WHOLE = {
    "report.pdf": (Kind.REPORT, Answer.VALID_NO_TRUSTED_TIME, "sx-0001"),
    "certificate.pdf": (Kind.CERTIFICATE, Answer.VALID_NO_TRUSTED_TIME, "sx-0951"),
    "batch.awb": (Kind.BATCH, Answer.VALID, "sx-0001"),
    "receipt.awr": (Kind.RECEIPT, Answer.VALID, "sx-0901"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_whole_is_valid_and_names_its_signer(papers, name):
    _, folder, grounds = papers
    found = verify_file(folder / name, grounds)
    assert (found.kind, found.answer, found.signers[0].person_id) == WHOLE[name]
    assert found.is_valid
    assert found.subject


def test_a_batch_is_known_by_its_content_whatever_it_is_called(papers, tmp_path):
    _, folder, grounds = papers
    (tmp_path / "renamed.bin").write_bytes((folder / "batch.awb").read_bytes())
    assert verify_file(tmp_path / "renamed.bin", grounds).kind is Kind.BATCH


@pytest.mark.parametrize("name", WHOLE)
def test_to_strangers_the_signer_is_unknown(papers, strangers, name):
    _, folder, _ = papers
    found = verify_file(folder / name, strangers)
    assert (found.answer, found.is_valid) == (Answer.UNKNOWN_SIGNER, False)


@pytest.mark.parametrize("name", ["report.pdf", "certificate.pdf", "batch.awb", "receipt.awr"])
def test_no_changed_byte_stays_unnoticed(papers, tmp_path, name):
    _, folder, grounds = papers
    good = (folder / name).read_bytes()
    source = random.Random(name)
    changed = tmp_path / name
    for _ in range(FLIPS):
        bad = bytearray(good)
        bad[source.randrange(len(bad))] ^= 1 << source.randrange(8)
        changed.write_bytes(bad)
        try:
            found = verify_file(changed, grounds)
        except Refusal:
            continue
        assert not found.is_valid


@pytest.mark.parametrize("name", ["report.pdf", "certificate.pdf", "batch.awb", "receipt.awr"])
def test_a_cut_or_lengthened_file_is_not_valid(papers, tmp_path, name):
    _, folder, grounds = papers
    good = (folder / name).read_bytes()
    for bad in (good[:-1], good[: len(good) // 2], good[:20], good + b"\n", good + good):
        (tmp_path / name).write_bytes(bad)
        try:
            found = verify_file(tmp_path / name, grounds)
        except Refusal:
            continue
        assert not found.is_valid


def test_a_changed_batch_and_receipt_are_said_to_be_changed(papers, tmp_path):
    _, folder, grounds = papers
    batch = bytearray((folder / "batch.awb").read_bytes())
    batch[len(batch) // 2] ^= 1
    (tmp_path / "b.awb").write_bytes(batch)
    assert verify_file(tmp_path / "b.awb", grounds).answer is Answer.CHANGED
    receipt = (folder / "receipt.awr").read_bytes().replace("复核负责人甲".encode(), "复核负责人丁".encode())
    (tmp_path / "r.awr").write_bytes(receipt)
    assert verify_file(tmp_path / "r.awr", grounds).answer is Answer.CHANGED


def test_a_swapped_attachment_is_noticed(papers, tmp_path):
    _, folder, grounds = papers
    record = attached_files((folder / "certificate.pdf").read_bytes())[RECORD_FILE]
    with pikepdf.open(folder / "report.pdf") as document:
        document.attachments[RECORD_FILE] = pikepdf.AttachedFileSpec(document, record, filename=RECORD_FILE)
        buffer = io.BytesIO()
        document.save(buffer)
    (tmp_path / "swapped.pdf").write_bytes(buffer.getvalue())
    assert not verify_file(tmp_path / "swapped.pdf", grounds).is_valid


def test_a_valid_page_around_a_record_that_nobody_believes_is_no_report(papers, monkeypatch):
    _, folder, grounds = papers
    envelope = verifying._attached_record((folder / "report.pdf").read_bytes())
    forged = replace(envelope, signatures=())
    monkeypatch.setattr(verifying, "_attached_record", lambda _: forged)
    found = verify_file(folder / "report.pdf", grounds)
    assert (found.answer, found.detail) == (Answer.DOES_NOT_MATCH, "missing_signature")


def test_a_certificate_whose_code_says_something_else_does_not_match(papers, monkeypatch):
    _, folder, grounds = papers
    monkeypatch.setattr(verifying, "_says_the_same", lambda *_: False)
    assert verify_file(folder / "certificate.pdf", grounds).answer is Answer.DOES_NOT_MATCH


def test_an_unsigned_page_and_other_files_are_told_apart(papers, tmp_path):
    office, _, grounds = papers
    with office.supervisor() as session:
        (tmp_path / "copy.pdf").write_bytes(make_report(session, office.made["taiyuan"]).pdf)
    assert verify_file(tmp_path / "copy.pdf", grounds).answer is Answer.NOT_SIGNED
    (tmp_path / "junk.pdf").write_bytes(b"%PDF-1.7 junk")
    assert not verify_file(tmp_path / "junk.pdf", grounds).is_valid
    for data in (b"", b"hello", b"\x00\xff" * 50):
        (tmp_path / "x").write_bytes(data)
        with pytest.raises(NotVerifiable):
            verify_file(tmp_path / "x", grounds)
    (tmp_path / "x").write_bytes(b'{"format": 1}')
    assert verify_file(tmp_path / "x", grounds).answer is Answer.UNREADABLE
    with pytest.raises(Refusal):
        verify_file(tmp_path / "missing", grounds)
    with pytest.raises(Refusal):
        verify_file(tmp_path, grounds)


def test_a_trust_list_is_a_signed_record_and_no_receipt(papers, tmp_path, strangers):
    office, _, grounds = papers
    (tmp_path / "trust.json").write_bytes(office.trust_list)
    found = verify_file(tmp_path / "trust.json", grounds)
    assert (found.kind, found.answer, found.subject) == (Kind.RECORD, Answer.VALID, "trust_list")
    assert not verify_file(tmp_path / "trust.json", strangers).is_valid


def test_a_code_is_valid_forged_expired_or_a_strangers(papers, strangers):
    office, _, grounds = papers
    code = code_of(papers)
    found = verify_code(f" {code}\n", grounds)
    assert (found.answer, found.claims.serial) == (Answer.VALID, office.made["serial"])
    assert verify_code(code, strangers).answer is Answer.UNKNOWN_SIGNER
    source = random.Random(1)
    for _ in range(60):
        place = source.randrange(8, len(code))
        bad = code[:place] + ("A" if code[place] != "A" else "B") + code[place + 1 :]
        try:
            assert not verify_code(bad, grounds).is_valid, place
        except Refusal:
            continue
    with pytest.raises(Refusal):
        verify_code("https://example.org", grounds)


def with_code_key(grounds, **days):
    """The same grounds, with other days of the code key."""
    trust = grounds.trust
    keys = [replace(key, **days) for key in trust.code_keys.values()]
    return replace(
        grounds,
        trust=TrustStore(number=9, root=trust.root, members=trust.members, revoked=trust.revoked, code_keys=keys),
    )


def with_code_key_revoked(grounds, at):
    trust = grounds.trust
    (key,) = trust.code_keys.values()
    revoked = [Revocation(key_id(key.public_key), at, "丢失")]
    return replace(
        grounds,
        trust=TrustStore(number=9, root=trust.root, members=trust.members, revoked=revoked, code_keys=[key]),
    )


def test_a_code_dated_in_the_future_is_not_valid_yet(papers):
    _, _, grounds = papers
    code = code_of(papers)
    assert verify_code(code, replace(grounds, today=date(2026, 11, 22))).answer is Answer.NOT_YET_VALID
    assert verify_code(code, replace(grounds, today=date(2026, 11, 23))).answer is Answer.VALID


def test_a_code_key_is_believed_on_its_days_only(papers):
    _, folder, grounds = papers
    code = code_of(papers)
    issued = date(2026, 11, 23)
    assert verify_code(code, with_code_key(grounds, valid_from=issued, valid_until=issued)).is_valid
    for days in ({"valid_from": date(2026, 11, 24)}, {"valid_until": date(2026, 11, 22)}):
        found = verify_code(code, with_code_key(grounds, **days))
        assert (found.answer, found.detail) == (Answer.UNKNOWN_SIGNER, "code_key_out_of_period")
    assert not verify_file(folder / "certificate.pdf", with_code_key(grounds, valid_until=date(2026, 11, 22))).is_valid


def test_a_revoked_code_key_takes_its_certificates_of_that_day_and_later_along(papers):
    office, _, grounds = papers
    code = code_of(papers)
    now = office.clock.now()
    for hours in (-20, 0, 13):  # 22 November at 14:42, the day of issue, and its last hour
        found = verify_code(code, with_code_key_revoked(grounds, now + timedelta(hours=hours)))
        assert (found.answer, found.detail) == (Answer.REVOKED, "code_key_revoked")
    later = verify_code(code, with_code_key_revoked(grounds, now + timedelta(hours=14)))
    assert (later.answer, later.facts["key_revoked_on"]) == (Answer.VALID, date(2026, 11, 24))
    assert any("2026-11-24" in line for line in sentences(office.place.words(), "x", later))


def test_blanks_around_a_code_are_taken_away_and_no_others(papers):
    _, _, grounds = papers
    code = code_of(papers)
    assert verify_code(f" \t\r\n{code} \n", grounds).is_valid
    for odd in ("\u3000", "\u00a0", "\u200b", "\ufeff", "\x1c"):
        with pytest.raises(NotACertificateCode):
            verify_code(odd + code, grounds)
        assert verify_code(code + odd, grounds).answer is Answer.CHANGED


def test_a_revoked_certificate_is_revoked_on_paper_and_by_its_code(papers, tmp_path):
    office, folder, before = papers
    office = office.copied(tmp_path / "revoked")
    code = code_of(papers)
    with office.issuer() as session:
        revoke_certificate(session, office.made["serial"], "弄虚作假")
        grounds = grounds_of(session)
    assert verify_file(folder / "certificate.pdf", grounds).answer is Answer.REVOKED
    assert verify_code(code, grounds).answer is Answer.REVOKED
    assert verify_file(folder / "report.pdf", grounds).is_valid, "the report stays what it was"
    assert verify_code(code, before).is_valid, "whoever has not heard of it believes it"


def test_a_revocation_travels_to_the_inspectors(papers, tmp_path):
    office = papers[0].copied(tmp_path / "travels")
    with office.issuer() as session:
        revoke_certificate(session, office.made["serial"], "弄虚作假")
        (one,) = seal_batches(session, tmp_path)
    with office.inspector() as session:
        assert import_batch(session, one.path).taken
        assert verify_code(code_of(papers), grounds_of(session)).answer is Answer.REVOKED
