"""Starts the window: first paint with next to nothing imported, then the services in the background."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from workbench.ui import icons, theme, typography
from workbench.ui.first_paint import FirstPaint
from workbench.ui.main_window import MainWindow
from workbench.ui.ports import Services
from workbench.ui.settings import Settings
from workbench.ui.tasks import TaskRunner


class _Place:
    """Where the data folder lies; set once at the start."""

    resources = Path()


def prepare(resources: Path, arguments: Sequence[str] = ()) -> QApplication:
    """Make the application with the fonts and icons of the data folder."""
    # WORKAROUND fcitx/fcitx5#444: a wheel's Qt has no fcitx plug-in, but fcitx answers the ibus protocol.
    if os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        os.environ["QT_IM_MODULE"] = "ibus"
    QGuiApplication.setDesktopFileName("workbench")
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(["workbench", *arguments])
    _Place.resources = resources
    typography.load(resources / "fonts")
    icons.use(resources / "icons")
    application.setWindowIcon(QIcon(str(resources / "icons" / "workbench-256.png")))
    return application


def dress(application: QApplication, settings: Settings) -> None:
    """Put scheme, contrast, font size and language of the settings on."""
    from workbench.ui import language

    typography.apply(application, settings.font_scale)
    theme.apply(application, settings.scheme, sheet=_Place.resources / "workbench.qss", sharp=settings.is_sharp)
    language.speak(application, settings.language, _Place.resources / "i18n")


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
