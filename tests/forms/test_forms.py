"""Every form that is shipped: complete, faultless, in both languages, and named by the hash of its content."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rfc8785

from workbench.catalogue.library import EditionFile, Library
from workbench.catalogue.problems import Problem
from workbench.domain.forms import Form
from workbench.domain.resources import DataFolders
from workbench.domain.texts import Language

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = DataFolders(forms=ROOT / "forms", resources=ROOT / "resources")
LIBRARY = Library.open(FOLDERS)


@pytest.fixture(params=LIBRARY.editions, ids=lambda entry: f"{entry.form}-{entry.edition}")
def entry(request) -> EditionFile:
    return request.param


@pytest.fixture
def form(entry: EditionFile) -> Form:
    return LIBRARY.form(entry.form, entry.edition)


def test_the_check_finds_nothing(entry: EditionFile):
    problems: tuple[Problem, ...] = LIBRARY.check(entry.file)
    assert [(problem.code, problem.place) for problem in problems] == []


def test_the_hash_is_that_of_rfc_8785(entry: EditionFile, form: Form):
    import hashlib

    content = LIBRARY.content(entry.form, entry.edition)
    assert hashlib.sha256(rfc8785.dumps(content)).hexdigest() == form.sha256


def test_the_form_is_rebuilt_from_its_record(entry: EditionFile, form: Form):
    content = json.loads(json.dumps(LIBRARY.content(entry.form, entry.edition)))
    assert LIBRARY.read_content(content) == form


def test_the_file_opens_with_a_comment_that_says_what_it_is(entry: EditionFile):
    assert entry.file.read_text("utf-8").startswith("# ")


def test_no_line_is_longer_than_a_screen_can_scroll(entry: EditionFile):
    assert max(len(line) for line in entry.file.read_text("utf-8").splitlines()) <= 260


def test_every_item_says_where_it_comes_from_and_what_it_is_called(form: Form):
    for item in form.items:
        assert item.origin.source.zh
        assert item.origin.content is not None
        assert item.origin.points is not None
        assert item.name.in_language(Language.EN) != item.name.zh
        assert item.check.en


def test_every_item_but_a_counted_criterion_says_how_it_is_checked(form: Form):
    counted = {item.code for group in form.groups if group.mode == "criteria" for item in group.items}
    assert [item.code for item in form.items if not item.evidence and item.code not in counted] == []


def test_units_and_clauses_have_both_languages(form: Form):
    for item in form.items:
        for word in (item.unit, item.nature, item.audited_at, item.clause.zh):
            assert word.isascii() or form.word(word).en or not any("\u3400" <= letter <= "\u9fff" for letter in word)


def test_constructed_items_are_never_hidden(form: Form):
    constructed = [item for item in form.items if item.origin.provenance.value == "constructed"]
    assert form.has_constructed_items == bool(constructed)
    if constructed:
        assert "不得当作官方" in form.status.zh or "自写" in form.status.zh or "本项目" in form.status.zh
