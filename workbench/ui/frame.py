"""What every screen has: a head, banners and strips above its body, and what it says in the status line."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.domain.texts import Language
from workbench.ui.lettering import Hand
from workbench.ui.messages import Message, Messages, Tone
from workbench.ui.ports import Services, Workspace
from workbench.ui.settings import Settings
from workbench.ui.tasks import TaskRunner
from workbench.ui.typography import Role
from workbench.ui.widgets.banners import Banners, Strips
from workbench.ui.widgets.labels import Label, Panel, Tag
from workbench.ui.widgets.track import TrackStop

HEAD_HEIGHT = 46


@dataclass(frozen=True, slots=True)
class KeyHint:
    """One key that works here now."""

    keys: str
    label: str


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """What the status line says for a screen: a track or notes at the left, keys and a time at the right."""

    notes: tuple[str, ...] = ()
    track: TrackStop | None = None
    keys: tuple[KeyHint, ...] = ()
    time: str = ""


@dataclass
class Surroundings:
    """What a screen is given: the services and the open store, the background, the messages, the settings."""

    services: Services
    workspace: Workspace
    tasks: TaskRunner
    messages: Messages
    settings: Settings

    @property
    def language(self) -> Language:
        """The language of the window."""
        return self.settings.language

    def refuse(self, error: Exception, cause: str = "") -> None:
        """Tell why something was declined, as a banner."""
        self.messages.show(Message(sentence_of(self.services, error), Tone.REFUSED, cause or "refused"))


def sentence_of(services: Services, error: Exception) -> str:
    """Put any failure into one sentence: refusals in the domain's words, the rest by its kind."""
    from PySide6.QtCore import QCoreApplication

    from workbench.domain.refusals import Refusal

    if isinstance(error, Refusal):
        return services.speech.refusal(error)
    kind = f"{type(error).__name__}: {error}"
    return QCoreApplication.translate("Messages", "出了意外，没有做完。请把这句话告诉维护人员：{0}").format(kind)


class Head(Panel):
    """Title, the form's tag, facts of the visit; at the right whatever the screen offers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", "b", parent)
        self.setFixedHeight(HEAD_HEIGHT)
        self.title = Label("", Hand(Role.TITLE, 700))
        self.tag = Tag("")
        self.facts = Label("", Hand(Role.TEXT, 400, "ink2"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 16, 1)
        self._row.setSpacing(12)
        for widget in (self.title, self.tag, self.facts):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self.tag.hide()

    def say(self, title: str, facts: str = "", tag: str = "") -> None:
        """Change title, facts and tag."""
        self.title.set_text(title)
        self.facts.set_text(facts)
        self.tag.set_text(tag)

    def add(self, widget: QWidget) -> None:
        """Put something at the right end."""
        self._row.addWidget(widget)


class Screen(QWidget):
    """One screen of the window.

    Signals:
        status_changed: the status line should look again.
        wanted: another screen is wanted; carries its name and an argument.
    """

    status_changed = Signal()
    wanted = Signal(str, object)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.around = around
        self.head = Head()
        self.banners = Banners(around.messages)
        self.strips = Strips(around.tasks)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.head)

    def add_messages(self, into: QVBoxLayout) -> None:
        """Put banners and strips where this screen has them."""
        into.addWidget(self.banners)
        into.addWidget(self.strips)

    def status(self) -> StatusFacts:
        """Say what the status line shows."""
        return StatusFacts()

    def refresh(self) -> None:
        """Fetch what may have changed since the screen was left."""

    def take(self, argument: object) -> None:
        """Open what was asked for when the screen was entered."""

    def leave(self) -> None:
        """Settle what is not written yet; the screen goes."""

    def focus_first(self) -> None:
        """Put the keyboard's focus where work begins."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (
            self.strips.cancel_newest() or self.around.messages.dismiss_latest() or self.go_back()
        ):
            return
        super().keyPressEvent(event)

    def go_back(self) -> bool:
        """Answer Esc where nothing else wants it; True when something was left."""
        return False
