"""How a Chinese name is found by typing its sounds."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Bring a text into the form in which names are compared: NFKC, small letters, no blanks."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def initials_of(name: str) -> str:
    """Give the first letters of a name's sounds: 太原市样例购物中心 gives tysylgwzx."""
    return "".join(sound[:1] if len(sound) > 1 and sound.isalpha() else sound for sound in _sounds(name))


def sounds_of(name: str) -> str:
    """Give a name's sounds in one word: 太原 gives taiyuan."""
    return "".join(_sounds(name))


def _sounds(name: str) -> list[str]:
    from pypinyin import Style, lazy_pinyin

    # What has no sound is found as it is written, sign by sign; the stubs know only of texts, the manual also of lists.
    return [str(sound) for sound in lazy_pinyin(folded(name), style=Style.NORMAL, errors=list)]  # type: ignore[arg-type]
