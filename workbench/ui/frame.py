"""What every screen has: a head, banners and strips above its body, and what it says in the status line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.domain.texts import Language
from workbench.ui.lettering import Hand
from workbench.ui.messages import Message, Messages, Tone
from workbench.ui.settings import Settings
from workbench.ui.tasks import TaskRunner
from workbench.ui.typography import Role
from workbench.ui.widgets.banners import Banners, Strips
from workbench.ui.widgets.buttons import Button, IconButton
from workbench.ui.widgets.labels import Label, Panel, Tag
from workbench.ui.widgets.shortcuts import bind
from workbench.ui.widgets.status_line import StatusFacts

if TYPE_CHECKING:  # their modules load the whole domain, and the first paint does not wait for it
    from workbench.ui.ports import Services, Workspace

HEAD_HEIGHT = 46
NARROW = 900


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
    if isinstance(error, OSError) and error.strerror:
        words = QCoreApplication.translate("Messages", "{0}：{1}。请换个位置或检查权限，再试一次")
        return words.format(error.filename2 or error.filename or "", error.strerror)
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
        self.menu = IconButton("menu-2", self.tr("菜单"))
        for widget in (self.menu, self.title, self.tag, self.facts):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self.tag.hide()
        self.menu.hide()
        self._tag_text = ""

    def say(self, title: str, facts: str = "", tag: str = "") -> None:
        """Change title, facts and tag."""
        self.title.set_text(title)
        self.facts.set_text(facts)
        self._tag_text = tag
        self.tag.set_text(tag)
        self.set_narrow(self.menu.isVisibleTo(self))

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 -- a setter
        """Make room: the rail goes behind a menu button, facts and tag go away."""
        self.menu.setVisible(narrow)
        self.facts.setVisible(not narrow)
        self.tag.setVisible(bool(self._tag_text) and not narrow)

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
        self.banners = Banners(around.messages, self)
        self.strips = Strips(around.tasks, self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.head)
        self._left: QWidget | None = None
        self._side: QWidget | None = None
        self._prefers_side = False
        self.side_button = Button("", key="F6")
        self.side_button.setAccessibleName(self.tr("换到另一栏"))
        self.side_button.hide()
        self.side_button.clicked.connect(self.swap_side)
        self.head.menu.clicked.connect(self._on_menu)
        bind(self, {"F6": self.swap_side})

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one column only (150 to 200 % on a small screen)."""
        return self.window().width() < NARROW

    def divide(self, left: QWidget, side: QWidget) -> None:
        """Set two columns side by side; a narrow window shows one of them, F6 swaps."""
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(side)
        self.column.addLayout(row, 1)
        self._left, self._side = left, side
        self._side_width = side.minimumWidth()
        self.head.add(self.side_button)

    def prefer_side(self, prefer: bool) -> None:  # noqa: FBT001 -- a setter
        """Say which column a narrow window shows."""
        self._prefers_side = prefer
        self._arrange()

    def swap_side(self) -> None:
        """Show the other column of a narrow window."""
        self.prefer_side(not self._prefers_side)

    def _arrange(self) -> None:
        narrow = self.is_narrow
        self.head.set_narrow(narrow)
        if self._left is None or self._side is None:
            return
        self.side_button.setVisible(narrow)
        self._left.setVisible(not narrow or not self._prefers_side)
        self._side.setVisible(not narrow or self._prefers_side)
        self._side.setMinimumWidth(0 if narrow else self._side_width)
        self._side.setMaximumWidth(16777215 if narrow else self._side_width)

    def _on_menu(self) -> None:
        self.wanted.emit("menu", None)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

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
