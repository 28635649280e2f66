"""The end of the survey: the total on top, then grade, chapters and what is still open."""

from __future__ import annotations

from typing import Final

from workbench.authoring.xlsform.logic import chosen_text
from workbench.authoring.xlsform.plan import PhonePlan
from workbench.authoring.xlsform.rows import Row, Survey
from workbench.domain.forms import Form
from workbench.domain.texts import Text

VERSION_FIELD: Final = "t_version"
"""The field that carries the form's version in every submission, whatever the server calls its own."""
_VERDICTS = ("pass", "fail", "incomplete", "not_computed")


def add_summary(survey: Survey, plan: PhonePlan) -> None:
    """Write the summary and the remark."""
    say, form = survey.say, plan.form
    survey.calculate(survey.names.take(VERSION_FIELD), f"'{plan.version}'")
    survey.begin("summary", say("group_summary"))
    known, unknown = "${t_not_computed} = ''", "${t_not_computed} != ''"
    survey.note("s_total", say("total", total="${t_total}", max="${t_max}"), known)
    survey.note("s_not_computed", say("not_computed", codes="${t_not_computed}"), unknown)
    survey.note("s_normalised", say("normalised", normalised="${t_normalised}"), "${t_normalised} != ''")
    grade = _told(survey, "t_grade_told", "${t_grade}", _grades(form))
    verdicts = {verdict: say(f"verdict_{verdict}") for verdict in _VERDICTS}
    verdict = _told(survey, "t_verdict_told", "${t_verdict}", verdicts)
    survey.note("s_verdict", say("conclusion", verdict=verdict, grade=grade))
    survey.note("s_open", say("still_open", number="${t_open_items}"), "${t_complete} != '1'")
    for group in form.groups:
        prefix = survey.names.take("s", group.code)
        chapter = plan.chapters[group.code]
        points = f"${{{chapter}_points}}", f"${{{chapter}_max}}"
        told = say("chapter_points", code=group.code, name=group.name, points=points[0], max=points[1])
        survey.rows.append(Row("note", prefix, told, relevant=f"{points[0]} != ''"))
    survey.ask(plan.remark)
    survey.end()


def _grades(form: Form) -> dict[str, Text]:
    return {grade.code: grade.name for grade in form.grading}


def _told(survey: Survey, wanted: str, reference: str, texts: dict[str, Text]) -> Text:
    """Keep the name of a code in each language and give what shows it."""
    names = []
    for language, ending in (("zh", "zh"), ("en", "en")):
        text = "''"
        for code, told in texts.items():
            wording = told.zh if language == "zh" else told.en or told.zh
            text = chosen_text(f"{reference} = '{code}'", _quoted(wording), text)
        name = survey.names.take(f"{wanted}_{ending}")
        survey.calculate(name, text)
        names.append(f"${{{name}}}")
    return Text(*names)


def _quoted(text: str) -> str:
    return f'"{text}"' if "'" in text else f"'{text}'"
