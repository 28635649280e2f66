"""The hub's gate and its cursors, without a server."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import httpx
import pytest

from tests.unit.signing.project import NOW, a_trust_store, an_authority, revoked, somebody
from workbench.domain.people import Role
from workbench.hub.gate import Gate
from workbench.hub.refusals import ClockFarOff, KeyRefused, TooManyRequests, UnknownKey
from workbench.hub.routing import Caller, read_cursor, write_cursor
from workbench.signing.http_signatures import Message, sign_request

HUB = "0a4d8b61-1f2e-4b3c-8d9e-5f60718293a4"
ROOT = an_authority()
INSPECTOR = somebody(ROOT, "insp-001")
SUPERVISOR = somebody(ROOT, "sup-001", Role.SUPERVISOR)


class Clock:
    def __init__(self, moment=NOW):
        self.moment = moment

    def now(self):
        return self.moment


class Desk:
    def __init__(self, store):
        self.store = store

    def current(self):
        return self.store


def signed(somebody, created=NOW):
    request = httpx.Request("GET", "http://hub.example/changes?cursor=x")
    message = Message("GET", str(request.url), request.headers)
    sign_request(message, somebody.key, created=created, body_sha256=hashlib.sha256(b"").digest())
    return "GET", str(request.url), request.headers


def a_gate(*people, clock=None, **changes):
    return Gate(Desk(a_trust_store(ROOT, *people, **changes)), clock or Clock())


def test_a_member_is_let_in_with_what_he_may_do():
    admitted = a_gate(INSPECTOR).admit(*signed(INSPECTOR))
    assert admitted.caller.member == INSPECTOR.member
    assert admitted.body_sha256 == hashlib.sha256(b"").digest()


def test_a_stranger_is_told_that_his_key_is_unknown():
    with pytest.raises(UnknownKey) as told:
        a_gate(SUPERVISOR).admit(*signed(INSPECTOR))
    assert told.value.facts == {"key": INSPECTOR.key.key_id}


@pytest.mark.parametrize("hours", [-25, 25])
def test_a_clock_more_than_a_day_off_is_refused_with_the_hubs_time(hours):
    with pytest.raises(ClockFarOff) as told:
        a_gate(INSPECTOR).admit(*signed(INSPECTOR, NOW + timedelta(hours=hours)))
    assert told.value.facts["hub_time"] == "2026-11-23T10:42:07+08:00"


@pytest.mark.parametrize("hours", [-23, 23])
def test_a_clock_less_than_a_day_off_does_no_harm(hours):
    assert a_gate(INSPECTOR).admit(*signed(INSPECTOR, NOW + timedelta(hours=hours)))


def test_a_revoked_and_an_expired_key_are_refused():
    gate = a_gate(INSPECTOR, revoked=[revoked(INSPECTOR, NOW - timedelta(hours=1))])
    with pytest.raises(KeyRefused) as told:
        gate.admit(*signed(INSPECTOR, NOW - timedelta(hours=2)))
    assert told.value.facts["reason"] == "revoked"
    later = NOW + timedelta(days=500)
    with pytest.raises(KeyRefused) as told:
        a_gate(INSPECTOR, clock=Clock(later)).admit(*signed(INSPECTOR, later))
    assert told.value.facts["reason"] == "expired"


def test_one_key_that_asks_too_often_does_not_keep_another_out():
    gate = Gate(Desk(a_trust_store(ROOT, INSPECTOR, SUPERVISOR)), Clock(), requests_per_minute=1)
    gate.admit(*signed(INSPECTOR))
    with pytest.raises(TooManyRequests):
        gate.admit(*signed(INSPECTOR))
    assert gate.admit(*signed(SUPERVISOR))


def test_a_cursor_is_read_back_by_the_same_hub_for_the_same_scope():
    caller = Caller("k", INSPECTOR.member)
    assert read_cursor(write_cursor(HUB, caller, 41), HUB, caller, newest=41) == 41


def test_a_cursor_of_another_hub_or_scope_or_from_the_future_starts_anew():
    caller = Caller("k", INSPECTOR.member)
    cursor = write_cursor(HUB, caller, 41)
    assert read_cursor(cursor, "another", caller, newest=41) == 0
    assert read_cursor(cursor, HUB, Caller("k", SUPERVISOR.member), newest=41) == 0
    assert read_cursor(cursor, HUB, caller, newest=40) == 0


@pytest.mark.parametrize("cursor", ["", "x", "e30", "bnVsbA", "ÄÖ", "W10", "-" * 501])
def test_a_cursor_that_is_none_starts_anew(cursor):
    assert read_cursor(cursor, HUB, Caller("k", INSPECTOR.member), newest=9) == 0
