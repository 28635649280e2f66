"""Pinyin of names, so that a unit is found by typing a few Latin letters."""

from __future__ import annotations

import unicodedata

_KEPT = "="
"""Marks a run of letters that stood in the text as they are."""


def folded(text: str) -> str:
    """Bring what is typed to one form: half-width, lower case, no blanks, `ü` as `v`."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ü", "v")
    return "".join(plain.split())


def spelled(text: str) -> str:
    """Spell a name in pinyin without tones or blanks; what is no Chinese stays (太原A座 -> `taiyuanazuo`)."""
    return "".join(syllable.removeprefix(_KEPT) for syllable in _syllables(text))


def initials(text: str) -> str:
    """Give the first letter of each syllable; what is no Chinese stays (太原A座 -> `tyaz`)."""
    return "".join(
        syllable.removeprefix(_KEPT) if syllable.startswith(_KEPT) else syllable[:1] for syllable in _syllables(text)
    )


def _syllables(text: str) -> list[str]:
    from pypinyin import lazy_pinyin

    found = lazy_pinyin(unicodedata.normalize("NFKC", text), errors=lambda kept: _KEPT + kept)
    return [folded(syllable) for syllable in found]
