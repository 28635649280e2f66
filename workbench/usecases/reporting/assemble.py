"""Put a report together from a dossier and its score."""

from __future__ import annotations

from datetime import date, datetime

from workbench.documents.content import (
    Fact,
    FormFacts,
    ReportContent,
    SignatureField,
    TotalLine,
    UnitFacts,
    Visit,
)
from workbench.domain.forms import Attribute
from workbench.domain.states import AssessmentState
from workbench.protocol.times import moment_from_text
from workbench.usecases.finishing import finish_report
from workbench.usecases.reporting import entries
from workbench.usecases.reporting.conclusion import conclude
from workbench.usecases.reporting.material import Material
from workbench.usecases.workplace import Workplace

INSPECTOR_FIELD = "Sig1_Inspector"


def report_content(place: Workplace, material: Material, made_at: datetime) -> ReportContent:
    """Assemble everything a report says, in words."""
    dossier = material.dossier
    is_draft = dossier.assessment.state is AssessmentState.DRAFT
    form_name = material.words.text(material.form.short_name) or material.words.text(material.form.title)
    return ReportContent(
        title=material.say("title", form=form_name),
        unit=_unit(place, material),
        form=FormFacts(
            title=material.words.text(material.form.title),
            standard=material.words.text(material.form.standard),
            edition=material.form.edition,
            sha256=material.form.sha256,
            provenance=material.say("provenance") if material.form.has_constructed_items else "",
        ),
        visit=_visit(material, is_draft=is_draft),
        header=tuple(_header(material)),
        conclusion=conclude(material, dossier.unit.name),
        groups=entries.groups(material),
        prerequisites=entries.prerequisites(material),
        lost_points=entries.lost_points(material),
        parameters=entries.parameters(material),
        evidence=entries.evidence(material),
        signatures=_signatures(material),
        total=_total(material),
        generated_at=made_at,
        revision_id="" if is_draft else dossier.assessment.head or "",
        engine=place.engine,
        is_draft=is_draft,
        open_items=entries.open_items(material),
        warnings=entries.warnings(material, finish_report(dossier, material.result)),
    )


def _unit(place: Workplace, material: Material) -> UnitFacts:
    unit = material.dossier.unit
    subject = material.dossier.answers["subject"]
    told = (_attribute(material, attribute, subject.get(attribute.key)) for attribute in material.form.attributes)
    return UnitFacts(
        name=unit.name,
        region=place.regions.full_name(unit.region) if place.regions.has(unit.region) else unit.region,
        address=unit.address,
        credit_code=unit.credit_code or "",
        attributes=tuple(fact for fact in told if fact is not None),
    )


def _attribute(material: Material, attribute: Attribute, value: object) -> Fact | None:
    if value is None:
        return None
    names = {choice.code: material.words.text(choice.name) for choice in attribute.choices}
    codes = value if isinstance(value, (list, tuple)) else [value]
    separator = material.words.say("answers", "list_separator")
    if isinstance(value, bool):
        text = material.words.say("answers", "yes" if value else "no")
    else:
        text = separator.join(names.get(str(code), str(code)) for code in codes)
    return Fact(material.words.text(attribute.name), f"{text} {attribute.unit}".strip())


def _visit(material: Material, *, is_draft: bool) -> Visit:
    visit = material.dossier.assessment.visit
    saved_at = material.dossier.saved_at
    return Visit(
        visited_on=date.fromisoformat(visit.date) if visit else None,
        team=tuple(person.name for person in visit.team) if visit else (),
        finished_at=None if is_draft or saved_at is None else moment_from_text(saved_at),
    )


def _total(material: Material) -> TotalLine | None:
    total, base = material.result.total, material.result.max_points
    if total is None:
        return None
    ratio = material.say("ratio", value=material.percent(total / base)) if base else ""
    return TotalLine(material.points(total), material.points(base), ratio)


def _header(material: Material) -> list[Fact]:
    """The fields that the cover of the form's own sheet has (NOTES on the mall form: found)."""
    nothing = material.form.total_points * 0
    full = sum((group.points for group in material.form.groups if not group.bonus), start=nothing)
    needed = sum(
        (group.max_points * group.floor for group in material.result.groups if group.floor is not None),
        start=nothing,
    )
    total, base = material.result.total, material.result.max_points
    lines = [
        Fact(material.say("header.full"), material.points(full)),
        Fact(material.say("header.base"), material.points(base)),
    ]
    if needed:
        lines.append(Fact(material.say("header.needed"), material.points(needed)))
    lines.append(Fact(material.say("header.reached"), material.points(total)))
    if total is not None and base:
        lines.append(Fact(material.say("header.share"), material.say("ratio", value=material.percent(total / base))))
    return lines


def _signatures(material: Material) -> tuple[SignatureField, ...]:
    visit = material.dossier.assessment.visit
    leader = visit.team[0].name if visit and visit.team else ""
    return (SignatureField(INSPECTOR_FIELD, material.say("signature.inspector"), leader),)
