"""Wordings in both languages at once: a phone switches between them by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.domain.texts import Text


class Sayings:
    """The wordings of the room `xlsform` in Chinese and in English."""

    def __init__(self, zh: Mapping[str, Any], en: Mapping[str, Any]) -> None:
        self._zh = zh
        self._en = en

    def __call__(self, key: str, /, **facts: object) -> Text:
        """Fill a sentence with its facts; a fact that is a text itself goes in each language."""
        in_zh = {name: fact.zh if isinstance(fact, Text) else fact for name, fact in facts.items()}
        in_en = {name: (fact.en or fact.zh) if isinstance(fact, Text) else fact for name, fact in facts.items()}
        return Text(str(self._zh[key]).format(**in_zh), str(self._en[key]).format(**in_en))
