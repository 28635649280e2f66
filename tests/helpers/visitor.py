"""Somebody at the keyboard: a real window over a real store, with the work done in the background."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from workbench.domain.rules import Bands, ChooseN, Count, Deduction, Graded, SumOfParts, YesNo
from workbench.domain.texts import Language
from workbench.ui.desk.services import DeskServices
from workbench.ui.main_window import MainWindow
from workbench.ui.settings import Settings
from workbench.ui.tasks import TaskRunner
from workbench.usecases.workplace import Workplace

K = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_PLAIN = Qt.KeyboardModifier.NoModifier
_DIGITS = (K.Key_0, K.Key_1, K.Key_2, K.Key_3, K.Key_4, K.Key_5, K.Key_6, K.Key_7, K.Key_8, K.Key_9)
_PATIENCE = 20.0


class Visitor:
    """One window over one store, driven by keys."""

    def __init__(self, place: Workplace, store: Path, settings: Settings | None = None) -> None:
        self.settings = settings or Settings(None)
        self.tasks = TaskRunner()
        self.is_gone = False
        self.window = MainWindow(self.tasks, self.settings)
        self.window.resize(1366, 698)
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window, 1000)
        self.window.arrive(DeskServices(place, store, place.words(Language.ZH)))
        self.settle()

    # --- waiting ----------------------------------------------------------------------------------

    def wait(self, until: Callable[[], object]) -> None:
        """Wait for something to become true."""
        deadline = monotonic() + _PATIENCE
        while not until():
            assert monotonic() < deadline, "waited in vain"
            QTest.qWait(1)

    def settle(self) -> None:
        """Wait until nothing is under way in the background."""
        self.breathe()
        self.wait(lambda: not self.tasks.pending)
        self.breathe()

    def breathe(self) -> None:
        """Let Qt do what waits."""
        for _ in range(3):
            QApplication.processEvents()

    # --- what is seen -----------------------------------------------------------------------------

    @property
    def page(self) -> Any:
        """The page that is shown, whatever it is."""
        return self.window.stack.currentWidget()

    @property
    def room(self) -> str:
        """The class of the page that is shown."""
        return type(self.page).__name__

    @property
    def focused(self) -> QWidget:
        """What has the keyboard."""
        found = QApplication.focusWidget()
        assert found is not None
        return found

    @property
    def sentences(self) -> list[str]:
        """What the banners say."""
        return [one.sentence for one in self.window.messages.standing]

    # --- keys -------------------------------------------------------------------------------------

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = _PLAIN) -> None:
        """Press keys where the focus is."""
        for key in keys:
            QTest.keyClick(self.focused, key, modifier)
            QApplication.processEvents()

    def control(self, *keys: Qt.Key) -> None:
        """Press keys with Ctrl held down."""
        self.press(*keys, modifier=CONTROL)

    def type(self, text: str) -> None:
        """Type plain letters and figures."""
        QTest.keyClicks(self.focused, text)
        QApplication.processEvents()

    def write(self, text: str) -> None:
        """Write through the input method, as Chinese is written."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self.focused, event)
        QApplication.processEvents()

    # --- the door ---------------------------------------------------------------------------------

    def unlock(self, password: str) -> None:
        """Type a password into the lock and press Enter."""
        self.wait(self.page.lock.person.count)
        self.settle()
        self.page.lock.password.field.setFocus()
        self.page.lock.password.field.selectAll()
        self.type(password)
        self.press(K.Key_Return)
        self.settle()

    def leave(self) -> None:
        """Close the window as its user does."""
        self.is_gone = True
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    # --- answering --------------------------------------------------------------------------------

    def answer(self, node: Any, entry: Mapping[str, Any], parameters: Mapping[str, str]) -> None:
        """Answer the clause in focus by keys, with its note, as a sample's inspector did."""
        if entry.get("na"):
            self.press(K.Key_N, K.Key_2)
            self.write(entry["note"])
            self.press(K.Key_Return)
            return
        if entry.get("note"):
            self.press(K.Key_C)
            self.write(entry["note"])
            self.press(K.Key_Return)
            self.page.focus_first()
        self._value(node.rule, entry["value"], parameters)

    def _value(self, rule: Any, value: Any, parameters: Mapping[str, str]) -> None:  # noqa: C901 -- one case per kind
        match rule:
            case YesNo():
                self.press(_DIGITS[1 if value else 2])
            case Graded():
                self.press(_DIGITS[1 + [level.code for level in rule.levels].index(value)])
            case SumOfParts():
                for part in rule.parts:
                    self.press(_DIGITS[1 if value["parts"][part.code]["value"] else 2])
            case Count() if rule.options:
                for code in value["options"]:
                    self.press(_DIGITS[1 + [option.code for option in rule.options].index(code)])
            case Count():
                self.press(_DIGITS[value["count"]])
            case ChooseN():
                self._choose(rule, value)
            case Deduction():
                self._deduct(rule, value)
            case Bands():
                self._measure(rule, value, parameters)

    def _choose(self, rule: ChooseN, value: Mapping[str, bool]) -> None:
        for number, option in enumerate(rule.options, start=1):
            if value[option.code]:
                self.type(f"{number:02}")
                self.press(K.Key_Space)
        self.type("00")

    def _deduct(self, rule: Deduction, value: Mapping[str, Any]) -> None:
        if rule.sample is not None:
            self.type(str(value[rule.sample.size_input]))
            self.press(K.Key_Return)
        counts = [value["counts"][entry.code] for entry in rule.rules]
        if not any(counts):
            self.press(K.Key_0)
            return
        for count in counts:
            self.press(*[K.Key_Plus] * count if count else (K.Key_0,))
            self.press(*(K.Key_Down,) if len(counts) > 1 else ())

    def _measure(self, rule: Bands, value: Mapping[str, Any], parameters: Mapping[str, str]) -> None:
        figures = [value[key] for key in rule.quantity.inputs]
        flat = [one for figure in figures for one in (figure if isinstance(figure, list) else [figure])]
        asked = [key for key in rule.quantity.parameters if key in parameters and not self._knows(key)]
        for figure in flat:
            self.control(K.Key_A)
            self.type(str(figure))
            self.press(K.Key_Return)
        for key in asked:
            self.type(parameters[key])
            self.press(K.Key_Return)
            self.write("样例数据，不是官方数值")
            self.press(K.Key_Return)

    def _knows(self, key: str) -> bool:
        held = self.page.presenter.book.parameters.get(key)
        return held is not None and bool(held.value)

    # --- files ------------------------------------------------------------------------------------

    def drop(self, widget: QWidget, *paths: Path) -> None:
        """Drop files onto a widget."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        at, copy = QPointF(QPoint(100, 40)), Qt.DropAction.CopyAction
        widget.dropEvent(QDropEvent(at, copy, mime, Qt.MouseButton.LeftButton, _PLAIN))
        self.settle()

    def choose_in_dialog(self, *paths: Path) -> None:
        """Answer the file dialog that is open."""
        self.breathe()
        dialog = next(one for one in self.window.findChildren(QFileDialog) if one.isVisible())
        dialog.filesSelected.emit([str(path) for path in paths])
        dialog.fileSelected.emit(str(paths[0]))
        dialog.done(QFileDialog.DialogCode.Accepted.value)
        self.window.activateWindow()
        self.settle()
