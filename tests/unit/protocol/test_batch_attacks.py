"""Crafted and random attacks on the batch container: each ends in a typed refusal, none passes with a changed byte."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from tests.helpers import records as build
from tests.helpers.batches import a_batch, a_manifest_of, batch_bytes, sealed
from tests.helpers.keys import MemoryChecker, MemoryKey
from workbench.domain.refusals import Refusal
from workbench.protocol import batch, records, signatures
from workbench.protocol.batch import layout as lay
from workbench.protocol.refusals import FutureFormat

KEY = MemoryKey()
CHECKER = MemoryChecker.of(KEY)
PHOTO = b"\xff\xd8 a photo \xff\xd9"
ENVELOPES = [sealed(build.a_decision(), KEY), sealed(build.a_unit(), KEY)]
MANIFEST = sealed(a_manifest_of(ENVELOPES, [PHOTO]), KEY)
GOOD = batch_bytes(MANIFEST, ENVELOPES, [PHOTO])
LAYOUT = lay.plan_layout(len(MANIFEST), a_manifest_of(ENVELOPES, [PHOTO]))


def accepted(data: bytes) -> bool:
    """Do what an importer does first: container, manifest's signature, every content."""
    reader = batch.BatchReader(io.BytesIO(data))
    good = [held for _, held in signatures.check(reader.envelope, CHECKER)]
    reader.verify()
    return any(good)


def refusal_of(data: bytes) -> Refusal:
    with pytest.raises(Refusal) as caught:
        accepted(data)
    return caught.value


def archive(entries: list[tuple[str | zipfile.ZipInfo, bytes]], compression: int = zipfile.ZIP_STORED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as file:
        for name, data in entries:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name)
            info.create_system = 0
            info.create_version = info.extract_version = 10
            info.external_attr = info.external_attr if isinstance(name, zipfile.ZipInfo) else 0
            file.writestr(info, data, compress_type=compression)
    return target.getvalue()


def contents() -> list[tuple[Any, bytes]]:
    reader = batch.BatchReader(io.BytesIO(GOOD))
    named = [(lay.record_name(ref.id), data) for ref, data in reader.records()]
    return [("manifest.json", MANIFEST), *named, *((lay.blob_name(one.sha256), PHOTO) for one in reader.blobs())]


def patched(offset: int, value: bytes, data: bytes = GOOD) -> bytes:
    return data[:offset] + value + data[offset + len(value) :]


def central_offset(entry: int) -> int:
    return LAYOUT.directory_offset + sum(lay.CENTRAL_SIZE + len(one.name) for one in LAYOUT.entries[:entry])


def test_the_good_batch_is_accepted():
    assert accepted(GOOD)


def deflate_bomb() -> bytes:
    bomb = b"\x00" * 5_000_000
    entries = [(name, bomb if str(name).startswith("blobs/") else data) for name, data in contents()]
    return archive(entries, zipfile.ZIP_DEFLATED)


def with_name(name: str) -> Callable[[], bytes]:
    return lambda: archive([*contents(), (name, b"x")])


def instead_of_photo(name: str) -> Callable[[], bytes]:
    """Give the photo's entry another name of the same length in both headers."""
    return lambda: GOOD.replace(
        LAYOUT.entries[-1].name.encode(), name.ljust(len(LAYOUT.entries[-1].name), "x").encode()
    )


def symlink() -> bytes:
    *others, (name, data) = contents()
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o120777 << 16
    return archive([*others, (info, data)])


def doubled_name() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate name"):
        return archive([*contents(), contents()[-1]])


def with_data_descriptor() -> bytes:
    flagged = patched(LAYOUT.entries[0].offset + 6, b"\x08\x00")
    return patched(central_offset(0) + 8, b"\x08\x00", flagged)


def with_comment(comment: bytes) -> bytes:
    return GOOD[:-2] + struct.pack("<H", len(comment)) + comment


def with_extra_field() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name, data in contents():
            info = zipfile.ZipInfo(name)
            info.extra = b"\x75\x70\x05\x00\x01abcd"
            file.writestr(info, data)
    return target.getvalue()


def overlapping() -> bytes:
    """Point the last central header at the entry before, so that two names share one content."""
    offset = central_offset(len(LAYOUT.entries) - 1) + 42
    return patched(offset, struct.pack("<L", LAYOUT.entries[-2].offset))


def local_is_not_central() -> bytes:
    """Change the name in the local header only: readers by directory and readers by headers see different files."""
    entry = LAYOUT.entries[-1]
    return patched(entry.offset + lay.LOCAL_SIZE, b"blobs/" + b"0" * 64)


def gap_between_entries() -> bytes:
    at = LAYOUT.entries[1].offset
    return GOOD[:at] + b"hidden" + GOOD[at:]


def zip64_end() -> bytes:
    at = LAYOUT.size - lay.END_SIZE
    return GOOD[:at] + b"PK\x06\x07" + b"\x00" * 16 + GOOD[at:]


ATTACKS: dict[str, Callable[[], bytes]] = {
    "deflate bomb": deflate_bomb,
    "overlapping entries": overlapping,
    "nested batch appended": lambda: GOOD + GOOD,
    "nested batch prefixed": lambda: GOOD + b"PK",
    "path traversal": with_name("../../evil"),
    "absolute path": with_name("/etc/passwd"),
    "drive letter": with_name("C:evil"),
    "backslashes": with_name("records\\..\\evil"),
    "reserved name": with_name("blobs/CON"),
    "trailing dots": with_name("manifest.json.."),
    "traversal in place of a blob": instead_of_photo("../../etc/"),
    "NUL in a name": lambda: patched(LAYOUT.entries[-1].offset + lay.LOCAL_SIZE + 9, b"\x00"),
    "symlink": symlink,
    "device attributes": lambda: patched(central_offset(1) + 38, struct.pack("<L", 0o60777 << 16)),
    "duplicate name": doubled_name,
    "local header is not central header": local_is_not_central,
    "prefix": lambda: b"MZ stub" + GOOD,
    "suffix": lambda: GOOD + b"\x00",
    "second archive": lambda: GOOD + archive([("evil", b"x")]),
    "comment": lambda: with_comment(b"hello"),
    "comment that hides an end record": lambda: with_comment(GOOD[-lay.END_SIZE :]),
    "extra fields": with_extra_field,
    "data descriptor flag": with_data_descriptor,
    "encryption flag": lambda: patched(6, b"\x01\x00"),
    "utf-8 flag": lambda: patched(6, b"\x00\x08"),
    "other date": lambda: patched(12, b"\x22\x00"),
    "other version": lambda: patched(4, b"\x14\x00"),
    "disk number": lambda: patched(LAYOUT.size - lay.END_SIZE + 4, b"\x01\x00"),
    "zip64": zip64_end,
    "gap between entries": gap_between_entries,
    "entry missing": lambda: archive(contents()[:-1]),
    "entry surplus": with_name("blobs/" + "0" * 64),
    "entries in another order": lambda: archive([contents()[0], *reversed(contents()[1:])]),
    "manifest not first": lambda: archive([*contents()[1:], contents()[0]]),
    "changed photo with repaired checksums": lambda: GOOD.replace(PHOTO, PHOTO[::-1]).replace(
        struct.pack("<L", zlib.crc32(PHOTO)), struct.pack("<L", zlib.crc32(PHOTO[::-1]))
    ),
    "changed checksum in both headers": lambda: GOOD.replace(struct.pack("<L", zlib.crc32(PHOTO)), b"\x01\x02\x03\x04"),
    "manifest checksum in both headers": lambda: GOOD.replace(
        struct.pack("<L", zlib.crc32(MANIFEST)), b"\x01\x02\x03\x04"
    ),
    "manifest size of 4 GiB": lambda: patched(18, b"\xff\xff\xff\xff" * 2),
    "manifest size beyond the end": lambda: patched(18, struct.pack("<L", len(GOOD)) * 2),
    "text": "不是批次文件".encode,
    "nothing": lambda: b"",
    "pdf": lambda: b"%PDF-1.7\n" + bytes(1_000),
    "other archive": lambda: archive([("readme.txt", b"x")]),
}


@pytest.mark.parametrize("name", list(ATTACKS))
def test_a_crafted_attack_is_refused(name: str):
    assert refusal_of(ATTACKS[name]()).code.startswith(("batch_", "not_a_batch"))


@pytest.mark.parametrize(
    ("name", "code", "facts"),
    [
        ("text", "not_a_batch", {"size": 18}),
        ("manifest not first", "not_a_batch", {}),
        ("prefix", "not_a_batch", {}),
        ("suffix", "batch_malformed", {"rule": "surplus_bytes", "offset": len(GOOD)}),
        ("deflate bomb", "batch_malformed", {"rule": "local_header", "field": "method", "offset": 0}),
        ("overlapping entries", "batch_malformed", {"rule": "central_header", "field": "offset"}),
        ("symlink", "batch_malformed", {"rule": "central_header", "field": "external_attributes"}),
        ("local header is not central header", "batch_malformed", {"rule": "local_header", "field": "name"}),
        ("disk number", "batch_malformed", {"rule": "end_record", "field": "disk"}),
        ("manifest size of 4 GiB", "batch_too_large", {"what": "manifest"}),
        ("manifest size beyond the end", "batch_truncated", {"size": len(GOOD)}),
        ("manifest checksum in both headers", "batch_changed", {"rule": "crc32", "entry": "manifest.json"}),
        ("changed checksum in both headers", "batch_changed", {"rule": "crc32"}),
        ("changed photo with repaired checksums", "batch_changed", {"rule": "sha256"}),
        ("entry missing", "batch_truncated", {"expected": len(GOOD)}),
    ],
)
def test_a_refusal_tells_what_and_where(name: str, code: str, facts: dict[str, Any]):
    refusal = refusal_of(ATTACKS[name]())
    assert refusal.code == code
    assert facts.items() <= refusal.facts.items()


@pytest.mark.parametrize("fiftieth", range(1, 50))
def test_a_truncated_batch_is_refused_wherever_it_ends(fiftieth: int):
    data = GOOD[: len(GOOD) * fiftieth // 50]
    refusal = refusal_of(data)
    assert refusal.code == "batch_truncated"
    assert refusal.facts["size"] == len(data)
    is_manifest_whole = len(data) >= LAYOUT.entries[0].end
    assert refusal.facts["expected"] == (len(GOOD) if is_manifest_whole else LAYOUT.entries[0].end)


def test_a_cut_in_the_first_header_is_a_truncation_too():
    assert {refusal_of(GOOD[:length]).code for length in range(4, 43)} == {"batch_truncated"}


def test_a_file_that_shrinks_while_it_is_read_is_a_truncation():
    file = io.BytesIO(GOOD)
    reader = batch.BatchReader(file)
    file.truncate(LAYOUT.entries[1].content_offset + 5)
    with pytest.raises(batch.BatchTruncated):
        reader.verify()


def test_a_file_that_changes_while_it_is_read_is_noticed():
    file = io.BytesIO(GOOD)
    reader = batch.BatchReader(file)
    file.getbuffer()[LAYOUT.entries[-1].content_offset] ^= 1
    with pytest.raises(batch.BatchChanged):
        reader.verify()


def test_a_record_in_the_manifests_place_is_refused():
    assert refusal_of(archive([("manifest.json", ENVELOPES[0])])).facts["rule"] == "not_a_manifest"


def test_a_manifest_of_a_later_format_asks_to_be_kept():
    later = sealed(build.a_manifest(), KEY).replace(b'"format":1,"kind":"manifest"', b'"format":2,"kind":"manifest"')
    with pytest.raises(FutureFormat):
        accepted(archive([("manifest.json", later)]))


@pytest.mark.parametrize(
    "spoiled",
    [
        lambda data: data.replace(b'"blobs":', b'"blobs": ', 1),
        lambda data: data.replace(b'"sequence":1', b'"sequence":1.0', 1),
        lambda data: data.replace(b'"sequence":1', b'"sequence":-0', 1),
        lambda data: data.replace(b'"sequence":1', b'"sequence":1,"sequence":1', 1),
        lambda data: data.replace(b'"sequence":1', b'"sequence":' + b"9" * 30, 1),
        lambda data: data.replace(b'"sequence":1', b'"sequence":1e400', 1),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data + b"\n",
        lambda data: b"[" * 100_000,
        lambda data: data.replace(b'"kind":"manifest"', b'"kind":"man\\u0069fest"'),
    ],
)
def test_a_manifest_in_another_spelling_is_refused(spoiled: Callable[[bytes], bytes]):
    refusal = refusal_of(archive([("manifest.json", spoiled(MANIFEST))]))
    assert refusal.code in {"not_canonical", "record_invalid"}


def test_a_million_tiny_entries_are_refused_by_the_manifest():
    for field, limit in (("records", 20_000), ("blobs", 40_000)):
        one = getattr(build.a_manifest(), field)[0]
        name = "id" if field == "records" else "sha256"
        many = tuple(type(one)(**{**as_dict(one), name: f"{number:064x}"}) for number in range(limit + 1))
        with pytest.raises(Refusal) as caught:
            records.to_bytes(build.a_manifest(**{field: many}))
        assert caught.value.place == f"$.{field}"


def as_dict(part: Any) -> dict[str, Any]:
    return {name: getattr(part, name) for name in part.__struct_fields__}


def mutant_of(rng: random.Random) -> bytes:
    data = bytearray(GOOD)
    for _ in range(rng.randrange(1, 4)):
        at = rng.randrange(len(data))
        sort = rng.randrange(5)
        if sort == 0:
            data[at] ^= 1 << rng.randrange(8)
        elif sort == 1:
            data[at] = rng.randrange(256)
        elif sort == 2:
            del data[at : at + rng.randrange(1, 40)]
        elif sort == 3:
            data[at:at] = rng.randbytes(rng.randrange(1, 40))
        else:
            other = rng.randrange(len(data))
            data[at : at + 20] = data[other : other + 20]
    return bytes(data)


def survive(seed: int, mutants: int) -> None:
    rng = random.Random(seed)
    for _ in range(mutants):
        mutant = mutant_of(rng)
        try:
            taken = accepted(mutant)
        except Refusal:
            continue
        assert not taken or mutant == GOOD


def test_two_thousand_mutants_are_refused_and_none_crashes():
    survive(62, 2_000)


@pytest.mark.drill
def test_forty_thousand_mutants_are_refused_and_none_crashes():
    survive(77, 40_000)


def test_no_single_changed_byte_is_accepted():
    for at in range(len(GOOD)):
        mutant = patched(at, bytes([GOOD[at] ^ 0x01]))
        try:
            taken = accepted(mutant)
        except Refusal:
            continue
        assert not taken, at


def test_a_batch_of_a_foreign_key_is_read_but_not_believed():
    assert accepted(a_batch(ENVELOPES, [PHOTO], key=MemoryKey(9))) is False
