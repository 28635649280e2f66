"""All checks of one form, and which of their findings make it unusable."""

from __future__ import annotations

from dataclasses import replace

from workbench.catalogue.lint.bands import band_problems
from workbench.catalogue.lint.codes import code_problems
from workbench.catalogue.lint.evidence import evidence_problems
from workbench.catalogue.lint.grades import grade_problems
from workbench.catalogue.lint.quantities import quantity_problems
from workbench.catalogue.lint.references import reference_problems, used_parameters
from workbench.catalogue.lint.sums import sum_problems
from workbench.catalogue.lint.wording import wording_problems
from workbench.catalogue.problems import Problem, Severity
from workbench.catalogue.source.yaml_source import Source
from workbench.domain.forms import Form

FINDINGS = frozenset(
    {
        "attribute_not_scoring",
        "band_gap",
        "band_turns_back",
        "band_unreachable",
        "evidence_on_derived",
        "evidence_repeated",
        "fallback_without_readings",
        "grade_unreachable",
        "input_unused",
        "name_unused",
        "parameter_unused",
        "official_without_source",
        "parameter_without_note",
        "points_unreachable",
        "text_english_is_chinese",
        "text_without_english",
        "word_untranslated",
        "word_unused",
    }
)
"""Problems that are worth mending but leave the form's scores well defined; every other one is a fault."""


def lint(form: Form, source: Source) -> list[Problem]:
    """Check a form that the schema has accepted."""
    problems = [
        *sum_problems(form, source),
        *code_problems(form, source),
        *reference_problems(form, source),
        *quantity_problems(form, source),
        *band_problems(form, source),
        *evidence_problems(form, source),
        *grade_problems(form, source),
        *wording_problems(source),
        *_parameter_problems(form, source),
    ]
    return [
        replace(problem, severity=Severity.FINDING) if problem.code in FINDINGS else problem for problem in problems
    ]


def _parameter_problems(form: Form, source: Source) -> list[Problem]:
    """A parameter without a value must at least say why, so that whoever enters it knows what is wanted.

    One that nothing looks at, and that does not say what it is for, would be asked in vain.
    """
    used = used_parameters(form)
    unused = [
        source.problem("parameter_unused", ("parameters", index), key=parameter.key)
        for index, parameter in enumerate(form.parameters)
        if parameter.key not in used and parameter.note is None
    ]
    return unused + [
        source.problem("parameter_without_note", ("parameters", index), key=parameter.key)
        for index, parameter in enumerate(form.parameters)
        if parameter.default is None and parameter.note is None and parameter.source is None
    ]
