"""Foreseeable refusals: each is a type that carries its facts; the sentence is made from them at the edge."""

from __future__ import annotations

from typing import ClassVar


class Refusal(Exception):  # noqa: N818 -- a refusal is an answer of the domain, not a programming error
    """The workbench declines to do something and can say why and what to do next.

    Subclasses set `code`, the key of their sentence in `resources/words`, and keep that sentence's facts in `facts`.
    An optional `place` names file, line, sheet cell or JSON path.
    """

    code: ClassVar[str] = "refused"

    def __init__(self, *, place: str = "", **facts: object) -> None:
        self.place = place
        self.facts = facts
        super().__init__(self.code, place, facts)

    def __str__(self) -> str:
        told = ", ".join(f"{key}={value}" for key, value in self.facts.items())
        return f"{self.code}{f' at {self.place}' if self.place else ''}: {told}"
