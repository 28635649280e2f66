"""One line for a score, the same wherever the command line shows one."""

from __future__ import annotations

from workbench.domain.forms import Form
from workbench.domain.results import Result
from workbench.scoring.result_document import to_document
from workbench.usecases.words import Words

_NOTHING = "—"


def score_line(words: Words, form: Form, result: Result) -> str:
    """Say total, verdict and grade; forms and modes without a total show a dash."""
    document = to_document(result)
    grades = {grade.code: words.text(grade.name) for grade in form.grading}
    return words.say(
        "commands",
        "score_summary",
        total=document["total"] or _NOTHING,
        max=document["max"] or _NOTHING,
        verdict=words.say("report", f"verdict.{result.verdict.value}"),
        grade=grades.get(result.grade or "", _NOTHING),
    )
