"""What the hub declines; `status` is the HTTP answer, the facts travel with it as JSON."""

from __future__ import annotations

from typing import ClassVar

from workbench.domain.refusals import Refusal


class HubRefusal(Refusal):
    """The hub declines a request; facts go into the answer's JSON beside `error`."""

    status: ClassVar[int] = 400


class UnknownKey(HubRefusal):
    """The key of the request is not in the hub's trust list; facts: `key`."""

    code = "unknown_key"
    status = 401


class KeyRefused(HubRefusal):
    """The key is known and may not be used any more, or not yet; facts: `key`, `reason`."""

    code = "key_refused"
    status = 403


class ClockFarOff(HubRefusal):
    """The request's moment of creation is too far from the hub's clock; facts: `hub_time`, `allowed_hours`."""

    code = "clock_far_off"
    status = 401


class DigestDiffers(HubRefusal):
    """The body is not what its digest says: it was changed or cut on the way."""

    code = "digest_differs"


class BodyTooLarge(HubRefusal):
    """The body is larger than this hub takes; facts: `limit` in bytes."""

    code = "body_too_large"
    status = 413


class TooManyRequests(HubRefusal):
    """One key asks too often; facts: `wait_seconds`."""

    code = "too_many_requests"
    status = 429


class TooSlow(HubRefusal):
    """Nothing more came for a while."""

    code = "too_slow"
    status = 408


class BatchNotBelieved(HubRefusal):
    """The batch as a whole is not believed; facts: `reason`, a `ParkReason` value."""

    code = "batch_not_believed"
    status = 403


class NotHeld(HubRefusal):
    """Nothing of this name is held, or the caller may not see it."""

    code = "not_held"
    status = 404


class HubNotReady(Refusal):
    """The hub cannot start; facts: `reason`, `folder`.

    Reasons: `no_trust_list`, `trust_list_unreadable`, `database_unusable`, `newer_schema`, `old_sqlite`.
    """

    code = "hub_not_ready"


class HubNotListed(HubNotReady):
    """The trust list does not name the hub's key as a hub's; reasons: `not_listed`, `not_a_hub` (another role)."""

    code = "hub_not_listed"


class HubInUse(HubNotReady):
    """Another hub runs on the folder; facts: `folder`."""

    code = "hub_in_use"


class AddressTaken(Refusal):
    """The hub cannot listen at an address; facts: `address`, `reason`."""

    code = "hub_address_taken"
