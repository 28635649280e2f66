"""`workbench forms print`: where the sheet is written, what is said, and what is refused in one sentence."""

from __future__ import annotations

import json

import pytest

from tests.helpers.offices import INSPECTORS
from tests.helpers.paper_forms import answers, blank, drawn_text
from workbench.documents.reading import page_count


@pytest.fixture
def answers_file(tmp_path):
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(answers("green-travel-01"), ensure_ascii=False), "utf-8")
    return path


def test_a_blank_form_is_written_beside_the_command(desk, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ran = desk.run("forms", "print", "green-travel")
    file = tmp_path / "green-travel-1.pdf"
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"空白表已印到 green-travel-1.pdf，共 {page_count(file.read_bytes())} 页。\n"
    assert file.read_bytes() == blank("green-travel", "1").pdf


def test_an_existing_file_is_replaced_only_when_told(desk, tmp_path):
    out = tmp_path / "f.pdf"
    out.write_bytes(b"old")
    refused = desk.run("forms", "print", "green-travel", "--out", out)
    assert (refused.code, out.read_bytes(), "--force" in refused.sentence) == (2, b"old", True)
    assert desk.run("forms", "print", "green-travel", "--out", out, "--force").code == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_it_is_told_as_json(desk, tmp_path):
    out = tmp_path / "f.pdf"
    told = desk.run("forms", "print", "green-building", "--edition", "2019", "--out", out, "--json").json
    assert (told["form"], told["edition"], told["draft"]) == ("green-building", "2019", False)
    assert told["pages"] == page_count(out.read_bytes())


def test_facts_about_the_subject_shorten_the_form(desk, tmp_path):
    out = tmp_path / "f.pdf"
    assert desk.run("forms", "print", "green-building", "--set", "mode=basic", "--out", out).code == 0
    assert page_count(out.read_bytes()) < 12


def test_answers_are_written_into_the_form(desk, tmp_path, answers_file):
    out = tmp_path / "f.pdf"
    ran = desk.run("forms", "print", "green-travel", "--answers", answers_file, "--out", out, "--lang", "en")
    assert ran.code == 0
    assert "Filled form printed to" in ran.out
    assert "Filledinfromadocumentofanswers" in drawn_text(out.read_bytes())


def test_what_is_ignored_in_answers_is_told(desk, tmp_path, answers_file):
    document = {**answers("green-travel-01"), "remark": 1}
    answers_file.write_text(json.dumps(document), "utf-8")
    ran = desk.run("forms", "print", "green-travel", "--answers", answers_file, "--out", tmp_path / "f.pdf")
    assert ran.code == 0
    assert "remark" in ran.sentence


def test_a_draft_of_the_store_is_said_to_be_one(inspector, office, tmp_path):
    assessment = office.made["datong"]
    out = tmp_path / "f.pdf"
    ran = inspector.run("forms", "print", "green-mall", "--assessment", assessment[:8], "--out", out)
    assert (ran.code, ran.err) == (0, "")
    assert "已填的表已印到" in ran.out
    assert office.store(INSPECTORS).exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("green-lake",), "green-lake"),
        (("green-building", "--edition", "1999"), "版本"),
        (("green-building", "--set", "stage"), "键=值"),
        (("green-building", "--set", "colour=red"), "stage"),
        (("green-building", "--set", "stage=soon"), "pre_evaluation"),
        (("green-building", "--set", "floor_area=much"), "subject.floor_area"),
        (("green-travel", "--answers", "{file}", "--set", "city_class=super"), "--set"),
        (("green-mall", "--answers", "{file}"), "answers.json"),
        (("green-travel", "--answers", "nowhere.json"), "nowhere.json"),
        (("green-travel", "--answers", "{file}", "--assessment", "x"), "--answers"),
    ],
)
def test_wrong_use_is_one_sentence_and_writes_nothing(desk, tmp_path, answers_file, words, says):
    out = tmp_path / "f.pdf"
    given = [str(word).format(file=answers_file) for word in words]
    ran = desk.run("forms", "print", *given, "--out", out)
    assert ran.code == 2
    assert says in ran.sentence
    assert not out.exists()


def test_another_form_than_the_assessment_was_made_with_is_refused(inspector, office):
    ran = inspector.run("forms", "print", "green-travel", "--assessment", office.made["datong"])
    assert ran.code == 2
    assert "green-mall 1" in ran.sentence
