"""The one door to the user: banners that stay until their cause is gone."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


class Tone(enum.Enum):
    """How loud a message is; the value is the token of its bar and icon."""

    FINE = "accent"
    INFORMATION = "changed"
    LOOK = "lost"
    REFUSED = "fail"


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence with at most one button; a message with the same `cause` replaces the earlier one."""

    sentence: str
    tone: Tone = Tone.INFORMATION
    cause: str = ""
    action: str = ""
    on_action: Callable[[], None] | None = None


class Messages(QObject):
    """The messages that stand, newest last.

    Signals:
        changed: something was said, or a cause is gone.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._standing: list[Message] = []

    @property
    def standing(self) -> tuple[Message, ...]:
        """What is to be shown."""
        return tuple(self._standing)

    def show(self, message: Message) -> None:
        """Say something."""
        cause = message.cause or message.sentence
        self._standing = [other for other in self._standing if (other.cause or other.sentence) != cause]
        self._standing.append(message)
        self.changed.emit()

    def withdraw(self, cause: str) -> None:
        """Take a message back because its cause is gone."""
        left = [other for other in self._standing if (other.cause or other.sentence) != cause]
        if len(left) != len(self._standing):
            self._standing = left
            self.changed.emit()

    def leave_room(self, kept: frozenset[str]) -> None:
        """Take back what was said about deeds of the room that is left; messages with a kept cause stay."""
        left = [other for other in self._standing if other.cause in kept]
        if len(left) != len(self._standing):
            self._standing = left
            self.changed.emit()

    def dismiss_latest(self) -> bool:
        """Take the newest message away (Esc); False when there is none."""
        if not self._standing:
            return False
        self._standing.pop()
        self.changed.emit()
        return True
