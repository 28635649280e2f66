"""What the command line is handed by the composition root, and what a command works with."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from workbench.domain.ports import Clock
from workbench.domain.resources import DataFolders
from workbench.domain.texts import Language
from workbench.usecases.words import Words, load_words
from workbench.usecases.workplace import Workplace

_COMMANDING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Surroundings:
    """The world outside, read once by the composition root."""

    data: DataFolders
    clock: Clock
    random: Callable[[int], bytes]
    environment: Mapping[str, str]
    serve_hub: Callable[..., None]
    open_window: Callable[[Sequence[str]], int]
    cache: Path | None = None
    stdin: TextIO = field(default_factory=lambda: sys.stdin)
    stdout: TextIO = field(default_factory=lambda: sys.stdout)
    stderr: TextIO = field(default_factory=lambda: sys.stderr)


@dataclass(frozen=True)
class Context:
    """One run of a command: the surroundings, the workplace, the language and the common options."""

    surroundings: Surroundings
    workplace: Workplace
    language: Language
    as_json: bool
    store: Path | None
    user: str | None
    password_file: Path | None

    @property
    def words(self) -> Words:
        """The sentences of the language asked for."""
        return load_words(self.surroundings.data.resources / "words", self.language)

    def say(self, key: str, /, **facts: object) -> None:
        """Print a sentence of the room `commands` on standard output."""
        self.print(self.words.say("commands", key, **facts))

    def print(self, line: str = "") -> None:
        """Print one line on standard output."""
        print(plainly(line), file=self.surroundings.stdout, flush=True)

    def warn(self, line: str) -> None:
        """Print one line on standard error."""
        print(plainly(line), file=self.surroundings.stderr, flush=True)


def plainly(text: str) -> str:
    r"""Write out what would command the terminal or turn the writing round: names come from files and strangers.

    The escapes are JSON's own (`\u001b`), so that a line of JSON still says the same.
    """
    return _COMMANDING.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
