"""The hub's answers as refusals of the laptop."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from workbench.domain.texts import Language
from workbench.hub import refusals as hub_refusals
from workbench.sync.http import HubClient
from workbench.sync.refusals import HubRefused, NotAHubAddress, refused
from workbench.usecases.words import load_words


def test_a_code_with_a_sentence_of_its_own_keeps_it_and_its_facts():
    refusal = refused("body_too_large", {"limit": 10})
    assert isinstance(refusal, HubRefused)
    assert (refusal.code, refusal.error, refusal.facts) == (
        "body_too_large",
        "body_too_large",
        {"reason": "body_too_large", "limit": 10},
    )


def test_an_unknown_code_is_told_as_the_hubs_refusal():
    refusal = refused("made_up", {})
    assert (refusal.code, refusal.error, refusal.facts["reason"]) == ("hub_refused", "made_up", "made_up")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    "refusal",
    [
        refused("unknown_key", {"key": "0" * 32}),
        refused("key_refused", {"key": "0" * 32, "reason": "revoked"}),
        refused("batch_not_believed", {"reason": "expired_key"}),
        refused("too_many_requests", {"wait_seconds": 3}),
        refused("made_up", {}),
        hub_refusals.AddressTaken(address="127.0.0.1:1", reason="x"),
    ],
    ids=lambda refusal: refusal.code,
)
def test_every_refusal_has_its_sentence(refusal, language):
    words = load_words(ROOT / "resources" / "words", language)
    told = words.refuse(refusal)
    assert "{" not in told
    assert refusal.code not in told


@pytest.mark.parametrize("url", ["hub.example", "ftp://hub.example", "http://", "", "http://[::1", "file:///etc"])
def test_an_address_that_is_none_is_refused_before_anything_is_sent(url, clock):
    with pytest.raises(NotAHubAddress):
        HubClient(url, None, clock)
