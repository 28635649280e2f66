"""A real XForms engine (ODK Web Forms) fills exported forms in and comes to the engine's own totals."""

from __future__ import annotations

import pytest

from tests.helpers.forms import shipped_form
from tests.helpers.phones import EDITIONS, compared, converted, drawn_form, engine_folder, filled_in, sayings, typist
from tests.helpers.xpath import Sheet
from workbench.authoring.xlsform.submissions import read_submissions
from workbench.authoring.xlsform.workbook import phone_form

_LIGHT = [("green-household", "1"), ("green-travel", "1")]


def agreed(code, edition, place, documents, seed):
    """Fill in, bring back, compare; give how many submissions were compared and how many were complete."""
    engine_folder()
    made = drawn_form(code, edition)
    hand = typist(made, seed)
    typed = [hand.answers() for _ in range(documents)]
    xform, _warnings = converted(phone_form(shipped_form(code, edition), sayings()).data)
    sheet, complete = Sheet(made.survey.rows), 0
    for number, (answers, xml) in enumerate(zip(typed, filled_in(xform, typed, place), strict=True)):
        (submission,) = read_submissions(xml, f"{code}-{number}.xml", made)
        found = compared(made, submission)
        assert found.differences == (), (number, answers)
        expected = sheet.submission(answers)
        assert {name: submission.values.get(name) for name in expected if name.endswith("_state")} == {
            name: value for name, value in expected.items() if name.endswith("_state")
        }
        complete += found.result.complete
    return documents, complete


@pytest.mark.parametrize(("code", "edition"), _LIGHT)
def test_a_phone_comes_to_the_same_total(code, edition, tmp_path):
    documents, complete = agreed(code, edition, tmp_path, documents=6, seed=4)
    assert documents == 6
    assert complete > 0


@pytest.mark.drill
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("code", "edition"), EDITIONS)
def test_every_edition_comes_to_the_same_total_on_the_phone(code, edition, seed, tmp_path):
    agreed(code, edition, tmp_path, documents=25, seed=seed)
