"""The published JSON Schemas: equal to the structs, complete, and of one opinion with them on every document."""

from __future__ import annotations

import copy
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from tests.helpers import records as build
from tests.helpers.canonical_values import a_value
from tests.helpers.keys import MemoryKey
from workbench.domain.refusals import Refusal
from workbench.protocol import canonical, records, signatures
from workbench.protocol.refusals import RecordInvalid
from workbench.protocol.schemas import all_schemas, schema_id, schema_text, write_schemas
from workbench.protocol.times import moment_from_text

FOLDER = Path(__file__).parents[3] / "resources" / "schemas"
SCHEMAS = all_schemas()
REGISTRY: Registry[Any] = Registry().with_resources(
    (one["$id"], Resource.from_contents(one)) for one in SCHEMAS.values()
)
VALIDATORS = {name: Draft202012Validator(schema, registry=REGISTRY) for name, schema in SCHEMAS.items()}
RAW = {kind: canonical.decode(records.to_bytes(builder())) for kind, builder in build.BUILDERS.items()}
MAY_BE_ABSENT = {"QrKey": {"valid_from", "valid_until"}}
TRAPS = (
    "",
    "\n",
    "green-mall\n",
    "a" * 10_001,
    "太",
    "0" * 64,
    "2026-02-29",
    "2026-11-23T10:42:07Z",
    "-0.0",
    "../x",
    "1\n",
)


@pytest.mark.parametrize("name", list(SCHEMAS))
def test_the_committed_schema_is_the_drawn_one(name: str):
    kept = (FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")
    assert kept == schema_text(SCHEMAS[name]), "run workbench.protocol.schemas.write_schemas(Path('resources/schemas'))"


def test_schemas_are_written_one_file_each(tmp_path: Path):
    write_schemas(tmp_path)
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(f"{name}.schema.json" for name in SCHEMAS)
    assert {*SCHEMAS} == {*records.KINDS, "envelope"}


def objects_of(schema: Any) -> list[dict[str, Any]]:
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    own = [schema] if isinstance(schema, dict) and "properties" in schema else []
    return own + [found for one in inner for found in objects_of(one)]


@pytest.mark.parametrize("name", list(SCHEMAS))
def test_every_field_is_described_and_required_and_no_other_is_allowed(name: str):
    schema = SCHEMAS[name]
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == schema_id(name) == f"urn:green-assessment-workbench:schema:{name}:1"
    for part in objects_of(schema):
        assert part["title"]
        assert part["description"].endswith(".")
        assert part["additionalProperties"] is False
        assert set(part["properties"]) - set(part["required"]) == MAY_BE_ABSENT.get(part["title"], set())
        assert all(field["description"].endswith(".") for field in part["properties"].values())
    assert schema["properties"]["format"]["const"] == 1


def struct_takes(kind: str, document: Any) -> bool:
    """Ask the struct; a rule between fields, which no schema can say, has an identifier for a name."""
    try:
        return records.from_value(document).kind == kind
    except RecordInvalid as refusal:
        return str(refusal.facts["rule"]).isidentifier()
    except Refusal:
        return False


def agree(kind: str, document: Any) -> bool:
    """Ask both judges; they must say the same."""
    taken = struct_takes(kind, document)
    assert VALIDATORS[kind].is_valid(document) is taken
    return taken


@pytest.mark.parametrize("kind", list(RAW))
def test_builder_examples_are_valid(kind: str):
    assert agree(kind, RAW[kind])


def places_of(value: Any) -> list[tuple[Any, Any]]:
    """Give every (container, key) below a value."""
    members = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    return [(value, key) for key, _ in members] + [place for _, one in members for place in places_of(one)]


def mutate(document: Any, rng: random.Random) -> Any:
    document = copy.deepcopy(document)
    for _ in range(rng.randrange(1, 3)):
        places = places_of(document)
        if not places:
            return document
        container, key = rng.choice(places)
        old = container[key]
        sort = rng.randrange(6)
        if sort == 0:
            del container[key]
        elif sort == 1 and isinstance(container, dict):
            container[rng.choice(("extra", "a b", "kind", "x" * 70))] = old
        elif sort == 2 and isinstance(old, str):
            container[key] = rng.choice((old + "\n", old[:-1], old + old, old.upper(), "\u3000" + old))
        elif sort == 3 and isinstance(old, list):
            container[key] = old * rng.choice((0, 2, 300))
        elif sort == 4:
            container[key] = rng.choice((None, True, 0, -1, 2**53 - 1, [], {}, *TRAPS))
        else:
            container[key] = a_value(rng, 2)
    return document


@given(st.sampled_from(sorted(RAW)), st.integers(0, 2**32))
def test_schema_and_struct_agree_on_mutated_documents(kind: str, seed: int):
    agree(kind, mutate(RAW[kind], random.Random(seed)))


@pytest.mark.drill
def test_schema_and_struct_agree_on_many_mutated_documents():
    for kind, raw in RAW.items():
        rng = random.Random(kind)
        told = [agree(kind, mutate(raw, rng)) for _ in range(5_000)]
        assert {True, False} == set(told)


@given(st.dates(), st.integers(0, 86_399))
def test_every_moment_a_schema_takes_can_be_read(date: Any, seconds: int):
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    text = f"{date.isoformat()}T{clock}+08:00"
    taken = agree("unit", {**RAW["unit"], "recorded_at": text})
    assert taken is (1900 <= date.year <= 2199)
    assert moment_from_text(text).isoformat() == text


@given(st.integers(1899, 2200), st.integers(0, 13), st.integers(0, 32))
def test_dates_that_do_not_exist_are_refused(year: int, month: int, day: int):
    text = f"{year}-{month:02}-{day:02}"
    taken = agree("parameter_set", {**RAW["parameter_set"], "valid_from": text})
    assert taken is exists(text)


def exists(text: str) -> bool:
    try:
        return 1900 <= moment_from_text(text).year <= 2199
    except ValueError:
        return False


@pytest.mark.parametrize("kind", list(RAW))
def test_the_envelope_schema_takes_sealed_records_and_refuses_changed_ones(kind: str):
    record = build.BUILDERS[kind]()
    signature = signatures.sign_record(record, MemoryKey(), purpose="author", signed_at=moment_from_text(build.MOMENT))
    sealed = canonical.decode(signatures.seal(record, [signature]))
    validator = VALIDATORS["envelope"]
    assert validator.is_valid(sealed)
    assert not validator.is_valid({**sealed, "format": 2})
    assert not validator.is_valid({**sealed, "record": {**sealed["record"], "extra": 1}})
    assert not validator.is_valid({**sealed, "signatures": [{**sealed["signatures"][0], "purpose": "approve"}]})
    assert not validator.is_valid({**sealed, "signatures": sealed["signatures"] * 2})
