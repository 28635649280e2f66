"""What every editor is: it shows a value, tells a new one, takes keys from the list, and asks to be left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui.editors.measuring import EditorContext


class Editor(QWidget):
    """Edits the `value` of one response as the scoring contract shapes it.

    Signals:
        answered: a value was entered; carries it (None: cleared) and whether it is still being typed.
        settled: a choice is complete, so the list may move on.
        left: the keyboard wants out; carries -1 or +1.
        resized: the height changed.
    """

    answered = Signal(object, bool)
    settled = Signal()
    left = Signal(int)
    resized = Signal()

    def __init__(self, context: EditorContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def renew(self, context: EditorContext) -> None:
        """Know other outside values; what is shown follows with the next value."""
        self.context = context

    def show_value(self, value: object) -> None:
        """Show what is recorded; tells nothing back."""

    def press(self, key: str) -> bool:  # noqa: ARG002 -- for those that take keys
        """Take a key that the list was given ("1".."9", "0", "+", "-", "up", "down"); False when it means nothing."""
        return False

    def set_current(self, current: bool) -> None:  # noqa: FBT001 -- what it says
        """Show whether the keys come here, for those that are rows among others."""

    def take_focus(self, step: int = 1) -> bool:  # noqa: ARG002 -- for those with inputs
        """Put the keyboard into the first (or with -1 the last) input; False when there is none."""
        return False
