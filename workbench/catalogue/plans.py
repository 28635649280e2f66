"""Reads the plans in `forms/plans/`: actions, lead departments and targets as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from workbench.catalogue.problems import Path as Place
from workbench.catalogue.problems import Problem, faults
from workbench.catalogue.reading.texts import Node, figure, optional_text, text
from workbench.catalogue.refusals import UnknownPlan, UnusablePlan
from workbench.catalogue.source.content import content_sha256, profile_problems
from workbench.catalogue.source.schema import Schema
from workbench.catalogue.source.yaml_source import Source, read_source
from workbench.domain.plans import (
    Action,
    AreaShare,
    Comparison,
    CompoundShare,
    CountRange,
    Coverage,
    EstimateShare,
    Line,
    Measure,
    NamedRegion,
    Plan,
    PlanParameter,
    Quota,
    RegionLevel,
    RegistryShare,
    RequiredLevelRule,
    RequiredLevels,
    Target,
)
from workbench.domain.resources import DataFolders
from workbench.domain.rules import AttributeIn

SCHEMA_FILE = Path("schemas") / "plan.schema.json"
"""Where the published schema of plan files lies below the resources folder."""


def plan_files(folders: DataFolders) -> tuple[Path, ...]:
    """List the plan files, by name."""
    return tuple(sorted((folders.forms / "plans").glob("*.yaml")))


def load_plan(folders: DataFolders, code: str) -> Plan:
    """Load a plan by its code.

    Raises:
        UnknownPlan: there is no such plan.
        UnusablePlan: its file has a fault.
    """
    files = {file.stem: file for file in plan_files(folders)}
    if code not in files:
        raise UnknownPlan(plan=code, known=", ".join(files))
    file = files[code]
    plan, problems = read_plan(file.read_bytes(), str(file), Schema(folders.resources / SCHEMA_FILE))
    if plan is not None and plan.code != code:
        problems = (Problem("file_misplaced", "plan", {"wanted": f"plans/{plan.code}.yaml"}, str(file), 1),)
    if plan is None or problems:
        raise UnusablePlan(plan=code, problems=faults(problems))
    return plan


def read_plan(data: bytes, file: str, schema: Schema) -> tuple[Plan | None, tuple[Problem, ...]]:
    """Read the bytes of a plan file: the plan, or everything that is wrong with it."""
    source, problems = read_source(data, file)
    problems = problems or list(profile_problems(source)) or schema.problems(source) or list(_lint(source))
    return (None, tuple(problems)) if problems else (_plan(source.content), ())


def _lint(source: Source) -> Iterator[Problem]:
    """Look for what the schema cannot see."""
    content = source.content
    for key in ("issued", "printed"):
        if key in content and not _is_date(content[key]):
            yield source.problem("date_wrong", (key,), value=content[key])
    targets = [
        (("actions", index, "targets", number), target)
        for index, action in enumerate(content["actions"])
        for number, target in enumerate(action["targets"])
    ]
    yield from _repeated([(("actions", index), action) for index, action in enumerate(content["actions"])], source)
    yield from _repeated(targets, source)
    for path, target in targets:
        if target["kind"] == "count_range" and target["lowest"] > target["highest"]:
            told = {"lowest": str(target["lowest"]), "highest": str(target["highest"])}
            yield source.problem("range_upside_down", path, **told)


def _repeated(entries: Sequence[tuple[Place, Node]], source: Source) -> Iterator[Problem]:
    seen: set[str] = set()
    for path, entry in entries:
        if entry["code"] in seen:
            yield source.problem("code_repeated", (*path, "code"), code=entry["code"])
        seen.add(entry["code"])


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _plan(content: Node) -> Plan:
    return Plan(
        code=content["plan"],
        title=text(content["title"]),
        number=text(content["number"]),
        issuer=text(content["issuer"]),
        issued=date.fromisoformat(content["issued"]),
        printed=date.fromisoformat(content["printed"]) if "printed" in content else None,
        horizon=content["horizon"],
        province=content["province"],
        principles=tuple(text(entry) for entry in content["principles"]),
        coordination=text(content["coordination"]),
        publication=text(content["publication"]),
        actions=tuple(_action(entry) for entry in content["actions"]),
        sha256=content_sha256(content),
    )


def _action(node: Node) -> Action:
    return Action(
        code=node["code"],
        number=node["number"],
        name=text(node["name"]),
        subject=text(node["subject"]),
        lead=text(node["lead"]),
        forms=tuple(node["forms"]),
        targets=tuple(_TARGETS[entry["kind"]](entry) for entry in node["targets"]),
        named_regions=tuple(
            NamedRegion(entry["region"], text(entry["note"])) for entry in node.get("named_regions", ())
        ),
        aspects=tuple(text(entry) for entry in node.get("aspects", ())),
    )


def _told(node: Node) -> dict[str, Any]:
    """Give what every target says."""
    return {"code": node["code"], "text": text(node["text"]), "note": optional_text(node.get("note"))}


def _line(node: Node) -> Line:
    return Line(Fraction(node["share"]), Comparison(node["comparison"]))


def _registry_share(node: Node) -> RegistryShare:
    return RegistryShare(**_told(node), of=text(node["of"]), line=_line(node))


def _quota(node: Node) -> Quota:
    return Quota(**_told(node), of=text(node["of"]), count=node["count"])


def _estimate_share(node: Node) -> EstimateShare:
    return EstimateShare(**_told(node), of=text(node["of"]), line=_line(node))


def _compound_share(node: Node) -> CompoundShare:
    measures = tuple(
        Measure(
            key=entry["key"],
            name=text(entry["name"]),
            unit=entry["unit"],
            gte=Fraction(entry["gte"]),
            form=entry["form"],
            item=entry["item"],
        )
        for entry in node["measures"]
    )
    return CompoundShare(**_told(node), of=text(node["of"]), line=_line(node), measures=measures)


def _coverage(node: Node) -> Coverage:
    return Coverage(**_told(node), of=text(node["of"]), every=RegionLevel(node["every"]))


def _count_range(node: Node) -> CountRange:
    only, parameter = node.get("only"), node.get("parameter")
    return CountRange(
        **_told(node),
        of=text(node["of"]),
        lowest=node["lowest"],
        highest=node["highest"],
        only=AttributeIn(only["attribute"], frozenset(only["in"])) if only else None,
        parameter=_parameter(parameter) if parameter else None,
    )


def _parameter(node: Node) -> PlanParameter:
    default, note = figure(node["default"]), optional_text(node.get("note"))
    return PlanParameter(node["key"], text(node["name"]), node["unit"], default, note)


def _area_share(node: Node) -> AreaShare:
    return AreaShare(**_told(node), of=text(node["of"]), line=_line(node), weight=node["weight"])


def _required_levels(node: Node) -> RequiredLevels:
    rules = tuple(RequiredLevelRule(text(entry["subject"]), entry["level"]) for entry in node["rules"])
    return RequiredLevels(**_told(node), since=node["since"], rules=rules)


_TARGETS: Mapping[str, Callable[[Node], Target]] = {
    "registry_share": _registry_share,
    "quota": _quota,
    "estimate_share": _estimate_share,
    "compound_share": _compound_share,
    "coverage": _coverage,
    "count_range": _count_range,
    "area_share": _area_share,
    "required_level": _required_levels,
}
