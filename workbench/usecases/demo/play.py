"""The acts of the demo: fill, finish, report, seal, import, review, certify, verify."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.catalogue.samples import Sample, load_samples
from workbench.domain.results import Verdict
from workbench.store.durable_files import write_durably
from workbench.usecases.assessing import Start, load_answers, record_response, start_assessment
from workbench.usecases.attaching import NewEvidence, attach_evidence
from workbench.usecases.certificate_paper import certificate_pdf
from workbench.usecases.certifying import Issue, NotPassed, issue_certificate
from workbench.usecases.demo import stage as staging
from workbench.usecases.demo.stage import Stage
from workbench.usecases.finishing import StillOpen, finish_assessment
from workbench.usecases.importing import import_batch, import_receipt, inspect_batch
from workbench.usecases.registering import NewUnit, add_unit
from workbench.usecases.reporting.issue import make_report
from workbench.usecases.reviewing import WantedDecision, decide
from workbench.usecases.sealing import seal_batches, write_out
from workbench.usecases.session import Session
from workbench.usecases.verifier_page import verifier_page_of
from workbench.usecases.verifying import Verification, grounds_of, verify_code, verify_file

DrawPhoto = Callable[[str, str, str], bytes]
"""Draws one sample photo: what it shows, its caption, the day (2026-11-23)."""


@dataclass
class Made:
    """What the demo has made so far: files, assessments by sample code, and what verifying them said."""

    files: list[Path]
    assessments: dict[str, str]
    verdicts: dict[str, Verdict]
    checked: list[tuple[str, Verification]]
    codes: list[str]

    @property
    def is_all_verified(self) -> bool:
        """Whether everything made was found valid."""
        return bool(self.checked) and all(found.is_valid for _, found in self.checked)


def inspect_units(stage: Stage, made: Made, draw: DrawPhoto, samples: Sequence[Sample]) -> None:
    """The inspector's day: register, fill answer by answer, attach photos, finish, report."""
    for sample in samples:
        leader = next(one for one in (staging.INSPECTOR, staging.SECOND_INSPECTOR) if one == sample.team[0])
        with stage.open("inspector", leader) as session:
            assessment_id = _fill(stage, session, sample, draw)
            made.assessments[sample.code] = assessment_id
            made.verdicts[sample.code] = sample.verdict
            made.files.append(_write_answers(stage, sample))
            _finish_and_report(stage, session, sample, made)


def _fill(stage: Stage, session: Session, sample: Sample, draw: DrawPhoto) -> str:
    unit = add_unit(session, NewUnit(**{key: sample.unit[key] for key in _UNIT_FIELDS}))
    assessment_id = start_assessment(
        session,
        Start(
            unit_id=unit.unit_id,
            form=sample.form,
            edition=sample.edition,
            visit_date=sample.visit.isoformat(),
            team=sample.team,
            subject=sample.answers["subject"],
        ),
    )
    parameters = {"parameter_sources": sample.parameter_sources}
    base = {key: value for key, value in sample.answers.items() if key not in ("responses", "prerequisites")}
    load_answers(session, assessment_id, {**base, **parameters})
    answers = {**sample.answers["responses"], **sample.answers["prerequisites"]}
    for code, entry in answers.items():
        record_response(session, assessment_id, code, {**entry, "readings": sample.readings.get(code, ())})
    for photo in sample.evidence:
        picture = draw(photo.picture, photo.caption, sample.visit.isoformat())
        attach_evidence(session, assessment_id, NewEvidence(photo.item, photo.name, picture, photo.caption))
    stage.tell("demo.filled", {"unit": unit.name, "answers": len(answers), "photos": len(sample.evidence)})
    return assessment_id


def _write_answers(stage: Stage, sample: Sample) -> Path:
    """Leave the answers as a document, to be tried with `score` and `assessment answers`."""
    document = {**sample.answers, "parameter_sources": sample.parameter_sources, "readings": sample.readings}
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return write_durably_at(stage.folder / f"answers-{sample.code}.json", text.encode())


_UNIT_FIELDS = ("name", "action", "credit_code", "region", "address", "attributes")


def _finish_and_report(stage: Stage, session: Session, sample: Sample, made: Made) -> None:
    assessment_id = made.assessments[sample.code]
    name = f"report-{sample.code}.pdf"
    try:
        finished = finish_assessment(session, assessment_id)
        stage.tell("demo.finished", {"unit": sample.unit["name"], "revision": finished.revision[:12]})
    except StillOpen as refusal:
        stage.tell("demo.still_open", {"unit": sample.unit["name"], "codes": refusal.facts["codes"]})
        name = f"report-{sample.code}-draft.pdf"
    report = make_report(session, assessment_id)
    made.files.append(write_durably_at(stage.folder / name, report.pdf))
    key = "demo.report" if report.is_signed else "demo.draft_report"
    stage.tell(key, {"file": name, "pages": report.pages, "photos": report.photos})


def deliver(stage: Stage, made: Made) -> None:
    """Seal, carry by stick, look before importing, import twice, take the receipt back."""
    with stage.open("inspector", staging.INSPECTOR) as session:
        sealed = seal_batches(session, stage.folder)
        for one in sealed:
            made.files.append(write_out(session, one.batch_id, one.path))
            facts = {"file": one.path.name, "records": one.records, "photos": one.blobs, "size": one.size}
            stage.tell("demo.sealed", facts)
    for one in sealed:
        with stage.open("supervisor", staging.SUPERVISOR) as session:
            preview = inspect_batch(session, one.path)
            stage.tell("demo.preview", {"sender": preview.sender, "records": len(preview.plan.items)})
            imported = import_batch(session, one.path)
            again = import_batch(session, one.path)
            stage.tell("demo.imported", {"taken": imported.taken, "again": again.taken})
        if imported.receipt is not None:
            made.files.append(imported.receipt)
            with stage.open("inspector", staging.INSPECTOR) as session:
                import_receipt(session, imported.receipt)
            stage.tell("demo.receipt", {"file": imported.receipt.name})


def review(stage: Stage, made: Made) -> None:
    """Approve what passes, return what fails with a reason and a comment on a clause."""
    with stage.open("supervisor", staging.SUPERVISOR) as session:
        for sample in load_samples(stage.place.data):
            if sample.verdict is Verdict.INCOMPLETE:
                continue
            passed = sample.verdict is Verdict.PASS
            wanted = WantedDecision(
                assessment_id=made.assessments[sample.code],
                outcome="approved" if passed else "returned",
                reason="" if passed else "资源循环利用与环境保护低于下限，整改后复查",
                comments={} if passed else {"F101": "请补后场分类容器的整改照片"},
            )
            decide(session, wanted)
            stage.tell("demo.approved" if passed else "demo.returned", {"unit": sample.unit["name"]})


def certify(stage: Stage, made: Made) -> None:
    """Issue a certificate for what was approved, and only for that; make the page that checks its code."""
    with stage.open("supervisor", staging.ISSUER) as session:
        for code, verdict in made.verdicts.items():
            if verdict is not Verdict.PASS:
                continue
            try:
                record = issue_certificate(session, Issue(made.assessments[code], staging.ISSUER_NAME))
            except NotPassed:
                continue
            name = f"certificate-{code}.pdf"
            made.files.append(write_durably_at(stage.folder / name, certificate_pdf(session, record.serial)))
            made.codes.append(record.qr)
            stage.tell("demo.certificate", {"serial": record.serial, "unit": record.unit.name, "file": name})
        page = write_durably_at(stage.folder / staging.VERIFIER_PAGE, verifier_page_of(session).html)
    made.files.append(page)
    stage.tell("demo.page", {"file": page.name})


def verify(stage: Stage, made: Made) -> None:
    """Verify every file made that claims to be signed, and every certificate code."""
    with stage.open("supervisor", staging.SUPERVISOR) as session:
        grounds = grounds_of(session)
    for path in made.files:
        if not path.name.endswith(("-draft.pdf", ".json", ".html")):
            made.checked.append((path.name, verify_file(path, grounds)))
    made.checked.extend(("QR", verify_code(code, grounds)) for code in made.codes)


def write_durably_at(path: Path, content: bytes) -> Path:
    """Write a file and give its path."""
    write_durably(path, content)
    return path
