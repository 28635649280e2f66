"""`workbench score`: the result alone on standard output, and the exit codes of decision 21."""

from __future__ import annotations

import json

import pytest

from tests.conftest import ROOT

CASES = {one["id"]: one for one in json.loads((ROOT / "tests/vectors/green-mall.json").read_text("utf-8"))["cases"]}


def of_verdict(verdict):
    return next(one for one in CASES.values() if one["expected"].get("verdict") == verdict)


@pytest.fixture
def write(tmp_path):
    def put(document, name="answers.json"):
        path = tmp_path / name
        path.write_bytes(document if isinstance(document, bytes) else json.dumps(document).encode())
        return path

    return put


@pytest.mark.parametrize("verdict", ["pass", "fail", "incomplete"])
def test_any_result_is_printed_alone_and_ends_with_nought(desk, write, verdict):
    case = of_verdict(verdict)
    ran = desk.run("score", write(case["answers"]))
    assert (ran.code, ran.json["verdict"]) == (0, verdict)
    assert ran.json["total"] == case["expected"]["total"]


@pytest.mark.parametrize(("verdict", "code"), [("pass", 0), ("fail", 1), ("incomplete", 1)])
def test_fail_below_makes_one_of_what_does_not_pass(desk, write, verdict, code):
    ran = desk.run("score", write(of_verdict(verdict)["answers"]), "--fail-below")
    assert (ran.code, ran.json["verdict"]) == (code, verdict)


REJECTED = {
    "a wrong level": ({"form": "green-mall", "responses": {"A101": {"value": "z"}}}, ["responses.A101.value"]),
    "an unknown form": ({"form": "green-moon"}, ["form"]),
    "an unknown edition": ({"form": "green-mall", "edition": "99"}, ["edition"]),
    "no form": ({}, ["form"]),
    "a float": ({"form": "green-mall", "responses": {"A101": {"value": 0.5}}}, ["responses.A101.value"]),
    "no object": ([], [""]),
}


@pytest.mark.parametrize(("document", "paths"), REJECTED.values(), ids=REJECTED.keys())
def test_a_rejected_document_is_answered_with_error_and_paths(desk, write, document, paths):
    ran = desk.run("score", write(document))
    assert (ran.code, ran.json["paths"]) == (2, paths)
    assert ran.json["error"] in ran.sentence


UNREADABLE = {
    "empty": b"",
    "half": b'{"form": "green-mall"',
    "junk": b"\x00\x01\x02",
    "not UTF-8": '{"form": "绿色"}'.encode("gbk"),
    "NaN twice": b'{"form": NaN, "form": 1}',
    "thousands of digits": b'{"form": ' + b"9" * 5000 + b"}",
    "bottomless": b"[" * 100_000,
}


@pytest.mark.parametrize("data", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_is_no_document_is_one_sentence(desk, write, data):
    ran = desk.run("score", write(data))
    assert ran.code == 2
    assert "answers.json" in ran.sentence
    assert ran.out == "" or set(ran.json) == {"error", "paths"}


def test_a_deep_value_and_half_a_character_are_answered(desk, write):
    deep = b'{"form":"green-mall","responses":{"A101":{"value":' + b"[" * 900 + b"]" * 900 + b"}}}"
    for data in (deep, b'{"form": "\\ud800"}', b'{"form":"green-mall","responses":{"\\ud800":{"value":"a"}}}'):
        ran = desk.run("score", write(data))
        assert ran.code in (0, 2)
        assert "Traceback" not in ran.err


def test_a_byte_order_mark_and_standard_input_are_read(desk, write):
    answers = json.dumps(of_verdict("pass")["answers"]).encode()
    assert desk.run("score", write(b"\xef\xbb\xbf" + answers)).json["verdict"] == "pass"
    assert desk.run("score", "-", given=answers).json["verdict"] == "pass"
    ran = desk.run("score", "-", given=b"\xff")
    assert (ran.code, ran.out) == (2, "")
    assert "UTF-8" in ran.sentence


def test_lines_are_answered_one_by_one_and_a_bad_one_stops_nothing(desk, write):
    good = json.dumps(of_verdict("pass")["answers"])
    with_separator = json.dumps({**of_verdict("fail")["answers"]}, ensure_ascii=False)[:-1] + ',"x":"\u2028"}'
    lines = [good, "", "not json", '{"form": "green-moon"}', with_separator]
    ran = desk.run("score", write("\n".join(lines).encode(), "answers.jsonl"))
    told = [json.loads(line) for line in ran.out.splitlines()]
    assert [one.get("verdict", "rejected") for one in told] == ["pass", "rejected", "rejected", "fail"]
    assert ran.code == 2
    assert [line.split(": ")[0].rsplit(":", 1)[-1] for line in ran.err.splitlines()][:2] == ["3", "4"]
    clean = desk.run("score", write(f"{good}\n{good}\n".encode(), "clean.jsonl"))
    assert (clean.code, len(clean.out.splitlines()), clean.err) == (0, 2, "")


def test_warnings_go_to_standard_error_with_their_path(desk, write):
    answers = {**of_verdict("pass")["answers"], "moon": 1}
    ran = desk.run("score", write(answers))
    assert (ran.code, ran.json["verdict"]) == (0, "pass")
    assert "moon" in ran.sentence


def test_it_explains_in_both_languages(desk, write):
    path = write(of_verdict("fail")["answers"])
    zh, en = desk.run("score", path, "--explain"), desk.run("score", path, "--explain", "--lang", "en")
    assert zh.out != en.out
    assert sum(line.startswith(("A", "B", "C", "D", "E", "F")) for line in en.out.splitlines()) >= 110
    told = desk.run("score", path, "--explain", "--json").json
    assert set(told) == {"result", "explanations"}
    assert {"code", "text"} == set(told["explanations"][0])
    assert len(told["explanations"]) >= len(told["result"]["ledger"])
