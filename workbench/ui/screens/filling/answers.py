"""Answers in a few words for the answer column, and clauses in one sentence for a screen reader."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from PySide6.QtCore import QCoreApplication

from workbench.domain.forms import StarRequirement
from workbench.domain.results import Reason
from workbench.domain.rules import (
    Bands,
    ChooseN,
    Combine,
    Count,
    Deduction,
    Gate,
    Graded,
    ItemRule,
    Linear,
    PrerequisiteRule,
    Step,
    SumOfParts,
    TargetDeduct,
    YesNo,
)
from workbench.scoring.asking import fitting_parts
from workbench.ui.editors.judging import fitting_branch, judged_conditions
from workbench.ui.editors.measuring import EditorContext, figure, shown
from workbench.ui.marks import Mark
from workbench.ui.screens.filling.rows import ClauseRow

translate = QCoreApplication.translate


def in_words(  # noqa: C901, PLR0911 -- one case per kind of rule
    rule: ItemRule | PrerequisiteRule, value: object, context: EditorContext
) -> str:
    """Say what was answered; "" while nothing was."""
    if value is None:
        return ""
    match rule:
        case YesNo():
            return translate("Answers", "符合") if value is True else translate("Answers", "不符合")
        case Graded():
            return next((context.say(level.label) for level in rule.levels if level.code == value), "")
        case Bands() | Step() | Linear() | TargetDeduct():
            return _measured(rule, value, context)
        case _ if not isinstance(value, Mapping):
            return ""
        case Count():
            return _counted(rule, value, context)
        case Deduction():
            return _deducted(rule, value, context)
        case SumOfParts():
            return _parts(rule, value, context)
        case Gate():
            return _conditions(rule, value, context)
        case ChooseN():
            return translate("Answers", "已选 {0} 项").format(sum(state is True for state in value.values()))
        case _:
            return ""


def _measured(rule: Bands | Step | Linear | TargetDeduct, value: object, context: EditorContext) -> str:
    if isinstance(value, Mapping) and value.get("shortcut") is True and isinstance(rule, Bands) and rule.shortcut:
        return context.say(rule.shortcut.condition)
    computed = figure(rule.quantity, value, context)
    if isinstance(computed, Fraction):
        return shown(rule, computed, context)
    return _reason(computed) if isinstance(computed, Reason) else translate("Answers", "没有填完")


def _reason(reason: Reason) -> str:
    return {
        Reason.DIVISION_BY_ZERO: translate("Answers", "分母是 0"),
        Reason.MISSING_PARAMETER: translate("Answers", "缺参数"),
        Reason.SAMPLE_TOO_SMALL: translate("Answers", "抽样太少"),
        Reason.SERIES_LENGTH: translate("Answers", "个数不对"),
        Reason.MISSING_ATTRIBUTE: translate("Answers", "缺单位属性"),
    }.get(reason, "")


def _counted(rule: Count, value: Mapping[str, object], context: EditorContext) -> str:
    options = value.get("options")
    count = len(set(options)) if isinstance(options, list | tuple) else value.get("count", "")
    unit = context.say(rule.unit).split("(")[0].split("（")[0].strip()
    return f"{count} {unit}"


def _deducted(rule: Deduction, value: Mapping[str, object], context: EditorContext) -> str:
    if value.get("void") is True:
        return context.say(rule.void_if)
    raw = value.get("counts")
    counts = raw if isinstance(raw, Mapping) else {}
    if len(counts) < len(rule.rules):
        return translate("Answers", "没有填完")
    found = [f"{context.say(entry.text)} ×{counts[entry.code]}" for entry in rule.rules if counts.get(entry.code)]
    return "；".join(found) or translate("Answers", "无扣分")


def claimed(requirement: StarRequirement, value: object, context: EditorContext) -> str:
    """Say what was claimed for a star requirement; "" while nothing was."""
    known = value if isinstance(value, Mapping) else {}
    said = []
    for measure in requirement.measures:
        claim = known.get(measure.key)
        if isinstance(claim, bool):
            said.append(translate("Answers", "是") if claim else translate("Answers", "否"))
        elif claim is not None:
            said.append(f"{claim} {context.unit(measure.unit)}".strip())
        elif measure.key in known:
            said.append(translate("Answers", "不申报"))
    return "；".join(said)


def required(level: str) -> str:
    """Say which level must be reached; "" while that is not known."""
    return translate("Answers", "应达到{0}").format(level) if level else ""


def _conditions(rule: Gate, value: object, context: EditorContext) -> str:
    branch = fitting_branch(rule, context)
    if isinstance(branch, Reason):
        return _reason(branch)
    told = judged_conditions(rule, branch, value, context)
    return translate("Answers", "{0}/{1} 条达到").format(sum(met is True for met in told), len(told))


def _parts(rule: SumOfParts, value: Mapping[str, object], context: EditorContext) -> str:
    raw = value.get("parts")
    parts = raw if isinstance(raw, Mapping) else {}
    fitting = fitting_parts(rule, context.facts)
    if not fitting:
        return translate("Answers", "没有要判的分项")
    asked = {part.code for part in fitting}
    entries = [entry for code, entry in parts.items() if code in asked and isinstance(entry, Mapping)]
    if rule.combine is Combine.SELECT and len(fitting) == 1 and entries and entries[0].get("na") is not True:
        return in_words(fitting[0].rule, entries[0].get("value"), context)
    aside = sum(entry.get("na") is True for entry in entries)
    done = [entry.get("value") for entry in entries if entry.get("na") is not True]
    if len(entries) < len(fitting) and not (rule.combine is Combine.MAX and entries):
        return translate("Answers", "{0}/{1} 项已判").format(len(entries), len(fitting))
    return translate("Answers", "{0}/{1} 项").format(
        sum(value is not False and value is not None for value in done), len(done) or aside
    )


def trouble(row: ClauseRow) -> str:
    """Say why an answered clause cannot be scored, "" otherwise."""
    return _reason(row.reason) if row.is_open else ""


def state_in_words(mark: Mark) -> str:
    """Name a state shape."""
    return {
        Mark.MET: translate("Answers", "符合"),
        Mark.LOST: translate("Answers", "失分"),
        Mark.OPEN: translate("Answers", "未判"),
        Mark.BEGUN: translate("Answers", "已开始"),
        Mark.NOT_APPLICABLE: translate("Answers", "不适用"),
        Mark.FAILED: translate("Answers", "否决"),
        Mark.FLAGGED: translate("Answers", "标记"),
        Mark.CHANGED: translate("Answers", "与上次不同"),
        Mark.EVIDENCE_MISSING: translate("Answers", "缺佐证"),
        Mark.GATE_MET: translate("Answers", "前置满足"),
        Mark.GATE_OPEN: translate("Answers", "前置未判"),
        Mark.GATE_FAILED: translate("Answers", "前置不满足"),
    }[mark]


def aloud(row: ClauseRow, answer: str) -> str:
    """Say a whole row: state, code, name, answer, points."""
    parts = [state_in_words(row.mark), row.code, row.name, answer]
    if row.stars is not None:
        parts.append(translate("Answers", "现达 {0} 星").format(row.stars))
    if not row.is_gate:
        points = row.points or translate("Answers", "未得分")
        parts.append(translate("Answers", "{0} 分，满分 {1}").format(points, row.most))
    if row.is_flagged:
        parts.append(state_in_words(Mark.FLAGGED))
    if row.lacks_evidence:
        parts.append(state_in_words(Mark.EVIDENCE_MISSING))
    elif row.evidence:
        parts.append(translate("Answers", "佐证 {0} 份").format(row.evidence))
    return "，".join(part for part in parts if part)
