"""Whoever reads only the README can verify a certificate's code: the worked example and the published vectors hold."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import datetime, timedelta

import cbor2
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.serialization import load_der_public_key

from tests.conftest import ROOT
from tests.helpers.adversary_table import CASES, NOW, TODAY, TRUST, WITHDRAWN
from tests.helpers.certificate_codes import CLAIMS, ISSUER, KEY
from workbench.signing import base45
from workbench.signing.certificate_claims import china_day, encode
from workbench.signing.certificate_code import LONGEST_TEXT, PREFIX, make_code
from workbench.signing.keys import DETERMINISTIC, spki
from workbench.usecases.verifier_page import code_key_data

VECTORS = ROOT / "tests" / "vectors" / "certificates" / "adversaries.json"


@pytest.fixture(scope="module")
def chapter():
    text = (ROOT / "README.md").read_text("utf-8")
    return text[text.index("## Contracts: the certificate code") : text.index("## Decisions")]


@pytest.fixture(scope="module")
def example(chapter):
    """The blocks of the worked example, in the README's order: key, claims, signed bytes, signature, code."""
    worked = chapter[chapter.index("**A worked example.**") :]
    blocks = re.findall(r"\n\n((?:    .+\n)+)", worked)
    *hexed, code = (block.replace("\n    ", "").strip("\n")[4:] for block in blocks)
    return [*map(bytes.fromhex, hexed), code]


def test_the_example_is_a_code_of_this_program(example):
    key, claims, signed, signature, code = example
    assert key == spki(KEY.public_key)
    assert claims == encode(CLAIMS)
    assert code.startswith(PREFIX)
    if DETERMINISTIC:
        assert code == make_code(CLAIMS, KEY)
    load_der_public_key(key).verify(der_of(signature), signed, ec.ECDSA(hashes.SHA256()))


def test_the_example_fits_together_by_the_chapters_own_words(chapter, example):
    key, claims, signed, signature, code = example
    kid = hashlib.sha256(key).digest()[:8]
    protected = bytes.fromhex("a201260448") + kid
    assert f"its `kid` `{kid.hex()}`, issuer `{ISSUER}`" in chapter
    head = bytes([0x58, len(claims)])
    frame = bytes.fromhex("d2844d") + protected + b"\xa0" + head + claims + b"\x58\x40" + signature
    assert signed == b"\x84\x6aSignature1\x4d" + protected + b"\x40" + head + claims
    assert code == PREFIX + base45.encode(frame)
    assert f"The claims: {len(claims)} bytes" in chapter
    assert f"The code, {len(code)} characters" in chapter


def test_the_chapter_gives_the_limits_of_the_program(chapter):
    assert f"at most {LONGEST_TEXT} characters" in chapter
    assert f"{len(CASES)} texts" in chapter
    for answer in {case.answer for case in CASES}:
        assert f"| `{answer}` |" in chapter


def published():
    return {
        "about": "Texts that people may show as certificate codes, each with its one answer; see README, Contracts.",
        "now": NOW.isoformat(),
        **code_key_data(TRUST, {WITHDRAWN: TODAY}),
        "cases": [{"name": case.name, "text": case.text, "answer": case.answer} for case in CASES],
    }


@pytest.mark.skipif(not DETERMINISTIC, reason="OpenSSL before 3.2 signs with random nonces")
def test_the_published_vectors_are_the_adversary_table(golden_update):
    text = json.dumps(published(), ensure_ascii=True, indent=1) + "\n"
    if golden_update:
        VECTORS.parent.mkdir(exist_ok=True)
        VECTORS.write_text(text, "utf-8", newline="\n")
    assert VECTORS.read_text("utf-8") == text


# Another program, written from the chapter alone: nothing of the workbench is used below but its vectors.

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def der_of(signature):
    return utils.encode_dss_signature(int.from_bytes(signature[:32]), int.from_bytes(signature[32:]))


def bytes_of(text):
    data = b""
    for start in range(0, len(text), 3):
        group = text[start : start + 3]
        value = sum(ALPHABET.index(sign) * 45**place for place, sign in enumerate(group))
        data += value.to_bytes({3: 2, 2: 1}[len(group)])
    return data


def signed_claims(text, keys):
    """Take a code apart by the chapter's frame; raises whatever goes wrong, for `changed`."""
    frame = bytes_of(text[5:])
    kid, signature = frame[8:16], frame[-64:]
    claims = frame[19:-66] if frame[17] == 0x58 else frame[20:-66]
    head = bytes([0x58, len(claims)]) if len(claims) < 256 else b"\x59" + len(claims).to_bytes(2)
    again = bytes.fromhex("d2844da201260448") + kid + b"\xa0" + head + claims + b"\x58\x40" + signature
    assert frame == again
    assert int.from_bytes(signature[32:]) <= ORDER // 2
    key = keys.get(kid.hex())
    if key is None:
        return None, None
    message = b"\x84\x6aSignature1" + frame[2:16] + b"\x40" + head + claims
    load_der_public_key(base64.b64decode(key["public"])).verify(der_of(signature), message, ec.ECDSA(hashes.SHA256()))
    outer = cbor2.loads(claims)
    assert cbor2.dumps(outer, canonical=True) == claims
    assert outer[1] == key["issuer"]
    return outer, key


def answer_of(text, vectors):
    text = text.strip(" \t\r\n")
    if not text.startswith("SXC1:") or len(text) > 531:
        return "not_ours"
    try:
        outer, key = signed_claims(text, {one["kid"]: one for one in vectors["keys"]})
    except (ValueError, AssertionError, LookupError, OverflowError, InvalidSignature, cbor2.CBORError):
        return "changed"
    if outer is None:
        return "unknown_signer"
    issued = china_day(datetime.fromtimestamp(outer[6], NOW.tzinfo)).isoformat()
    ended = datetime.fromtimestamp(outer.get(4, 2**36), NOW.tzinfo) - timedelta(days=1)
    if not (key["valid_from"] or "") <= issued <= (key["valid_until"] or "9999"):
        return "unknown_signer"
    if (key["revoked_on"] or "9999") <= issued or outer[-70001][6] in vectors["revoked_certificates"]:
        return "revoked"
    today = vectors["now"][:10]
    return "not_yet_valid" if issued > today else "expired" if ended.date().isoformat() < today else "valid"


def test_another_program_answers_as_the_vectors_say():
    vectors = json.loads(VECTORS.read_text("utf-8"))
    # The table of claims with its types and ranges is the one part this small program leaves out.
    wanted = {one["name"]: one["answer"] for one in vectors["cases"] if not one["name"].startswith("signed, but")}
    said = {one["name"]: answer_of(one["text"], vectors) for one in vectors["cases"] if one["name"] in wanted}
    assert {name: answer for name, answer in said.items() if answer != wanted[name]} == {}
    assert len(said) > 120
