"""Names of XForm fields: made from codes in one fixed way, so that the same form always gives the same names.

`i_` item, `q_` prerequisite or star requirement, `a_` attribute, `p_` parameter, `m_` figure shared by several items,
`g_` chapter, `t_` whole form. A part adds its code, an input its key, each behind `_`: `i_B303_passed_count`. What XML
or a spreadsheet would stumble over becomes `_`; a name already taken (big and small letters count as the same) gets a
number, in file order. Names are never taken apart again: whoever reads answers builds the same plan and looks them up.
"""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 60
_FOREIGN: Final = re.compile(r"[^A-Za-z0-9_]")


class NameBook:
    """Hands out names, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, *parts: str) -> str:
        """Join codes to a name that nobody has yet."""
        wanted = _FOREIGN.sub("_", "_".join(part for part in parts if part))[:LONGEST]
        name, number = wanted, 1
        while name.lower() in self._taken:
            number += 1
            name = f"{wanted}_{number}"
        self._taken.add(name.lower())
        return name


def reference(name: str) -> str:
    """Write a name as XLSForm refers to it."""
    return f"${{{name}}}"
