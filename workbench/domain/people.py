"""People and their roles, as certificates and records name them."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Role(enum.Enum):
    """What a key may be used for; written into its certificate (decision 2)."""

    INSPECTOR = "inspector"
    SUPERVISOR = "supervisor"
    ISSUER = "issuer"
    ADMINISTRATOR = "administrator"
    HUB = "hub"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs: an ASCII staff number for certificates, a display name for paper and screen."""

    person_id: str
    name: str
