"""Editions by commands: what changed between two, a draft moved with a preview, and the move taken back."""

from __future__ import annotations

import json

import pytest

from tests.conftest import ROOT
from tests.helpers.command_lines import Desk
from tests.helpers.editions import first_content, second_content, write_form
from workbench.usecases.assessing import Start, load_answers, start_assessment
from workbench.usecases.registering import NewUnit, add_unit

BUILDING = ("green-building/2019", "green-building/2024")


@pytest.fixture
def diff(desk):
    return lambda *words: desk.run("forms", "diff", *words)


# --- forms diff -----------------------------------------------------------------------------------------


def test_what_changed_between_two_editions_is_told_by_item(diff):
    zh, en = diff(*BUILDING), diff(*BUILDING, "--lang", "en")
    assert (zh.code, zh.err, en.code, en.err) == (0, "", 0, "")
    for line in ("6.2.12 分值 12 → 10", "7.2.18 分档 第3个 不小于 30 → 40", "7.2.8 计分方式 分档 → 分项合计"):
        assert f"    {line}" in zh.out.splitlines()
    assert "    7.2.18 bands no. 3 at least 30 → 40" in en.out.splitlines()
    assert any("9.2.3A" in line and "现在要评" in line for line in zh.out.splitlines())


def test_a_form_without_an_edition_means_its_newest_one(diff):
    assert diff("green-building/2019", "green-building").out == diff(*BUILDING).out


def test_machines_get_every_difference_with_both_values(diff):
    told = diff(*BUILDING, "--json").json
    assert (told["old"]["edition"], told["new"]["edition"], told["one_form"]) == ("2019", "2024", True)
    assert {
        "section": "items",
        "entry": "6.2.12",
        "path": "points",
        "kind": "changed",
        "old": "12",
        "new": "10",
    } in told["differences"]
    assert len(told["old"]["sha256"]) == 64


def test_the_same_edition_has_no_differences(diff):
    same = diff("green-mall", "green-mall/1")
    assert (same.code, "没有差异" in same.out) == (0, True)
    assert diff("green-mall", "green-mall/1", "--json").json["differences"] == []


def test_two_different_forms_are_compared_and_called_so(diff):
    ran = diff("green-mall", "green-school")
    assert (ran.code, "两张不同的评价表" in ran.out) == (0, True)
    assert diff("green-mall", "green-school", "--json").json["one_form"] is False


def test_files_are_compared_wherever_they_lie(diff, tmp_path):
    first = write_form(tmp_path, first_content())
    second = write_form(tmp_path / "elsewhere", second_content())
    assert "    A103 分值 5 → 10" in diff(first, second).out.splitlines()
    assert diff(first, "green-mall").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("green-moon", "green-mall"), "green-moon"),
        (("green-mall", "green-mall/9"), "没有这一版"),
        (("no-such.yaml", "green-mall"), "no-such.yaml"),
        ((ROOT / "forms" / "plans" / "shanxi-2020-67.yaml", "green-mall"), "shanxi-2020-67.yaml"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_one_sentence(diff, words, said):
    ran = diff(*words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.sentence


# --- assessment move ------------------------------------------------------------------------------------


@pytest.fixture
def building(office, inspector: Desk):
    """A building is being assessed by the edition of 2019."""
    cases = json.loads((ROOT / "tests" / "vectors" / "green-building.json").read_text("utf-8"))["cases"]
    document = {**cases[2]["answers"], "parameters": {}}
    with office.inspector() as session:
        unit_id = add_unit(session, NewUnit("样例大厦", "green-building", "140105")).unit_id
        team = (session.person,)
        subject = document["subject"]
        draft = start_assessment(session, Start(unit_id, "green-building", "2026-11-23", team, "2019", subject))
        load_answers(session, draft, document)
    return draft


def shown(desk, draft):
    return desk.run("assessment", "show", draft, "--json").json


def test_a_preview_tells_what_a_move_would_do_and_does_nothing(inspector, building):
    before = shown(inspector, building)
    zh = inspector.run("assessment", "move", building[:8], "--edition", "2024", "--preview")
    en = inspector.run("assessment", "move", building, "--edition", "2024", "--preview", "--lang", "en")
    assert (zh.code, zh.err, en.code, en.err) == (0, "", 0, "")
    lines = zh.out.splitlines()
    assert lines[0] == "样例大厦：绿色建筑，2019 → 2024"
    assert lines[1].startswith("移版前（2019）：得分 109.5")
    assert "  条目 7.2.4 围护结构热工" in lines
    assert "      7.2.4 分值 15 → 10" in lines
    assert any(line.startswith("  条目 5.2.6 室内声环境：答案不合新规则") for line in lines)
    assert lines[-1].startswith("只是预览")
    assert "cannot come along" in en.out
    assert shown(inspector, building) == before


def test_a_move_and_its_undo_by_commands(inspector, building):
    before = shown(inspector, building)
    moved = inspector.run("assessment", "move", building, "--edition", "2024", "--json").json
    assert (moved["done"], moved["from"]["edition"], moved["to"]["edition"]) == (True, "2019", "2024")
    fates = {one["code"]: one["fate"] for one in moved["carried"]}
    assert (fates["4.2.1"], fates["7.2.4"], fates["5.2.6"]) == ("mapped", "changed", "lost")
    assert {"section": "item", "code": "9.2.3A"} in moved["new"]
    now = shown(inspector, building)
    assert (now["answers"]["edition"], now["result"]) == ("2024", moved["after"])
    assert moved["before"] == before["result"]

    told = inspector.run("assessment", "move", building, "--undo", "--preview")
    assert (told.code, "2019 版" in told.out) == (0, True)
    assert shown(inspector, building) == now
    undone = inspector.run("assessment", "move", building, "--undo", "--json").json
    assert (undone["done"], undone["to"]["edition"]) == (True, "2019")
    assert shown(inspector, building) == before
    again = inspector.run("assessment", "move", building, "--undo")
    assert (again.code, again.out.startswith("已换回 2024 版")) == (0, True)
    assert shown(inspector, building) == now


def test_a_move_in_words_says_how_it_is_taken_back(inspector, building):
    ran = inspector.run("assessment", "move", building, "--edition", "green-building/2024")
    assert ran.out.splitlines()[-1] == f"已移到 2024 版。撤回：assessment move {building[:8]} --undo"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--edition", "2019"), "不用移"),
        (("--edition", "9"), "没有这一版"),
        (("--edition", "green-mall/1"), "另起一份"),
        (("--undo",), "没有移过版本"),
        ((), "--edition"),
        (("--edition", "2024", "--undo"), "--undo"),
    ],
)
def test_a_move_that_cannot_be_made_is_refused_in_one_sentence(inspector, building, words, said):
    ran = inspector.run("assessment", "move", building, *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.sentence


def test_what_is_finished_is_not_moved(office, inspector):
    ran = inspector.run("assessment", "move", office.made["taiyuan"], "--edition", "1", "--preview")
    assert (ran.code, "已完成" in ran.sentence) == (2, True)
