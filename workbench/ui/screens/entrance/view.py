"""The way in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class EntranceScreen(QWidget):
    """The way in."""

    opened = Signal(object)

    def __init__(self, services: object, tasks: object, settings: object) -> None:
        super().__init__()
