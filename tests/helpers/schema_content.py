"""Random content that the published schema of forms allows: every definition, every optional key, awkward texts."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from hypothesis import strategies as st

from tests.helpers.form_content import RESOURCES
from workbench.catalogue.form_reader import SCHEMA_FILE

Node = Mapping[str, Any]
DEEPEST = 7
AWKWARD = [
    "=1+1",
    "-",
    "0.10",
    "是",
    "yes",
    "null",
    " a ",
    "a\nb",
    "甲 | b",
    "甲：乙",
    '"',
    '"q"',
    "_x0041_",
    "a\tb",
    "'",
]
_CODES = ["a", "b", "A101", "1.10", "10", "B", "x_1"]
_KEYS = ["a", "b", "size", "or", "and", "q_1"]
_FIGURES = ["0", "10", "0.10", "-0", "007", "2.5", "-3", "123456789012.123456789012", "60"]
_LIMITS = ["60", "0.5", "param.quota", "limit.p20"]
_PATTERNS = {
    r"^-?\d{1,12}(\.\d{1,12})?$": _FIGURES,
    r"^\d{1,9}$": ["0", "4", "04"],
    r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$": _CODES,
    r"^[a-z][a-z0-9_]{0,63}$": _KEYS,
}


@cache
def _schema() -> Node:
    read: Node = json.loads((RESOURCES / SCHEMA_FILE).read_text("utf-8"))
    return read


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


_letters = st.characters(exclude_categories=("Cs",), exclude_characters="\x00")
texts = (st.sampled_from(AWKWARD) | st.text(_letters, min_size=1, max_size=6)).map(_composed)
facts = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | texts | st.just(""),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["a", "b.c", "d e", "1"]), inner, max_size=2)
    ),
    max_leaves=5,
)


@st.composite
def some_content(draw: Any) -> dict[str, Any]:
    """Draw the content of a whole form."""
    content: dict[str, Any] = _Drawing(draw).value(_schema(), 0)
    return content


class _Drawing:
    """Draws values for pieces of the schema."""

    def __init__(self, draw: Any) -> None:
        self._draw = draw

    def value(self, schema: Node, depth: int) -> Any:
        if schema.get("$ref") == "#/$defs/json":
            inner = self._draw(facts)
            return inner if schema.get("type") != "object" or isinstance(inner, dict) else {"a": inner}
        if "$ref" in schema:
            named = _schema()["$defs"][schema["$ref"].rpartition("/")[2]]
            return self.value({**named, **{key: more for key, more in schema.items() if key != "$ref"}}, depth)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self._draw(st.sampled_from(schema["enum"]))
        if "properties" not in schema and ("anyOf" in schema or "oneOf" in schema):
            return self.value(self._draw(st.sampled_from(schema.get("anyOf") or schema["oneOf"])), depth)
        return self._by_type(schema, depth)

    def _by_type(self, schema: Node, depth: int) -> Any:
        kind = schema["type"]
        if isinstance(kind, list):
            kind = self._draw(st.sampled_from(kind))
        match kind:
            case "object":
                return self._object(schema, depth)
            case "array":
                return self._array(schema, depth)
            case "integer":
                return self._draw(st.integers(schema.get("minimum", 0), min(schema.get("maximum", 50), 50)))
            case "boolean":
                return self._draw(st.booleans())
            case "null":
                return None
            case _:
                return self._text(schema)

    def _text(self, schema: Node) -> str:
        pattern = schema.get("pattern")
        if pattern is not None:
            return self._draw(st.sampled_from(_PATTERNS.get(pattern, _LIMITS[: 4 if "limit" in pattern else 3])))
        return self._draw(texts if schema.get("minLength") else texts | st.just(""))

    def _array(self, schema: Node, depth: int) -> list[Any]:
        least = schema.get("minItems", 0)
        most = least if depth > DEEPEST else min(schema.get("maxItems", 50), least + 2)
        found: list[Any] = []
        for _ in range(self._draw(st.integers(least, most))):
            entry = self.value(schema["items"], depth + 1)
            if not schema.get("uniqueItems") or entry not in found:
                found.append(entry)
        return found

    def _object(self, schema: Node, depth: int) -> dict[str, Any]:
        if "properties" not in schema:
            names = schema["propertyNames"]
            keys = [
                *schema.get("required", ()),
                *(self.value(names, depth) for _ in range(schema.get("minProperties", 1))),
            ]
            return {key: self.value(schema["additionalProperties"], depth + 1) for key in keys}
        known = schema["properties"]
        told = {key: self.value(known[key], depth) for key in _asked(schema)}
        further, wanted = self._consequences(schema, told)
        if further is not None:
            return {**told, **self.value({**further, **_without(further, told)}, depth), **told}
        keys, barred = self._keys(schema, wanted, depth)
        return {
            **told,
            **{key: self.value(known[key], depth + 1) for key in keys if key not in told and key not in barred},
        }

    def _consequences(self, schema: Node, told: Node) -> tuple[Node | None, set[str]]:
        """Follow the `if` of a schema: another definition takes over, or more keys are wanted."""
        wanted: set[str] = set()
        for rule in (*schema.get("allOf", ()), *([schema] if "if" in schema else [])):
            asked = rule.get("if", {}).get("properties", {})
            if asked and all(told[key] in one.get("enum", [one.get("const")]) for key, one in asked.items()):
                if "$ref" in rule["then"]:
                    named: Node = _schema()["$defs"][rule["then"]["$ref"].rpartition("/")[2]]
                    return named, wanted
                wanted |= set(rule["then"]["required"])
        return None, wanted

    def _keys(self, schema: Node, wanted: set[str], depth: int) -> tuple[list[str], set[str]]:
        wanted = wanted | set(schema.get("required", ()))
        barred: set[str] = set()
        for rule in (schema, *schema.get("allOf", ())):
            for word in ("oneOf", "anyOf"):
                branches = [set(branch["required"]) for branch in rule.get(word, ()) if "required" in branch]
                if branches:
                    chosen = self._draw(st.sampled_from(branches))
                    wanted |= chosen
                    barred |= set().union(*branches) - chosen if word == "oneOf" else set()
        share = 8 if depth > DEEPEST else 3
        more = {key for key in schema["properties"] if key not in wanted and self._draw(st.integers(0, share)) == 0}
        for key, others in schema.get("dependentRequired", {}).items():
            wanted |= set(others) if key in more | wanted else set()
        return [key for key in schema["properties"] if key in wanted | more], barred


def _asked(schema: Node) -> list[str]:
    """List the keys that an `if` of a schema asks for, to be drawn first."""
    rules = (*schema.get("allOf", ()), *([schema] if "if" in schema else []))
    return list(dict.fromkeys(key for rule in rules for key in rule.get("if", {}).get("properties", {})))


def _without(schema: Node, told: Node) -> dict[str, Any]:
    """Leave out of a definition what is settled already."""
    known = {key: one for key, one in schema["properties"].items() if key not in told}
    return {"properties": known, "required": [key for key in schema["required"] if key not in told]}
