"""Window and comfort settings of this machine, one typed attribute each, kept in an INI file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

from workbench.domain.texts import Language
from workbench.ui.theme import Scheme


class Settings:
    """What this person likes on this machine; what a colleague must see too belongs in the store."""

    def __init__(self, path: Path | None) -> None:
        self._file = QSettings(str(path), QSettings.Format.IniFormat) if path else None
        self._kept: dict[str, str] = {}

    def _get(self, key: str, default: str) -> str:
        if self._file is None:
            return self._kept.get(key, default)
        return str(self._file.value(key, default))

    def _set(self, key: str, value: str) -> None:
        if self._file is None:
            self._kept[key] = value
        else:
            self._file.setValue(key, value)

    @property
    def scheme(self) -> Scheme:
        """Light or dark."""
        return Scheme.DARK if self._get("look/scheme", "light") == "dark" else Scheme.LIGHT

    @scheme.setter
    def scheme(self, wanted: Scheme) -> None:
        self._set("look/scheme", wanted.value)

    @property
    def font_scale(self) -> int:
        """Font size in per cent."""
        text = self._get("look/font_scale", "100")
        return int(text) if text.isdigit() else 100

    @font_scale.setter
    def font_scale(self, wanted: int) -> None:
        self._set("look/font_scale", str(wanted))

    @property
    def is_sharp(self) -> bool:
        """Whether high contrast is wanted."""
        return self._get("look/sharp", "no") == "yes"

    @is_sharp.setter
    def is_sharp(self, wanted: bool) -> None:
        self._set("look/sharp", "yes" if wanted else "no")

    @property
    def language(self) -> Language:
        """The language of the window."""
        return Language.EN if self._get("look/language", "zh") == "en" else Language.ZH

    @language.setter
    def language(self, wanted: Language) -> None:
        self._set("look/language", wanted.value)

    @property
    def moves_on(self) -> bool:
        """Whether pressing a digit goes on to the next clause by itself."""
        return self._get("filling/moves_on", "no") == "yes"

    @moves_on.setter
    def moves_on(self, wanted: bool) -> None:
        self._set("filling/moves_on", "yes" if wanted else "no")

    @property
    def last_person(self) -> str:
        """Who opened the store last."""
        return self._get("door/last_person", "")

    @last_person.setter
    def last_person(self, person_id: str) -> None:
        self._set("door/last_person", person_id)

    def width_of(self, panel: str, default: int) -> int:
        """Give a panel's remembered width in px."""
        text = self._get(f"panels/{panel}", str(default))
        return int(text) if text.isdigit() else default

    def keep_width(self, panel: str, width: int) -> None:
        """Remember a panel's width in px."""
        self._set(f"panels/{panel}", str(width))
