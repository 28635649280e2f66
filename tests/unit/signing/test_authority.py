"""The file CA certifies whom it was told to certify, for what it was told, and nobody else."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.unit.signing.project import NOW, an_authority, seeded, somebody
from workbench.domain.people import Role
from workbench.signing import authority
from workbench.signing.authority import NameNotAscii, RequestRefused
from workbench.signing.grants import GRANT_OID, CertificateNotOurs, Grant, GrantRefused, grant_of, require_proper
from workbench.signing.keys import FileKey, UnsuitableKey
from workbench.signing.trust import is_issued_by

ROOT = an_authority()
KEY = FileKey.generate(seeded(9))
GRANT = Grant("insp-01", Role.INSPECTOR, "140100", ("green-mall", "green-school"), 400)


def issued(grant=GRANT, key=KEY, person_id=None):
    request = authority.make_request(key, person_id or grant.person_id)
    return authority.issue(ROOT, request, grant, now=NOW, random=seeded(3))


def extension(certificate, kind):
    return certificate.extensions.get_extension_for_class(kind)


def test_the_root_is_a_ca_for_twenty_years():
    root = ROOT.certificate
    assert extension(root, x509.BasicConstraints).value == x509.BasicConstraints(ca=True, path_length=1)
    assert extension(root, x509.KeyUsage).value.key_cert_sign
    assert not extension(root, x509.KeyUsage).value.digital_signature
    assert (root.not_valid_after_utc - root.not_valid_before_utc).days == 7305
    assert authority.certificate_key_id(root) == ROOT.key.key_id
    root.verify_directly_issued_by(root)


def test_a_certificate_carries_its_grant():
    certificate = issued()
    assert grant_of(certificate) == GRANT
    assert certificate.subject.rfc4514_string() == "CN=insp-01"
    certificate.verify_directly_issued_by(ROOT.certificate)


def test_a_certificate_is_for_documents_only():
    certificate = issued()
    usage = extension(certificate, x509.KeyUsage)
    assert usage.critical
    assert usage.value.digital_signature
    assert usage.value.content_commitment
    assert not usage.value.key_cert_sign
    assert extension(certificate, x509.BasicConstraints).value == x509.BasicConstraints(ca=False, path_length=None)
    assert not certificate.extensions.get_extension_for_oid(GRANT_OID).critical


def test_a_certificate_names_its_own_and_its_issuers_key():
    certificate = issued()
    subject = extension(certificate, x509.SubjectKeyIdentifier).value
    assert subject == x509.SubjectKeyIdentifier.from_public_key(KEY.public_key)
    issuer = extension(certificate, x509.AuthorityKeyIdentifier).value.key_identifier
    assert issuer == extension(ROOT.certificate, x509.SubjectKeyIdentifier).value.digest


def test_a_certificate_begins_an_hour_early_and_ends_when_it_was_told():
    certificate = issued()
    assert certificate.not_valid_before_utc == NOW - timedelta(hours=1)
    assert certificate.not_valid_after_utc == NOW + timedelta(days=400)


def test_serials_are_positive_and_short_enough_and_differ():
    source = seeded(5)
    request = authority.make_request(KEY, "insp-01")
    serials = {authority.issue(ROOT, request, GRANT, now=NOW, random=source).serial_number for _ in range(5)}
    assert len(serials) == 5
    assert all(0 < serial < 2**159 for serial in serials)


@pytest.mark.parametrize("name", ["评审员甲", "𬭎", "", "a" * 65, " a", "a b", "a/b", "a\n", "-a"])
def test_names_that_are_not_staff_numbers_are_refused(name):
    with pytest.raises(NameNotAscii):
        authority.make_request(KEY, name)
    with pytest.raises(GrantRefused):
        require_proper(Grant(name, Role.INSPECTOR, "140100", (), 1))


@pytest.mark.parametrize("name", ["山西绿色生活", "", "a", "x" * 65, "tail "])
def test_a_project_needs_a_plain_name_too(name):
    with pytest.raises(NameNotAscii):
        authority.create_authority(name, now=NOW, random=seeded(1))


def test_a_request_says_who_asks_with_which_key():
    request = authority.read_request(authority.make_request(KEY, "insp-01"))
    assert (request.person_id, request.key_id) == ("insp-01", KEY.key_id)


def test_a_request_for_another_person_is_refused():
    with pytest.raises(RequestRefused) as refusal:
        issued(person_id="insp-02")
    assert refusal.value.facts == {"reason": "another_person", "asked": "insp-02", "granted": "insp-01"}


def test_a_request_that_does_not_prove_its_key_is_refused():
    pem = authority.make_request(KEY, "insp-01")
    request = x509.load_pem_x509_csr(pem.encode())
    der = bytearray(request.public_bytes(serialization.Encoding.DER))
    place = bytes(der).index(b"insp-01")
    der[place : place + 7] = b"insp-02"
    changed = x509.load_der_x509_csr(bytes(der)).public_bytes(serialization.Encoding.PEM).decode()
    with pytest.raises(RequestRefused) as refusal:
        authority.read_request(changed)
    assert refusal.value.facts == {"reason": "not_proved"}


@pytest.mark.parametrize("pem", ["", "nonsense", "证书", "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n"])
def test_an_unreadable_request_is_refused(pem):
    with pytest.raises(RequestRefused):
        authority.read_request(pem)


def other_request(key, name):
    builder = x509.CertificateSigningRequestBuilder().subject_name(name)
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()


@pytest.mark.parametrize("person_id", ["评审员甲", "a b"])
def test_a_request_of_another_program_needs_a_staff_number_too(person_id):
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, person_id)])
    with pytest.raises(RequestRefused) as refusal:
        authority.read_request(other_request(KEY.private_key, name))
    assert refusal.value.facts == {"reason": "name"}


def test_a_request_with_another_curve_is_refused():
    key = ec.derive_private_key(5, ec.SECP384R1())
    with pytest.raises(UnsuitableKey):
        authority.read_request(other_request(key, x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "insp-01")])))


@pytest.mark.parametrize(
    "names", [[], [("a", NameOID.ORGANIZATION_NAME)], [("a", NameOID.COMMON_NAME), ("b", NameOID.ORGANIZATION_NAME)]]
)
def test_a_request_names_one_person_and_nothing_else(names):
    name = x509.Name([x509.NameAttribute(oid, value) for value, oid in names])
    with pytest.raises(RequestRefused):
        authority.read_request(other_request(KEY.private_key, name))


@pytest.mark.parametrize(
    ("grant", "reason"),
    [
        (Grant("insp-01", Role.INSPECTOR, "14", (), 1), "region"),
        (Grant("insp-01", Role.INSPECTOR, "山西省", (), 1), "region"),
        (Grant("insp-01", Role.INSPECTOR, "140100", ("Green",), 1), "actions"),
        (Grant("insp-01", Role.INSPECTOR, "140100", ("a", "a"), 1), "actions"),
        (Grant("insp-01", Role.INSPECTOR, "140100", tuple(f"a{n}" for n in range(33)), 1), "actions"),
        (Grant("insp-01", Role.INSPECTOR, "140100", (), 0), "days"),
        (Grant("insp-01", Role.INSPECTOR, "140100", (), 3661), "days"),
        (Grant("insp-01", Role.INSPECTOR, "140100", (), -1), "days"),
    ],
)
def test_ill_formed_grants_are_refused(grant, reason):
    with pytest.raises(GrantRefused) as refusal:
        issued(grant)
    assert refusal.value.facts["reason"] == reason


def test_a_certificate_does_not_outlive_its_root():
    late = ROOT.certificate.not_valid_after_utc - timedelta(days=100)
    request = authority.make_request(KEY, "insp-01")
    with pytest.raises(GrantRefused) as refusal:
        authority.issue(ROOT, request, GRANT, now=late, random=seeded(1))
    assert refusal.value.facts["reason"] == "outlives_root"


def test_nobody_is_certified_under_the_name_of_the_root():
    root = an_authority(name="project")
    request = authority.make_request(KEY, "project")
    grant = Grant("project", Role.INSPECTOR, "140100", (), 1)
    with pytest.raises(GrantRefused) as refusal:
        authority.issue(root, request, grant, now=NOW, random=seeded(1))
    assert refusal.value.facts["reason"] == "root_name"


def hand_made(value, person_id="insp-01"):
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, person_id)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(ROOT.certificate.subject)
        .public_key(KEY.public_key)
        .serial_number(7)
        .not_valid_before(NOW)
        .not_valid_after(NOW + timedelta(days=3))
    )
    if value is not None:
        builder = builder.add_extension(x509.UnrecognizedExtension(GRANT_OID, value), critical=False)
    return builder.sign(ROOT.key.private_key, hashes.SHA256())


def text(said):
    return b"\x0c" + bytes([len(said)]) + said.encode()


GOOD = '{"actions":[],"format":1,"region":"140100","role":"hub"}'


def test_a_grant_written_elsewhere_in_the_same_form_is_read():
    assert grant_of(hand_made(text(GOOD))) == Grant("insp-01", Role.HUB, "140100", (), 3)


@pytest.mark.parametrize(
    "value",
    [
        None,
        b"",
        b"\x0c\x00",
        text("[]"),
        text("7"),
        text('{"actions":[],"format":1,"region":"140100"}'),
        text(GOOD.replace("hub", "king")),
        text(GOOD.replace('"140100"', "140100")),
        text(GOOD.replace(":1,", ":2,")),
        text(GOOD.replace(":1,", ": 1,")),
        text(GOOD.replace("[]", '"ab"')),
        text(GOOD.replace("[]", "null")),
        text(GOOD[:-1] + ',"more":1}'),
        text(GOOD) + b"\0",
        b"\x04" + text(GOOD)[1:],
        b"\x0c\x81" + text(GOOD)[1:],
    ],
)
def test_any_other_form_of_a_grant_is_not_ours(value):
    with pytest.raises(CertificateNotOurs):
        grant_of(hand_made(value))


@pytest.mark.parametrize(
    ("granted", "region", "covered"),
    [
        ("140000", "140105", True),
        ("140000", "140100", True),
        ("140000", "140000", True),
        ("140000", "130105", False),
        ("140100", "140105", True),
        ("140100", "140200", False),
        ("140100", "140000", False),
        ("140105", "140105", True),
        ("140105", "140106", False),
        ("000000", "140105", True),
        ("140000", "14", False),
        ("140000", "1401050", False),
    ],
)
def test_a_region_covers_the_codes_below_it(granted, region, covered):
    assert Grant("a", Role.INSPECTOR, granted, (), 1).covers_region(region) is covered


def test_only_a_star_stands_for_all_actions():
    assert Grant("a", Role.INSPECTOR, "140000", ("*",), 1).covers_action("green-mall")
    assert not Grant("a", Role.INSPECTOR, "140000", (), 1).covers_action("green-mall")
    assert not Grant("a", Role.INSPECTOR, "140000", ("green-school",), 1).covers_action("green-mall")


def test_a_certificate_is_read_back():
    person = somebody(ROOT, "insp-05")
    encoded = authority.certificate_der(person.certificate)
    assert authority.certificate_from_der(encoded) == person.certificate
    for bad in (b"", encoded[:-1], b"x" + encoded):
        with pytest.raises(CertificateNotOurs):
            authority.certificate_from_der(bad)


def test_a_form_that_the_library_only_warns_of_is_refused_without_a_warning():
    script = (
        "import sys; from workbench.signing.authority import CertificateNotOurs, certificate_from_der\n"
        "try:\n    certificate_from_der(bytes.fromhex(sys.argv[1]))\n"
        "except CertificateNotOurs:\n    print('refused')"
    )
    encoded = bytearray(authority.certificate_der(issued()))
    serial = bytes(encoded).index(bytes.fromhex("0210")) + 2
    encoded[serial] |= 0x80
    told = subprocess.run([sys.executable, "-c", script, encoded.hex()], capture_output=True, text=True, check=True)
    assert (told.stdout, told.stderr) == ("refused\n", "")


def test_a_certificate_with_any_flipped_bit_is_refused_or_no_longer_the_roots():
    encoded = authority.certificate_der(issued())
    for bit in range(len(encoded) * 8):
        flipped = bytearray(encoded)
        flipped[bit // 8] ^= 1 << bit % 8
        try:
            certificate = authority.certificate_from_der(bytes(flipped))
        except (CertificateNotOurs, UnsuitableKey):
            continue
        assert not is_issued_by(certificate, ROOT.certificate), bit
