"""A comparison of two editions hides nothing: applied to the older content it gives the newer one, byte for byte."""

from __future__ import annotations

import copy
import itertools

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.helpers.content_mutations import applied, is_skeleton, mutated, node_at, places
from tests.helpers.form_content import item, small_content, two
from tests.helpers.offices import a_place
from workbench.authoring import comparison
from workbench.authoring.comparison import compare
from workbench.authoring.differences import Kind, written
from workbench.catalogue.source.content import canonical_bytes


def flat(content):
    return comparison._flattened(content)


def assert_told(old, new):
    """Let through only a comparison from which the newer content can be made again."""
    found = compare(old, new)
    assert canonical_bytes(applied(flat(old), found.differences)) == canonical_bytes(flat(new))
    assert (found.differences == ()) == (canonical_bytes(old) == canonical_bytes(new))


def told(old, new):
    return [(one.section, one.entry, written(one.path), one.kind) for one in compare(old, new).differences]


@pytest.fixture(scope="module")
def shipped():
    library = a_place().library
    return {(one.form, one.edition): library.content(one.form, one.edition) for one in library.editions}


def a_rich_content():
    """Give the small form with the parts that only some forms have."""
    content = small_content()
    content["groups"].append({**content["groups"][0], "code": "B", "items": [item("B101", {"kind": "yes_no"})]})
    content["tables"] = [{"key": "lux", "name": two("照度"), "rows": [{"kind": "a", "limit": "1"}, {"kind": "b"}]}]
    content["star_requirements"] = [{"code": "T1", "name": two("星"), "stars": {"1": None}, "editions": ["1"]}]
    content["modes"] = [{"code": "m", "name": two("方式"), "groups": ["A", "B"]}]
    content["meta"] = {"a": [[1, "2"], {"b": True}]}
    return content


RICH = a_rich_content()


def test_a_form_against_itself_reports_nothing(shipped):
    for content in shipped.values():
        assert compare(content, copy.deepcopy(content)).differences == ()


@pytest.mark.parametrize("kind", ["newer", "older"])
def test_between_the_two_editions_of_the_building_form_nothing_is_hidden(shipped, kind):
    pair = [shipped["green-building", "2019"], shipped["green-building", "2024"]]
    assert_told(*(pair if kind == "newer" else reversed(pair)))


def test_between_forms_of_different_codes_nothing_is_hidden(shipped):
    for old, new in itertools.pairwise(shipped.values()):
        assert_told(old, new)
    assert compare(shipped["green-mall", "1"], shipped["green-school", "1"]).is_one_form is False


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_mutation_is_reported_exactly(data):
    old = data.draw(mutated(RICH))
    new = data.draw(mutated(old))
    assume(len({entry["code"] for entry in new["groups"]}) == len(new["groups"]))
    assert_told(RICH, old)
    assert_told(RICH, new)
    assert_told(new, old)


LEAVES = [
    path for path in places(RICH) if not is_skeleton(path) and isinstance(node_at(RICH, path), str | bool | int | None)
]


@pytest.mark.parametrize("value", ["another", None, True, 1])
def test_every_single_value_is_reported_with_what_it_was_and_what_it_is(value):
    for path in LEAVES:
        changed = copy.deepcopy(RICH)
        parent, was = node_at(changed, path[:-1]), node_at(RICH, path)
        if canonical_bytes(was) == canonical_bytes(value):
            continue
        parent[path[-1]] = value
        found = compare(RICH, changed).differences
        is_identity = isinstance(parent, dict) and path[-1] in ("code", "key", "id", "zh")
        shown = [(one.old, one.new) for one in found]
        lists = [(node_at(RICH, path[:end]), node_at(changed, path[:end])) for end in range(1, len(path))]
        assert found, path
        assert is_identity or (was, value) in shown or any(pair in shown for pair in lists), path


# --- what each kind of change is called ----------------------------------------------------------------


def test_an_item_in_another_group_is_one_item_that_moved():
    changed = copy.deepcopy(RICH)
    changed["groups"][1]["items"].append(changed["groups"][0]["items"].pop(1))
    found = compare(RICH, changed)
    assert [(one.entry, one.old, one.new) for one in found.differences if comparison.is_another_group(one)] == [
        ("A102", "A", "B"),
    ]
    assert found.counts("items") == {Kind.ADDED: 0, Kind.REMOVED: 0, Kind.MOVED: 1, Kind.CHANGED: 0}
    assert found.groups["A102"] == "B"


def test_points_bands_and_levels_are_named_by_their_place():
    changed = copy.deepcopy(RICH)
    first, second, _ = changed["groups"][0]["items"]
    first["points"] = "12"
    first["scoring"]["levels"][0]["points"] = "12"
    second["scoring"]["bands"].insert(1, {"gte": "80", "points": "8"})
    assert told(RICH, changed) == [
        ("items", "A101", "points", Kind.CHANGED),
        ("items", "A101", "scoring.levels.a.points", Kind.CHANGED),
        ("items", "A102", "scoring.bands[1]", Kind.ADDED),
    ]


def test_an_item_that_only_the_other_edition_asks_is_new_although_no_letter_of_it_differs():
    old, new = copy.deepcopy(RICH), copy.deepcopy(RICH)
    for content in (old, new):
        content["groups"][0]["items"][0]["editions"] = ["2"]
    new["edition"] = "2"
    new["star_requirements"][0]["editions"] = ["1", "2"]
    found = compare(old, new)
    (asked,) = found.of_entry("items", "A101")
    assert comparison.is_newly_asked(asked)
    assert found.counts("items")[Kind.ADDED] == 1
    (gone,) = compare(new, old).of_entry("items", "A101")
    assert comparison.is_no_longer_asked(gone)


def test_an_added_item_tells_where_it_stands_and_a_removed_one_what_it_was():
    changed = copy.deepcopy(RICH)
    changed["groups"][0]["items"].insert(1, item("A109", {"kind": "yes_no"}))
    del changed["groups"][0]["items"][3]
    added, removed = (compare(RICH, changed).of_entry("items", code)[0] for code in ("A109", "A103"))
    assert (added.kind, added.after, added.name.zh) == (Kind.ADDED, "A101", "条目A109")
    assert (removed.kind, removed.old["code"], removed.name.zh) == (Kind.REMOVED, "A103", "条目A103")


def test_an_order_that_decides_is_told():
    changed = copy.deepcopy(RICH)
    changed["grading"].reverse()
    assert [(one.kind, one.after) for one in compare(RICH, changed).of_section("grading")] == [(Kind.MOVED, "")]


def test_numbers_written_differently_are_different_contents():
    changed = copy.deepcopy(RICH)
    changed["total_points"] = "30.0"
    (one,) = compare(RICH, changed).differences
    assert (one.section, one.field, one.old, one.new) == ("form", "total_points", "30", "30.0")
