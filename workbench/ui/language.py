"""The language of the window: Chinese is the source, other languages come from `resources/i18n`."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from workbench.domain.texts import Language


class _Installed:
    """The translators in use."""

    translators: list[QTranslator] = []  # noqa: RUF012 -- one set per program


def speak(application: QApplication, language: Language, folder: Path) -> None:
    """Switch the language; widgets made afterwards speak it."""
    for translator in _Installed.translators:
        application.removeTranslator(translator)
    _Installed.translators.clear()
    qt = "qtbase_zh_CN" if language is Language.ZH else "qtbase_en"
    wanted = [(qt, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))]
    if language is not Language.ZH:
        wanted.append((f"workbench_{language.value}", str(folder)))
    for name, place in wanted:
        translator = QTranslator(application)
        if translator.load(name, place):
            application.installTranslator(translator)
            _Installed.translators.append(translator)
