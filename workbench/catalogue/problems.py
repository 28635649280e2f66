"""What is wrong with a data file: a code, a place and facts; the sentence and its remedy are words, not code."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Path = tuple[str | int, ...]
"""Where in a file's content: keys and list positions from the top."""


class Severity(enum.Enum):
    """A fault makes the file unusable; a finding is worth mending and fails a check."""

    FAULT = "fault"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a data file.

    The sentences stand in `resources/words/problems.<language>.toml` under `<code>.says` and `<code>.remedy`; both may
    use the facts.

    Attributes:
        code: which problem it is.
        path: where in the content, "" for the whole file (`groups[0].items[3].points`).
        facts: what the sentence needs to know.
        file: the file as the caller named it, "" for content that came without one.
        line: the line in the file, counted from 1; None where the content has no lines.
        severity: whether the file can be used all the same.
    """

    code: str
    path: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    file: str = ""
    line: int | None = None
    severity: Severity = Severity.FAULT

    @property
    def place(self) -> str:
        """File, line and path as far as they are known, ready to be printed before the sentence."""
        where = f"{self.file}:{self.line}" if self.file and self.line else self.file
        return ": ".join(part for part in (where, self.path) if part)


def written(path: Path) -> str:
    """Write a path as people read it: `groups[0].items[3].points`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def faults(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Keep the problems that make a file unusable."""
    return tuple(problem for problem in problems if problem.severity is Severity.FAULT)
