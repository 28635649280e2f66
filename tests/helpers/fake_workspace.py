"""A workspace in memory behind the window's ports: screens are tried and photographed against it."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from tests.helpers.fake_offices import (
    NOW,
    Desk,
    FakeBatches,
    FakeCertificates,
    FakeReviews,
    ReasonMissing,
    sample_targets,
)
from tests.helpers.fake_registers import FakeRegisters
from tests.helpers.plain_scan import best_fit
from workbench.catalogue.form_reader import SCHEMA_FILE, read_form
from workbench.catalogue.source.schema import Schema
from workbench.domain.forms import Form
from workbench.domain.people import Role
from workbench.domain.refusals import Refusal
from workbench.domain.results import PrerequisiteState, Verdict
from workbench.domain.states import AssessmentState
from workbench.ui.facts import (
    AssessmentRow,
    AssessmentsFound,
    CheckLine,
    EvidenceRow,
    Finished,
    FinishReport,
    FinishWarning,
    FirstRun,
    FormRow,
    NewAssessment,
    OpenAssessment,
    PersonRow,
    RegionRow,
    ReportFile,
    Resting,
    Saved,
    SignatureLine,
    StoreState,
    TargetRow,
    Today,
    UnitRefused,
    UnitRow,
    UnitsFound,
    UnitValues,
    WarningKind,
)
from workbench.ui.live_score import LiveScore
from workbench.ui.screens.filling.demands import look

ROOT = Path(__file__).resolve().parents[2]


class WrongPassword(Refusal):
    """The password does not open the store."""

    code = "wrong_password"


class CodeInvalid(Refusal):
    """A credit code has a wrong check character."""

    code = "credit_code_invalid"


class NameMissing(Refusal):
    """A unit needs a name."""

    code = "unit_name_missing"


__all__ = ["NOW", "Desk", "ReasonMissing"]

_SENTENCES = {
    "wrong_password": "密码不对。看看大写锁定是不是开着，再试一次。",
    "credit_code_invalid": "校验位不对，请对照营业执照再看一遍第 18 位。",
    "unit_name_missing": "写上单位名称，报告和证书都用它。",
    "reason_missing": "退回要写明理由，评审员会看到。",
    "entry_unreadable": "这个值读不懂，请检查数字。",
    "region_missing": "选一个县（市、区）。",
}


@cache
def mall_form() -> Form:
    """Read the shipped mall form once."""
    path = ROOT / "forms" / "green-mall" / "1.yaml"
    schema = Schema(ROOT / "resources" / SCHEMA_FILE)
    read = read_form(path.read_bytes(), "green-mall/1.yaml", schema)
    assert read.form is not None, read.problems[:3]
    return read.form


def drawn_photo(kind: int, width: int = 800, height: int = 600) -> bytes:
    """Draw a plain picture: 0 a record sheet, 1 two switch cabinets, 2 a thermal image."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (800, 600), ("#6d675c", "#8b989f", "#241a4e")[kind % 3])
    pen = ImageDraw.Draw(image)
    if kind % 3 == 0:
        pen.rectangle((180, 40, 620, 580), fill="#f4efe2")
        for line in range(9):
            pen.line((220, 120 + line * 48, 580, 120 + line * 48), fill="#9a9588", width=3)
    elif kind % 3 == 1:
        for left in (80, 420):
            pen.rectangle((left, 40, left + 300, 570), fill="#c8d0d2")
            pen.rectangle((left + 40, 90, left + 260, 190), fill="#5d6a72")
            for number, shade in enumerate(("#b03a2e", "#3f8f5a", "#d9a13b")):
                pen.ellipse((left + 50 + number * 70, 240, left + 90 + number * 70, 280), fill=shade)
            pen.rectangle((left + 60, 330, left + 240, 500), fill="#a9b2b5")
    else:
        for top in (140, 380):
            pen.rectangle((0, top, 800, top + 80), fill="#4a2a78")
        for x, y in ((240, 180), (540, 420)):
            pen.ellipse((x - 60, y - 60, x + 60, y + 60), fill="#d9522c")
            pen.ellipse((x - 25, y - 25, x + 25, y + 25), fill="#ffd75a")
    out = io.BytesIO()
    image.resize((width, height)).save(out, "JPEG", quality=85)
    return out.getvalue()


class FakeAssessments:
    """Visits in memory."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def forms(self, action: str | None = None) -> tuple[FormRow, ...]:
        form = self.desk.form
        row = FormRow(
            form.code,
            form.edition,
            form.title,
            form.short_name,
            form.action,
            len(form.items),
            form.has_constructed_items,
        )
        return (row,) if action in (None, form.action) else ()

    def form(self, code: str, edition: str) -> Form:
        return self.desk.form

    def listed(self, limit: int = 200, skip: int = 0) -> AssessmentsFound:
        rows = tuple(self.row(opened) for opened in self.desk.opened.values())
        return AssessmentsFound(rows[skip : skip + limit], len(rows))

    def row(self, opened: OpenAssessment) -> AssessmentRow:
        result = LiveScore(opened).result
        judged = sum(not row.state.is_open for row in result.ledger)
        return AssessmentRow(
            assessment_id=opened.assessment_id,
            unit_name=opened.unit_name,
            form_name="绿色商场",
            visit=opened.visit,
            state=opened.state,
            judged=judged,
            items=len(result.ledger),
            saved_at=opened.saved_at,
            total=result.total,
            max_points=result.max_points,
            verdict=result.verdict if result.verdict is not Verdict.INCOMPLETE else None,
            grade_name=result.grade_name or "",
            team=opened.team,
            region_name="太原",
        )

    def start(self, wanted: NewAssessment) -> str:
        assessment_id = f"a{len(self.desk.opened) + 1}"
        unit = next(unit for unit in self.desk.units if unit.unit_id == wanted.unit_id)
        self.desk.opened[assessment_id] = OpenAssessment(
            assessment_id=assessment_id,
            form=self.desk.form,
            unit_name=unit.name,
            visit=wanted.visit,
            team=wanted.team,
            state=AssessmentState.DRAFT,
            subject=wanted.subject,
            responses={},
            prerequisites={},
            parameters={},
            evidence=(),
            flags=frozenset(),
            saved_at=NOW,
        )
        return assessment_id

    def open(self, assessment_id: str) -> OpenAssessment:
        return self.desk.opened[assessment_id]

    def _change(self, assessment_id: str, what: str, code: str, value: object) -> Saved:
        opened = self.desk.opened[assessment_id]
        entries = {key: kept for key, kept in getattr(opened, what).items() if key != code}
        if value is not None:
            entries[code] = value
        saved = self.desk.saved()
        self.desk.log.append((what, code, value))
        self.desk.opened[assessment_id] = replace(opened, **{what: entries}, saved_at=saved.at)
        return saved

    def record_response(self, assessment_id, item, entry):
        return self._change(assessment_id, "responses", item, entry)

    def record_prerequisite(self, assessment_id, code, entry):
        return self._change(assessment_id, "prerequisites", code, entry)

    def record_parameter(self, assessment_id, value):
        return self._change(assessment_id, "parameters", value.key, value if value.value else None)

    def record_subject(self, assessment_id, subject):
        saved = self.desk.saved()
        self.desk.log.append(("subject", "", subject))
        opened = self.desk.opened[assessment_id]
        self.desk.opened[assessment_id] = replace(opened, subject=dict(subject), saved_at=saved.at)
        return saved

    def set_flag(self, assessment_id, item, flagged):
        opened = self.desk.opened[assessment_id]
        flags = opened.flags | {item} if flagged else opened.flags - {item}
        self.desk.opened[assessment_id] = replace(opened, flags=flags)
        return self.desk.saved()

    def check_finish(self, assessment_id: str) -> FinishReport:
        opened = self.desk.opened[assessment_id]
        result = LiveScore(opened).result
        warnings = []
        for row in result.ledger:
            files = tuple(entry for entry in opened.evidence if entry.item == row.code)
            item = opened.form.item_by_code[row.code]
            lacking = [d for d in look(item.evidence, files, opened.responses.get(row.code)) if not d.is_met]
            if lacking and not row.state.is_open and row.points is not None:
                warnings.append(FinishWarning(WarningKind.EVIDENCE_MISSING, row.code, "缺佐证（现场照片）"))
        return FinishReport(
            open_items=tuple(row.code for row in result.ledger if row.state.is_open),
            open_prerequisites=tuple(
                (entry.code, entry.state)
                for entry in result.prerequisites
                if entry.state in (PrerequisiteState.OPEN, PrerequisiteState.UNDETERMINED)
            ),
            warnings=tuple(warnings[:4]),
        )

    def finish(self, assessment_id: str) -> Finished:
        opened = self.desk.opened[assessment_id]
        self.desk.opened[assessment_id] = replace(
            opened, state=AssessmentState.FINISHED, read_only=True, revision="7c19e04b52d8a6f3" * 4
        )
        return Finished("7c19e04b52d8a6f3" * 4, NOW, opened.team)

    def make_report(self, assessment_id, progress):
        opened = self.desk.opened[assessment_id]
        progress(1, 2, "排版")
        assert self.desk.report is not None
        lines = tuple(SignatureLine(name, NOW if n == 0 else None, "4F2A 91C0") for n, name in enumerate(opened.team))
        return ReportFile(
            self.desk.report,
            18,
            8,
            2_200_000,
            1.4,
            not opened.read_only,
            lines if opened.read_only else (),
            opened.revision,
        )


class FakeShelf:
    """Evidence in memory."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def add(self, assessment_id, item, name, content):
        data = content.read_bytes() if isinstance(content, Path) else content
        digest = hashlib.sha256(data).hexdigest()
        mime = "image/png" if name.lower().endswith(".png") else "image/jpeg"
        if not name.lower().endswith((".png", ".jpg", ".jpeg")):
            mime = "application/octet-stream"
        row = EvidenceRow(f"{item}/{digest}", item, name, mime, len(data), digest, self.desk.saved().at, NOW)
        self.desk.blobs[digest] = data
        self.desk.shelved[row.evidence_id] = row
        opened = self.desk.opened[assessment_id]
        self.desk.opened[assessment_id] = replace(opened, evidence=(*opened.evidence, row))
        return row

    def remove(self, assessment_id, evidence_id):
        opened = self.desk.opened[assessment_id]
        kept = tuple(row for row in opened.evidence if row.evidence_id != evidence_id)
        self.desk.opened[assessment_id] = replace(opened, evidence=kept)
        return self.desk.saved()

    def restore(self, assessment_id, evidence_id):
        row = self.desk.shelved[evidence_id]
        opened = self.desk.opened[assessment_id]
        self.desk.opened[assessment_id] = replace(opened, evidence=(*opened.evidence, row))
        return row

    def picture(self, sha256, longest_side):
        return self.desk.blobs.get(sha256)


class FakeUnits:
    """A register in memory."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def find(self, text: str, limit: int = 200, skip: int = 0) -> UnitsFound:
        words = text.split()
        found = [
            unit
            for unit in self.desk.units
            if all(
                best_fit(word, (unit.name, unit.credit_code)) is not None or word in unit.region_name for word in words
            )
        ]
        return UnitsFound(tuple(found[skip : skip + limit]), len(found))

    def regions(self) -> tuple[RegionRow, ...]:
        return (
            RegionRow("140100", "太原市", None, "tys"),
            RegionRow("140105", "小店区", "140100", "xdq"),
            RegionRow("140106", "迎泽区", "140100", "yzq"),
            RegionRow("140107", "杏花岭区", "140100", "xhlq"),
            RegionRow("140200", "大同市", None, "dts"),
            RegionRow("140213", "平城区", "140200", "pcq"),
        )

    def check_credit_code(self, text: str) -> Refusal | None:
        return None if not text or text.endswith("X") else CodeInvalid()

    def register(self, values: UnitValues) -> UnitRow:
        refused: dict[str, Refusal] = {}
        if not values.name.strip():
            refused["name"] = NameMissing()
        if values.credit_code and self.check_credit_code(values.credit_code):
            refused["credit_code"] = CodeInvalid()
        if refused:
            raise UnitRefused(refused)
        row = UnitRow(
            f"u{len(self.desk.units) + 1}",
            values.name.strip(),
            values.action,
            "绿色商场",
            "太原市小店区",
            values.credit_code,
        )
        self.desk.units.insert(0, row)
        return row


class FakeWorkspace:
    """An open store in memory, seen by one person."""

    def __init__(self, desk: Desk, roles: frozenset[Role] = frozenset(Role)) -> None:
        self.desk = desk
        self.person = PersonRow("p1", "评审员甲", roles, "太原")
        self.assessments = FakeAssessments(desk)
        self.evidence = FakeShelf(desk)
        self.units = FakeUnits(desk)
        self.registers = FakeRegisters(desk)
        self.batches = FakeBatches(desk)
        self.reviews = FakeReviews(desk)
        self.certificates = FakeCertificates(desk)
        self.is_closed = False

    def today(self, whole: frozenset[str] = frozenset()) -> Today:
        rows = self.assessments.listed().rows
        drafts = tuple(row for row in rows if row.state is AssessmentState.DRAFT)
        finished = tuple(row for row in rows if row.state is AssessmentState.FINISHED)
        returned = tuple(row for row in rows if row.state is AssessmentState.RETURNED)
        checks = (
            CheckLine("评价表", "1 份"),
            CheckLine("单位", f"{len(self.desk.units)} 个"),
            CheckLine("签名钥匙", "有效至 2027-06"),
            CheckLine("磁盘", "余 41 GB"),
            CheckLine("时钟", "没有对过时", is_fine=False),
        )
        return Today(date(2026, 11, 23), drafts, finished, returned, self.batches.listed()[1:4], checks)

    def targets(self) -> tuple[TargetRow, ...]:
        return sample_targets()

    def close(self) -> None:
        self.is_closed = True


@dataclass
class FakeCreated:
    """A store just made."""

    workspace: FakeWorkspace
    recovery_code: str = "7K2M-QX4P-9DWT-H3VN-B6RC-8FYL"
    request: Path = Path("/store/workbench.TY001.csr")


class FakeDoor:
    """A door with the password 正确的密码 or correct-horse."""

    def __init__(self, desk: Desk, state: StoreState = StoreState.LOCKED) -> None:
        self.desk, self._state = desk, state

    def state(self):
        return self._state

    def people(self):
        return (PersonRow("p1", "评审员甲", frozenset({Role.INSPECTOR}), "太原"),)

    def regions(self):
        return FakeUnits(self.desk).regions()

    def resting(self):
        return Resting(1, NOW, 1)

    def create(self, wanted: FirstRun) -> FakeCreated:
        return FakeCreated(FakeWorkspace(self.desk))

    def unlock(self, person_id, password):
        if password != "correct-horse":
            raise WrongPassword
        return FakeWorkspace(self.desk)

    def recover(self, person_id, recovery_code, new_password):
        return FakeWorkspace(self.desk)


class FakeSpeech:
    """Sentences without a words file."""

    def refusal(self, refusal: Refusal) -> str:
        return _SENTENCES.get(refusal.code, refusal.code)

    def explain(self, opened, result, code):
        return ()


class FakeServices:
    """What the composition root hands the window, in memory."""

    def __init__(self, desk: Desk, state: StoreState = StoreState.LOCKED) -> None:
        self.door = FakeDoor(desk, state)
        self.speech = FakeSpeech()

    def keep_score(self, opened: OpenAssessment) -> LiveScore:
        return LiveScore(opened)


def open_form(form: Form, **changes: object) -> OpenAssessment:
    """An empty draft of a form."""
    empty = OpenAssessment(
        assessment_id="a1",
        form=form,
        unit_name="太原市样例购物中心",
        visit=date(2026, 11, 23),
        team=("评审员甲", "评审员乙"),
        state=AssessmentState.DRAFT,
        subject={},
        responses={},
        prerequisites={},
        parameters={},
        evidence=(),
        flags=frozenset(),
        saved_at=NOW,
    )
    return replace(empty, **changes)


def a_desk(form: Form | None = None) -> Desk:
    """A desk with one unit and one empty draft."""
    desk = Desk(form or mall_form())
    desk.units = [
        UnitRow("u1", "太原市样例购物中心", "green-mall", "绿色商场", "太原市小店区", "91140100MA0XXXXX1X", draft="a1"),
        UnitRow(
            "u2",
            "太原市样例百货店",
            "green-mall",
            "绿色商场",
            "太原市迎泽区",
            last=date(2025, 10, 14),
            last_grade="达标",
        ),
        UnitRow("u3", "大同市样例购物广场", "green-mall", "绿色商场", "大同市平城区"),
    ]
    desk.opened["a1"] = open_form(desk.form)
    return desk
