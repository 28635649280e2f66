"""Assessments behind the window: from start to signed report."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from workbench.domain.forms import Form
from workbench.domain.people import Person
from workbench.domain.states import AssessmentState, Delivery
from workbench.protocol.times import moment_from_text
from workbench.store import assessments, batches, decisions
from workbench.store import people as people_table
from workbench.store.durable_files import write_durably
from workbench.store.rows import Origin, Part
from workbench.ui.desk.rows import assessment_row, entries, evidence_row, newest_of
from workbench.ui.facts import (
    AssessmentsFound,
    Entry,
    Finished,
    FinishReport,
    FinishWarning,
    FormRow,
    NewAssessment,
    OpenAssessment,
    ParameterValue,
    ReportFile,
    Saved,
    SignatureLine,
    WarningKind,
)
from workbench.ui.ports import Progress
from workbench.usecases import assessing, finishing
from workbench.usecases.dossiers import Dossier, open_dossier
from workbench.usecases.keyring import fingerprint
from workbench.usecases.reporting.issue import make_report
from workbench.usecases.reporting.material import ROOM
from workbench.usecases.reviewing import decision_record
from workbench.usecases.session import Session
from workbench.usecases.words import Words


class Visits:
    """Implements `ports.Assessments`."""

    def __init__(self, session: Session, words: Words, papers: Path) -> None:
        self._session = session
        self._words = words
        self._papers = papers

    def forms(self, action: str | None = None) -> tuple[FormRow, ...]:
        """List the editions that can be started, the newest first."""
        return tuple(
            FormRow(
                code=form.code,
                edition=form.edition,
                title=form.title,
                short_name=form.short_name,
                action=form.action,
                items=len(form.items),
                has_constructed_items=form.has_constructed_items,
            )
            for form in self._session.place.library.usable()
            if action in (None, form.action)
        )

    def form(self, code: str, edition: str) -> Form:
        """Give a whole edition."""
        return self._session.place.library.form(code, edition)

    def listed(self, limit: int = 200, skip: int = 0) -> AssessmentsFound:
        """List the assessments of this store, the latest first, and say how many there are."""
        with self._session.store.read() as connection:
            found = assessments.overview(connection, limit=limit, skip=skip)
            total = assessments.count(connection)
        return AssessmentsFound(tuple(assessment_row(self._session, self._words, one) for one in found), total)

    def start(self, wanted: NewAssessment) -> str:
        """Start a draft and give its id."""
        return assessing.start_assessment(
            self._session,
            assessing.Start(
                unit_id=wanted.unit_id,
                form=wanted.form,
                edition=wanted.edition,
                visit_date=wanted.visit.isoformat(),
                team=self._team(wanted.team),
                subject=wanted.subject,
            ),
        )

    def _team(self, names: tuple[str, ...]) -> tuple[Person, ...]:
        """Name the team: oneself first, colleagues of this store by their number, others by name alone."""
        me = self._session.person
        with self._session.store.read() as connection:
            known = {person.name: person for person in people_table.listing(connection)}
        others = [known.get(name, Person(_number_of(name), name)) for name in names if name.strip() and name != me.name]
        return (me, *others)

    def open(self, assessment_id: str) -> OpenAssessment:
        """Give everything that is known of an assessment."""
        dossier = open_dossier(self._session, assessment_id)
        assessment, visit = dossier.assessment, dossier.assessment.visit
        return OpenAssessment(
            assessment_id=assessment_id,
            form=dossier.form,
            unit_name=dossier.unit.name,
            visit=date.fromisoformat(visit.date) if visit else date.fromisoformat(assessment.started_at[:10]),
            team=tuple(person.name for person in visit.team) if visit else (),
            state=assessment.state,
            subject=dossier.answers["subject"],
            responses=entries(dossier.answers["responses"]),
            prerequisites=entries(dossier.answers["prerequisites"]),
            parameters=_parameters(dossier),
            evidence=tuple(evidence_row(ref) for ref in dossier.evidence),
            flags=frozenset(row.code for row in dossier.drafted if row.flagged and row.part is Part.ITEM),
            saved_at=moment_from_text(dossier.saved_at) if dossier.saved_at else None,
            read_only=assessment.state is not AssessmentState.DRAFT
            or assessment.assessor != self._session.person.person_id,
            delivery=self._delivery(assessment.head),
            is_own=assessment.origin is Origin.OWN,
            comments=self._comments(assessment_id),
            revision=assessment.head or "",
        )

    def _delivery(self, head: str | None) -> Delivery | None:
        with self._session.store.read() as connection:
            held = batches.listing(connection) if head else ()
        return next((one.delivery for one in held if head in one.records), None)

    def _comments(self, assessment_id: str) -> dict[str, str]:
        with self._session.store.read() as connection:
            held = decisions.of_assessment(connection, assessment_id)
            newest = newest_of(held)
            record = decision_record(connection, newest.record_id) if newest else None
        return {} if record is None else {comment.item: comment.text for comment in record.comments}

    def record_response(self, assessment_id: str, item: str, entry: Entry | None) -> Saved:
        """Keep an item's response durably."""
        return self._record(assessment_id, item, entry)

    def record_prerequisite(self, assessment_id: str, code: str, entry: Entry | None) -> Saved:
        """Keep a prerequisite's response durably."""
        return self._record(assessment_id, code, entry)

    def _record(self, assessment_id: str, code: str, entry: Mapping[str, Any] | None) -> Saved:
        return Saved(moment_from_text(assessing.record_response(self._session, assessment_id, code, entry)))

    def record_parameter(self, assessment_id: str, value: ParameterValue) -> Saved:
        """Keep an outside value with its source."""
        kept = assessing.set_parameter(
            self._session, assessment_id, value.key, value.value.strip() or None, value.source
        )
        return Saved(moment_from_text(kept))

    def record_subject(self, assessment_id: str, subject: Mapping[str, object]) -> Saved:
        """Keep other facts about the subject durably."""
        return Saved(moment_from_text(assessing.set_subject(self._session, assessment_id, subject)))

    def set_flag(self, assessment_id: str, item: str, flagged: bool) -> Saved:  # noqa: FBT001 -- the port's shape
        """Mark or unmark an item for the team."""
        return Saved(moment_from_text(assessing.set_flag(self._session, assessment_id, item, flagged=flagged)))

    def check_finish(self, assessment_id: str) -> FinishReport:
        """List what is open and what only warns."""
        dossier = open_dossier(self._session, assessment_id)
        report = finishing.check_finish(self._session, assessment_id)
        names = {item.code: self._words.text(item.name) for item in dossier.form.items}
        asked = (*dossier.form.prerequisites, *dossier.form.provincial_checks)
        names |= {entry.code: self._words.text(entry.name) for entry in asked}
        return FinishReport(
            open_items=report.open_items,
            open_prerequisites=report.open_prerequisites,
            warnings=tuple(self._warning(one, names[one.code]) for one in report.warnings),
        )

    def _warning(self, warning: finishing.FinishWarning, name: str) -> FinishWarning:
        separator = self._words.say("answers", "list_separator")
        methods = separator.join(self._words.say(ROOM, f"method.{one.value}") for one in warning.methods)
        facts = {"code": warning.code, "name": name, "other": warning.other, "methods": methods}
        key = f"finish_warning.{warning.kind.value}"
        return FinishWarning(WarningKind(warning.kind.value), warning.code, self._words.say(ROOM, key, **facts))

    def finish(self, assessment_id: str) -> Finished:
        """Freeze and sign the revision."""
        done = finishing.finish_assessment(self._session, assessment_id)
        return Finished(done.revision, moment_from_text(done.finished_at), (self._session.person.name,))

    def make_report(self, assessment_id: str, progress: Progress) -> ReportFile:
        """Make the report, or give it again; a draft is marked on every page."""
        started = time.perf_counter()
        report = make_report(self._session, assessment_id, self._words.language, progress)
        name = f"report-{report.revision[:8]}.pdf" if report.is_signed else f"draft-{assessment_id[:8]}.pdf"
        path = self._papers / name
        write_durably(path, report.pdf)
        return ReportFile(
            path=path,
            pages=report.pages,
            photos=report.photos,
            size=len(report.pdf),
            seconds=time.perf_counter() - started,
            is_draft=not report.revision,
            signatures=(self._signature(assessment_id),) if report.is_signed else (),
            revision=report.revision,
        )

    def _signature(self, assessment_id: str) -> SignatureLine:
        dossier = open_dossier(self._session, assessment_id)
        key = self._session.key
        return SignatureLine(
            name=dossier.assessment.visit.team[0].name if dossier.assessment.visit else self._session.person.name,
            signed_at=moment_from_text(dossier.saved_at) if dossier.saved_at else None,
            fingerprint=fingerprint(key.key_id)[:19] if key else "",
        )


def _parameters(dossier: Dossier) -> dict[str, ParameterValue]:
    sources = dossier.assessment.parameter_sources
    found = {}
    for key, value in dossier.answers["parameters"].items():
        source = sources.get(key)
        found[key] = ParameterValue(key, str(value), source.source if source else "", source.author if source else "")
    return found


def _number_of(name: str) -> str:
    """Give a colleague without a staff number in this store an ASCII one; only the signer's own must be certified."""
    import hashlib

    return f"guest-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
