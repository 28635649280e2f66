"""A certificate's code says what was certified, and nothing that was altered is believed."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime

import cbor2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.helpers.certificate_codes import (
    CLAIMS,
    ISSUER,
    KEY,
    KEYS,
    LONG_NAME,
    high,
    low,
    parts_of,
    signed,
    text_of,
)
from tests.unit.signing.project import seeded
from workbench.signing import base45
from workbench.signing.certificate_claims import ClaimsRefused, UnitName, china_day, decode, encode
from workbench.signing.certificate_code import (
    LONGEST_TEXT,
    PREFIX,
    CodeKey,
    CodeTooLong,
    DamagedCode,
    ForgedCode,
    NotACertificateCode,
    UnknownCodeKey,
    make_code,
    read_code,
    read_signed_code,
)
from workbench.signing.keys import FileKey, spki

BARE = replace(CLAIMS, credit_code=None, score=None, valid_until=None, constructed=False)
CODE = make_code(CLAIMS, KEY)


def maps():
    outer = cbor2.loads(encode(CLAIMS))
    return outer, outer[-70001]


def test_a_code_is_read_back():
    assert read_code(CODE, KEYS) == CLAIMS
    assert read_code(make_code(BARE, KEY), KEYS) == BARE


def test_a_code_is_a_cose_message_that_any_program_can_take_apart():
    header, unprotected, payload, signature = parts_of(CODE)
    assert cbor2.loads(header) == {1: -7, 4: hashlib.sha256(spki(KEY.public_key)).digest()[:8]}
    assert unprotected == {}
    assert len(signature) == 64
    outer = cbor2.loads(payload)
    assert outer[1] == ISSUER
    assert outer[6] == 1795363200  # 2026-11-23T00:00:00+08:00
    assert outer[4] == 1890057600  # 2029-11-23T00:00:00+08:00
    assert outer[-70001] == {
        1: "太原市样例购物中心",
        2: "91140100MA0ABCDE1X",
        3: "green-mall/2020",
        4: 853333,
        5: "qualified",
        6: "晋绿商〔2026〕0001号",
        8: 20261123,
        9: 20291122,
        10: "green-mall",
        11: b"\x0f" * 16,
        12: "达标",
        14: True,
    }


def test_what_is_absent_is_left_out():
    outer = cbor2.loads(encode(BARE))
    assert set(outer) == {1, 6, -70001}
    assert set(outer[-70001]) == {1, 3, 5, 6, 8, 10, 11, 12}


def test_a_long_name_is_cut_with_a_mark_and_its_digest_stands_beside_it():
    name = UnitName.of(LONG_NAME)
    assert name.shown == "太原市杏花岭区样例商业管理有限责任公司…"
    assert len(name.shown.encode()) == 60
    assert name.digest == hashlib.sha256(LONG_NAME.encode()).digest()[:8]
    assert name.matches(LONG_NAME)
    assert not name.matches(LONG_NAME + "店")
    assert read_code(make_code(replace(CLAIMS, unit_name=name), KEY), KEYS).unit_name == name


def test_a_name_of_sixty_bytes_is_kept():
    name = "样" * 20
    assert UnitName.of(name) == UnitName(name)
    assert UnitName.of(name + "店").shown == "样" * 19 + "…"


def test_a_code_with_a_long_name_and_every_claim_fits_into_thirty_millimetres():
    assert len(make_code(replace(CLAIMS, unit_name=UnitName.of(LONG_NAME)), KEY)) <= LONGEST_TEXT


def test_a_certificate_that_says_too_much_is_refused_when_the_code_is_made():
    wordy = replace(CLAIMS, unit_name=UnitName.of(LONG_NAME), serial="样" * 20, grade_name="样" * 20, edition="e" * 40)
    with pytest.raises(CodeTooLong):
        make_code(wordy, KEY)


def test_the_last_day_is_still_valid():
    assert not CLAIMS.is_expired(date(2029, 11, 22))
    assert CLAIMS.is_expired(date(2029, 11, 23))
    assert not BARE.is_expired(date(9999, 12, 31))


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "山西省商务厅"},
        {"issuer": ""},
        {"form": "green/mall"},
        {"edition": ""},
        {"action": "a" * 41},
        {"grade_code": "a b"},
        {"serial": ""},
        {"serial": "样" * 21},
        {"serial": "a\nb"},
        {"serial": "a\u202eb"},
        {"serial": "a\ud800"},
        {"serial": "e\u0301"},
        {"grade_name": "\u200b"},
        {"unit_name": UnitName("样" * 21)},
        {"unit_name": UnitName("")},
        {"unit_name": UnitName("样", b"12345678")},
        {"unit_name": UnitName("样…", b"12345678")},
        {"unit_name": UnitName("样" * 19 + "…", b"1234567")},
        {"credit_code": "123"},
        {"score": "1e3"},
        {"score": "-1"},
        {"score": "1.23456"},
        {"score": "85.50x"},
        {"revision": "0f" * 15},
        {"revision": "0F" * 16},
        {"valid_until": date(2026, 11, 22)},
    ],
    ids=repr,
)
def test_claims_out_of_form_are_not_signed(change):
    with pytest.raises(ClaimsRefused):
        make_code(replace(CLAIMS, **change), KEY)


def altered(change):
    outer, inner = maps()
    change(outer, inner)
    return cbor2.dumps(outer, canonical=True)


ILL_FORMED_CLAIMS = {
    "extra claim outside": altered(lambda outer, inner: outer.update({7: b"x"})),
    "extra claim inside": altered(lambda outer, inner: inner.update({7: "x"})),
    "no unit": altered(lambda outer, inner: inner.pop(1)),
    "no issuer": altered(lambda outer, inner: outer.pop(1)),
    "no inner map": altered(lambda outer, inner: outer.pop(-70001)),
    "other end": altered(lambda outer, inner: outer.update({4: 1890057601})),
    "no end": altered(lambda outer, inner: outer.pop(4)),
    "end without day": altered(lambda outer, inner: inner.pop(9)),
    "other begin": altered(lambda outer, inner: outer.update({6: 0})),
    "score as text": altered(lambda outer, inner: inner.update({4: "85"})),
    "score as float": altered(lambda outer, inner: inner.update({4: 85.0})),
    "score as big number": altered(lambda outer, inner: inner.update({4: 10**30})),
    "negative score": altered(lambda outer, inner: inner.update({4: -1})),
    "flag false": altered(lambda outer, inner: inner.update({14: False})),
    "flag one": altered(lambda outer, inner: inner.update({14: 1})),
    "no such day": altered(lambda outer, inner: inner.update({8: 20261131})),
    "last day of time": altered(lambda outer, inner: inner.update({9: 99991231})),
    "name as bytes": altered(lambda outer, inner: inner.update({1: b"x"})),
    "name null": altered(lambda outer, inner: inner.update({1: None})),
    "control sign": altered(lambda outer, inner: inner.update({6: "a\x00b"})),
    "form without edition": altered(lambda outer, inner: inner.update({3: "green-mall"})),
    "revision as text": altered(lambda outer, inner: inner.update({11: "0f" * 16})),
    "trailing byte": encode(CLAIMS) + b"\0",
    "not a map": cbor2.dumps([1, 2, 3]),
    "a number": cbor2.dumps(7),
    "deeply nested": b"\x81" * 150 + b"\x00",
    "not CBOR": b"\xff\xff\xff" * 10,
    "other order": cbor2.dumps(dict(reversed(cbor2.loads(encode(CLAIMS)).items()))),
    "long integer": encode(CLAIMS).replace(b"\x08\x1a", b"\x08\x1b\0\0\0\0", 1),
    "indefinite map": b"\xbf" + encode(CLAIMS)[1:] + b"\xff",
    "doubled key": b"\xa5" + encode(CLAIMS)[1:] + b"\x01\x61x",
}


@pytest.mark.parametrize("payload", ILL_FORMED_CLAIMS.values(), ids=ILL_FORMED_CLAIMS.keys())
def test_even_signed_claims_are_taken_in_one_form_only(payload):
    with pytest.raises(ClaimsRefused):
        decode(payload)
    # A payload too short for the frame is refused by the frame.
    with pytest.raises((ClaimsRefused, DamagedCode) if len(payload) < 24 else ClaimsRefused):
        read_code(signed(payload), KEYS)


def test_claims_are_not_looked_at_before_the_signature_holds():
    header, unprotected, _, signature = parts_of(CODE)
    with pytest.raises(ForgedCode):
        read_code(text_of([header, unprotected, ILL_FORMED_CLAIMS["not CBOR"], signature]), KEYS)


def reframed(**changes):
    header, unprotected, payload, signature = parts_of(CODE)
    parts = {"header": header, "unprotected": unprotected, "payload": payload, "signature": signature} | changes
    return text_of(list(parts.values()))


KID = bytes.fromhex(KEY.key_id[:16])
FRAME = base45.decode(CODE[len(PREFIX) :])
ILL_FRAMED = {
    "empty": PREFIX,
    "cut": CODE[:-3],
    "cut in the middle": CODE[:200] + CODE[203:],
    "longer": CODE + "000",
    "one sign over": CODE + "0",
    "small letters": CODE[:5] + CODE[5:].lower(),
    "trailing newline": CODE + "\n",
    "other tag": text_of(parts_of(CODE), tag=61),
    "no tag": PREFIX + base45.encode(cbor2.dumps(parts_of(CODE))),
    "three parts": text_of(parts_of(CODE)[:3]),
    "five parts": text_of([*parts_of(CODE), b""]),
    "unprotected header": reframed(unprotected={4: KID}),
    "null header": reframed(unprotected=None),
    "other algorithm": reframed(header=cbor2.dumps({1: -8, 4: KID})),
    "algorithm none": reframed(header=cbor2.dumps({4: KID})),
    "critical header": reframed(header=cbor2.dumps({1: -7, 2: [4], 4: KID})),
    "headers the other way round": reframed(header=b"\xa2\x04\x48" + KID + b"\x01\x26"),
    "short kid": reframed(header=cbor2.dumps({1: -7, 4: KID[:7]})),
    "detached": reframed(payload=None),
    "empty payload": reframed(payload=b""),
    "payload as text": reframed(payload="x" * 100),
    "signature of 63": reframed(signature=parts_of(CODE)[3][:63]),
    "signature of 65": reframed(signature=parts_of(CODE)[3] + b"\0"),
    "signature in DER": reframed(signature=b"\x30" * 71),
    "trailing bytes": PREFIX + base45.encode(FRAME + b"\0\0"),
    "long length": PREFIX + base45.encode(FRAME.replace(b"\xa0\x58", b"\xa0\x59\0", 1)),
}


@pytest.mark.parametrize("code", ILL_FRAMED.values(), ids=ILL_FRAMED.keys())
def test_no_other_frame_is_read(code):
    with pytest.raises((DamagedCode, ForgedCode)):
        read_code(code, KEYS)


@pytest.mark.parametrize("text", ["", "HC1:" + CODE[5:], CODE[1:], " " + CODE, CODE.lower(), "https://example.org/"])
def test_other_texts_are_not_ours(text):
    with pytest.raises(NotACertificateCode):
        read_code(text, KEYS)


def test_an_endless_text_is_not_even_decoded():
    with pytest.raises(NotACertificateCode):
        read_code(PREFIX + "0" * 10_000_000, KEYS)


def test_a_strangers_code_has_an_unknown_key():
    stranger = FileKey.generate(seeded(2))
    with pytest.raises(UnknownCodeKey) as refusal:
        read_code(make_code(CLAIMS, stranger), KEYS)
    assert refusal.value.facts == {"kid": stranger.key_id[:16]}


def test_a_strangers_signature_under_a_known_kid_is_forged():
    header, unprotected, payload, _ = parts_of(CODE)
    signature = low(FileKey.generate(seeded(2)).sign(cbor2.dumps(["Signature1", header, b"", payload])))
    with pytest.raises(ForgedCode):
        read_code(text_of([header, unprotected, payload, signature]), KEYS)


def test_a_raised_score_is_forged():
    header, unprotected, _, signature = parts_of(CODE)
    raised = encode(replace(CLAIMS, score="99"))
    with pytest.raises(ForgedCode):
        read_code(text_of([header, unprotected, raised, signature]), KEYS)


def test_the_other_signature_that_verifies_alike_is_not_taken():
    header, unprotected, payload, signature = parts_of(CODE)
    assert signature == low(signature)
    with pytest.raises(DamagedCode):
        read_code(text_of([header, unprotected, payload, high(signature)]), KEYS)


def test_whatever_half_a_signer_gives_the_code_carries_the_lower():
    class HighKey:
        suite, key_id = KEY.suite, KEY.key_id

        def sign(self, message):
            return high(KEY.sign(message))

    assert make_code(CLAIMS, HighKey()) == CODE


def test_the_key_comes_with_the_claims_and_knows_its_days():
    key = CodeKey(KEY.public_key, ISSUER, date(2026, 11, 23), date(2026, 12, 31))
    assert read_signed_code(CODE, {key.kid: key}) == (CLAIMS, key)
    assert [key.covers(date(2026, *day)) for day in ((11, 22), (11, 23), (12, 31))] == [False, True, True]
    assert not key.covers(date(2027, 1, 1))
    assert CodeKey(KEY.public_key, ISSUER).covers(date(1, 1, 1))


def test_days_are_told_in_china():
    assert china_day(datetime(2026, 11, 23, 15, 59, 59, tzinfo=UTC)) == date(2026, 11, 23)
    assert china_day(datetime(2026, 11, 23, 16, 0, tzinfo=UTC)) == date(2026, 11, 24)
    assert CLAIMS.is_dated_after(date(2026, 11, 22))
    assert not CLAIMS.is_dated_after(date(2026, 11, 23))


def test_a_signature_made_for_something_else_is_forged():
    header, unprotected, payload, _ = parts_of(CODE)
    for message in (payload, cbor2.dumps(["Signature", header, b"", payload])):
        with pytest.raises(ForgedCode):
            read_code(text_of([header, unprotected, payload, low(KEY.sign(message))]), KEYS)


def test_one_issuer_cannot_speak_for_another():
    with pytest.raises(ForgedCode) as refusal:
        read_code(make_code(replace(CLAIMS, issuer="sx-jyt"), KEY), KEYS)
    assert refusal.value.facts["issuer"] == "sx-jyt"


def test_every_altered_sign_is_refused():
    for place in range(len(CODE)):
        for shift in (1, 7, 22):
            known = base45.ALPHABET.index(CODE[place])
            wrong = base45.ALPHABET[(known + shift) % 45]
            altered_code = CODE[:place] + wrong + CODE[place + 1 :]
            with pytest.raises((NotACertificateCode, DamagedCode, UnknownCodeKey, ForgedCode)):
                read_code(altered_code, KEYS)


@given(st.data())
def test_every_altered_byte_is_refused(data):
    frame = bytearray(FRAME)
    place = data.draw(st.integers(0, len(frame) - 1))
    frame[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises((DamagedCode, UnknownCodeKey, ForgedCode)):
        read_code(PREFIX + base45.encode(bytes(frame)), KEYS)


@given(st.text(max_size=80))
@example("SXC1:")
@example("SXC1:\udc80")
def test_any_text_is_refused_without_a_crash(text):
    for attempt in (text, PREFIX + text):
        with pytest.raises((NotACertificateCode, DamagedCode, UnknownCodeKey, ForgedCode)):
            read_code(attempt, KEYS)


plain_texts = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=15)
codes = st.from_regex(r"[a-z0-9][a-z0-9-]{0,15}", fullmatch=True)
days = st.dates(date(2020, 1, 1), date(2900, 1, 1))


@given(
    texts=st.tuples(plain_texts, plain_texts),
    edition=codes,
    score=st.none() | st.integers(0, 10**7),
    period=st.tuples(days, st.none() | days),
    constructed=st.booleans(),
)
def test_any_proper_claims_come_back(texts, edition, score, period, constructed):
    name, serial = texts
    issued_on, valid_until = period
    claims = replace(
        CLAIMS,
        unit_name=UnitName.of(unicodedata.normalize("NFC", name)),
        serial=unicodedata.normalize("NFC", serial),
        edition=edition,
        score=None if score is None else f"{score // 10000}.{score % 10000:04}".rstrip("0").rstrip("."),
        issued_on=issued_on,
        valid_until=None if valid_until is None else max(issued_on, valid_until),
        constructed=constructed,
    )
    try:
        code = make_code(claims, KEY)
    except (ClaimsRefused, CodeTooLong):
        assert len(serial.encode()) > 40 or len(name.encode()) > 40
        return
    assert read_code(code, KEYS) == claims
