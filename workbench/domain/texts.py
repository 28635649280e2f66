"""A text in the two languages of the workbench."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Language(enum.Enum):
    """A language that screens, papers and the command line can speak."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One wording in Chinese, with its English translation where there is one."""

    zh: str
    en: str = ""

    def in_language(self, language: Language) -> str:
        """Give the wording in a language; Chinese where the translation is missing."""
        return self.en if language is Language.EN and self.en else self.zh
