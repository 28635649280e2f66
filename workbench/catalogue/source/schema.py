"""JSON Schema checks of data files, told as problems with a place instead of a validator's prose."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from workbench.catalogue.problems import Path, Problem
from workbench.catalogue.source.yaml_source import Source

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

_LONGEST_QUOTE = 60


class Schema:
    """One published JSON Schema (2020-12); the validator library is loaded on first use."""

    def __init__(self, file: FilePath) -> None:
        self._file = file

    @cached_property
    def data(self) -> bytes:
        """The bytes of the schema file, which a cache key may depend on."""
        return self._file.read_bytes()

    @cached_property
    def _validator(self) -> Draft202012Validator:
        from jsonschema import Draft202012Validator

        return Draft202012Validator(json.loads(self.data))

    def problems(self, source: Source) -> list[Problem]:
        """List where the content leaves the schema, in file order."""
        found = [problem for error in self._validator.iter_errors(source.content) for problem in _told(error, source)]
        return sorted(found, key=lambda problem: (problem.line or 0, problem.path))


def _told(error: ValidationError, source: Source) -> Iterator[Problem]:
    path: Path = tuple(error.absolute_path)
    tell = _TELLERS.get(str(error.validator), _other)
    for code, facts in tell(error):
        yield source.problem(code, path, **facts)


Told = Iterator[tuple[str, dict[str, str]]]


def _quoted(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def _missing(error: Any) -> Told:
    key = error.message.split("'")[1]  # the library yields one error per missing key and names it only here
    yield "key_missing", {"key": key}


def _unknown(error: Any) -> Told:
    known = error.schema.get("properties", {}) if isinstance(error.schema, Mapping) else {}
    for key in error.instance:
        if key not in known:
            yield "key_unknown", {"key": str(key), "known": ", ".join(known)}


def _type(error: Any) -> Told:
    wanted = error.validator_value
    names = wanted if isinstance(wanted, list) else [wanted]
    yield "type_wrong", {"value": _quoted(error.instance), "wanted": " / ".join(str(name) for name in names)}


def _value(error: Any) -> Told:
    wanted = error.validator_value
    allowed = wanted if isinstance(wanted, list) else [wanted]
    yield "value_not_allowed", {"value": _quoted(error.instance), "allowed": ", ".join(_quoted(one) for one in allowed)}


def _pattern(error: Any) -> Told:
    yield "value_misspelt", {"value": _quoted(error.instance), "pattern": str(error.validator_value)}


def _size(error: Any) -> Told:
    yield "size_wrong", {"value": _quoted(error.instance), "rule": f"{error.validator} {error.validator_value}"}


def _choice(error: Any) -> Told:
    yield "shape_wrong", {"value": _quoted(error.instance), "choices": _alternatives(error.validator_value)}


def _alternatives(branches: Any) -> str:
    told = []
    for branch in branches if isinstance(branches, list) else []:
        keys = branch.get("required") if isinstance(branch, Mapping) else None
        told.append(" + ".join(keys) if keys else str(branch.get("$ref", branch.get("type", "…"))).rpartition("/")[2])
    return " | ".join(told)


def _other(error: Any) -> Told:
    yield "schema_other", {"told": error.message[:200]}


_TELLERS: Mapping[str, Callable[[Any], Told]] = {
    "required": _missing,
    "dependentRequired": _other,
    "additionalProperties": _unknown,
    "type": _type,
    "enum": _value,
    "const": _value,
    "pattern": _pattern,
    "minLength": _size,
    "maxLength": _size,
    "minItems": _size,
    "maxItems": _size,
    "minimum": _size,
    "maximum": _size,
    "minProperties": _size,
    "uniqueItems": _size,
    "oneOf": _choice,
    "anyOf": _choice,
}
