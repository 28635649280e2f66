"""Starts the window: first paint with next to nothing imported, then the services in the background."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from workbench.ui.dressing import dress, prepare
from workbench.ui.first_paint import FirstPaint
from workbench.ui.main_window import MainWindow
from workbench.ui.settings import Settings
from workbench.ui.tasks import TaskRunner

if TYPE_CHECKING:  # their modules load the whole domain, and the first paint does not wait for it
    from workbench.ui.ports import Services


def run(  # noqa: PLR0913 -- the one entrance of the window, called once
    resources: Path,
    settings_path: Path | None,
    make_services: Callable[[Settings], Services],
    arguments: Sequence[str] = (),
    *,
    quit_after_paint: bool = False,
    on_first_paint: Callable[[], None] | None = None,
) -> int:
    """Show the window and stay until it is closed.

    Args:
        resources: the data folder.
        settings_path: where the comfort settings are kept.
        make_services: imports the heavy libraries and builds the services; called on the store thread.
        arguments: left-over arguments for Qt.
        quit_after_paint: leave as soon as the way in is painted (for smoke tests).
        on_first_paint: called once the window has been painted; then the window closes (for measuring).
    """
    application = prepare(resources, arguments)
    settings = Settings(settings_path)
    dress(application, settings)
    tasks = TaskRunner()
    window = MainWindow(tasks, settings)
    if on_first_paint is not None:
        FirstPaint(window, lambda: _tell_and_close(window, on_first_paint))
    window.show()

    def load() -> None:
        tasks.submit(lambda: make_services(settings), on_success=arrive)

    def arrive(services: Services) -> None:
        window.arrive(services)
        if quit_after_paint:
            QTimer.singleShot(0, window.close)

    QTimer.singleShot(0, load)
    code = application.exec()
    tasks.close()
    return int(code)


def _tell_and_close(window: MainWindow, tell: Callable[[], None]) -> None:
    tell()
    window.close()
