"""Why the network did not do what was asked; the work itself is never touched by that."""

from __future__ import annotations

from functools import cache
from typing import Final

from workbench.domain.refusals import Refusal

_TOLD_BY_CODE: Final = frozenset(
    {
        *("unknown_key", "key_refused", "request_not_signed", "too_many_requests", "too_slow", "not_held"),
        *("digest_differs", "body_too_large", "batch_not_believed"),
        *("not_a_batch", "batch_truncated", "batch_malformed", "batch_changed", "batch_too_large"),
    }
)


class HubUnreachable(Refusal):
    """No answer came: no network, wrong address, or the hub is down; facts: `url`, `reason`."""

    code = "hub_unreachable"


class HubAnswerUnusable(Refusal):
    """Something answered that is not the hub, for example a login page of the network; facts: `url`, `status`."""

    code = "hub_answer_unusable"


class NotAHubAddress(Refusal):
    """The address is no http(s) URL; facts: `url`."""

    code = "not_a_hub_address"


class HubRefused(Refusal):
    """The hub declined; `error` is its code, facts: `reason` and what the hub told.

    `code` is the hub's own code where this program knows its sentence, so that one wording serves both ends.
    """

    code = "hub_refused"
    error = ""


class ClockFarOff(HubRefused):
    """This machine's clock is more than a day away from the hub's; facts: `hub_time`, `our_time`."""

    code = "clock_far_off"
    error = "clock_far_off"


def refused(error: str, facts: dict[str, str | int]) -> HubRefused:
    """Say the hub's answer as a refusal."""
    refusal = _kind_of(error)()
    refusal.facts.update({"reason": error, **facts})
    return refusal


@cache
def _kind_of(error: str) -> type[HubRefused]:
    code = error if error in _TOLD_BY_CODE else HubRefused.code
    return type("HubRefused", (HubRefused,), {"code": code, "error": error, "__doc__": HubRefused.__doc__})
