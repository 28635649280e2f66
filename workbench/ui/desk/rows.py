"""Turn what use cases give into the rows that screens show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from workbench.domain.figures import scaled
from workbench.domain.results import Verdict
from workbench.domain.states import AssessmentState
from workbench.protocol.times import moment_from_text
from workbench.store.rows import Decision, EvidenceRef, Overview
from workbench.ui.facts import AssessmentRow, EvidenceRow
from workbench.usecases.session import Session
from workbench.usecases.words import Words
from workbench.usecases.workplace import Workplace

UNKNOWN_DAY = date(1970, 1, 1)


def newest_of(held: Iterable[Decision]) -> Decision | None:
    """Give the latest decision; reviewers' clocks write different offsets, so moments are compared, not texts."""
    return max(held, key=lambda one: moment_from_text(one.decided_at), default=None)


def assessment_row(session: Session, words: Words, one: Overview, reason: str = "") -> AssessmentRow:
    """Show an assessment in a list."""
    assessment = one.assessment
    visit = assessment.visit
    place = session.place
    return AssessmentRow(
        assessment_id=assessment.assessment_id,
        unit_name=one.unit_name,
        form_name=form_name(session, words, assessment.form),
        visit=date.fromisoformat(visit.date) if visit else UNKNOWN_DAY,
        state=assessment.state,
        judged=one.answered,
        items=asked(session, assessment.form, assessment.edition),
        saved_at=moment_from_text(one.saved_at or assessment.updated_at or assessment.started_at),
        total=_figure(one.total),
        max_points=_figure(one.max_points),
        verdict=Verdict(one.verdict) if one.verdict else None,
        grade_name=one.grade_name or "",
        team=tuple(person.name for person in visit.team) if visit else (),
        region_name=place.regions.full_name(one.region) if place.regions.has(one.region) else one.region,
        reason=reason,
        state_name=words.say("commands", f"state.{assessment.state.value}"),
    )


def short_region(place: Workplace, code: str) -> str:
    """Name a region without the province, in which all of them lie; its code where it is not in force any more."""
    regions = place.regions
    if not regions.has(code):
        return code
    return regions.full_name(code).removeprefix(regions.province.name) or regions.province.name


def form_name(session: Session, words: Words, code: str) -> str:
    """Name a form as lists do; its code where this program does not carry it."""
    for form in session.place.library.usable():
        if form.code == code:
            return words.text(form.short_name) or words.text(form.title)
    return code


def asked(session: Session, code: str, edition: str) -> int:
    """Count the items of an edition, which is what the store counts answers of."""
    for form in session.place.library.usable():
        if form.code == code and form.edition == edition:
            return len(form.items)
    return 0


def evidence_row(ref: EvidenceRef) -> EvidenceRow:
    """Show a piece of evidence; its id names item and content, which is how the store keys it."""
    return EvidenceRow(
        evidence_id=f"{ref.item}:{ref.sha256}",
        item=ref.item,
        name=ref.name,
        mime=ref.mime,
        size=ref.size,
        sha256=ref.sha256,
        added_at=moment_from_text(ref.added_at) if ref.added_at else moment_from_text("1970-01-01T00:00:00+08:00"),
        taken_at=moment_from_text(ref.taken_at) if ref.taken_at else None,
        note=ref.note,
    )


def entries(half: Mapping[str, Any]) -> dict[str, Mapping[str, object]]:
    """Copy one half of an ANSWERS document."""
    return {code: dict(entry) for code, entry in half.items()}


def is_own_work(state: AssessmentState) -> bool:
    """Tell whether an assessment is still being filled."""
    return state is AssessmentState.DRAFT


def _figure(value: int | None) -> Fraction | None:
    return None if value is None else scaled(value)
