"""The library lists editions without reading them, loads them one by one, and one bad file takes no other down."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers.form_content import RESOURCES, Content, as_file, small_content
from workbench.catalogue.library import Library
from workbench.catalogue.refusals import UnknownEdition, UnknownForm, UnusableForm
from workbench.catalogue.source.content import content_sha256
from workbench.domain.resources import DataFolders


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    folder = tmp_path / "forms"
    folder.mkdir()
    return folder


def put(forms: Path, content: Content, name: str | None = None) -> Path:
    file = forms / (name or f"{content['form']}/{content['edition']}.yaml")
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(as_file(content))
    return file


def library(forms: Path, cache: Path | None = None) -> Library:
    return Library.open(DataFolders(forms=forms, resources=RESOURCES), cache)


def edition(number: str) -> Content:
    return {**small_content(), "edition": number}


def test_the_newest_edition_comes_first_by_number_not_by_letter(forms: Path):
    for number in ("9", "10", "2019", "2024"):
        put(forms, edition(number))
    assert [entry.edition for entry in library(forms).editions] == ["2024", "2019", "10", "9"]
    assert library(forms).form("small").edition == "2024"
    assert library(forms).form("small", "9").edition == "9"


def test_an_unknown_form_or_edition_is_refused_with_what_there_is(forms: Path):
    put(forms, edition("1"))
    with pytest.raises(UnknownForm) as form:
        library(forms).form("large")
    assert form.value.facts == {"form": "large", "known": "small"}
    with pytest.raises(UnknownEdition) as other:
        library(forms).form("small", "3")
    assert other.value.facts == {"form": "small", "edition": "3", "known": "1"}


def test_a_name_from_outside_never_becomes_a_path(forms: Path):
    put(forms, edition("1"))
    with pytest.raises(UnknownForm):
        library(forms).form("../small")
    with pytest.raises(UnknownEdition):
        library(forms).form("small", "../../small/1")


def test_a_bad_file_is_refused_alone(forms: Path):
    put(forms, edition("1"))
    put(forms, {**edition("2"), "total_points": "99"})
    shelf = library(forms)
    assert [form.edition for form in shelf.usable()] == ["1"]
    (refusal,) = shelf.unusable()
    assert refusal.facts == {"form": "small", "edition": "2", "count": 1}
    assert refusal.problems[0].code == "total_sum"
    assert "2.yaml" in refusal.place
    with pytest.raises(UnusableForm):
        shelf.form("small", "2")
    assert shelf.form("small", "1").edition == "1"


def test_nothing_is_read_before_it_is_asked_for(forms: Path):
    (forms / "broken").mkdir()
    (forms / "broken" / "1.yaml").write_bytes(b"\xff")
    put(forms, edition("1"))
    shelf = library(forms)
    assert shelf.codes == ("broken", "small")
    assert shelf.form("small").code == "small"


def test_plans_are_no_forms(forms: Path):
    put(forms, edition("1"), "plans/shanxi.yaml")
    assert library(forms).editions == ()


def test_a_file_in_the_wrong_place_is_refused(forms: Path):
    put(forms, edition("1"), "small/2.yaml")
    with pytest.raises(UnusableForm) as refusal:
        library(forms).form("small", "2")
    assert [problem.code for problem in refusal.value.problems] == ["file_misplaced"]


def test_an_unreadable_file_is_refused(forms: Path):
    (forms / "small" / "1.yaml").mkdir(parents=True)
    with pytest.raises(UnusableForm) as refusal:
        library(forms).form("small")
    assert [problem.code for problem in refusal.value.problems] == ["file_unreadable"]


def test_content_for_the_record_has_the_hash_of_the_form_and_gives_it_back(forms: Path):
    put(forms, edition("1"))
    shelf = library(forms)
    form, content = shelf.form("small"), shelf.content("small")
    assert content_sha256(content) == form.sha256
    assert shelf.read_content(json.loads(json.dumps(content))) == form


def test_foreign_content_is_checked_as_strictly_as_a_file(forms: Path):
    with pytest.raises(UnusableForm) as refusal:
        library(forms).read_content({**edition("1"), "total_points": "99"})
    assert refusal.value.facts == {"form": "small", "edition": "1", "count": 1}
    with pytest.raises(UnusableForm):
        library(forms).read_content("no form at all")


def test_checking_a_file_gives_findings_too(forms: Path):
    content = edition("1")
    content["title"] = {"zh": "小评价表"}
    file = put(forms, content)
    assert [problem.code for problem in library(forms).check(file)] == ["text_without_english"]


def test_checking_a_file_elsewhere_does_not_mind_its_name(forms: Path, tmp_path: Path):
    file = tmp_path / "draft.yaml"
    file.write_bytes(as_file(edition("1")))
    assert library(forms).check(file) == ()
    assert [problem.code for problem in library(forms).check(put(forms, edition("1"), "small/7.yaml"))] == [
        "file_misplaced"
    ]


class TestCache:
    """Kept contents load the same form without reading or checking the file's text again."""

    @pytest.fixture
    def cache(self, tmp_path: Path) -> Path:
        return tmp_path / "cache"

    def entries(self, cache: Path) -> list[Path]:
        return sorted(cache.iterdir())

    def test_a_second_library_loads_the_same_form_from_the_cache(self, forms: Path, cache: Path):
        put(forms, edition("1"))
        first = library(forms, cache).form("small")
        (entry,) = self.entries(cache)
        kept = entry.stat().st_mtime_ns
        assert library(forms, cache).form("small") == first
        assert entry.stat().st_mtime_ns == kept

    def test_a_changed_file_is_read_anew(self, forms: Path, cache: Path):
        put(forms, edition("1"))
        library(forms, cache).form("small")
        put(forms, {**edition("1"), "status": {"zh": "改过", "en": "changed"}})
        assert library(forms, cache).form("small").status.en == "changed"
        assert len(self.entries(cache)) == 2

    @pytest.mark.parametrize("damage", [b"", b"{}", b"0000\n{}"])
    def test_a_damaged_entry_is_not_believed(self, forms: Path, cache: Path, damage: bytes):
        put(forms, edition("1"))
        first = library(forms, cache).form("small")
        self.entries(cache)[0].write_bytes(damage)
        assert library(forms, cache).form("small") == first

    def test_a_flipped_byte_in_an_entry_is_noticed(self, forms: Path, cache: Path):
        put(forms, edition("1"))
        library(forms, cache).form("small")
        (entry,) = self.entries(cache)
        entry.write_bytes(entry.read_bytes().replace(b'"30"', b'"31"', 1))
        assert library(forms, cache).form("small").total_points == 30

    def test_a_copy_in_the_wrong_place_is_refused_from_the_cache_too(self, forms: Path, cache: Path):
        put(forms, edition("1"))
        library(forms, cache).form("small")
        put(forms, edition("1"), "small/2.yaml")
        with pytest.raises(UnusableForm):
            library(forms, cache).form("small", "2")

    def test_a_cache_that_cannot_be_written_costs_only_speed(self, forms: Path, tmp_path: Path):
        put(forms, edition("1"))
        blocked = tmp_path / "file"
        blocked.write_text("in the way")
        assert library(forms, blocked).form("small").code == "small"

    def test_a_bad_form_is_never_kept(self, forms: Path, cache: Path):
        put(forms, {**edition("1"), "total_points": "99"})
        with pytest.raises(UnusableForm):
            library(forms, cache).form("small")
        assert not cache.exists()

    def test_an_entry_that_cannot_be_replaced_leaves_no_rest_behind(self, forms: Path, cache: Path):
        put(forms, edition("1"))
        library(forms, cache).form("small")
        (entry,) = self.entries(cache)
        entry.unlink()
        (entry / "in the way").mkdir(parents=True)
        assert library(forms, cache).form("small").code == "small"
        assert self.entries(cache) == [entry]

    def test_an_unreadable_file_is_refused_with_a_cache_too(self, forms: Path, cache: Path):
        (forms / "small" / "1.yaml").mkdir(parents=True)
        with pytest.raises(UnusableForm):
            library(forms, cache).form("small")


@pytest.fixture
def shelf_with_own(forms: Path, tmp_path: Path) -> tuple[Library, Path]:
    put(forms, edition("1"))
    own = tmp_path / "own"
    own.mkdir()
    put(own, {**edition("2"), "standard": {"zh": "本单位", "en": "ours"}})
    put(own, {**edition("1"), "standard": {"zh": "冒名", "en": "posing"}})
    put(own, {**small_content(), "form": "ours"})
    return Library.open(DataFolders(forms=forms, resources=RESOURCES, own_forms=own)), own


def test_an_office_may_add_forms_and_editions_of_its_own(shelf_with_own):
    shelf, _ = shelf_with_own
    assert [(one.form, one.edition) for one in shelf.editions] == [("ours", "1"), ("small", "2"), ("small", "1")]
    assert shelf.form("small", "2").standard.en == "ours"
    assert shelf.form("small").edition == "1", "what an office adds to a shipped form must be named"
    assert shelf.form("ours").edition == "1"


def test_a_broken_newer_edition_takes_no_older_one_down(forms: Path):
    put(forms, edition("1"))
    put(forms, {**edition("2"), "total_points": "99"})
    assert library(forms).form("small").edition == "1"
    assert library(forms).content("small")["edition"] == "1"
    with pytest.raises(UnusableForm):
        library(forms).form("small", "2")


def test_an_own_file_never_takes_the_place_of_a_shipped_edition(shelf_with_own):
    shelf, own = shelf_with_own
    assert shelf.form("small", "1").standard.zh == "标准"
    (refusal,) = shelf.unusable()
    assert [problem.code for problem in refusal.problems] == ["edition_taken"]
    assert [problem.code for problem in shelf.check(own / "small/1.yaml")] == ["edition_taken"]
    assert shelf.check(own / "small/2.yaml") == ()


def test_an_own_folder_that_is_not_there_is_an_empty_one(forms: Path, tmp_path: Path):
    put(forms, edition("1"))
    shelf = Library.open(DataFolders(forms=forms, resources=RESOURCES, own_forms=tmp_path / "nowhere"))
    assert [one.edition for one in shelf.editions] == ["1"]
