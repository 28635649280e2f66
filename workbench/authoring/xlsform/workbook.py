"""The XLSForm as a workbook: survey, choices, settings, and a guide sheet for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from workbench.authoring.xlsform.plan import PhonePlan, plan_of
from workbench.authoring.xlsform.refusals import PhoneFormTooLarge
from workbench.authoring.xlsform.rows import COLUMNS, EN, ZH, Survey
from workbench.authoring.xlsform.saying import Sayings
from workbench.authoring.xlsform.score import PhoneScore, score_of
from workbench.authoring.xlsform.survey import SurveyWriter
from workbench.domain.forms import Form
from workbench.domain.texts import Text
from workbench.spreadsheets.writing import Column, SheetPlan, write_workbook

GUIDE: Final = "说明"
LONGEST_CELL: Final = 32_767
"""Signs that a cell of a workbook holds; a longer one would be cut off without a word."""
_WIDTHS: Final = {"type": 22, "name": 26, "relevant": 28, "constraint": 28, "calculation": 40}
_WIDE: Final = 36


@dataclass(frozen=True)
class PhoneForm:
    """A written form: its workbook, how much it asks, and which lines a phone cannot compute, with the reason."""

    data: bytes
    plan: PhonePlan
    questions: int
    calculations: int
    refused: Mapping[str, Text]


@dataclass(frozen=True)
class Drawn:
    """A form as it will stand on the phone, before it becomes a workbook."""

    plan: PhonePlan
    score: PhoneScore
    survey: Survey


def drawn(form: Form, say: Sayings) -> Drawn:
    """Draw the survey of an edition."""
    plan = plan_of(form, say)
    score = score_of(plan)
    return Drawn(plan, score, SurveyWriter(plan, score, say).write())


def phone_form(form: Form, say: Sayings) -> PhoneForm:
    """Write the workbook of an edition."""
    made = drawn(form, say)
    plan, score, survey = made.plan, made.score, made.survey
    codes = {asked.node.prefix: asked.node.code for asked in (*plan.prerequisites, *plan.items.values())}
    refused = {_code_of(prefix, codes): say(f"refused_{reason}") for prefix, reason in score.refused.items()}
    sheets = [_survey(survey), _choices(survey), _settings(plan, say), _guide(plan, say, refused)]
    questions = sum(row.type not in ("calculate", "note", "begin_group", "end_group") for row in survey.rows)
    return PhoneForm(write_workbook(sheets), plan, questions, len(score.calculations), refused)


def _code_of(prefix: str, codes: Mapping[str, str]) -> str:
    """Name the line a node belongs to, for a part the line with the part's own name behind it."""
    owner = max((known for known in codes if prefix == known or prefix.startswith(f"{known}_")), key=len)
    return codes[owner] if owner == prefix else f"{codes[owner]} {prefix.removeprefix(owner + '_')}"


def _survey(survey: Survey) -> SheetPlan:
    columns = tuple(Column(title, _WIDTHS.get(title, _WIDE)) for title in COLUMNS)
    rows = [row.cells() for row in survey.rows]
    for row in rows:
        longest = max(map(len, row))
        if longest > LONGEST_CELL:
            raise PhoneFormTooLarge(field=row[1], length=longest, limit=LONGEST_CELL)
    return SheetPlan("survey", columns, rows, frozen_columns=2)


def _choices(survey: Survey) -> SheetPlan:
    columns = (Column("list_name"), Column("name"), Column(f"label::{ZH}", _WIDE), Column(f"label::{EN}", _WIDE))
    rows = [(name, *choice) for choices, name in survey.lists.items() for choice in choices]
    return SheetPlan("choices", columns, rows)


def _settings(plan: PhonePlan, say: Sayings) -> SheetPlan:
    form = plan.form
    title = say("title_constructed", title=form.title) if form.has_constructed_items else form.title
    values = {
        "form_title": title.zh,
        "form_id": plan.form_id,
        "version": plan.version,
        "default_language": ZH,
        "instance_name": f"concat({plan.unit_name.reference}, ' ', {plan.visit_date.reference})",
    }
    return SheetPlan("settings", tuple(Column(title, 30) for title in values), [tuple(values.values())])


def _guide(plan: PhonePlan, say: Sayings, refused: Mapping[str, Text]) -> SheetPlan:
    form = plan.form
    lines = [form.title, form.standard, form.status]
    lines += [say("guide_version", form=form.code, edition=form.edition, sha256=form.sha256)]
    lines += [say("form_constructed")] if form.has_constructed_items else []
    lines += [say(f"guide_{key}") for key in ("use", "score", "numbers", "open", "names", "back")]
    lines += [say("guide_refused") if refused else say("guide_none_refused")]
    lines += [Text(f"{code}: {why.zh}", f"{code}: {why.en}") for code, why in refused.items()]
    rows = [(line.zh, line.en or line.zh) for line in lines]
    return SheetPlan(GUIDE, (Column("说明", 70), Column("Guide", 70)), rows)
