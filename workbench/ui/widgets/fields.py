"""Inputs: one-line texts, figures, and choices from a list, each with its label and the refusal beneath it."""

from __future__ import annotations

import re
import unicodedata

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.ui import icons, lettering, paint, theme, typography
from workbench.ui.lettering import Hand
from workbench.ui.marks import Mark
from workbench.ui.typography import Role
from workbench.ui.widgets.labels import Label, Notice

_NUMBER = re.compile(r"-?\d*\.?\d*")


def mark_state(widget: QWidget, state: str) -> None:
    """Set the dynamic property `state` and have the style sheet look again."""
    if widget.property("state") != state:
        widget.setProperty("state", state)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class TextField(QLineEdit):
    """A one-line text of the usual height; one that keeps Return does not hand it on to what is around it."""

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keeps_return = False
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setFont(typography.font(Role.TEXT))
        self.setFixedHeight(typography.at_least(32, Role.TEXT))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if pastes_a_file(event):
            event.ignore()
            return
        super().keyPressEvent(event)
        if self.keeps_return and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()

    def set_tall(self) -> TextField:
        """Grow to the 40 px of first run and lock."""
        self.setFont(typography.font(Role.BODY))
        self.setFixedHeight(typography.at_least(40, Role.BODY))
        return self


class NumberField(QLineEdit):
    """A figure: right-aligned, takes full-width digits, hands letters and arrows on to the list around it.

    Signals:
        number_edited: the text changed by hand; carries the plain decimal text ("" when empty).
        moved: Enter, Shift+Enter, Up or Down was pressed; carries +1 or -1 and whether Enter asked.
    """

    number_edited = Signal(str)
    moved = Signal(int, bool)

    def __init__(self, name: str, *, whole: bool = False, width: int = 88, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = whole
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setFont(typography.font(Role.BODY, 500))
        self.setFixedSize(width, typography.at_least(32, Role.BODY))
        # Figures need no input method; without one the single keys of the list keep working from here.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.textEdited.connect(self._on_text_edited)

    def show_number(self, text: str) -> None:
        """Put a figure in without telling anybody."""
        if self.text() != text and not (self.hasFocus() and _same(self.text(), text)):
            self.setText(text)

    def _on_text_edited(self, text: str) -> None:
        plain = unicodedata.normalize("NFKC", text).replace(",", "").replace("。", ".")
        if plain != text:
            place = self.cursorPosition()
            self.setText(plain)
            self.setCursorPosition(place)
        self.number_edited.emit(plain.strip())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, typed = event.key(), event.text()
        if pastes_a_file(event):
            event.ignore()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.moved.emit(-1 if back else 1, True)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1, False)
        elif typed and typed.isprintable() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self._would_stand(typed):
                super().keyPressEvent(event)
            else:
                event.ignore()
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the screen: a step back there is more than a text here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_step_back(event):
            event.ignore()
            return False
        return super().event(event)

    def _would_stand(self, typed: str) -> bool:
        plain = unicodedata.normalize("NFKC", typed).replace("。", ".")
        if self._whole:
            return plain.isdigit()
        return bool(_NUMBER.fullmatch(plain)) and not (
            plain == "." and "." in self.text() and not self.hasSelectedText()
        )


def pastes_a_file(event: QKeyEvent) -> bool:
    """Tell whether Ctrl+V brings a picture or files: no text for a field, but evidence for the screen around it."""
    if not event.matches(QKeySequence.StandardKey.Paste):
        return False
    held = QGuiApplication.clipboard().mimeData()
    return held.hasImage() or any(url.isLocalFile() for url in held.urls())


def _is_step_back(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


def _same(typed: str, text: str) -> bool:
    try:
        return float(typed) == float(text)
    except ValueError:
        return False


class ChoiceBox(QComboBox):
    """A choice from a list, painted like the other inputs."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFont(typography.font(Role.TEXT))
        self.setFixedHeight(typography.at_least(32, Role.TEXT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(14)

    def set_tall(self) -> ChoiceBox:
        """Grow to the 40 px of first run and lock."""
        self.setFont(typography.font(Role.BODY))
        self.setFixedHeight(typography.at_least(40, Role.BODY))
        return self

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(96, self.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        paint.fill(painter, box, theme.colour("surface" if self.isEnabled() else "panel"), radius=3)
        if not self.isEnabled():
            paint.dashes(painter, box, theme.colour("control"), radius=3)
        else:
            shade = "fail" if self.property("state") == "refused" else "accent" if self.hasFocus() else "control"
            paint.outline(painter, box, theme.colour(shade), radius=3, width=2 if self.hasFocus() else 1)
        role = Role.BODY if self.height() > 36 else Role.TEXT
        text, shade = (self.currentText(), "ink") if self.currentIndex() >= 0 else (self.placeholderText(), "ink3")
        lettering.write(painter, box.adjusted(10, 0, -30, 0), text, Hand(role, 400, shade))
        spot = QRectF(box.right() - 25, box.center().y() - 8, 16, 16)
        icons.paint(painter, spot, "chevron-down", theme.colour("ink2"))


class Labelled(QWidget):
    """A field with its label above and, beneath, the room for a refusal that is always kept."""

    def __init__(self, label: str, field: QWidget, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._label = Label(label, Hand(Role.TEXT, 500))
        self._notice = Notice()
        self._hint, self._keeps_room = hint, True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._label)
        column.addWidget(field)
        column.addWidget(self._notice)
        if not field.accessibleName():
            field.setAccessibleName(label)
        self.accept_value()

    def give_room_back(self) -> None:
        """Keep no room for a refusal: for choices, which cannot be refused."""
        self._keeps_room = False
        self._notice.setVisible(bool(self._notice.sentence))

    def set_label(self, label: str) -> None:
        """Ask for something else in the same field."""
        self._label.set_text(label)
        self.field.setAccessibleName(label)

    @property
    def refusal(self) -> str:
        """The refusal that stands, or ""."""
        return self._notice.sentence if self.field.property("state") == "refused" else ""

    def refuse(self, sentence: str) -> None:
        """Say why the value cannot stand; the value is kept."""
        mark_state(self.field, "refused")
        self._notice.show()
        self._notice.refuse(sentence)

    def accept_value(self, sentence: str = "") -> None:
        """Take a refusal back, and say with a check that the value stands where there is something to say."""
        mark_state(self.field, "")
        if sentence:
            self._notice.say(Mark.MET, sentence)
        else:
            self._notice.say(None, self._hint)
        self._notice.setVisible(self._keeps_room or bool(self._notice.sentence))


class FindField(QLineEdit):
    """The quiet filter field of tables: an icon, a bare input and its key."""

    def __init__(self, name: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setProperty("role", "bare")
        self.setFont(typography.font(Role.TEXT))
        self.setFixedHeight(28)
        self.setTextMargins(22, 0, lettering.cap_width(key) + 4, 0)
        self.setFixedWidth(lettering.width(name, Hand(Role.TEXT)) + 40 + lettering.cap_width(key))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        icons.paint(painter, QRectF(0, middle - 8, 16, 16), "search", theme.colour("ink2"))
        across = lettering.cap_width(self._key)
        if not self.hasFocus():
            lettering.cap(painter, self.width() - across, middle, self._key)
        else:
            painter.setPen(paint.stroke(theme.colour("accent"), 2))
            painter.drawLine(QPointF(20, self.height() - 1), QPointF(self.width(), self.height() - 1))
