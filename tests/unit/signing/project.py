"""A small project for tests: an authority, people with keys and certificates, a trust list, a tiny PDF."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from io import BytesIO

from cryptography import x509
from reportlab.pdfgen.canvas import Canvas

from workbench.domain.people import Role
from workbench.signing import authority, pades
from workbench.signing.grants import Grant
from workbench.signing.key_envelope import KdfCost
from workbench.signing.keys import FileKey
from workbench.signing.trust import Member, Revocation, TrustStore

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 23, 10, 42, 7, tzinfo=CHINA)
TINY_COST = KdfCost(memory_kib=8, iterations=1, lanes=1)

FIELDS = (
    pades.FieldPlan("Sig1_Inspector", 0, (40, 40, 180, 100), pades.Locks.OWN),
    pades.FieldPlan("Sig2_Unit", 0, (200, 40, 340, 100), pades.Locks.OWN),
    pades.FieldPlan("Sig3_Supervisor", 0, (360, 40, 500, 100), pades.Locks.ALL),
)
ONE_FIELD = (pades.FieldPlan("Sig1_Inspector", 0, (40, 40, 180, 100), pades.Locks.ALL),)


def seeded(seed):
    """Give a source of bytes that is the same in every run."""
    return random.Random(seed).randbytes


@dataclass(frozen=True)
class Somebody:
    key: FileKey
    certificate: x509.Certificate
    member: Member

    @property
    def signatory(self):
        return pades.Signatory(self.key, self.certificate)


def an_authority(seed=1, name="Sample Project"):
    return authority.create_authority(name, now=NOW - timedelta(days=30), random=seeded(seed))


def somebody(root, person_id, role=Role.INSPECTOR, *, region="140100", actions=("green-mall",), days=400, now=NOW):
    key = FileKey.generate(seeded(person_id))
    grant = Grant(person_id, role, region, actions, days)
    certificate = authority.issue(
        root, authority.make_request(key, person_id), grant, now=now, random=seeded(person_id + "-serial")
    )
    return Somebody(key, certificate, Member(certificate, person_id, f"样例{person_id}", role, region, actions))


def a_trust_store(root, *people, number=1, revoked=(), code_keys=()):
    return TrustStore(
        number=number,
        root=root.certificate,
        members=[one.member for one in people],
        revoked=revoked,
        code_keys=code_keys,
    )


def revoked(one, at, reason="key_compromise"):
    return Revocation(one.key.key_id, at, reason)


def a_pdf(text="Sample report"):
    """Draw a page that stays the same to the byte."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=(595, 842), invariant=True)
    canvas.drawString(72, 720, text)
    canvas.showPage()
    canvas.save()
    return made.getvalue()


def an_appearance():
    made = BytesIO()
    canvas = Canvas(made, pagesize=(140, 60), invariant=True)
    canvas.drawString(4, 30, "signed by a sample")
    canvas.rect(2, 2, 136, 56)
    canvas.save()
    return made.getvalue()


def signing(field="Sig1_Inspector", *, at=NOW, name="评审员甲", appearance=None):
    return pades.Signing(
        field=field, signed_at=at, signer_name=name, reason="样例", location="太原", appearance=appearance
    )


def signed_once(person, *, at=NOW, pdf=None):
    prepared = pades.add_signature_fields(pdf or a_pdf(), ONE_FIELD)
    return pades.sign_pdf(prepared, signing(at=at, appearance=an_appearance()), person.signatory)


def signed_by_three(first, second, third, *, pdf=None):
    pdf = pades.add_signature_fields(pdf or a_pdf(), FIELDS)
    for field, person in zip(FIELDS, (first, second, third), strict=True):
        pdf = pades.sign_pdf(pdf, signing(field.name, appearance=an_appearance()), person.signatory)
    return pdf
