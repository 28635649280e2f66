"""Answers from phones come back as ANSWERS documents: CSV as servers export it, XML as phones send it, nothing lost."""

from __future__ import annotations

import csv
import io
from xml.sax.saxutils import escape

import pytest

from tests.helpers.phones import EDITIONS, compared, drawn_form, typist
from tests.helpers.xpath import Sheet
from workbench.authoring.xlsform.answering import as_decimal, document_of
from workbench.authoring.xlsform.refusals import (
    PhoneAnswerTwice,
    PhoneFileBroken,
    PhoneFileUnknown,
    PhoneFormOther,
    PhoneNothingThere,
    PhoneVersionOther,
)
from workbench.authoring.xlsform.submissions import read_submissions

TRAVEL = ("green-travel", "1")
MALL = ("green-mall", "1")


def sent(which, seed=1):
    made = drawn_form(*which)
    return made, Sheet(made.survey.rows).submission(typist(made, seed).answers())


def as_csv(made, values, joiner="-", mark=b"\xef\xbb\xbf", **more):
    titles, cells, groups = [], [], []
    for row in made.survey.rows:
        if row.type == "begin_group":
            groups.append(row.name)
        elif row.type == "end_group":
            groups.pop()
        else:
            titles.append(joiner.join([*groups, row.name]))
            cells.append(values.get(row.name, ""))
    stream = io.StringIO(newline="")
    extra = {"SubmissionDate": "2026-11-23T08:00:00Z", "meta-instanceID": "uuid:1", "KEY": "uuid:1", **more}
    csv.writer(stream).writerows([[*titles, *extra], [*cells, *extra.values()]])
    return mark + stream.getvalue().encode()


def as_xml(made, values, form_id=None, version=None):
    leaves = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in values.items())
    plan = made.plan
    return (
        f'<?xml version="1.0"?><data id="{form_id or plan.form_id}" version="{version or plan.version}">'
        f"<any>{leaves}</any><meta><instanceID>uuid:1</instanceID></meta></data>"
    ).encode()


@pytest.mark.parametrize(("code", "edition"), EDITIONS)
def test_csv_and_xml_of_one_submission_give_the_same_document(code, edition):
    made, values = sent((code, edition))
    (from_xml,) = read_submissions(as_xml(made, values), "a.xml", made)
    (from_csv,) = read_submissions(as_csv(made, values), "a.csv", made)
    assert document_of(made.plan, from_csv) == document_of(made.plan, from_xml)
    assert from_xml.unknown == from_csv.unknown == {}


def test_columns_may_be_joined_by_a_slash():
    made, values = sent(MALL)
    (found,) = read_submissions(as_csv(made, values, joiner="/", mark=b""), "a.csv", made)
    assert found.values == values


def test_semicolons_may_part_the_columns():
    made, values = sent(MALL)
    data = as_csv(made, values).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(data, newline="")))
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";").writerows(rows)
    (found,) = read_submissions(stream.getvalue().encode(), "a.csv", made)
    assert found.values == values


def test_split_columns_of_a_list_are_put_together_again():
    made = drawn_form("green-building", "2024")
    columns = {"facts-a_structure/concrete": "1", "facts-a_structure/steel": "0", "facts-a_structure/timber": "1"}
    data = as_csv(made, {"t_version": made.plan.version}, **columns)
    (found,) = read_submissions(data, "a.csv", made)
    assert document_of(made.plan, found)["subject"]["structure"] == ["concrete", "timber"]


def test_name_day_instance_notes_and_remark_are_kept():
    made = drawn_form(*TRAVEL)
    values = {"unit_name": "大同市", "visit_date": "2026-11-23", "remark": "补交", "i_2_1_note": "看过台账"}
    (found,) = read_submissions(as_xml(made, values), "a.xml", made)
    document = document_of(made.plan, found)
    assert document["collected"] == {
        "instance_id": "uuid:1",
        "unit_name": "大同市",
        "visit_date": "2026-11-23",
        "remark": "补交",
    }
    assert document["responses"]["2.1"] == {"note": "看过台账"}


def test_a_column_that_the_form_does_not_know_is_kept_and_named():
    made, values = sent(TRAVEL)
    (found,) = read_submissions(as_csv(made, values, weather="晴"), "a.csv", made)
    assert found.unknown == {"weather": "晴"}
    assert document_of(made.plan, found)["collected"]["unknown"] == {"weather": "晴"}


def test_a_total_that_the_phone_got_wrong_is_noticed():
    made, values = sent(TRAVEL)
    values |= {"t_not_computed": "", "t_total": "12.3456"}
    (found,) = read_submissions(as_xml(made, values), "a.xml", made)
    assert [one.what for one in compared(made, found).differences] == ["t_total"]


def test_another_version_of_the_form_is_refused():
    made, values = sent(TRAVEL)
    with pytest.raises(PhoneVersionOther) as refused:
        read_submissions(as_csv(made, values | {"t_version": "1-00000000"}), "a.csv", made)
    assert refused.value.place == "a.csv:2"
    del values["t_version"]
    with pytest.raises(PhoneVersionOther):
        read_submissions(as_xml(made, values, version="0-x"), "a.xml", made)


def test_a_server_that_numbers_versions_itself_is_believed_by_the_forms_own_field():
    made, values = sent(TRAVEL)
    assert len(read_submissions(as_xml(made, values, form_id="aX7", version="vQ3"), "a.xml", made)) == 1


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"<data id='other'><a>1</a></data>", PhoneFormOther),
        (b"<html><body/></html>", PhoneNothingThere),
        (b"<data id='x'><a>", PhoneFileBroken),
        (b"<!DOCTYPE d [<!ENTITY e 'x'>]><d id='green-travel-1'>&e;</d>", PhoneFileBroken),
        (b"name,age\n1,2\n", PhoneNothingThere),
        (b"", PhoneNothingThere),
        (b"unit-unit_name\n\xff\xfe", PhoneFileBroken),
        (b"PK\x03\x04rest", PhoneFileUnknown),
    ],
)
def test_what_is_no_submission_of_the_form_is_refused(data, refusal):
    with pytest.raises(refusal):
        read_submissions(data, "a", drawn_form(*TRAVEL))


@pytest.mark.parametrize(
    ("text", "decimal"), [("1.0E-4", "0.00010"), ("12.50", "12.50"), ("7", "7"), ("abc", "abc"), ("1E400", "1E400")]
)
def test_numbers_are_written_as_plain_decimals(text, decimal):
    assert as_decimal(text) == decimal


def test_a_list_with_a_gap_is_not_answered():
    made = drawn_form(*MALL)
    values = {f"i_B202_monthly_power_factor_{month}": "0.95" for month in range(1, 12)}
    (found,) = read_submissions(as_xml(made, values), "a.xml", made)
    rows = {row.code: row for row in compared(made, found).result.ledger}
    assert rows["B202"].state.value == "not_answered"


def test_one_question_answered_twice_is_refused_and_not_decided():
    made, values = sent(("green-travel", "1"))
    name = next(one for one in values if one.startswith("i_") and one.endswith("_v"))
    twice = as_xml(made, values).replace(f"<{name}>".encode(), f"<{name}>other</{name}><{name}>".encode(), 1)
    with pytest.raises(PhoneAnswerTwice):
        read_submissions(twice, "a.xml", made)
    header, row = as_csv(made, values).decode("utf-8-sig").splitlines()[:2]
    with pytest.raises(PhoneAnswerTwice):
        read_submissions(f"{header},{name}\r\n{row},other\r\n".encode(), "a.csv", made)


def test_an_empty_version_does_not_let_another_form_in():
    made, values = sent(("green-travel", "1"))
    other = as_xml(made, {**values, "t_version": ""}, form_id="other")
    with pytest.raises(PhoneFormOther):
        read_submissions(other, "a.xml", made)


@pytest.mark.parametrize(
    ("text", "read"),
    [("1.0E-4", "0.00010"), ("12", "12"), ("1_000", "1_000"), ("１２", "１２"), ("NaN", "NaN"), ("1e9999", "1e9999")],
)
def test_only_figures_of_the_contract_are_read_as_figures(text, read):
    assert as_decimal(text) == read
