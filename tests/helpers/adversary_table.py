"""The adversary table: what people could make out of certificate codes, and the one answer each of them gets.

Python's `verify` and the script of the generated page are both held against it, so they can never drift apart.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import cbor2

from tests.helpers.certificate_codes import (
    CLAIMS,
    ISSUER,
    KEY,
    LONG_NAME,
    coded,
    frame_of,
    header_of,
    high,
    kid_of,
    low,
    message,
    parts_of,
    signed,
    text_of,
)
from tests.unit.signing.project import CHINA, an_authority, seeded
from workbench.signing import base45
from workbench.signing.certificate_claims import UnitName, encode
from workbench.signing.certificate_code import CodeKey, make_code
from workbench.signing.keys import ORDER, FileKey, key_id
from workbench.signing.trust import Revocation, TrustStore

VALID, EXPIRED, NOT_YET_VALID, REVOKED = "valid", "expired", "not_yet_valid", "revoked"
CHANGED, UNKNOWN_SIGNER, NOT_OURS = "changed", "unknown_signer", "not_ours"

NOW = datetime(2026, 12, 1, 0, 30, tzinfo=CHINA)  # in London it is still November
TODAY = NOW.date()
SECOND, LOST, STRANGER = (FileKey.generate(seeded(seed)) for seed in (11, 12, 13))
SECOND_ISSUER, LOST_ISSUER = "sx-jyt", "sx-zjt"
WITHDRAWN = "晋绿商〔2026〕0666号"
TRUST = TrustStore(
    number=7,
    root=an_authority().certificate,
    members=(),
    revoked=[Revocation(key_id(LOST.public_key), datetime(2026, 10, 1, 8, 0, tzinfo=CHINA), "key lost")],
    code_keys=[
        CodeKey(KEY.public_key, ISSUER, date(2026, 1, 1), date(2027, 12, 31)),
        CodeKey(SECOND.public_key, SECOND_ISSUER),
        CodeKey(LOST.public_key, LOST_ISSUER),
    ],
)


@dataclass(frozen=True)
class Case:
    """One text that somebody shows, and what is to be answered on 2026-12-01."""

    name: str
    text: str
    answer: str


CODE = make_code(CLAIMS, KEY)
FRAME = frame_of(CODE)
HEADER, _, PAYLOAD, SIGNATURE = parts_of(CODE)


def _code(key: FileKey = KEY, **changes: Any) -> str:
    return make_code(replace(CLAIMS, **changes), key)


def _flipped(place: int) -> str:
    """The code with one bit of one byte turned over."""
    frame = bytearray(FRAME)
    frame[place] ^= 1
    return coded(bytes(frame))


def _parts(**changes: Any) -> str:
    parts = {"header": HEADER, "unprotected": {}, "payload": PAYLOAD, "signature": SIGNATURE} | changes
    return text_of(list(parts.values()))


def _claimed(change: Callable[[dict[Any, Any], dict[Any, Any]], object]) -> str:
    """Claims changed as maps and then signed by the right key, as a careless or bought issuer could."""
    outer = cbor2.loads(PAYLOAD)
    change(outer, outer[-70001])
    return signed(cbor2.dumps(outer, canonical=True))


def _with_score(encoded: bytes) -> str:
    """The right key's signature over claims whose score is any piece of CBOR."""
    outer = cbor2.loads(PAYLOAD)
    outer[-70001][4] = 0x01020304
    return signed(cbor2.dumps(outer, canonical=True).replace(b"\x04\x1a\x01\x02\x03\x04", b"\x04" + encoded))


def _wrapped(code: str) -> str:
    """The same code with one group of base45 written 65536 higher, for readers that let it wrap round."""
    for start in range(5, len(code) - 3, 3):
        value = int.from_bytes(base45.decode(code[start : start + 3])) + 2**16
        if value < 45**3:
            return (
                code[:start]
                + "".join(base45.ALPHABET[value // 45**place % 45] for place in range(3))
                + code[start + 3 :]
            )
    raise AssertionError


def _der(signature: bytes) -> bytes:
    halves = [b"\x02\x21\x00" + signature[start : start + 32] for start in (0, 32)]
    return b"\x30" + bytes([sum(map(len, halves))]) + b"".join(halves)


def _good() -> Iterator[Case]:
    yield Case("as it was issued", CODE, VALID)
    yield Case("blanks around it, as pasted", f" \t{CODE}\r\n", VALID)
    yield Case("a long name, cut", _code(unit_name=UnitName.of(LONG_NAME)), VALID)
    yield Case("a masked name", _code(unit_name=UnitName.masked("样例家庭")), VALID)
    yield Case("no score, no credit code, no end", _code(score=None, credit_code=None, valid_until=None), VALID)
    yield Case("issued today", _code(issued_on=TODAY), VALID)
    yield Case("its last day is today", _code(valid_until=TODAY), VALID)
    yield Case("another listed issuer", _code(SECOND, issuer=SECOND_ISSUER), VALID)
    yield Case("before its key was lost", _code(LOST, issuer=LOST_ISSUER, issued_on=date(2026, 9, 30)), VALID)
    yield Case("the highest score", _code(score="99999.9999"), VALID)
    yield Case("score nought", _code(score="0"), VALID)


def _out_of_time() -> Iterator[Case]:
    yield Case("its last day was yesterday", _code(valid_until=date(2026, 11, 30)), EXPIRED)
    yield Case("valid for the day of issue only", _code(valid_until=CLAIMS.issued_on), EXPIRED)
    yield Case("dated tomorrow", _code(issued_on=date(2026, 12, 2)), NOT_YET_VALID)
    yield Case("dated a year ahead", _code(issued_on=date(2027, 12, 1)), NOT_YET_VALID)
    yield Case("dated before its key was listed", _code(issued_on=date(2025, 12, 31)), UNKNOWN_SIGNER)
    yield Case(
        "dated after its key ended", _code(issued_on=date(2028, 1, 1), valid_until=date(2029, 1, 1)), UNKNOWN_SIGNER
    )
    yield Case("withdrawn", _code(serial=WITHDRAWN), REVOKED)
    yield Case("withdrawn and expired", _code(serial=WITHDRAWN, valid_until=CLAIMS.issued_on), REVOKED)
    yield Case("the day its key was lost", _code(LOST, issuer=LOST_ISSUER, issued_on=date(2026, 10, 1)), REVOKED)
    yield Case("after its key was lost", _code(LOST, issuer=LOST_ISSUER), REVOKED)


def _other_texts() -> Iterator[Case]:
    texts = {
        "nothing": "",
        "blanks only": " \n ",
        "another prefix": "HC1:" + CODE[5:],
        "a later format": "SXC2:" + CODE[5:],
        "a cut prefix": CODE[1:],
        "small letters": CODE.lower(),
        "a small prefix": "sxc1:" + CODE[5:],
        "a full-width prefix": "ＳＸＣ１：" + CODE[5:],
        "a Cyrillic look-alike prefix": "S\u0425\u04211:" + CODE[5:],
        "a prefix twice": "SX" + CODE,
        "a mark in front (U+FEFF)": "\ufeff" + CODE,
        "a wide blank in front (U+3000)": "\u3000" + CODE,
        "a zero-width blank in front": "\u200b" + CODE,
        "a link around it": "https://example.org/?c=" + CODE,
        "one sign too long": CODE + "0" * (532 - len(CODE)),
        "endless": "SXC1:" + "0" * 5_000,
        "long and beyond the BMP": "SXC1:" + "𬭎" * 540,
    }
    yield from (Case(name, text, NOT_OURS) for name, text in texts.items())


def _damaged_texts() -> Iterator[Case]:
    texts = {
        "the prefix alone": "SXC1:",
        "the prefix twice": "SXC1:" + CODE,
        "cut at its end": CODE[:-3],
        "cut in the middle": CODE[: len(CODE) // 2],
        "one sign lost": CODE[:100] + CODE[101:],
        "one sign more": CODE + "0",
        "a group more": CODE + "000",
        "two signs swapped": CODE[:90] + CODE[91] + CODE[90] + CODE[92:],
        "small letters after the prefix": CODE[:5] + CODE[5:].lower(),
        "a line break inside": CODE[:80] + "\n" + CODE[80:],
        "a blank inside": CODE[:80] + " " + CODE[80:],
        "three blanks inside": CODE[:80] + "   " + CODE[80:],
        "a wide blank behind": CODE + "\u3000",
        "full-width figures": CODE[:5] + CODE[5:].replace("0", "０").replace("1", "１"),
        "Arabic figures": CODE[:5] + CODE[5:].replace("1", "\u0661"),
        "a combining mark inside": CODE[:80] + "\u0301" + CODE[80:],
        "a bidi mark inside": CODE[:80] + "\u202e" + CODE[80:],
        "a group above 65535": CODE[:5] + ":::" + CODE[8:],
        "a last group above 255": CODE + "::",
        "a group that wraps round to the same bytes": _wrapped(CODE),
        "beyond the BMP": "SXC1:" + "𬭎" * 200,
        "a NUL behind": CODE + "\0",
        "base64 instead": "SXC1:" + "0oRNogEmBEg=" * 20,
        "hex instead": "SXC1:" + FRAME.hex().upper()[:400],
    }
    yield from (Case(name, text, CHANGED) for name, text in texts.items())


def _tampered_bytes() -> Iterator[Case]:
    source = random.Random(5)
    for place in sorted(source.sample(range(18, len(FRAME)), 12)):
        yield Case(f"one bit of byte {place}", _flipped(place), CHANGED)
    yield Case("a bit of the key id", _flipped(8), UNKNOWN_SIGNER)
    yield Case("score raised", _parts(payload=encode(replace(CLAIMS, score="99"))), CHANGED)
    yield Case("grade raised", _parts(payload=encode(replace(CLAIMS, grade_name="优秀"))), CHANGED)
    yield Case("another unit", _parts(payload=encode(replace(CLAIMS, unit_name=UnitName.of("他人商场")))), CHANGED)
    yield Case("validity stretched", _parts(payload=encode(replace(CLAIMS, valid_until=date(2039, 1, 1)))), CHANGED)
    yield Case("made endless", _parts(payload=encode(replace(CLAIMS, valid_until=None))), CHANGED)
    yield Case("constructed line left out", _parts(payload=encode(replace(CLAIMS, constructed=False))), CHANGED)


def _other_frames() -> Iterator[Case]:
    array = cbor2.dumps([HEADER, {}, PAYLOAD, SIGNATURE])
    protected = FRAME[3:16]
    frames = {
        "no tag": coded(array),
        "tag of a CWT (61)": text_of(list(parts_of(CODE)), tag=61),
        "tag of COSE_Sign (98)": text_of(list(parts_of(CODE)), tag=98),
        "a CWT tag around it": coded(b"\xd8\x3d" + FRAME),
        "tag 18 in a longer head": coded(b"\xd8\x12" + FRAME[1:]),
        "array in a longer head": coded(b"\xd2\x98\x04" + FRAME[2:]),
        "array without an end": coded(b"\xd2\x9f" + FRAME[2:] + b"\xff"),
        "header in a longer head": coded(b"\xd2\x84\x58\x0d" + protected + FRAME[16:]),
        "claims in a longer head": coded(FRAME.replace(b"\xa0\x58", b"\xa0\x59\0", 1)),
        "claims in pieces": coded(FRAME[:17] + b"\x5f" + cbor2.dumps(PAYLOAD) + b"\xff" + FRAME[-66:]),
        "signature in a longer head": coded(FRAME[:-66] + b"\x59\0\x40" + SIGNATURE),
        "bytes behind": coded(FRAME + b"\0\0"),
        "bytes in front": coded(b"\0" + FRAME),
        "three parts": text_of([HEADER, {}, PAYLOAD]),
        "five parts": text_of([HEADER, {}, PAYLOAD, SIGNATURE, b""]),
        "an unprotected key id": _parts(unprotected={4: kid_of(SECOND)}),
        "an unprotected algorithm": _parts(unprotected={1: -7}),
        "no header at all": _parts(header=b""),
        "algorithm none": _parts(header=cbor2.dumps({4: kid_of(KEY)})),
        "algorithm 0": _parts(header=cbor2.dumps({1: 0, 4: kid_of(KEY)})),
        "algorithm EdDSA": _parts(header=cbor2.dumps({1: -8, 4: kid_of(KEY)})),
        "algorithm ES384": _parts(header=cbor2.dumps({1: -35, 4: kid_of(KEY)})),
        "algorithm HMAC": _parts(header=cbor2.dumps({1: 5, 4: kid_of(KEY)})),
        "algorithm as a text": _parts(header=cbor2.dumps({1: "ES256", 4: kid_of(KEY)})),
        "a critical header": _parts(header=cbor2.dumps({1: -7, 2: [4], 4: kid_of(KEY)})),
        "headers the other way round": _parts(header=b"\xa2\x04\x48" + kid_of(KEY) + b"\x01\x26"),
        "key id twice": _parts(header=b"\xa3\x01\x26\x04\x48" + kid_of(KEY) + b"\x04\x48" + kid_of(KEY)),
        "a key id of 7": _parts(header=cbor2.dumps({1: -7, 4: kid_of(KEY)[:7]})),
        "a key id of 16": _parts(header=cbor2.dumps({1: -7, 4: kid_of(KEY) * 2})),
        "claims detached": _parts(payload=None),
        "claims empty": _parts(payload=b""),
        "claims as a text": _parts(payload="x" * 200),
        "a length of 2^63": coded(FRAME[:17] + b"\x5b\x7f" + b"\xff" * 7 + FRAME[19:]),
        "a length far beyond its end": coded(FRAME[:17] + b"\x5a\x7f\xff\xff\xff" + FRAME[19:]),
    }
    yield from (Case(name, text, CHANGED) for name, text in frames.items())


def _signatures() -> Iterator[Case]:
    other_context = low(KEY.sign(message(HEADER, PAYLOAD, "Signature")))
    half = SIGNATURE[:32]
    signatures = {
        "the other half (n - s)": high(SIGNATURE),
        "in DER": _der(SIGNATURE),
        "all nought": bytes(64),
        "r nought": bytes(32) + SIGNATURE[32:],
        "s nought": half + bytes(32),
        "r of the order": ORDER.to_bytes(32) + SIGNATURE[32:],
        "s of the order": half + ORDER.to_bytes(32),
        "r above the order": (int.from_bytes(half) % 2**200 + ORDER).to_bytes(32) + SIGNATURE[32:],
        "all ones": b"\xff" * 64,
        "one and one": (1).to_bytes(32) * 2,
        "halves swapped": SIGNATURE[32:] + half,
        "63 bytes": SIGNATURE[:63],
        "65 bytes": SIGNATURE + b"\0",
        "empty": b"",
        "of the claims alone": low(KEY.sign(PAYLOAD)),
        "of another context": other_context,
        "of another certificate": parts_of(_code(score="12"))[3],
    }
    for name, signature in signatures.items():
        yield Case(f"signature: {name}", _parts(signature=signature), CHANGED)


def _keys() -> Iterator[Case]:
    yield Case("a stranger's key", make_code(CLAIMS, STRANGER), UNKNOWN_SIGNER)
    yield Case("a stranger's code under a listed key id", signed(PAYLOAD, STRANGER, header_of(KEY)), CHANGED)
    yield Case("key id swapped for another issuer's", _parts(header=header_of(SECOND)), CHANGED)
    yield Case("key id swapped for a stranger's", _parts(header=header_of(STRANGER)), UNKNOWN_SIGNER)
    yield Case("one issuer speaking for another", _code(SECOND), CHANGED)
    yield Case("a lost key speaking for another issuer", _code(LOST), CHANGED)


def _signed_claims() -> Iterator[Case]:
    changes: dict[str, Callable[[dict[Any, Any], dict[Any, Any]], object]] = {
        "a claim more outside": lambda outer, _: outer.update({7: b"x"}),
        "not-before outside": lambda outer, _: outer.update({5: 1795363200}),
        "a claim more inside": lambda _, inner: inner.update({7: "x"}),
        "a claim under a text key": lambda _, inner: inner.update({"1": "x"}),
        "no unit": lambda _, inner: inner.pop(1),
        "no number": lambda _, inner: inner.pop(6),
        "no inner map": lambda outer, _: outer.pop(-70001),
        "an end that is not its last day's": lambda outer, _: outer.update({4: outer[4] + 1}),
        "no end beside a last day": lambda outer, _: outer.pop(4),
        "no last day beside an end": lambda _, inner: inner.pop(9),
        "another moment of issue": lambda outer, _: outer.update({6: outer[6] + 3600}),
        "ending before it begins": lambda outer, inner: (
            inner.update({9: 20261122}),
            outer.update({4: 1795363200}),
        ),
        "score as a text": lambda _, inner: inner.update({4: "85"}),
        "score as a float": lambda _, inner: inner.update({4: 85.0}),
        "score below nought": lambda _, inner: inner.update({4: -1}),
        "score of six places": lambda _, inner: inner.update({4: 1_000_000_000}),
        "score beyond all": lambda _, inner: inner.update({4: 2**63}),
        "score null": lambda _, inner: inner.update({4: None}),
        "constructed false": lambda _, inner: inner.update({14: False}),
        "constructed one": lambda _, inner: inner.update({14: 1}),
        "a day that is none": lambda outer, inner: (inner.update({8: 20261131}), outer.update({6: 1796054400})),
        "a last day that is none": lambda outer, inner: (inner.update({9: 20291131}), outer.update({4: 1890835200})),
        "valid to the end of time": lambda outer, inner: (inner.update({9: 99991231}), outer.update({4: 253402272000})),
        "the year nought": lambda _, inner: inner.update({8: 1123}),
        "a name of bytes": lambda _, inner: inner.update({1: "样".encode()}),
        "a name of 61 bytes": lambda _, inner: inner.update({1: "a" * 61}),
        "an empty name": lambda _, inner: inner.update({1: ""}),
        "a name that turns its line round": lambda _, inner: inner.update({1: "甲\u202e乙"}),
        "a name with a zero-width blank": lambda _, inner: inner.update({1: "甲\u200b乙"}),
        "a name not composed": lambda _, inner: inner.update({1: "e\u0301"}),
        "a name with a NUL": lambda _, inner: inner.update({1: "甲\0"}),
        "a digest of a name that is not cut": lambda _, inner: inner.update({13: bytes(8)}),
        "a credit code of 17": lambda _, inner: inner.update({2: "9" * 17}),
        "a credit code in full width": lambda _, inner: inner.update({2: "９" * 18}),
        "an action with a blank": lambda _, inner: inner.update({10: "green mall"}),
        "an action in Chinese": lambda _, inner: inner.update({10: "绿色商场"}),
        "a form without edition": lambda _, inner: inner.update({3: "green-mall"}),
        "a form with two editions": lambda _, inner: inner.update({3: "green-mall/1/2"}),
        "a revision of 15 bytes": lambda _, inner: inner.update({11: bytes(15)}),
        "a revision as a text": lambda _, inner: inner.update({11: "0f" * 16}),
        "an issuer with a line break": lambda outer, _: outer.update({1: ISSUER + "\n"}),
        "a map as a name": lambda _, inner: inner.update({1: {}}),
    }
    yield from (Case(f"signed, but {name}", _claimed(change), CHANGED) for name, change in changes.items())


def _signed_encodings() -> Iterator[Case]:
    payloads = {
        "claims in another order": cbor2.dumps(dict(reversed(cbor2.loads(PAYLOAD).items()))),
        "a number in a longer head": PAYLOAD.replace(b"\x08\x1a", b"\x08\x1b\0\0\0\0", 1),
        "a text in a longer head": PAYLOAD.replace(b"\x01\x66sx-swt", b"\x01\x78\x06sx-swt", 1),
        "a text in pieces": PAYLOAD.replace(b"\x01\x66sx-swt", b"\x01\x7f\x63sx-\x63swt\xff", 1),
        "a map without an end": b"\xbf" + PAYLOAD[1:] + b"\xff",
        "a map in a longer head": b"\xb8\x04" + PAYLOAD[1:],
        "a key twice": b"\xa5\x01\x66sx-jyt" + PAYLOAD[1:],
        "a key in a longer head": PAYLOAD.replace(b"\x01\x66sx-swt", b"\x18\x01\x66sx-swt", 1),
        "claims in a tag": b"\xd8\x3d" + PAYLOAD,
        "a byte behind": PAYLOAD + b"\0",
        "broken UTF-8": PAYLOAD.replace("达标".encode(), b"\xff\xfe\xfd\xfc\xfb\xfa"),
        "a surrogate in UTF-8": PAYLOAD.replace("达标".encode(), b"\xed\xa0\x80\xed\xb0\x80"),
        "an array": cbor2.dumps(list(range(40))),
        "a text": cbor2.dumps("x" * 80),
        "deeply nested": b"\x81" * 100 + b"\0",
        "deeply nested maps": b"\xa1\x01" * 100 + b"\0",
        "no CBOR": b"\xff" * 80,
    }
    yield from (Case(f"signed, but {name}", signed(payload), CHANGED) for name, payload in payloads.items())
    scores = {
        "a rational 1/0": "d81e820100",
        "a decimal of 10^(2^63)": "c4821b7fffffffffffffff01",
        "a bigfloat of 2^(2^63)": "c5821b7fffffffffffffff01",
        "a big number": "c249010000000000000000",
        "a number beyond 2^53": "1b0020000000000001",
        "a date": "c074323031332d30332d32315432303a30343a30305a",
        "not a number": "f97e00",
        "undefined": "f7",
        "an array of 2^56": "9b0100000000000000",
        "a map of 2^56": "bb0100000000000000",
        "bytes of 2^56": "5b0100000000000000",
        "a reserved head": "1c",
        "a break": "ff",
        "a shared value of itself": "d81c81d81d00",
    }
    for name, encoded in scores.items():
        yield Case(f"signed, but its score is {name}", _with_score(bytes.fromhex(encoded)), CHANGED)


CASES: tuple[Case, ...] = tuple(
    case
    for table in (
        *(_good, _out_of_time, _other_texts, _damaged_texts, _tampered_bytes, _other_frames),
        *(_signatures, _keys, _signed_claims, _signed_encodings),
    )
    for case in table()
)
REFUSED = tuple(case for case in CASES if case.answer != VALID)
