"""Units are found as one types, as a slow scan of the register finds them, the moment they are written by anybody."""

from __future__ import annotations

import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers import records as build
from tests.helpers.plain_scan import best_fit
from tests.helpers.stores import AT, KEY, envelope, foreign_revision, new_store, store_with_draft, take_in
from workbench.store import finding, records, units
from workbench.store.finding import Word
from workbench.store.rows import Origin
from workbench.store.store import Store

ROOT = Path(__file__).resolve().parents[3]
REGIONS = ("140105", "140106", "140213")
NAMES = st.text("太原小学长治店一", min_size=1, max_size=6)
WORDS = st.lists(st.text("tyxczd太小学一", min_size=1, max_size=4), min_size=1, max_size=3)
FOUND_REGIONS = st.frozensets(st.sampled_from(REGIONS), max_size=2)


def unit_id(number):
    return str(uuid.UUID(int=number << 64 | 0x8000_0000_0000_4000, version=4))


def put(store, number, name, **changes):
    plain = {"credit_code": None, "recorded_at": f"2026-11-23T10:{number // 60:02}:{number % 60:02}+08:00"}
    take_in(store, build.a_unit(unit_id=unit_id(number), name=name, **{**plain, **changes}))


def found(store, text="", *, regions=(), **asked):
    words = [Word(word, frozenset(regions)) for word in text.split()]
    return store.finder.find(words, **asked)


def names(store, text="", **asked):
    return [unit.name for unit in found(store, text, **asked).units]


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as opened:
        yield opened


# --- what is found, and in which order ----------------------------------------------------------


@pytest.mark.parametrize("typed", ["样例购物", "tysyl", "gouwuzhongxin", "91140100ma", "９１１４", " 太原市 样例 "])
def test_a_unit_is_found_by_name_sounds_and_code(tmp_path, typed):
    with store_with_draft(tmp_path) as store:
        assert [unit.unit_id for unit in found(store, typed).units] == [build.UNIT_ID]


@pytest.mark.parametrize("typed", ["大同", "%", "_", "xyz", "太原 大同"])
def test_what_is_in_no_name_finds_nothing(tmp_path, typed):
    with store_with_draft(tmp_path) as store:
        assert found(store, typed).total == 0


def test_the_best_come_first_and_among_equals_the_latest(store):
    for number, name in enumerate(
        ("新太原店", "太原市样例店", "太原老店", "太原", "太一原", "大同店", "太原新店"), start=1
    ):
        put(store, number, name, region="140105" if name == "大同店" else "140213")
    assert names(store, "太原", regions=["140105"]) == [
        "太原",
        *("太原新店", "太原老店", "太原市样例店"),
        "太一原",
        "新太原店",
        "大同店",
    ]


def test_every_word_has_to_fit_and_the_first_decides_before_the_second(store):
    for number, name in enumerate(("太原一小", "小太原", "太原小店", "太原大店", "小店太原"), start=1):
        put(store, number, name)
    assert names(store, "ty x") == ["太原小店", "太原一小", "小店太原", "小太原"]
    assert names(store, "x ty") == ["小店太原", "小太原", "太原小店", "太原一小"]


def test_a_page_follows_the_other_without_a_gap(store):
    for number in range(1, 26):
        put(store, number, f"太原{number}店")
    whole = names(store, "ty", limit=100)
    assert [name for skip in range(0, 30, 7) for name in names(store, "ty", skip=skip, limit=7)] == whole
    assert [found(store, "ty", skip=skip, limit=7).total for skip in (0, 7, 28)] == [25, 25, 25]


def test_only_units_of_an_action_are_found_where_one_is_named(store):
    put(store, 1, "太原店")
    put(store, 2, "太原学", action="green-school")
    assert names(store, "太原", action="green-school") == ["太原学"]
    assert found(store, "太原", action="green-moon").total == 0


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    given=st.lists(st.tuples(NAMES, st.sampled_from(REGIONS)), min_size=1, max_size=8),
    later=st.lists(st.tuples(NAMES, st.sampled_from(REGIONS)), max_size=4),
    words=WORDS,
    regions=FOUND_REGIONS,
)
def test_the_register_is_searched_as_a_slow_scan_would(tmp_path_factory, given, later, words, regions):
    """Whatever was laid out before and came later: the same units, each rank after the other, the latest first."""
    with new_store(tmp_path_factory.mktemp("scan")) as store:
        for number, (name, region) in enumerate(given, start=1):
            put(store, number, name, region=region)
        found(store)
        for number, (name, region) in enumerate(later, start=len(given)):  # the first of them changes the last of those
            put(store, number, name, region=region, recorded_at=f"2026-11-23T11:00:{number:02}+08:00")
        with store.read() as connection:
            every = list(units.every(connection))
        slowly = {}
        for unit in every:
            fits = [best_fit(word, (unit.name,)) for word in words]
            if all(fit is not None or unit.region in regions for fit in fits):
                rank = tuple(4 if fit is None else fit for fit in fits)[: finding._WORDS_RANKED]
                slowly[unit.unit_id] = rank
        wanted = sorted(every, key=lambda unit: unit.recorded_at, reverse=True)
        wanted = sorted((one for one in wanted if one.unit_id in slowly), key=lambda one: slowly[one.unit_id])
        got = found(store, " ".join(words), regions=regions, limit=100)
    assert [one.unit_id for one in got.units] == [one.unit_id for one in wanted]
    assert got.total == len(wanted)


# --- what is written is found at once -------------------------------------------------------------


def test_what_is_written_is_found_at_once_and_the_old_name_no_more(store):
    put(store, 1, "太原店")
    assert names(store, "ty") == ["太原店"]
    put(store, 2, "太原二店")
    assert names(store, "ty") == ["太原二店", "太原店"]
    put(store, 1, "长治店", recorded_at="2026-11-24T08:00:00+08:00")
    assert (names(store, "ty"), names(store, "cz")) == (["太原二店"], ["长治店"])
    assert found(store).total == 2


def test_an_older_record_that_comes_later_changes_nothing(store):
    put(store, 1, "新名店", recorded_at="2026-11-24T08:00:00+08:00")
    assert names(store) == ["新名店"]
    put(store, 1, "旧名店", recorded_at="2026-11-01T08:00:00+08:00")
    assert (names(store, "旧名"), names(store, "新名")) == ([], ["新名店"])


def test_an_older_unit_that_comes_later_stands_in_its_place(store):
    put(store, 5, "太原五店")
    put(store, 9, "太原九店")
    assert names(store, "ty") == ["太原九店", "太原五店"]
    put(store, 7, "太原七店")
    assert names(store, "ty") == ["太原九店", "太原七店", "太原五店"]


def test_a_unit_that_only_a_revision_names_is_found(store):
    assert found(store).total == 0
    take_in(store, foreign_revision())
    assert names(store, "tysyl") == ["太原市样例购物中心"]


def test_what_is_taken_back_is_never_found(store):
    put(store, 1, "太原店")

    def write_and_fail():
        with store.transaction() as connection:
            unit = build.a_unit(unit_id=unit_id(2), name="长治店", credit_code=None)
            records.apply(connection, envelope(unit), at=AT, origin=Origin.OWN)
            assert names(store) == ["太原店"]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    put(store, 3, "大同店")
    assert (names(store, "长治"), names(store, "大同")) == ([], ["大同店"])


def test_another_process_writes_and_this_one_finds_it(store, tmp_path):
    put(store, 1, "太原店")
    assert found(store, "长治").total == 0
    code = (
        "from pathlib import Path; from tests.helpers.stores import KEY, take_in; from tests.helpers import records\n"
        "from workbench.store.store import Store\n"
        f"with Store.open(Path({str(store.path)!r}), KEY) as store:\n"
        f"    take_in(store, records.a_unit(unit_id={unit_id(2)!r}, name='长治店', credit_code=None))\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    assert names(store, "长治") == ["长治店"]


def test_no_name_stays_in_memory_when_the_store_is_closed(tmp_path):
    with new_store(tmp_path) as opened:
        put(opened, 1, "太原店")
        assert names(opened, "ty") == ["太原店"]
        finder = opened.finder
    assert finder._laid.texts.every == finder._fresh.texts.every == 0
    with Store.open(tmp_path / "inspector.db", KEY) as opened:
        assert names(opened, "ty") == ["太原店"]
        opened.finder.forget()
        assert names(opened, "ty") == ["太原店"]


def test_two_stores_open_at_once_find_what_each_writes(store):
    with Store.open(store.path, KEY) as other:
        put(store, 1, "太原店")
        assert names(other) == ["太原店"]
        put(other, 2, "长治店")
        assert names(store, "cz") == ["长治店"]


def test_very_many_that_come_at_once_are_laid_out_anew(store, monkeypatch):
    monkeypatch.setattr(finding, "_MOST_FRESH", 3)
    put(store, 1, "太原1店")
    assert found(store).total == 1
    for number in range(2, 12):
        put(store, number, f"太原{number}店")
    assert found(store, "ty").total == 11
    for number in range(3, 9):  # a few at a time, beyond what is kept apart
        put(store, number, f"长治{number}店", recorded_at=f"2026-11-24T08:00:{number:02}+08:00")
        assert names(store, "cz")[0] == f"长治{number}店"
    assert (found(store, "ty").total, found(store).total) == (5, 11)
