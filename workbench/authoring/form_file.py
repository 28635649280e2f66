"""Write a form as a file in the style of `forms/`: keys in the order of the schema, short things on one line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import yaml

from workbench.authoring.workbook.trees import same
from workbench.catalogue.source.schema import Schema
from workbench.catalogue.source.yaml_source import must_be_quoted, read_source
from workbench.domain.refusals import Refusal

_LINE: Final = 150
_ENDLESS: Final = 1 << 30
"""No line is ever folded: a folded text is hard to search for and to compare."""
_WANTS_QUOTES: Final = re.compile(
    r"[,\[\]{}#'\"\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]|:(\s|\Z)|\A[-?:&*!|>%@`<=~\s]|\s\Z"
)
_SECTION: Final = re.compile(r"^(?=([a-z_]+):\n)", re.MULTILINE)
_TEXTS: Final = frozenset({"title", "short_name", "standard", "status"})

Node = Mapping[str, Any]


class FormUnwritable(Refusal):
    """Content has no form file that reads back as the same content; facts: `form`."""

    code = "form_unwritable"


def form_file(content: Node, schema: Schema, heading: str = "") -> bytes:
    """Write content as a form file that our own strict reader reads back as the very same content.

    Args:
        content: the form.
        schema: the published schema, which says in which order keys stand.
        heading: a comment for the top, in as many lines as it has.

    Raises:
        FormUnwritable: a key is empty, a text holds what no file can.
    """
    published = json.loads(schema.data)
    ordered = _Order(published).sorted(dict(content), published)
    body = yaml.serialize(
        _node(ordered, 0, is_inline=False),
        Dumper=yaml.SafeDumper,
        allow_unicode=True,
        width=_ENDLESS,
    )
    text = "".join(f"# {line}\n" for line in heading.splitlines()) + ("\n" if heading else "") + _aired(str(body))
    data = text.encode()
    read, _ = read_source(data, "")
    if not same(read.content, dict(content)):
        raise FormUnwritable(form=str(content.get("form", "")))
    return data


def _aired(body: str) -> str:
    """Put an empty line before every section that is no mere text."""
    return _SECTION.sub(lambda found: "" if found[1] in _TEXTS or not found.start() else "\n", body)


class _Order:
    """The order of keys that the schema gives a piece of content."""

    def __init__(self, published: Node) -> None:
        self._definitions: Node = published["$defs"]

    def sorted(self, content: Any, schema: Node | None) -> Any:
        """Sort the keys of content and of everything in it; unknown keys stand at the end."""
        if isinstance(content, list):
            within = self._within(schema)
            return [self.sorted(entry, within) for entry in content]
        if not isinstance(content, dict):
            return content
        known = self._properties(content, schema)
        keys = [*(key for key in known if key in content), *(key for key in content if key not in known)]
        return {key: self.sorted(content[key], known.get(key)) for key in keys}

    def _within(self, schema: Node | None) -> Node | None:
        return next((branch["items"] for branch in self._branches(schema) if "items" in branch), None)

    def _properties(self, content: Node, schema: Node | None) -> Node:
        """Find the branch of a schema that the content follows: it knows most of its keys, and its constants fit."""
        fitting: list[Node] = [
            branch["properties"]
            for branch in self._branches(schema)
            if "properties" in branch and _fits(content, branch["properties"])
        ]
        return max(fitting, key=lambda known: len(content.keys() & known.keys()), default={})

    def _branches(self, schema: Node | None) -> Iterator[Node]:
        if schema is None:
            return
        if "$ref" in schema:
            yield from self._branches(self._definitions.get(str(schema["$ref"]).rpartition("/")[2]))
        yield schema
        for key in ("allOf", "anyOf", "oneOf"):
            for branch in schema.get(key, ()):
                yield from self._branches(branch.get("then", branch))


def _fits(content: Node, known: Node) -> bool:
    return all("const" not in schema or content.get(key, schema["const"]) == schema["const"]
               for key, schema in known.items())  # fmt: skip


def _node(value: Any, depth: int, *, is_inline: bool) -> yaml.Node:
    """Give the node of a value; what fits into the line stands in it."""
    if not isinstance(value, dict | list):
        return _scalar(value)
    is_inline = is_inline or not value or (depth > 0 and not _holds_trees(value) and _fits_line(value, depth))
    if isinstance(value, list):
        entries = [_node(entry, depth + 1, is_inline=is_inline) for entry in value]
        return yaml.SequenceNode("tag:yaml.org,2002:seq", entries, flow_style=is_inline)
    pairs = [(_scalar(key), _node(entry, depth + 1, is_inline=is_inline)) for key, entry in value.items()]
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=is_inline)


def _fits_line(value: Any, depth: int) -> bool:
    return 2 * depth + _length(value) <= _LINE


def _holds_trees(value: Any) -> bool:
    """Tell whether there is a list in it whose entries each deserve a line of their own, however short they are."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, list) and any(_is_text(entry) or _has_text(entry) for entry in value):
        return True
    return any(map(_holds_trees, inner))


def _has_text(value: Any) -> bool:
    return isinstance(value, dict) and any(map(_is_text, value.values()))


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() <= {"zh", "en"}


def _scalar(value: Any) -> yaml.ScalarNode:
    match value:
        case None:
            return yaml.ScalarNode("tag:yaml.org,2002:null", "null")
        case bool():
            return yaml.ScalarNode("tag:yaml.org,2002:bool", "true" if value else "false")
        case int():
            return yaml.ScalarNode("tag:yaml.org,2002:int", str(value))
        case _:
            style = '"' if _is_quoted(str(value)) else None
            return yaml.ScalarNode("tag:yaml.org,2002:str", str(value), style=style)


def _is_quoted(text: str) -> bool:
    return must_be_quoted(text) or bool(_WANTS_QUOTES.search(text))


def _length(value: Any) -> int:
    """Count the signs of a value in one line."""
    if isinstance(value, dict):
        return sum(_length(key) + _length(entry) + 4 for key, entry in value.items())
    if isinstance(value, list):
        return sum(_length(entry) + 2 for entry in value) + 2
    return len(str(value)) + (2 if isinstance(value, str) and _is_quoted(value) else 0)
