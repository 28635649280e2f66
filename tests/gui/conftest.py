"""A dressed application and windows over the workspace in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.helpers.fake_workspace import Desk, FakeServices, FakeWorkspace, a_desk
from tests.helpers.scenes import PromptTasks, a_report
from workbench.ui import dressing as start
from workbench.ui.main_window import MainWindow
from workbench.ui.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture
def dressed(qapp: QApplication) -> Settings:
    start.prepare(ROOT / "resources")
    settings = Settings(None)
    start.dress(qapp, settings)
    return settings


@pytest.fixture
def desk(tmp_path: Path, dressed: Settings) -> Desk:
    made = a_desk()
    made.report = a_report(tmp_path)
    return made


@pytest.fixture
def window(qtbot, dressed: Settings, desk: Desk) -> Iterator[MainWindow]:
    made = MainWindow(PromptTasks(), dressed)
    made.resize(1366, 698)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.arrive(FakeServices(desk))
    made.open_workspace(FakeWorkspace(desk))
    yield made
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def fill(window: MainWindow) -> Callable[..., object]:
    """Open the draft, with the keyboard on a clause where one is named."""

    def opener(code: str = ""):
        window.enter("fill", "a1")
        screen = window.shown_screen
        if code:
            screen.presenter.go_to(code)
        return screen

    return opener
