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
    assert set(told) == {"result", "explanations", "prerequisites", "wholes"}
    assert {"code", "text"} == set(told["explanations"][0])
    assert len(told["explanations"]) >= len(told["result"]["ledger"])


LIFTED = {
    "aim": "qualified",
    "sets": [{"items": ["F102"], "points": "2"}, {"items": ["F101"], "points": "6"}],
    "obstacles": [],
}


def test_it_advises_the_smallest_sets_for_the_next_grade_and_for_each_floor(desk, write):
    told = desk.run("score", write(CASES["green-mall-02"]["answers"]), "--advise", "--json").json
    grade, floor = ({key: entry[key] for key in LIFTED} for entry in told["advice"])
    assert grade == LIFTED
    assert floor == {**LIFTED, "aim": "group:F"}


def test_advice_is_told_in_sentences_below_the_score(desk, write):
    path = write(CASES["green-mall-02"]["answers"])
    zh, en = (desk.run("score", path, "--advise", "--lang", lang).out.splitlines() for lang in ("zh", "en"))
    assert zh[1:4] == [
        "要达到“达标”，最少还要把 1 条做到满分，任选一组：",
        "  F102 分类投放准确率（共增加 2 分）",
        "  F101 固体废弃物分类收集（共增加 6 分）",
    ]
    assert en[2:4] == [
        "  F102 Accuracy of waste sorting (2 points more)",
        "  F101 Sorted collection of solid waste (6 points more)",
    ]


def test_advice_says_plainly_that_the_best_grade_is_reached_or_that_no_set_can(desk, write):
    best = desk.run("score", write(CASES["green-mall-01"]["answers"]), "--advise", "--json").json["advice"]
    assert [(entry["aim"], entry["sets"], entry["text"]) for entry in best] == [(None, [], ["已经是最高等级"])]
    vetoed = dict(CASES["green-mall-01"]["answers"], prerequisites={})
    stuck = desk.run("score", write(vetoed), "--advise", "--json").json["advice"][0]
    assert (stuck["sets"], stuck["obstacles"][0]) == ([], "prerequisite:P1")


def test_explanations_end_with_the_groups_and_the_total(desk, write):
    told = desk.run("score", write(CASES["green-mall-02"]["answers"]), "--explain", "--json").json
    assert told["wholes"][-1].startswith("各组合计 180 + 180 + 80 + 70 + 50 + 32 = 592 分")
    assert [entry["code"] for entry in told["prerequisites"]] == ["P1", "P2", "P3", "P4", "P5"]


def test_a_composite_item_is_explained_down_into_its_parts(desk):
    sample = ROOT / "resources/samples/answers/green-building.json"
    told = {one["code"]: one["text"] for one in desk.run("score", sample, "--explain", "--json").json["explanations"]}
    head, *parts = told["5.2.1"].split("\n")
    assert head == "各分项都得满分，合计 12 分"
    assert parts[0].endswith("污染物浓度降低比例 20.0 %，达到 ≥20 % 档得 6 分")


def test_only_items_of_the_active_mode_are_explained(desk):
    sample = ROOT / "resources/samples/answers/green-household.json"
    told = desk.run("score", sample, "--explain", "--json").json
    assert [one["code"] for one in told["explanations"]] == [row["code"] for row in told["result"]["ledger"]]
