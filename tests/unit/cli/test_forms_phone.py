"""`forms export --xlsform` and `forms answers`: what they write, what they say, and what they refuse."""

from __future__ import annotations

import json

from tests.helpers.command_lines import Desk
from tests.helpers.phones import drawn_form, typist
from tests.helpers.xpath import Sheet
from tests.unit.authoring.test_xlsform_answers import as_csv, as_xml

CODE, EDITION = "green-travel", "1"


def a_submission(seed=1, **more):
    made = drawn_form(CODE, EDITION)
    return made, Sheet(made.survey.rows).submission(typist(made, seed).answers()) | more


def test_a_form_is_written_and_its_size_is_told(tmp_path):
    file = tmp_path / "travel.xlsx"
    ran = Desk().run("forms", "export", CODE, "--xlsform", file)
    assert (ran.code, ran.err) == (0, "")
    assert file.read_bytes().startswith(b"PK")
    assert "green-travel-1" in ran.out
    assert "手机无法计算的条目 0 个" in ran.out


def test_the_size_is_told_to_machines_too(tmp_path):
    ran = Desk().run("--json", "forms", "export", CODE, "--xlsform", tmp_path / "t.xlsx")
    assert ran.json["not_computed"] == {}
    assert ran.json["questions"] > 50


def test_several_submissions_become_one_line_each_that_can_be_scored(tmp_path):
    files = []
    for seed in (1, 2):
        made, values = a_submission(seed)
        files.append(tmp_path / f"{seed}.xml")
        files[-1].write_bytes(as_xml(made, values))
    out = tmp_path / "answers.jsonl"
    ran = Desk().run("forms", "answers", *files, "--form", CODE, "--out", out)
    assert (ran.code, ran.err) == (0, "")
    lines = out.read_text("utf-8").splitlines()
    assert [json.loads(line)["form"] for line in lines] == [CODE, CODE]
    scored = Desk().run("score", out)
    assert (scored.code, scored.err, len(scored.out.splitlines())) == (0, "", 2)


def test_one_submission_is_printed_where_no_file_is_named(tmp_path):
    made, values = a_submission()
    (tmp_path / "a.csv").write_bytes(as_csv(made, values))
    ran = Desk().run("forms", "answers", tmp_path / "a.csv", "--form", CODE)
    assert ran.code == 0
    assert ran.json["collected"]["instance_id"] == "uuid:1"


def test_several_submissions_are_not_written_into_one_document(tmp_path):
    made, values = a_submission()
    for name in ("a", "b"):
        (tmp_path / f"{name}.xml").write_bytes(as_xml(made, values))
    ran = Desk().run(
        "forms", "answers", tmp_path / "a.xml", tmp_path / "b.xml", "--form", CODE, "--out", tmp_path / "x.json"
    )
    assert ran.code == 2
    assert ".jsonl" in ran.sentence


def test_a_file_that_cannot_be_read_does_not_hold_up_the_others(tmp_path):
    made, values = a_submission()
    (tmp_path / "a.xml").write_bytes(as_xml(made, values))
    (tmp_path / "b.xml").write_bytes(b"<data")
    ran = Desk().run("forms", "answers", tmp_path / "b.xml", tmp_path / "a.xml", "--form", CODE)
    assert ran.code == 2
    assert "b.xml" in ran.sentence
    assert ran.json["form"] == CODE


def test_a_wrong_total_and_an_unknown_column_are_told(tmp_path):
    made, values = a_submission(t_total="1.5")
    (tmp_path / "a.csv").write_bytes(as_csv(made, values, weather="晴"))
    ran = Desk().run("forms", "answers", tmp_path / "a.csv", "--form", CODE)
    assert ran.code == 0
    assert "weather" in ran.err
    assert "t_total 手机上为 1.5" in ran.err


def test_an_answer_that_the_form_does_not_know_is_a_fault_with_its_place(tmp_path):
    made, values = a_submission(a_city_class="metropolis")
    (tmp_path / "a.xml").write_bytes(as_xml(made, values))
    ran = Desk().run("forms", "answers", tmp_path / "a.xml", "--form", CODE)
    assert ran.code == 2
    assert "subject.city_class" in ran.sentence
