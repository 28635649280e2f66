"""Signed requests (RFC 9421) with a digest of their body (RFC 9530)."""

from __future__ import annotations

import hashlib

import httpx
import pytest

from tests.helpers.keys import MemoryChecker, MemoryKey
from tests.unit.signing.project import NOW
from workbench.signing.http_signatures import (
    COVERED,
    Message,
    RequestNotSigned,
    check_request,
    content_digest,
    sign_request,
)

KEY = MemoryKey(5)
BODY = b"a batch"
DIGEST = hashlib.sha256(BODY).digest()


def signed(method="POST", url="https://hub.example/batches?x=1"):
    headers = httpx.Headers({"Host": "hub.example"})
    message = Message(method, url, headers)
    sign_request(message, KEY, created=NOW, body_sha256=DIGEST)
    return message


def changed(message, **headers):
    new = httpx.Headers(message.headers)
    for name, value in headers.items():
        new[name.replace("_", "-")] = value
    return Message(message.method, message.url, new)


def test_a_signed_request_says_who_when_and_what():
    proved = check_request(signed(), MemoryChecker.of(KEY))
    assert (proved.key_id, proved.created, proved.body_sha256) == (KEY.key_id, NOW, DIGEST)


def test_the_digest_field_is_the_one_of_the_standard():
    # RFC 9530, B.1: the empty content is not shown there; RFC 9421, B.2.5 shows this body.
    assert content_digest(hashlib.sha256(b'{"hello": "world"}').digest()) == (
        "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:"
    )


def test_the_scheme_may_change_at_a_proxy_but_nothing_else():
    message = signed()
    at_hub = Message(message.method, message.url.replace("https", "http"), message.headers)
    assert check_request(at_hub, MemoryChecker.of(KEY)).key_id == KEY.key_id


@pytest.mark.parametrize(
    "change",
    [
        lambda m: Message("GET", m.url, m.headers),
        lambda m: Message(m.method, m.url.replace("batches", "changes"), m.headers),
        lambda m: Message(m.method, m.url.replace("x=1", "x=2"), m.headers),
        lambda m: Message(m.method, m.url.replace("hub.example", "other.example"), m.headers),
        lambda m: changed(m, content_digest=content_digest(hashlib.sha256(b"another").digest())),
        lambda m: changed(m, signature_input=m.headers["signature-input"].replace("created=1", "created=2")),
    ],
)
def test_every_covered_part_is_noticed_when_it_changes(change):
    with pytest.raises(RequestNotSigned) as told:
        check_request(change(signed()), MemoryChecker.of(KEY))
    assert told.value.facts == {"reason": "bad_signature", "key": KEY.key_id}


@pytest.mark.parametrize("part", COVERED)
def test_a_signature_that_leaves_a_part_out_is_refused(part, monkeypatch):
    monkeypatch.setattr(
        "workbench.signing.http_signatures.COVERED", tuple(one for one in COVERED if one != part), raising=True
    )
    message = signed()
    monkeypatch.undo()
    with pytest.raises(RequestNotSigned) as told:
        check_request(message, MemoryChecker.of(KEY))
    assert told.value.facts["reason"] == "not_covered"


@pytest.mark.parametrize("given", [f"sha-512=:{'A' * 86}==:", f"sha-256=:{'A' * 43}=:, sha-512=:{'A' * 86}==:"])
def test_a_digest_of_another_kind_or_two_of_them_are_refused(given, monkeypatch):
    monkeypatch.setattr("workbench.signing.http_signatures.content_digest", lambda _: given)
    message = signed()
    monkeypatch.undo()
    with pytest.raises(RequestNotSigned) as told:
        check_request(message, MemoryChecker.of(KEY))
    assert told.value.facts["reason"] == "malformed"


def test_a_signature_made_for_another_use_is_refused(monkeypatch):
    monkeypatch.setattr("workbench.signing.http_signatures.TAG", "another-use")
    message = signed()
    monkeypatch.undo()
    with pytest.raises(RequestNotSigned):
        check_request(message, MemoryChecker.of(KEY))


def test_a_signature_without_our_tag_or_moment_is_refused():
    message = signed()
    for given in (';tag="workbench"', f";created={int(NOW.timestamp())}"):
        without = changed(message, signature_input=message.headers["signature-input"].replace(given, ""))
        with pytest.raises(RequestNotSigned):
            check_request(without, MemoryChecker.of(KEY))
