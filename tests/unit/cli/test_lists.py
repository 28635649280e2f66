"""Lists that stop say so, and how to see the rest."""

from __future__ import annotations

import pytest


@pytest.fixture
def filled(inspector):
    """The store of the inspectors with four more units and three more assessments."""
    for number in range(4):
        name = f"太原样例第{number}商场"
        assert inspector.run("unit", "add", "--name", name, "--action", "green-mall", "--region", "140105").code == 0
    unit = inspector.run("unit", "list", "第0", "--json").json[0]["unit_id"]
    for _ in range(3):
        assert inspector.run("assessment", "new", unit, "--form", "green-mall").code == 0
    return inspector


@pytest.mark.parametrize("command", ["unit", "assessment"])
def test_a_list_that_stops_says_of_how_many_and_goes_on_when_asked(filled, command):
    whole = filled.run(command, "list")
    total = len(whole.out.splitlines())
    assert "--all" not in whole.out
    short = filled.run(command, "list", "--limit", "2")
    assert [line[:8] for line in short.out.splitlines()[:2]] == [line[:8] for line in whole.out.splitlines()[:2]]
    assert short.out.splitlines()[2:] == [f"共 {total} 个，这里是前 2 个；用 --limit N 或 --all 看其余的。"]
    assert filled.run(command, "list", "--limit", "2", "--all").out == whole.out


@pytest.mark.parametrize("command", ["unit", "assessment"])
def test_for_programs_the_sentence_stands_beside_the_list(filled, command):
    ran = filled.run(command, "list", "--limit", "1", "--json")
    assert len(ran.json) == 1
    assert "--all" in ran.sentence


@pytest.mark.parametrize("limit", ["0", "-1", "x", "1.5", "9999999999"])
def test_a_limit_that_is_none_is_refused(filled, limit):
    ran = filled.run("unit", "list", f"--limit={limit}")
    assert (ran.code, limit in ran.sentence) == (2, True)


def test_units_are_listed_by_words_regions_and_sounds(filled):
    assert len(filled.run("unit", "list", "tyyld xd", "--json").json) == 4
    assert [one["name"] for one in filled.run("unit", "list", "小店 d3sc", "--json").json] == ["太原样例第3商场"]


def test_nothing_found_is_not_an_empty_register(filled):
    assert filled.run("unit", "list", "运城").out == "没有找到这样的单位；换个写法，或去掉一些字。\n"
    assert filled.run("unit", "list", "运城", "--json").json == []


def test_pages_are_fetched_one_after_the_other(filled, monkeypatch):
    from workbench.cli.commands import unit

    whole = filled.run("unit", "list").out
    monkeypatch.setattr(unit, "_PAGE", 3)
    assert filled.run("unit", "list", "--all").out == whole
    assert len(filled.run("unit", "list", "--limit", "3").out.splitlines()) == 4
