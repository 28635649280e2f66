"""How the hub listens."""

from __future__ import annotations

import socket

import pytest

from workbench.hub.refusals import AddressTaken
from workbench.hub.server import _listen


def test_answers_are_not_held_back_to_be_sent_together():
    with _listen("127.0.0.1", 0) as listener:
        # asyncio sets TCP_NODELAY only on sockets that call themselves TCP, which those accepted here inherit.
        assert listener.proto == socket.IPPROTO_TCP


@pytest.mark.parametrize(("host", "port"), [("no.such.host.invalid", 0), ("127.0.0.1", 99_999), ("203.0.113.1", 0)])
def test_an_address_that_cannot_be_listened_at_is_refused(host, port):
    with pytest.raises(AddressTaken):
        _listen(host, port)
