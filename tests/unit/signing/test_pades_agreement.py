"""Other programs say the same about the PDFs that are signed here: poppler's pdfsig and pyHanko's own validator."""

from __future__ import annotations

import shutil
import subprocess
import sys
from io import BytesIO

import pikepdf
import pytest
from asn1crypto import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.unit.signing.attacks import CHANGES
from tests.unit.signing.project import (
    NOW,
    a_pdf,
    a_trust_store,
    an_authority,
    signed_by_three,
    signed_once,
    somebody,
)
from workbench.domain.people import Role
from workbench.signing import pades
from workbench.signing.authority import certificate_der
from workbench.signing.pdf_verdict import Cause, Verdict

ROOT = an_authority()
INSPECTOR = somebody(ROOT, "insp-01")
UNIT = somebody(ROOT, "unit-01")
SUPERVISOR = somebody(ROOT, "sup-01", Role.SUPERVISOR)
TRUST = a_trust_store(ROOT, INSPECTOR, UNIT, SUPERVISOR)
ONCE = signed_once(INSPECTOR)
THREE = signed_by_three(INSPECTOR, UNIT, SUPERVISOR)

needs_pdfsig = pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig (poppler-utils) is not installed")


def pdfsig(pdf, folder):
    path = folder / "signed.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False).stdout


@needs_pdfsig
@pytest.mark.parametrize(("pdf", "count"), [(ONCE, 1), (THREE, 3)], ids=["one signature", "three signatures"])
def test_pdfsig_calls_every_signature_valid(pdf, count, tmp_path):
    told = pdfsig(pdf, tmp_path)
    assert told.count("Signature is Valid.") == count
    assert told.count("ETSI.CAdES.detached") == count
    assert told.count("Total document signed") + told.count("Not total document signed") == count
    assert "Signer Certificate Common Name: insp-01" in told


@needs_pdfsig
def test_pdfsig_too_notices_a_changed_page(tmp_path):
    changed = ONCE.replace(b"595 842", b"595 841", 1)
    assert changed != ONCE
    assert "Signature is Valid." not in pdfsig(changed, tmp_path)


@pytest.mark.parametrize("pdf", [ONCE, THREE], ids=["one signature", "three signatures"])
def test_pyhanko_calls_every_signature_valid_and_trusted(pdf):
    root = x509.Certificate.load(certificate_der(ROOT.certificate))
    for embedded in PdfFileReader(BytesIO(pdf)).embedded_signatures:
        context = ValidationContext(trust_roots=[root], allow_fetching=False, moment=NOW)
        status = validate_pdf_signature(embedded, context)
        assert status.bottom_line, status.pretty_print_details()


def through_pikepdf(mode):
    """Write the page again as the documents room does: with XMP, an attachment and a cross-reference of either kind."""
    out = BytesIO()
    with pikepdf.open(BytesIO(a_pdf())) as pdf:
        with pdf.open_metadata() as metadata:
            metadata["dc:title"] = "样例报告"
        pdf.attachments["record.json"] = pikepdf.AttachedFileSpec(pdf, b'{"format":1}', mime_type="application/json")
        pdf.save(out, object_stream_mode=mode, deterministic_id=True)
    return out.getvalue()


@pytest.mark.parametrize("mode", [pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate])
def test_files_of_another_writer_are_signed_three_times_and_watched(mode):
    pdf = signed_by_three(INSPECTOR, UNIT, SUPERVISOR, pdf=through_pikepdf(mode))
    assert pades.verify_pdf(pdf, TRUST).is_valid
    for embedded in PdfFileReader(BytesIO(pdf)).embedded_signatures:
        root = x509.Certificate.load(certificate_der(ROOT.certificate))
        context = ValidationContext(trust_roots=[root], allow_fetching=False, moment=NOW)
        assert validate_pdf_signature(embedded, context).bottom_line
    for attack in CHANGES.values():
        assert pades.verify_pdf(attack(pdf), TRUST).verdict is Verdict.CHANGED


def signed_by_pyhanko(person):
    store = SimpleCertificateStore()
    signer = signers.SimpleSigner(
        signing_cert=x509.Certificate.load(certificate_der(person.certificate)),
        signing_key=signers.pdf_cms.translate_pyca_cryptography_key_to_asn1(person.key.private_key),
        cert_registry=store,
    )
    out = BytesIO()
    signers.sign_pdf(
        IncrementalPdfFileWriter(BytesIO(a_pdf())),
        signers.PdfSignatureMetadata(field_name="Sig", subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"),
        signer=signer,
        output=out,
    )
    return out.getvalue()


def test_a_strangers_signature_of_another_program_is_unknown_and_not_changed():
    stranger = somebody(an_authority(2, "Other Project"), "x-1")
    checked = pades.verify_pdf(signed_by_pyhanko(stranger), TRUST)
    assert checked.verdict is Verdict.UNKNOWN_SIGNER
    assert checked.signatures[0].cause is Cause.FOREIGN_FORM
    assert checked.signatures[0].key_id == stranger.key.key_id


def test_a_strangers_broken_signature_of_another_program_is_changed():
    pdf = signed_by_pyhanko(somebody(an_authority(2, "Other Project"), "x-1"))
    assert pades.verify_pdf(pdf.replace(b"595 842", b"595 841", 1), TRUST).verdict is Verdict.CHANGED


def test_a_known_key_is_believed_in_our_own_form_only():
    assert pades.verify_pdf(signed_by_pyhanko(INSPECTOR), TRUST).verdict is Verdict.CHANGED


def test_pyhanko_is_loaded_only_when_a_pdf_is_signed_or_checked():
    script = (
        "import sys, workbench.signing.pades, workbench.signing.trust, workbench.signing.certificate_code\n"
        "assert not [name for name in sys.modules if name.startswith(('pyhanko', 'asn1crypto', 'aiohttp'))]\n"
        "workbench.signing.pades.warm_up()\n"
        "assert 'pyhanko.sign' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
