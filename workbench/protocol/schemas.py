"""The JSON Schemas (2020-12) of all records and of the envelope, drawn from the structs; kept in resources/schemas."""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from typing import Any, Final

import msgspec

from workbench.protocol import records
from workbench.protocol.signatures import FORMAT, MAX_SIGNATURES, Signature

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_URN: Final = "urn:green-assessment-workbench:schema"
_FIELD: Final = re.compile(r"^\s*(\w+): (.*)$", re.MULTILINE)
_COMMON: Final = {
    "kind": "Kind of the record.",
    "format": "Version of the record's format.",
}


def schema_id(name: str) -> str:
    """Give the `$id` of a schema, for example `urn:green-assessment-workbench:schema:unit:1`."""
    return f"{_URN}:{name}:{FORMAT}"


def all_schemas() -> dict[str, dict[str, Any]]:
    """Draw the schema of every kind of record and of the envelope, by name."""
    drawn = {kind: _draw(kind, struct) for kind, struct in records.KINDS.items()}
    drawn["envelope"] = _envelope()
    return drawn


def write_schemas(folder: Path) -> None:
    """Write every schema as `<name>.schema.json` into a folder."""
    for name, schema in all_schemas().items():
        folder.joinpath(f"{name}.schema.json").write_bytes(schema_text(schema).encode())


def schema_text(schema: dict[str, Any]) -> str:
    """Give the text of a schema as it is kept in resources/schemas."""
    return json.dumps(schema, ensure_ascii=True, indent=2) + "\n"


def _draw(name: str, struct: type) -> dict[str, Any]:
    (reference,), parts = msgspec.json.schema_components([struct], ref_template="#/$defs/{name}")
    structs = {one.__name__: one for one in _structs_below(struct)}
    bodies = {part: _body(body, structs[part]) for part, body in parts.items()}
    own = bodies.pop(reference["$ref"].rpartition("/")[2])
    head = {
        "$schema": _DIALECT,
        "$id": schema_id(name),
        "title": own.pop("title"),
        "description": own.pop("description"),
    }
    return {**head, **own, **({"$defs": dict(sorted(bodies.items()))} if bodies else {})}


def _structs_below(struct: type) -> list[type]:
    found: dict[str, type] = {}
    for base in (struct, *_named_in(msgspec.inspect.type_info(struct))):
        found.setdefault(base.__name__, base)
    return list(found.values())


def _named_in(info: Any) -> list[type]:
    if isinstance(info, msgspec.inspect.StructType):
        return [info.cls, *(one for field in info.fields for one in _named_in(field.type))]
    inner = [getattr(info, name, None) for name in ("type", "item_type", "key_type", "value_type")]
    inner += list(getattr(info, "types", ()))
    return [one for part in inner if isinstance(part, msgspec.inspect.Type) for one in _named_in(part)]


def _body(body: dict[str, Any], struct: type) -> dict[str, Any]:
    summary, told = _read_docstring(struct)
    fields = {name: _described(field, told[name]) for name, field in body["properties"].items()}
    return {
        "title": body["title"],
        "description": summary,
        "type": "object",
        "properties": fields,
        "required": sorted(set(fields) - _may_be_absent(struct)),
        "additionalProperties": False,
    }


def _may_be_absent(struct: type) -> set[str]:
    return {field.name for field in msgspec.structs.fields(struct) if field.default is msgspec.UNSET}


def _described(field: dict[str, Any], description: str) -> dict[str, Any]:
    field = {key: value for key, value in field.items() if key != "default"}
    if len(field.get("enum", ())) == 1:
        field = {"const": field["enum"][0]}
    return {"description": description, **field}


def _read_docstring(struct: type) -> tuple[str, dict[str, str]]:
    summary, _, attributes = (inspect.getdoc(struct) or "").partition("\n\nAttributes:\n")
    return " ".join(summary.split()), {**_COMMON, **dict(_FIELD.findall(attributes))}


def _envelope() -> dict[str, Any]:
    signature = _draw("signature", Signature)
    for key in ("$schema", "$id"):
        del signature[key]
    return {
        "$schema": _DIALECT,
        "$id": schema_id("envelope"),
        "title": "Envelope",
        "description": "A record with its signatures, as canonical JSON.",
        "type": "object",
        "properties": {
            "format": {"description": "Version of the envelope's format.", "const": FORMAT},
            "record": {
                "description": "The record; each signature covers the statement that names its SHA-256.",
                "anyOf": [{"$ref": schema_id(kind)} for kind in records.KINDS],
            },
            "signatures": {
                "description": "Signatures, ascending by key, purpose, signed_at, suite, value; none twice.",
                "type": "array",
                "items": {"$ref": "#/$defs/Signature"},
                "maxItems": MAX_SIGNATURES,
                "uniqueItems": True,
            },
        },
        "required": ["format", "record", "signatures"],
        "additionalProperties": False,
        "$defs": {"Signature": signature},
    }
