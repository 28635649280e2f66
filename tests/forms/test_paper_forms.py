"""Nothing that a form asks is missing on its paper form, in any edition, in either language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.helpers.paper_forms import EDITIONS, blank, drawn_text, the_place
from workbench.domain.forms import Form, Item, Prerequisite
from workbench.domain.rules import Bands, Count, Deduction, Gate, Graded, Linear, Step, SumOfParts, TargetDeduct
from workbench.domain.texts import Language
from workbench.usecases.paper.wording import all_rules

PAGES = {
    "conserving-organ-1": 13,
    "green-building-2019": 29,
    "green-building-2024": 31,
    "green-community-1": 9,
    "green-household-1": 8,
    "green-mall-1": 27,
    "green-school-1": 11,
    "green-school-university-1": 12,
    "green-travel-1": 9,
}


def _asked(form: Form) -> Iterator[Item | Prerequisite]:
    for entry in (*form.prerequisites, *form.items, *form.provincial_checks):
        if entry.editions is None or form.edition in entry.editions:
            yield entry


def _labels(entry: Item | Prerequisite) -> Iterator[object]:
    """Every wording of a rule that an inspector chooses by."""
    for rule in all_rules([entry.rule]):
        match rule:
            case Graded():
                yield from (level.label for level in rule.levels)
            case Count():
                yield from (option.text for option in rule.options)
            case Deduction():
                yield from (one.text for one in rule.rules)
                yield from [rule.void_if] if rule.void_if else []
            case Gate():
                yield from (one.text for branch in rule.branches for one in branch.every)
            case SumOfParts():
                yield from (part.name for part in rule.parts)
            case Bands() if rule.shortcut is not None:
                yield rule.shortcut.condition
            case _ if hasattr(rule, "options"):
                yield from (option.text for option in rule.options)


def _inputs(entry: Item | Prerequisite) -> Iterator[str]:
    for rule in all_rules([entry.rule]):
        if isinstance(rule, Bands | Step | Linear | TargetDeduct):
            yield from rule.quantity.inputs
        if isinstance(rule, Gate):
            yield from (key for quantity in rule.quantities for key in quantity.inputs)


def _missing(form: Form, language: Language) -> list[str]:
    text = drawn_text(blank(form.code, form.edition, language).pdf)
    wanted = []
    for entry in _asked(form):
        wanted += [entry.code, entry.name.in_language(language), entry.check.in_language(language)]
        wanted += [label.in_language(language) for label in _labels(entry)]
        wanted += [form.input_by_key[key].name.in_language(language) for key in _inputs(entry)]
        if entry.not_applicable is not None:
            wanted.append(entry.not_applicable.condition.in_language(language))
    wanted += [attribute.name.in_language(language) for attribute in form.attributes]
    wanted += [choice.name.in_language(language) for one in form.attributes for choice in one.choices]
    wanted += [parameter.name.in_language(language) for parameter in form.parameters]
    wanted += [grade.name.in_language(language) for grade in form.grading]
    wanted += [star.name.in_language(language) for star in form.star_requirements if _is_here(star, form)]
    return [one for one in wanted if "".join(one.split()) not in text]


def _is_here(entry: object, form: Form) -> bool:
    return entry.editions is None or form.edition in entry.editions


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("form", "edition"), EDITIONS)
def test_everything_the_form_asks_is_on_paper(form, edition, language):
    assert _missing(the_place().library.form(form, edition), language) == []


def test_there_are_nine_editions():
    assert len(EDITIONS) == 9


@pytest.mark.parametrize(("form", "edition"), EDITIONS)
def test_a_form_takes_no_more_pages_than_it_did(form, edition):
    assert blank(form, edition).pages <= PAGES[f"{form}-{edition}"]
