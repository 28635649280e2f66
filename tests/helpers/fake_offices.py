"""The desk behind the fake workspace: its state, batches, reviews, certificates and targets in memory."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from pathlib import Path

from workbench.domain.forms import Form
from workbench.domain.refusals import Refusal
from workbench.domain.results import Verdict
from workbench.domain.states import AssessmentState, Delivery
from workbench.ui.facts import (
    Arrival,
    AssessmentRow,
    BatchRow,
    CertificateRow,
    CertificateState,
    EvidenceRow,
    ImportOutcome,
    ImportPreview,
    OpenAssessment,
    ParkedRow,
    ReviewDecision,
    ReviewReason,
    ReviewRow,
    Saved,
    SyncOutcome,
    TargetRow,
    UnitRow,
)

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 23, 10, 42, 7, tzinfo=CHINA)


class ReasonMissing(Refusal):
    """Returning needs a reason."""

    code = "reason_missing"


@dataclass
class Desk:
    """The state behind all the fake ports."""

    form: Form
    opened: dict[str, OpenAssessment] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    shelved: dict[str, EvidenceRow] = field(default_factory=dict)
    units: list[UnitRow] = field(default_factory=list)
    clock: datetime = NOW
    log: list[tuple[object, ...]] = field(default_factory=list)
    fail_next: Exception | None = None
    report: Path | None = None
    decided: dict[str, str] = field(default_factory=dict)
    issued: set[str] = field(default_factory=set)

    def saved(self) -> Saved:
        """Acknowledge, a second later each time."""
        if self.fail_next is not None:
            error, self.fail_next = self.fail_next, None
            raise error
        self.clock += timedelta(seconds=1)
        return Saved(self.clock)


class FakeBatches:
    """Batches in memory."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.rows = [
            BatchRow("b42", "0042", date(2026, 11, 23), 1, 12, 41_000_000, None, "填完的 1 次核验，还没有封包"),
            BatchRow("b41", "0041", date(2026, 11, 22), 7, 214, 380_000_000, Delivery.READY, "待送出"),
            BatchRow(
                "b40", "0040", date(2026, 11, 20), 5, 131, 214_000_000, Delivery.OFFERED, "已送到省级枢纽，等回执"
            ),
            BatchRow("b39", "0039", date(2026, 11, 18), 6, 160, 251_000_000, Delivery.ACKNOWLEDGED, "回执已核"),
            BatchRow("b38", "0038", date(2026, 11, 15), 4, 88, 140_000_000, Delivery.ACKNOWLEDGED, "回执已核"),
        ]

    def listed(self):
        return tuple(self.rows)

    def seal(self, progress):
        progress(1, 1, "封包")
        self.rows[0] = replace(self.rows[0], delivery=Delivery.READY, remark="待送出")
        return self.rows[0]

    def write(self, batch_id, folder, progress):
        progress(1, 1, "写出")
        return folder / "batch-0041.awb"

    def preview(self, path, progress):
        counts = {Arrival.NEW: 5, Arrival.NEWER: 2, Arrival.CONFLICT: 1, Arrival.KNOWN: 3, Arrival.PARKED: 1}
        return ImportPreview(path, "评审员丙", "61D9 0C3A", "0117", 41, counts, ("不认识的表版本，先搁置",))

    def take_in(self, path, progress):
        return ImportOutcome({Arrival.NEW: 5, Arrival.NEWER: 2, Arrival.CONFLICT: 1}, path.with_suffix(".awr"))

    def parked(self):
        return (ParkedRow(2, "缺这一版评价表", date(2026, 11, 21)),)

    def hub(self):
        return "https://hub.example"

    def sync(self, progress, hub=""):
        return SyncOutcome(1, 1, 0)


class FakeReviews:
    """A queue in memory."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def queue(self):
        names = (
            ("晋中市样例百货大楼", "晋中", "508", "589", 9, (("scale", "贴着下限"), ("photo", "同一张照片"))),
            ("大同市样例购物中心", "大同", "541.5", "600", 7, ()),
            ("忻州市样例超市", "忻州", "496", "572", 5, (("scale", "贴着下限"), ("photo-off", "缺佐证"))),
            ("运城市样例商城", "运城", "471", "600", 3, ()),
        )
        rows = []
        for number, (name, city, total, most, days, reasons) in enumerate(names):
            key = f"r{number}"
            state = {"approved": AssessmentState.APPROVED, "returned": AssessmentState.RETURNED}.get(
                self.desk.decided.get(key, ""), AssessmentState.RECEIVED
            )
            passed = number != 3
            rows.append(
                ReviewRow(
                    AssessmentRow(
                        assessment_id=key,
                        unit_name=name,
                        form_name="绿色商场",
                        visit=date(2026, 11, 14),
                        state=state,
                        judged=110,
                        items=110,
                        saved_at=NOW,
                        total=Fraction(total),
                        max_points=Fraction(most),
                        verdict=Verdict.PASS if passed else Verdict.FAIL,
                        grade_name="达标" if passed else "不达标",
                        team=("评审员丁", "评审员戊"),
                        region_name=city,
                    ),
                    days,
                    tuple(
                        ReviewReason(icon, tag, f"{tag}：C 绿色供应链建设 80.0%，下限 80%，一分不余。")
                        for icon, tag in reasons
                    ),
                )
            )
        return tuple(rows)

    def decide(self, decision: ReviewDecision) -> Saved:
        if decision.outcome.value == "returned" and not decision.reason.strip():
            raise ReasonMissing
        self.desk.decided[decision.assessment_id] = decision.outcome.value
        return self.desk.saved()


class FakeCertificates:
    """A register of certificates in memory."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def listed(self):
        def row(key, serial, unit, city, state, until=None):  # noqa: PLR0917 -- a row of a table
            return CertificateRow(key, serial, unit, city, "绿色商场", "达标", state, until, date(2026, 11, 1))

        ready = [
            row(key, "", unit, city, CertificateState.READY)
            for key, unit, city in (("c1", "太原市样例广场", "太原"), ("c2", "大同市样例购物中心", "大同"))
            if key not in self.desk.issued
        ]
        return (
            *ready,
            row("c3", "晋绿商〔2026〕0014号", "晋中市样例广场", "晋中", CertificateState.VALID),
            row("c4", "晋绿商〔2026〕0013号", "运城市样例商城", "运城", CertificateState.VALID, date(2029, 10, 31)),
            row("c5", "晋绿商〔2026〕0011号", "临汾市样例超市", "临汾", CertificateState.REVOKED),
            row("c6", "晋绿商〔2023〕0008号", "忻州市样例商城", "忻州", CertificateState.EXPIRING, date(2026, 12, 31)),
        )

    def issuer(self):
        return "山西省样例发证机关"

    def issue(self, assessment_id, issuer, progress):
        self.desk.issued.add(assessment_id)
        return CertificateRow(
            assessment_id, "晋绿商〔2026〕0015号", "太原市样例广场", "太原", "绿色商场", "达标", CertificateState.VALID
        )

    def pdf(self, serial):
        assert self.desk.report is not None
        return self.desk.report


_TARGETS = """
conserving-organ|节约型机关|省直机关事务管理局|县级及以上机关 70% 左右|||0.7|台账还没有收齐|
green-household|绿色家庭|省妇联|示范家庭 200 户；家庭 ≥65%|173 户|0.58|0.65|估算占比 58.2%|差 27 户
green-school|绿色学校|省教育厅|学校 ≥60%|64.8%|0.648|0.6|6 904 / 10 655|
green-community|绿色社区|省住建厅|城市社区 ≥60%|55.1%|0.551|0.6|1 380 / 2 504|差 123 个
green-travel|绿色出行|省交通厅|创建城市 ≥60% 达两项指标|||0.6||
green-mall|绿色商场|省商务厅|大型商场 10–20 家，每市至少一家|14 家|0.7|0.5|9 / 11 市|缺 2 市
green-building|绿色建筑|省住建厅|新建建筑面积占比 60%|68.9%|0.689|0.6|1 204 / 1 748 万m²|
"""
_CITIES = "大同市2 朔州市1 忻州市1 太原市3 吕梁市1 晋中市2 长治市2 运城市1 晋城市1"


def sample_targets() -> tuple[TargetRow, ...]:
    """The seven actions with invented figures."""
    cities = {entry[:-1]: int(entry[-1]) for entry in _CITIES.split()}
    rows = []
    for line in _TARGETS.strip().splitlines():
        action, name, lead, target, value, share, goal, detail, gap = line.split("|")
        rows.append(
            TargetRow(
                action,
                name,
                lead,
                target,
                value or None,
                float(share) if share else None,
                float(goal),
                detail,
                gap,
                is_reached=bool(value) and not gap,
                by_city=cities if action == "green-mall" else {},
            )
        )
    return tuple(rows)
