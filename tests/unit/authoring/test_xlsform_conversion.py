"""Exported workbooks are XLSForms: pyxform converts them without a warning, and ODK Validate takes what comes out."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from tests.helpers.forms import a_part, one_item_form, shipped_form, some_parts
from tests.helpers.phones import EDITIONS, converted, sayings
from workbench.authoring.xlsform.refusals import PhoneFormTooLarge
from workbench.authoring.xlsform.workbook import GUIDE, phone_form
from workbench.spreadsheets.reading import read_workbook


def exported(code, edition):
    return phone_form(shipped_form(code, edition), sayings())


def validated(xform, place):
    from pyxform.validators import odk_validate

    if shutil.which("java") is None:
        pytest.skip("Java is not on this machine (dev.py drills --install brings it)")
    file = place / "form.xml"
    file.write_text(xform, "utf-8")
    return odk_validate.check_xform(str(file))


@pytest.mark.parametrize(("code", "edition"), EDITIONS)
def test_pyxform_converts_every_edition_without_a_warning(code, edition):
    made = exported(code, edition)
    xform, warnings = converted(made.data)
    assert warnings == []
    assert f'id="{code}-{edition}"' in xform
    assert f'version="{made.plan.version}"' in xform
    assert 'lang="English (en)"' in xform


def test_odk_validate_takes_a_form(tmp_path):
    assert validated(converted(exported("green-household", "1").data)[0], tmp_path) == []


def test_odk_validate_would_notice_a_broken_expression(tmp_path):
    from pyxform.validators.odk_validate import ODKValidateError

    good, _warnings = converted(exported("green-travel", "1").data)
    with pytest.raises(ODKValidateError):
        validated(good.replace("round(", "round((", 1), tmp_path)


@pytest.mark.drill
@pytest.mark.parametrize(("code", "edition"), EDITIONS)
def test_odk_validate_takes_every_edition(code, edition, tmp_path):
    assert validated(converted(exported(code, edition).data)[0], tmp_path) == []


def test_an_expression_longer_than_a_cell_is_refused_and_not_cut_off():
    part = a_part("p", 1)
    parts = tuple(replace(part, code=f"p{number}") for number in range(500))
    form = one_item_form(some_parts("sum", *parts), 500)
    with pytest.raises(PhoneFormTooLarge) as refused:
        phone_form(form, sayings())
    assert refused.value.facts["length"] > 32_767


def test_the_workbook_tells_people_what_it_is():
    made = exported("green-travel", "1")
    book = read_workbook(made.data, "travel.xlsx")
    assert [sheet.name for sheet in book.sheets] == ["survey", "choices", "settings", GUIDE]
    told = "\n".join(cell.text for row in book.by_name[GUIDE].rows for cell in row)
    assert made.plan.form.sha256 in told
    assert "本表所有条目都能在手机上计算" in told
    settings = book.by_name["settings"].rows[1]
    assert [cell.text for cell in settings][1:4] == ["green-travel-1", made.plan.version, "中文 (zh)"]
