"""Real XForms engines fill exported forms in and come to the program's own totals: ODK Web Forms' and ODK Collect's."""

from __future__ import annotations

import pytest

from tests.helpers.forms import shipped_form
from tests.helpers.phones import (
    EDITIONS,
    compared,
    converted,
    drawn_form,
    engine_folder,
    filled_in,
    filled_in_on_collect,
    sayings,
    typist,
)
from workbench.authoring.xlsform.submissions import read_submissions
from workbench.authoring.xlsform.workbook import phone_form


def agreed(engine, which, place, documents, seed):
    """Fill in, bring back, compare; give how many submissions were complete."""
    made = drawn_form(*which)
    hand = typist(made, seed)
    typed = [hand.answers() for _ in range(documents)]
    xform, _warnings = converted(phone_form(shipped_form(*which), sayings()).data)
    complete = 0
    for number, (answers, xml) in enumerate(zip(typed, engine(xform, typed, place), strict=True)):
        (submission,) = read_submissions(xml, f"{which[0]}-{number}.xml", made)
        assert submission.values["t_complete"] in ("0", "1")
        found = compared(made, submission)
        assert found.differences == (), (number, answers)
        complete += found.result.complete
    return complete


def test_web_forms_come_to_the_same_total(tmp_path):
    engine_folder()
    assert agreed(filled_in, ("green-household", "1"), tmp_path, documents=4, seed=4) > 0


def test_collect_comes_to_the_same_total(tmp_path):
    assert agreed(filled_in_on_collect, ("green-travel", "1"), tmp_path, documents=4, seed=4) > 0


@pytest.mark.drill
@pytest.mark.parametrize("which", EDITIONS)
def test_every_edition_comes_to_the_same_total_in_web_forms(which, tmp_path):
    engine_folder()
    agreed(filled_in, which, tmp_path, documents=30, seed=11)


@pytest.mark.drill
@pytest.mark.parametrize("which", EDITIONS)
def test_every_edition_comes_to_the_same_total_in_collect(which, tmp_path):
    agreed(filled_in_on_collect, which, tmp_path, documents=30, seed=12)
