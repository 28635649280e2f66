"""The library of form editions that travel with the program, loaded one by one when they are asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from workbench.catalogue.cache import ContentCache
from workbench.catalogue.form_reader import (
    SCHEMA_FILE,
    ReadForm,
    misplaced,
    read_form,
    read_form_content,
)
from workbench.catalogue.problems import Problem, faults
from workbench.catalogue.reading.form import form as build_form
from workbench.catalogue.refusals import UnknownEdition, UnknownForm, UnusableForm
from workbench.catalogue.source.schema import Schema
from workbench.domain.forms import Form
from workbench.domain.resources import DataFolders

PLANS = "plans"
"""The folder below `forms/` that holds plans, not forms."""


@dataclass(frozen=True, slots=True)
class EditionFile:
    """Where one edition lies; the file has not been looked into yet."""

    form: str
    edition: str
    file: Path


@dataclass(frozen=True, slots=True)
class _Loaded:
    form: Form
    content: Any


class Library:
    """The editions in `forms/<form>/<edition>.yaml`; a file with a fault is refused alone and takes no other down.

    An office may keep editions of its own in a second folder; none of them takes the place of one that travels with the
    program.
    """

    def __init__(self, folders: DataFolders, cache: ContentCache | None, schema: Schema) -> None:
        self._folders = folders
        self._cache = cache
        self._schema = schema
        self._loaded: dict[EditionFile, _Loaded] = {}

    @classmethod
    def open(cls, folders: DataFolders, cache: Path | None = None) -> Library:
        """Open the library.

        Args:
            folders: where forms and schemas lie.
            cache: a folder that may keep checked contents between runs; None keeps nothing.
        """
        schema = Schema(folders.resources / SCHEMA_FILE)
        return cls(folders, ContentCache(cache, schema.data) if cache else None, schema)

    @cached_property
    def editions(self) -> tuple[EditionFile, ...]:
        """Every edition file, by form code, the newest edition of each form first; nothing is read yet."""
        found = [*self._shipped.values(), *(one for one in self._own if one not in self._replacing)]
        found.sort(key=lambda entry: _natural(entry.edition), reverse=True)
        return tuple(sorted(found, key=lambda entry: entry.form))

    @cached_property
    def _shipped(self) -> Mapping[tuple[str, str], EditionFile]:
        return {(one.form, one.edition): one for one in _files_in(self._folders.forms)}

    @cached_property
    def _own(self) -> tuple[EditionFile, ...]:
        return tuple(_files_in(self._folders.own_forms)) if self._folders.own_forms else ()

    @property
    def _replacing(self) -> tuple[EditionFile, ...]:
        """The own files that carry the names of shipped editions: which one is meant would depend on the machine."""
        return tuple(one for one in self._own if (one.form, one.edition) in self._shipped)

    @property
    def codes(self) -> tuple[str, ...]:
        """The form codes there are files for."""
        return tuple(dict.fromkeys(entry.form for entry in self.editions))

    def form(self, code: str, edition: str | None = None) -> Form:
        """Give an edition of a form; the newest usable one when none is named.

        What an office adds is the newest only of forms that do not travel with the program: an edition of its own for
        a shipped form must be named.

        Raises:
            UnknownForm: no form has this code.
            UnknownEdition: the form has no such edition.
            UnusableForm: the file has a fault.
        """
        return self._chosen(code, edition).form

    def content(self, code: str, edition: str | None = None) -> Mapping[str, Any]:
        """Give the content of an edition for its `form_edition` record; its canonical JSON has `form.sha256`.

        Raises:
            UnknownForm: no form has this code.
            UnknownEdition: the form has no such edition.
            UnusableForm: the file has a fault.
        """
        content: Mapping[str, Any] = self._chosen(code, edition).content
        return content

    def usable(self) -> tuple[Form, ...]:
        """Load every edition that can be used."""
        loaded = (self._try(entry) for entry in self.editions)
        return tuple(one.form for one in loaded if isinstance(one, _Loaded))

    def unusable(self) -> tuple[UnusableForm, ...]:
        """Give the refusal of every edition that cannot be used."""
        refused = (one for one in map(self._try, self.editions) if isinstance(one, UnusableForm))
        return (
            *refused,
            *(UnusableForm(form=one.form, edition=one.edition, problems=(_taken(one),)) for one in self._replacing),
        )

    def read_content(self, content: Any) -> Form:
        """Rebuild a form from the content of a record, checked as strictly as a file.

        Raises:
            UnusableForm: the content has a fault.
        """
        read = read_form_content(content, self._schema)
        if read.form is None:
            named = content if isinstance(content, dict) else {}
            raise _refusal(str(named.get("form", "")), str(named.get("edition", "")), read)
        return read.form

    def check(self, file: Path) -> tuple[Problem, ...]:
        """Give everything wrong with a form file anywhere, findings included; nothing is cached."""
        read = self._read(file)
        out_of_place = misplaced(read.form, file) if read.form and self._is_ours(file) else None
        taken = [_taken(one) for one in self._replacing if one.file.resolve() == file.resolve()]
        return (*read.problems, *((out_of_place,) if out_of_place else ()), *taken)

    @property
    def files(self) -> tuple[Path, ...]:
        """Every form file of both folders, those that cannot be used included."""
        return tuple(sorted(one.file for one in (*self._shipped.values(), *self._own)))

    def _is_ours(self, file: Path) -> bool:
        folders = (self._folders.forms, self._folders.own_forms)
        return any(file.resolve().is_relative_to(folder.resolve()) for folder in folders if folder)

    def _chosen(self, code: str, edition: str | None) -> _Loaded:
        if edition is not None:
            return self._load(self._find(code, edition))
        listed = [entry for entry in self.editions if entry.form == code]
        shipped = [entry for entry in listed if entry in self._shipped.values()]
        tried = [self._try(entry) for entry in shipped or listed]
        usable = next((one for one in tried if isinstance(one, _Loaded)), None)
        return usable or self._load(self._find(code, (shipped or listed)[0].edition if listed else None))

    def _find(self, code: str, edition: str | None) -> EditionFile:
        editions = [entry for entry in self.editions if entry.form == code]
        if not editions:
            raise UnknownForm(form=code, known=", ".join(self.codes))
        chosen = next((entry for entry in editions if edition in (None, entry.edition)), None)
        if chosen is None:
            raise UnknownEdition(form=code, edition=edition, known=", ".join(entry.edition for entry in editions))
        return chosen

    def _try(self, entry: EditionFile) -> _Loaded | UnusableForm:
        try:
            return self._load(entry)
        except UnusableForm as refusal:
            return refusal

    def _load(self, entry: EditionFile) -> _Loaded:
        loaded = self._loaded.get(entry)
        if loaded is None:
            loaded = self._loaded[entry] = self._from_cache(entry) or self._from_file(entry)
        return loaded

    def _from_cache(self, entry: EditionFile) -> _Loaded | None:
        if self._cache is None:
            return None
        try:
            kept = self._cache.find(entry.file.read_bytes())
        except OSError:
            return None
        if kept is None:
            return None
        form = build_form(kept.content, kept.sha256)
        return None if misplaced(form, entry.file) else _Loaded(form, kept.content)

    def _from_file(self, entry: EditionFile) -> _Loaded:
        read = self._read(entry.file)
        out_of_place = misplaced(read.form, entry.file) if read.form else None
        if read.form is None or out_of_place:
            raise _refusal(entry.form, entry.edition, read, out_of_place)
        if self._cache is not None:
            self._cache.keep(entry.file.read_bytes(), read.content)
        return _Loaded(read.form, read.content)

    def _read(self, file: Path) -> ReadForm:
        try:
            data = file.read_bytes()
        except OSError as error:
            problem = Problem("file_unreadable", "", {"told": error.strerror or str(error)}, str(file))
            return ReadForm(None, None, (problem,))
        return read_form(data, str(file), self._schema)


def _files_in(folder: Path) -> list[EditionFile]:
    return [
        EditionFile(file.parent.name, file.stem, file)
        for file in sorted(folder.glob("*/*.yaml"))
        if file.parent.name != PLANS
    ]


def _taken(one: EditionFile) -> Problem:
    return Problem("edition_taken", "edition", {"form": one.form, "edition": one.edition}, str(one.file), 1)


def _refusal(form: str, edition: str, read: ReadForm, out_of_place: Problem | None = None) -> UnusableForm:
    problems = (*faults(read.problems), *((out_of_place,) if out_of_place else ()))
    return UnusableForm(form=form, edition=edition, problems=problems)


def _natural(edition: str) -> list[tuple[int, str]]:
    """Sort `10` after `9` and `2024` after `2019`."""
    return [(int(piece), "") if piece.isdigit() else (-1, piece) for piece in re.findall(r"\d+|\D+", edition)]
