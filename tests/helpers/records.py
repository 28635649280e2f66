"""Builders of one valid record of every kind; every field can be replaced by name."""

from __future__ import annotations

import hashlib
from typing import Any

from workbench.protocol import canonical, records

MOMENT = "2026-11-23T10:42:07+08:00"
UNIT_ID = "6f0f5a52-3c1e-4a57-9a2e-0d0c6a1b2c3d"
ASSESSMENT = "b2f7c1de-9a10-4f0b-8f53-7a1f0f6f1e22"
DEVICE = "0a4d8b61-1f2e-4b3c-8d9e-5f60718293a4"
CREDIT_CODE = "91140100MA0000000X"
BLOB = b"a photo that the project has drawn itself"
BLOB_SHA256 = hashlib.sha256(BLOB).hexdigest()
CONTENT: dict[str, Any] = {"code": "green-mall", "edition": "1", "items": [{"code": "A101", "points": "5"}]}
CONTENT_SHA256 = hashlib.sha256(canonical.encode(CONTENT)).hexdigest()


def digest(text: str) -> str:
    """Give a hash that stands for something, different for every text."""
    return hashlib.sha256(text.encode()).hexdigest()


def a_person(**changes: Any) -> records.PersonRef:
    return records.PersonRef(**{"person_id": "insp-001", "name": "评审员甲", **changes})


def an_acting_person(**changes: Any) -> records.ActingPerson:
    return records.ActingPerson(**{"person_id": "sup-001", "name": "复核员乙", "role": "supervisor", **changes})


def a_form_ref(**changes: Any) -> records.FormRef:
    return records.FormRef(**{"code": "green-mall", "edition": "1", "sha256": CONTENT_SHA256, **changes})


def a_unit(**changes: Any) -> records.Unit:
    fields = {
        "unit_id": UNIT_ID,
        "name": "太原市样例购物中心",
        "action": "green-mall",
        "credit_code": CREDIT_CODE,
        "region": "140105",
        "address": "太原市小店区样例路1号",
        "attributes": {
            "building_area": "52000.5",
            "chain": True,
            "floors": 6,
            "kinds": ("food", "dress"),
            "note": None,
        },
        "recorded_at": MOMENT,
    }
    return records.Unit(**{**fields, **changes})


def a_form_edition(**changes: Any) -> records.FormEdition:
    content = changes.pop("content", CONTENT)
    sha256 = hashlib.sha256(canonical.encode(content)).hexdigest()
    fields = {"form": "green-mall", "edition": "1", "sha256": sha256, "content": content}
    return records.FormEdition(**{**fields, **changes})


def a_parameter_set(**changes: Any) -> records.ParameterSet:
    fields = {
        "form": "green-mall",
        "region": "140000",
        "values": {"energy_quota": "118.5"},
        "source": "DB14/T 样例 第5条",
        "valid_from": "2026-01-01",
        "author": a_person(),
    }
    return records.ParameterSet(**{**fields, **changes})


def an_evidence_ref(**changes: Any) -> records.EvidenceRef:
    fields = {
        "sha256": BLOB_SHA256,
        "size": len(BLOB),
        "mime": "image/jpeg",
        "name": "节能灯具.jpg",
        "item": "A101",
        "note": "一层中庭",
        "taken_at": MOMENT,
        "lat_e7": 378_570_000,
        "lon_e7": 1_125_490_000,
    }
    return records.EvidenceRef(**{**fields, **changes})


def a_reading(**changes: Any) -> records.Reading:
    fields = {"place": "二层东侧", "kind": "temperature", "values": ("26.1", "26.3"), "limit": "26", "passed": True}
    return records.Reading(**{**fields, **changes})


def a_revision(**changes: Any) -> records.Revision:
    fields = {
        "assessment": ASSESSMENT,
        "parents": (),
        "unit": records.AssessedUnit(
            unit_id=UNIT_ID,
            name="太原市样例购物中心",
            region="140105",
            credit_code=CREDIT_CODE,
            action="green-mall",
            address="太原市小店区样例路1号",
        ),
        "form": a_form_ref(),
        "visit": records.Visit(date="2026-11-20", team=(a_person(),)),
        "answers": {"form": "green-mall", "edition": "1", "responses": {"A101": {"value": True, "note": "已查看"}}},
        "parameter_sources": {"energy_quota": records.ParameterSource(source="能源审计报告", author="评审员甲")},
        "evidence": (an_evidence_ref(),),
        "readings": {"B203": (a_reading(),)},
        "result": {
            "form": "green-mall",
            "edition": "1",
            "total": "87.5",
            "grade": {"code": "qualified", "name": "达标"},
            "verdict": "pass",
            "ledger": [],
        },
        "engine": "0.1.0",
        "required_signatures": ("inspector",),
        "device": records.DevicePosition(id=DEVICE, sequence=1, previous=None),
        "finished_at": MOMENT,
    }
    return records.Revision(**{**fields, **changes})


def an_acknowledgement(**changes: Any) -> records.Acknowledgement:
    fields = {
        "revision": digest("revision"),
        "outcome": "signed",
        "name": "商场代表丙",
        "statement": "",
        "witness": None,
        "mark": records.Mark(sha256=BLOB_SHA256, size=len(BLOB), mime="image/png"),
        "acknowledged_at": MOMENT,
    }
    return records.Acknowledgement(**{**fields, **changes})


def a_decision(**changes: Any) -> records.Decision:
    fields = {
        "assessment": ASSESSMENT,
        "revisions": (digest("revision"),),
        "outcome": "returned",
        "reason": "请补充照片",
        "comments": (records.Comment(item="A101", text="照片看不清"),),
        "reviewer": an_acting_person(),
        "decided_at": MOMENT,
    }
    return records.Decision(**{**fields, **changes})


def a_certificate(**changes: Any) -> records.Certificate:
    fields = {
        "serial": "SX-GM-2026-00001",
        "unit": records.CertifiedUnit(
            unit_id=UNIT_ID, name="太原市样例购物中心", region="140105", credit_code=CREDIT_CODE
        ),
        "action": "green-mall",
        "form": a_form_ref(),
        "grade": records.GradeRef(code="qualified", name="达标"),
        "score": "87.5",
        "revision": digest("revision"),
        "decision": digest("decision"),
        "issuer": records.Issuer(code="SX", name="样例主管部门"),
        "issued_on": "2026-11-30",
        "valid_until": "2029-11-29",
        "provenance_line": "",
        "qr": "GAW1:ABCDEF0123456789",
    }
    return records.Certificate(**{**fields, **changes})


def a_revocation(**changes: Any) -> records.Revocation:
    fields = {
        "target_kind": "certificate",
        "target": digest("certificate"),
        "reason": "数据有误",
        "revoked_at": MOMENT,
    }
    return records.Revocation(**{**fields, **changes})


def a_manifest(**changes: Any) -> records.Manifest:
    ref = records.RecordRef(id=digest("revision"), kind="revision", sha256=digest("envelope"), size=4_321)
    fields = {
        "device": DEVICE,
        "sequence": 1,
        "made_at": MOMENT,
        "recipients": (),
        "trust_list_number": 1,
        "records": (ref,),
        "blobs": (records.BlobRef(sha256=BLOB_SHA256, size=len(BLOB), mime="image/jpeg"),),
    }
    return records.Manifest(**{**fields, **changes})


def a_receipt(**changes: Any) -> records.Receipt:
    fields = {
        "batch": digest("manifest"),
        "accepted": (digest("revision"),),
        "parked": (records.ParkedRef(id=digest("other"), reason="unknown_key"),),
        "holder": an_acting_person(),
        "received_at": MOMENT,
    }
    return records.Receipt(**{**fields, **changes})


def a_trust_list(**changes: Any) -> records.TrustList:
    member = records.Member(
        key="0" * 32,
        certificate="AAAA",
        person_id="insp-001",
        name="评审员甲",
        role="inspector",
        region="140100",
        actions=("green-mall",),
        not_before="2026-01-01T00:00:00+08:00",
        not_after="2028-12-31T23:59:59+08:00",
    )
    fields = {
        "number": 1,
        "issued_at": MOMENT,
        "project": "样例项目",
        "root": "AAAA",
        "members": (member,),
        "revoked": (records.RevokedKey(key="1" * 32, at=MOMENT, reason="遗失"),),
        "qr_keys": (records.QrKey(kid="q1", public="AAAA", issuer="SX"),),
    }
    return records.TrustList(**{**fields, **changes})


BUILDERS = {
    "unit": a_unit,
    "form_edition": a_form_edition,
    "parameter_set": a_parameter_set,
    "revision": a_revision,
    "acknowledgement": an_acknowledgement,
    "decision": a_decision,
    "certificate": a_certificate,
    "revocation": a_revocation,
    "manifest": a_manifest,
    "receipt": a_receipt,
    "trust_list": a_trust_list,
}
