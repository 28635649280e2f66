"""Keys bound to deeds, for a window or for one of its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def bind(owner: QWidget, deeds: Mapping[str, Callable[[], object]], *, everywhere: bool = False) -> None:
    """Bind key sequences to deeds; they work where `owner` or a child has the focus, or in its whole window."""
    context = Qt.ShortcutContext.WindowShortcut if everywhere else Qt.ShortcutContext.WidgetWithChildrenShortcut
    for keys, deed in deeds.items():
        shortcut = QShortcut(QKeySequence(keys), owner)
        shortcut.setContext(context)
        shortcut.activated.connect(deed)
