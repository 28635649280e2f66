"""A strict reader of YAML data files: maps, lists and scalars with their lines, and nothing that can be misread."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from workbench.catalogue.problems import Path, Problem, written

_LONGEST_FILE = 4_000_000
_DEEPEST = 32
_ENOUGH_PROBLEMS = 50
_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,15})\Z")
_LOOKS_LIKE_A_FIGURE = re.compile(r"[-+]?(?:\.\d+|\d[\d_]*(?:\.\d*)?)(?:[eE][-+]?\d+)?\Z|0[xob][0-9a-fA-F_]+\Z")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVERS = yaml.SafeLoader.yaml_implicit_resolvers
_WORDS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_STR = "tag:yaml.org,2002:str"


@dataclass(frozen=True, slots=True)
class Source:
    """A file's content with the line of every key and list entry; `content` None when it cannot be read."""

    file: str
    content: Any
    lines: Mapping[Path, int] = field(default_factory=dict)

    def line_of(self, path: Path) -> int | None:
        """Give the line of a path, or of the nearest thing around it."""
        for length in range(len(path), -1, -1):
            line = self.lines.get(path[:length])
            if line is not None:
                return line
        return None

    def problem(self, code: str, path: Path = (), /, **facts: str) -> Problem:
        """Make a problem with its place in this file."""
        return Problem(code, written(path), facts, self.file, self.line_of(path))


def read_source(data: bytes, file: str) -> tuple[Source, list[Problem]]:
    """Read the bytes of a YAML file; problems never raise, `content` is None where there are any.

    Refused besides plain syntax errors: anchors and aliases, tags, several documents, tabs, keys that repeat, are not
    ASCII or not text, floats, and unquoted words that other YAML readers take for something else (`no`, `1.5`,
    `2020-08-19`).
    """
    decoded = _decoded(data, file)
    if isinstance(decoded, Problem):
        return Source(file, None), [decoded]
    builder = _Builder(file)
    try:
        for event in yaml.parse(decoded, Loader=_LOADER):
            builder.take(event)
            if builder.is_hopeless:
                break
    except yaml.YAMLError as error:
        builder.problems.append(_syntax_problem(error, file))
    if builder.content is None and not builder.problems:
        builder.problems.append(Problem("file_empty", "", {}, file))
    if builder.problems:
        return Source(file, None, builder.lines), builder.problems
    return Source(file, builder.content, builder.lines), []


def _decoded(data: bytes, file: str) -> str | Problem:
    if len(data) > _LONGEST_FILE:
        return Problem("file_too_long", "", {"limit": str(_LONGEST_FILE)}, file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Problem("not_utf8", "", {"position": str(error.start)}, file, line)
    if "\t" in text:
        return Problem("tab", "", {}, file, text.count("\n", 0, text.index("\t")) + 1)
    return text


def _syntax_problem(error: yaml.YAMLError, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    told = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error).splitlines()[0]
    return Problem("yaml_syntax", "", {"told": str(told)}, file, mark.line + 1 if mark else None)


@dataclass(slots=True)
class _Level:
    """One open map or list while reading."""

    node: dict[str, Any] | list[Any]
    path: Path
    key: str | None = None


class _Builder:
    """Builds the content from the parser's events and notes the line of every path."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.content: Any = None
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self._levels: list[_Level] = []
        self._documents = 0
        self._is_lost = False

    @property
    def is_hopeless(self) -> bool:
        """Whether going on reading would only pile up more of the same."""
        return self._is_lost or len(self.problems) >= _ENOUGH_PROBLEMS or len(self._levels) > _DEEPEST

    def take(self, event: yaml.Event) -> None:
        """Take the parser's next event."""
        match event:
            case yaml.DocumentStartEvent():
                self._start_document(event)
            case yaml.AliasEvent():
                self._fault("yaml_alias", event, name=str(event.anchor))
                self._place(None, event)
            case yaml.ScalarEvent():
                self._refuse_anchor_and_tag(event)
                self._take_scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._refuse_anchor_and_tag(event)
                self._open({} if isinstance(event, yaml.MappingStartEvent) else [], event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._levels.pop()

    def _start_document(self, event: yaml.Event) -> None:
        self._documents += 1
        if self._documents > 1:
            self._fault("yaml_documents", event)

    def _fault(self, code: str, event: yaml.Event, **facts: str) -> None:
        self.problems.append(Problem(code, written(self._path_of_next()), facts, self.file, _line_of(event)))

    def _path_of_next(self) -> Path:
        if not self._levels:
            return ()
        level = self._levels[-1]
        if isinstance(level.node, list):
            return (*level.path, len(level.node))
        return level.path if level.key is None else (*level.path, level.key)

    def _refuse_anchor_and_tag(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            self._fault("yaml_anchor", event, name=str(event.anchor))
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._fault("yaml_tag", event, tag=str(tag))

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        level = self._levels[-1] if self._levels else None
        if level is not None and isinstance(level.node, dict) and level.key is None:
            self._take_key(event, level)
        else:
            self._place(self._value_of(event), event)

    def _take_key(self, event: yaml.ScalarEvent, level: _Level) -> None:
        key = str(event.value)
        if not key.isascii() or not key:
            self._fault("key_not_ascii", event, key=key)
        elif not _is_quoted(event) and _meaning(key) != _STR:
            self._fault("key_not_text", event, key=key)
        elif key in level.node:
            self._fault("key_repeated", event, key=key)
        level.key = key

    def _value_of(self, event: yaml.ScalarEvent) -> Any:
        text = str(event.value)
        if _is_quoted(event):
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _WHOLE.match(text):
            return int(text)
        if _meaning(text) != _STR:
            self._fault("value_ambiguous", event, value=text)
        return text

    def _open(self, node: dict[str, Any] | list[Any], event: yaml.Event) -> None:
        level = self._levels[-1] if self._levels else None
        if level is not None and isinstance(level.node, dict) and level.key is None:
            self._fault("key_not_text", event, key="[…]" if isinstance(node, list) else "{…}")
            level.key = "?"
            self._is_lost = True
        path = self._path_of_next()
        self._place(node, event)
        self._levels.append(_Level(node, path))
        if len(self._levels) > _DEEPEST:
            self._fault("too_deep", event, limit=str(_DEEPEST))

    def _place(self, value: Any, event: yaml.Event) -> None:
        path = self._path_of_next()
        self.lines[path] = _line_of(event)
        if not self._levels:
            self.content = value
            return
        level = self._levels[-1]
        if isinstance(level.node, list):
            level.node.append(value)
        else:
            level.node[str(level.key)] = value
            level.key = None


def _line_of(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _is_quoted(event: yaml.ScalarEvent) -> bool:
    return event.style in ("'", '"', "|", ">")


def must_be_quoted(text: str) -> bool:
    """Tell whether a text, written without quotes, is refused or read as something else."""
    return text in _WORDS or bool(_WHOLE.match(text)) or _meaning(text) != _STR


def _meaning(text: str) -> str:
    """Say what YAML 1.1 or 1.2 would take an unquoted word for."""
    if _LOOKS_LIKE_A_FIGURE.match(text):
        return "figure"
    for tag, pattern in _RESOLVERS.get(text[:1], ()):
        if pattern.match(text):
            return str(tag)
    return _STR
