"""Clients that take for ever over their first line do not bar the door to the others."""

from __future__ import annotations

import contextlib
import socket
import time
from urllib.parse import urlsplit

import httpx
import pytest

from workbench.hub.application import Limits

BEGUN = b"POST /batches HTTP/1.1\r\nHost: hub\r\nX-Slow: "


def connected(url: str) -> socket.socket:
    opened = socket.create_connection((urlsplit(url).hostname, urlsplit(url).port), timeout=5)
    opened.settimeout(5)
    return opened


@pytest.mark.parametrize("begun", [b"", BEGUN])
def test_a_head_that_does_not_come_whole_in_time_ends_the_connection(office, begun):
    with office.world.hub(limits=Limits(head_seconds=0.3)) as url, connected(url) as slow:
        slow.sendall(begun)
        assert slow.recv(1) == b""


def test_a_byte_now_and_then_does_not_put_the_end_off(office):
    with office.world.hub(limits=Limits(head_seconds=0.5)) as url, connected(url) as slow:
        slow.sendall(BEGUN)
        started = time.monotonic()
        with contextlib.suppress(OSError):  # broken pipe or reset, as the system has it
            while time.monotonic() - started < 5:
                time.sleep(0.1)
                slow.sendall(b"a")
        assert time.monotonic() - started < 3


def test_hundreds_of_half_open_connections_do_not_keep_others_out(office):
    with office.world.hub(limits=Limits(head_seconds=0.5)) as url:
        crowd = [connected(url) for _ in range(220)]
        for one in crowd:
            one.sendall(BEGUN)
        assert httpx.get(f"{url}/health").status_code == 503
        deadline = time.monotonic() + 5
        while (answer := httpx.get(f"{url}/health").status_code) == 503 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert answer == 200
        for one in crowd:
            one.close()


def test_a_second_head_on_one_connection_has_its_own_deadline(office):
    whole = b"GET /health HTTP/1.1\r\nHost: hub\r\n\r\n"
    with office.world.hub(limits=Limits(head_seconds=0.5)) as url, connected(url) as client:
        for _ in range(3):
            client.sendall(whole)
            answer = b""
            while not answer.endswith(b"}"):  # head and body may come apart
                answer += client.recv(4096)
            assert answer.startswith(b"HTTP/1.1 200")
            time.sleep(0.3)
        client.sendall(BEGUN)
        assert client.recv(1) == b""
