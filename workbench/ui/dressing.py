"""Makes the application and puts its clothes on: fonts, icons, scheme, font size, language."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from workbench.ui import icons, theme, typography
from workbench.ui.settings import Settings


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


def redress(settings: Settings) -> None:
    """Dress the running program again after its settings changed."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        dress(application, settings)
