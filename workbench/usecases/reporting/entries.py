"""The rows of a report: groups, items, prerequisites, lost points, open items, parameters, evidence."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.documents.content import (
    EvidenceLine,
    GroupEntry,
    ItemEntry,
    LostPoints,
    OpenItem,
    ParameterLine,
    Picture,
    PrerequisiteEntry,
    Reading,
    Standing,
    SubgroupEntry,
)
from workbench.domain.figures import plain
from workbench.domain.forms import Group, Item, Subgroup
from workbench.domain.results import ItemState, LedgerRow, PrerequisiteState
from workbench.protocol.times import moment_from_text
from workbench.store.rows import EvidenceRef
from workbench.usecases.answer_words import answer_text
from workbench.usecases.finishing import FinishReport, WarningKind
from workbench.usecases.reporting.asked import asked_entries
from workbench.usecases.reporting.material import Material
from workbench.usecases.standings import standing_of


def groups(material: Material) -> tuple[GroupEntry, ...]:
    """Write the chapters with all their items, in file order; items that are not in the form are left out."""
    return tuple(_group(material, group) for group in material.form.groups if group.code in material.groups)


def prerequisites(material: Material) -> tuple[PrerequisiteEntry, ...]:
    """Write the conditions without points, with the pictures that prove them."""
    pictures = {code: tuple(_pictures(material, code)) for code in material.prerequisites}
    return tuple(asked_entries(material, pictures))


def lost_points(material: Material) -> tuple[LostPoints, ...]:
    """List every judged item below its full points."""
    return tuple(
        LostPoints(
            code=item.code,
            name=material.words.text(item.name),
            lost=plain(row.max_points - row.points),
            reason=material.explain(item.code),
        )
        for item, row in _judged(material)
        if row.points is not None and row.points < row.max_points
    )


def open_items(material: Material) -> tuple[OpenItem, ...]:
    """List what is not judged yet, and what it waits for."""
    told = [
        OpenItem(item.code, material.words.text(item.name), _waits_for(material, row.reason.value))
        for item, row in _judged(material)
        if row.state.is_open
    ]
    beside = {entry.code for entry in material.form.provincial_checks}
    for entry in material.form.asked_by_code.values():
        if entry.code in beside:
            continue
        found = material.prerequisites.get(entry.code)
        state = None if found is None else found.state
        if state in (PrerequisiteState.OPEN, PrerequisiteState.UNDETERMINED):
            told.append(
                OpenItem(
                    entry.code,
                    material.words.text(entry.name),
                    material.say(f"prerequisite_state.{state.value}"),
                )
            )
    return tuple(told)


def parameters(material: Material) -> tuple[ParameterLine, ...]:
    """List the outside values used, each with where it comes from (decision 13)."""
    told = material.dossier.answers["parameters"]
    sources = material.dossier.assessment.parameter_sources
    lines = []
    for parameter in material.form.parameters:
        source = sources.get(parameter.key)
        value = told.get(parameter.key)
        if value is None and parameter.default is None:
            continue
        default = "" if parameter.source is None else material.words.text(parameter.source)
        lines.append(
            ParameterLine(
                name=material.words.text(parameter.name),
                value=material.say(
                    "parameter_unit",
                    value=plain(parameter.default) if value is None and parameter.default is not None else value,
                    unit=parameter.unit,
                ).strip(),
                source=source.source if source else default,
                author=source.author if source else "",
            )
        )
    return tuple(lines)


def evidence(material: Material) -> tuple[EvidenceLine, ...]:
    """Write the index of all evidence with its hashes."""
    return tuple(
        EvidenceLine(
            number=material.evidence_numbers[ref.item, ref.sha256],
            item=ref.item,
            name=ref.name,
            kind=material.say("evidence_photo" if ref.mime.startswith("image/") else "evidence_file"),
            sha256=ref.sha256,
            taken_at=moment_from_text(ref.taken_at) if ref.taken_at else None,
        )
        for ref in material.dossier.evidence
    )


def warnings(material: Material, report: FinishReport) -> tuple[str, ...]:
    """Say every warning that did not stop finishing (decision 6); missing evidence is summed up by what is missing."""
    names = {item.code: item.name for item in material.form.items}
    names |= {entry.code: entry.name for entry in (*material.form.prerequisites, *material.form.provincial_checks)}
    separator = material.words.say("answers", "list_separator")
    lacking: dict[str, list[str]] = {}
    told = []
    for warning in report.warnings:
        if warning.kind is WarningKind.EVIDENCE_MISSING:
            for method in warning.methods:
                lacking.setdefault(material.say(f"method.{method.value}"), []).append(warning.code)
            continue
        facts = {"code": warning.code, "name": material.words.text(names[warning.code]), "other": warning.other}
        told.append(material.say(f"warning.{warning.kind.value}", **facts))
    summed = (
        material.say("warning.evidence_missing", method=method, codes=separator.join(codes), count=len(codes))
        for method, codes in lacking.items()
    )
    return (*told, *summed)


def _group(material: Material, group: Group) -> GroupEntry:
    found = material.groups[group.code]
    if found.floor is None:
        standing = None
    elif found.met is None:
        standing = Standing.OPEN
    else:
        standing = Standing.MET if found.met else Standing.NOT_MET
    return GroupEntry(
        code=group.code,
        name=material.words.text(group.name),
        points=plain(found.points),
        max_points=plain(found.max_points),
        ratio=material.say("no_ratio")
        if found.ratio is None
        else material.say("ratio", value=material.percent(found.ratio, found.floor)),
        share=found.ratio,
        floor="" if found.floor is None else material.say("floor", value=plain(found.floor * 100)),
        floor_share=found.floor,
        standing=standing,
        subgroups=tuple(_subgroups(material, group)),
    )


def _subgroups(material: Material, group: Group) -> Iterator[SubgroupEntry]:
    loose = tuple(item for item in group.items if item.subgroup not in {one.code for one in group.subgroups})
    if loose:
        yield _subgroup(material, Subgroup("", loose[0].name, group.points), loose, name="")
    for subgroup in group.subgroups:
        items = tuple(item for item in group.items if item.subgroup == subgroup.code)
        yield _subgroup(material, subgroup, items, name=material.words.text(subgroup.name))


def _subgroup(material: Material, subgroup: Subgroup, items: tuple[Item, ...], name: str) -> SubgroupEntry:
    rows = [material.rows[item.code] for item in items]
    points = plain(sum((row.points for row in rows if row.points is not None), start=subgroup.points * 0))
    return SubgroupEntry(
        code=subgroup.code,
        name=name,
        points=f"{points} / {plain(sum((row.max_points for row in rows), start=subgroup.points * 0))}",
        items=tuple(
            _item(material, item, row)
            for item, row in zip(items, rows, strict=True)
            if row.state is not ItemState.NOT_IN_FORM
        ),
    )


def _item(material: Material, item: Item, row: LedgerRow) -> ItemEntry:
    entry = material.dossier.answers["responses"].get(item.code)
    return ItemEntry(
        code=item.code,
        name=material.words.text(item.name),
        check=material.words.text(item.check),
        clause=material.words.text(item.clause),
        answer=answer_text(material.form, item.rule, entry, material.words),
        points=material.points(row.points),
        max_points=plain(row.max_points),
        state=material.say(f"state.{row.state.value}"),
        reason=material.explain(item.code),
        note=str((entry or {}).get("note", "") or ""),
        standing=standing_of(row),
        readings=tuple(_readings(material, item.code)),
        pictures=tuple(_pictures(material, item.code)),
    )


def _readings(material: Material, code: str) -> Iterator[Reading]:
    for one in material.dossier.readings.get(code, ()):
        passed = one.get("passed")
        yield Reading(
            place=str(one.get("place", "")),
            kind=str(one.get("kind", "")),
            values=material.words.say("answers", "list_separator").join(str(value) for value in one.get("values", ())),
            limit=str(one.get("limit") or ""),
            standing=Standing.OPEN if passed is None else Standing.MET if passed else Standing.NOT_MET,
        )


def _pictures(material: Material, code: str) -> Iterator[Picture]:
    for ref in material.evidence_of(code):
        jpeg = material.picture(ref.sha256) if ref.mime.startswith("image/") else None
        if jpeg is not None:
            yield _picture(material, ref, jpeg)


def _picture(material: Material, ref: EvidenceRef, jpeg: bytes) -> Picture:
    return Picture(
        number=material.evidence_numbers[ref.item, ref.sha256],
        jpeg=jpeg,
        caption=ref.note or ref.name,
        sha256=ref.sha256,
        taken_at=moment_from_text(ref.taken_at) if ref.taken_at else None,
    )


def _judged(material: Material) -> Iterator[tuple[Item, LedgerRow]]:
    for item in material.form.items:
        row = material.rows.get(item.code)
        if row is not None and row.state is not ItemState.NOT_IN_FORM:
            yield item, row


def _waits_for(material: Material, reason: str) -> str:
    key = f"waits_for.{reason}"
    return material.say(key if material.words.knows("report", key) else "waits_for.other")
