"""A draft's content is replaced as a whole and put away; the two change places as often as wanted, to the letter."""

from __future__ import annotations

import dataclasses

import pytest

from tests.helpers.stores import AT, DRAFT, LATER, finish, store_with_draft
from workbench.protocol import canonical
from workbench.store import assessments, editions, replaced_drafts, responses
from workbench.store.refusals import NotADraft, UnknownEdition
from workbench.store.rows import DraftContent, ParameterSource, Part, Response

ANSWERS = (
    Response("A101", {"good": "1.5"}, note="三层", readings=({"place": "大厅"},), flagged=True, updated_at=AT),
    Response("A102", None, na=True, proof=True, updated_at=LATER),
    Response("A101", value=True, part=Part.PREREQUISITE, updated_at=AT),
)


@pytest.fixture
def store(tmp_path):
    with store_with_draft(tmp_path) as opened:
        with opened.transaction() as connection:
            assessments.set_subject(connection, DRAFT.assessment_id, {"size": "large"}, AT)
            assessments.set_parameters(
                connection, DRAFT.assessment_id, {"mean": "3"}, {"mean": ParameterSource("公报", "甲")}, at=AT
            )
            responses.save_many(connection, DRAFT, ANSWERS)
        yield opened


def present(store):
    with store.read() as connection:
        return replaced_drafts.content_of(connection, DRAFT)


def other(store):
    with store.transaction() as connection:
        sha256 = editions.put(connection, canonical.encode({"edition": "2"}), form="green-mall", code="2")
    return DraftContent("2", sha256, LATER, {}, {}, {}, (Response("B1", value=False, updated_at=LATER),))


def replace(store, content):
    with store.transaction() as connection:
        replaced_drafts.replace(connection, DRAFT, content, LATER)


def exchange(store):
    with store.transaction() as connection:
        return replaced_drafts.exchange(connection, DRAFT, LATER)


def test_both_contents_change_places_to_the_letter(store):
    before, after = present(store), other(store)
    replace(store, after)
    assert present(store) == after
    assert exchange(store).content == before
    assert present(store) == before
    assert exchange(store).content == after
    assert present(store) == after
    assert store.check() == ()


def test_every_content_ever_put_away_is_kept(store):
    first, second = present(store), other(store)
    third = dataclasses.replace(second, subject={"size": "small"})
    replace(store, second)
    replace(store, third)
    with store.read() as connection:
        kept = replaced_drafts.listing(connection, DRAFT)
    assert [(one.number, one.content) for one in kept] == [(1, first), (2, second)]


def test_nothing_put_away_is_nothing_to_bring_back(store):
    before = present(store)
    assert exchange(store) is None
    assert present(store) == before


def test_an_edition_that_the_store_does_not_hold_replaces_nothing(store):
    before = present(store)
    with pytest.raises(UnknownEdition):
        replace(store, dataclasses.replace(other(store), edition_sha256="0" * 64))
    assert present(store) == before
    with store.read() as connection:
        assert replaced_drafts.listing(connection, DRAFT) == ()


def test_what_is_finished_is_replaced_by_nothing(store):
    content = other(store)
    replace(store, dataclasses.replace(present(store), updated_at=LATER))
    finish(store)
    before = present(store)
    for act in (lambda: replace(store, content), lambda: exchange(store)):
        with pytest.raises(NotADraft):
            act()
    assert present(store) == before
