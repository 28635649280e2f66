"""The form in which a region's pinyin and what is typed for it are compared."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Bring what is typed to one form: half-width, lower case, no blanks, `ü` as `v`."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ü", "v")
    return "".join(plain.split())
