"""Whatever an XLSForm holds, every cell is carried or listed exactly once, and what comes out is a form."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.helpers.form_content import form_schema
from tests.helpers.xlsforms import best_answers, cells_of, completed, items_of, xlsform
from workbench.authoring.xlsform_in.importing import import_xlsform
from workbench.authoring.xlsform_in.making.wording import clean
from workbench.authoring.xlsform_in.refusals import XlsformEmpty, XlsformWithoutItems, XlsformWithoutSurvey
from workbench.catalogue.form_reader import read_form_content
from workbench.catalogue.problems import faults
from workbench.domain.texts import Language
from workbench.scoring.decoding import decode
from workbench.usecases.importing_xlsform import account
from workbench.usecases.words import load_words

NAMES = [
    *(f"r{number}" for number in range(30)),
    "q1",
    "q2",
    "q3",
    "g1",
    "g2",
    "用水",
    "1 bad",
    "a b",
    "",
    "Q1",
    "mean",
    "=1+1",
]
LISTS = ["yn", "grade", "long", "none", ""]
TYPES = [
    "begin group",
    "end group",
    "begin_repeat",
    "end_repeat",
    "select_one yn",
    "select_one grade",
    "select_one long",
    "select_one gone or_other",
    "select_multiple grade",
    "select_multiple yn or_other",
    "select_one",
    "integer",
    "decimal",
    "range",
    "acknowledge",
    "calculate",
    "note",
    "text",
    "date",
    "image",
    "file",
    "geopoint",
    "rank grade",
    "select_one_from_file a.csv",
    "start",
    "osm",
    "nonsense",
    "",
]
EXPRESSIONS = [
    "${q1} = 'yes'",
    "selected(${q2}, 'good')",
    "${q1} = 'yes' or ${q1} = 'no'",
    "not(selected(${q2}, 'poor')) and ${q1} != 'no'",
    "${q1} > 3",
    "${q3} div 2 * 100",
    ". >= 0",
    "yes",
    "((((",
]
TEXTS = st.one_of(
    st.sampled_from(["名称", "Label", "是", "No", "不适用", "面积（平方米）", "见 ${q1}", "=cmd()", " "]),
    st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=8),
    st.none(),
    st.integers(-5, 5),
    st.booleans(),
)
COLUMNS = {
    "type": st.sampled_from(TYPES),
    "name": st.sampled_from(NAMES),
    "label::中文 (zh)": TEXTS,
    "label::English (en)": TEXTS,
    "label": TEXTS,
    "hint::fr": TEXTS,
    "hint": TEXTS,
    "guidance_hint::zh": TEXTS,
    "relevant": st.one_of(st.none(), st.sampled_from(EXPRESSIONS)),
    "constraint": st.one_of(st.none(), st.sampled_from(EXPRESSIONS)),
    "calculation": st.one_of(st.none(), st.sampled_from(EXPRESSIONS)),
    "required": st.sampled_from([None, "yes", "no", "TRUE", "${q1}='yes'"]),
    "appearance": TEXTS,
    "disabled": st.sampled_from([None, None, None, "yes", "no"]),
    "bind::relevant": st.none(),
    "media::image": TEXTS,
    "remarks": TEXTS,
    "": TEXTS,
}
CHOICES = {
    "list_name": st.sampled_from(LISTS),
    "name": st.sampled_from(["yes", "no", "na", "good", "poor", "none", "其他", ""]),
    "label::zh": TEXTS,
    "label": TEXTS,
    "filter": TEXTS,
}
ORDERLY = [[], [["yn", "yes", "是"], ["yn", "no", "否"], ["grade", "good", "好"], ["grade", "poor", "差"]]]
SUBJECT = [["select_one yn", "q1"], ["select_multiple grade", "q2"], ["integer", "q3"]]
SETTINGS = {
    "form_id": TEXTS,
    "form_title": TEXTS,
    "version": TEXTS,
    "default_language": st.sampled_from([None, "English", "zh", "fr"]),
    "style": TEXTS,
}


@st.composite
def sheets(draw, columns, *, needed=(), least=0, most=12):
    others = [title for title in columns if title not in needed]
    titles = [*needed, *draw(st.lists(st.sampled_from(others), min_size=1, unique=True))]
    titles += draw(st.lists(st.sampled_from(titles), max_size=1))  # now and then a column twice
    rows = draw(st.lists(st.tuples(*(columns[title] for title in titles)), min_size=least, max_size=most))
    return [titles, *rows]


@st.composite
def surveys(draw):
    titles, *rows = draw(sheets(COLUMNS, needed=("type", "name"), least=4, most=14))
    found = {"survey": [titles, *draw(st.sampled_from([[], SUBJECT])), *rows]}
    if draw(st.integers(0, 4)):
        found["choices"] = [*draw(sheets(CHOICES, needed=("list_name", "name"))), *draw(st.sampled_from(ORDERLY))]
    if draw(st.booleans()):
        found["Settings"] = draw(sheets(SETTINGS, most=2))
    return found


@given(surveys())
@settings(max_examples=40)
@example({"survey": [["type", "name", "label"], ["integer", "q", "=1+1"]]})
def test_every_cell_is_carried_or_listed_once(found):
    book = xlsform(**found)
    try:
        form = import_xlsform(book)
    except (XlsformEmpty, XlsformWithoutItems):
        return
    counted = [place for note in (*form.carried, *form.not_carried) for place in note.places]
    assert sorted(counted) == sorted(cells_of(book))


@given(surveys())
@settings(max_examples=40)
def test_what_comes_out_is_a_form_once_its_scoring_is_filled_in(found):
    try:
        form = import_xlsform(xlsform(**found))
    except (XlsformEmpty, XlsformWithoutItems):
        return
    content = completed(form)
    read = read_form_content(content, form_schema())
    assert faults(read.problems) == ()
    assert decode(read.form, best_answers(content)).faults == ()
    assert len(items_of(form)) == len(read.form.items)


@given(surveys())
@settings(max_examples=40)
def test_every_outcome_can_be_told_in_both_languages(found):
    words = [load_words(ROOT / "resources" / "words", language) for language in Language]
    try:
        form = import_xlsform(xlsform(**found))
    except (XlsformEmpty, XlsformWithoutItems):
        return
    for one in words:
        assert all("{" not in line.replace("${", "") for line in account(form, "f.xlsx", one))


@given(surveys())
@settings(max_examples=40)
def test_carried_wordings_stand_in_the_form(found):
    book = xlsform(**found)
    try:
        form = import_xlsform(book)
    except (XlsformEmpty, XlsformWithoutItems):
        return
    texts = "\n".join(_texts(form.content))
    said = {cell.place: cell.text for sheet in book.sheets for row in sheet.rows for cell in row}
    spoken = {"item_name", "check", "group_name", "level", "option", "value", "guidance", "attribute_note", "title"}
    labels = [column for column, title in enumerate(found["survey"][0]) if str(title).startswith(("label", "hint"))]
    for note in form.carried:
        for place in note.places if note.code in spoken else ():
            is_wording = not place.startswith("survey!") or ord(place[7]) - ord("A") in labels
            if is_wording and not place.lower().startswith("choices!"):
                assert clean(said[place]) in texts, (note, place)


def _texts(node):
    if isinstance(node, dict):
        return [text for one in node.values() for text in _texts(one)]
    if isinstance(node, list):
        return [text for one in node for text in _texts(one)]
    return [node] if isinstance(node, str) else []


def test_a_workbook_without_a_survey_is_refused():
    with pytest.raises(XlsformWithoutSurvey) as refused:
        import_xlsform(xlsform(条目=[["type", "name"], ["integer", "a"]]))
    assert refused.value.facts == {"file": "survey.xlsx", "sheets": "条目"}
