"""Who gets what: the records a caller may fetch, by role, region, action and the assessments he took part in."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, or_, select

from workbench.domain.people import Role
from workbench.hub import tables as t
from workbench.signing.grants import ALL_ACTIONS
from workbench.signing.trust import Member

_NOT_SENT: Final = ("receipt", "manifest", "trust_list")
"""Receipts answer the one who delivered; the trust list has a door of its own, so that only the newest travels."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the key of the request and the member it belongs to."""

    key_id: str
    member: Member

    @property
    def scope_mark(self) -> str:
        """A mark that changes with what the caller may see; another mark makes a cursor start anew."""
        member = self.member
        told = json.dumps([member.person_id, member.role.value, member.region, sorted(member.actions)])
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def visible(caller: Caller) -> ColumnElement[bool]:
    """Say as a condition which records a caller may see.

    Supervisors, issuers, administrators and hubs see their region and actions; an inspector sees of assessments only
    those that name him or that he delivered, and besides the units, parameters and editions of his scope.
    """
    mine = t.record.c.assessment.in_(
        select(t.participant.c.assessment).where(t.participant.c.person_id == caller.member.person_id)
    )
    in_scope = and_(_in_region(caller.member.region), _in_actions(caller.member.actions))
    if caller.member.role is Role.INSPECTOR:
        in_scope = and_(in_scope, t.record.c.assessment.is_(None))
    return and_(t.record.c.kind.not_in(_NOT_SENT), or_(in_scope, mine))


def _in_region(region: str) -> ColumnElement[bool]:
    covered = _significant(region)
    above = [region[:length].ljust(6, "0") for length in (2, 4) if length <= len(covered)]
    applies_here = and_(t.record.c.kind == "parameter_set", t.record.c.region.in_(above))
    return or_(t.record.c.region.is_(None), t.record.c.region.startswith(covered), applies_here)


def _in_actions(actions: tuple[str, ...]) -> ColumnElement[bool]:
    if ALL_ACTIONS in actions:
        return t.record.c.record_id.is_not(None)
    return or_(t.record.c.action.is_(None), t.record.c.action.in_(actions))


def _significant(region: str) -> str:
    while region.endswith("00"):
        region = region[:-2]
    return region


def write_cursor(hub: str, caller: Caller, seq: int) -> str:
    """Write an opaque cursor: everything up to `seq` was given to this caller by this hub."""
    told = json.dumps({"hub": hub, "scope": caller.scope_mark, "seq": seq}, separators=(",", ":"))
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def read_cursor(cursor: str, hub: str, caller: Caller, newest: int) -> int:
    """Read a cursor; one from another hub, of another scope or from the future means: from the beginning.

    Starting anew gives again what is known already, which an import takes without effect.
    """
    try:
        told: Any = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        seq = told["seq"]
        fits = told["hub"] == hub and told["scope"] == caller.scope_mark and type(seq) is int and 0 <= seq <= newest
    except (ValueError, TypeError, KeyError):
        return 0
    return seq if fits else 0
