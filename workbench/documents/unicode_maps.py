"""The map from printed codes back to characters: what makes a page searchable, beyond the BMP too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.pdfbase import ttfonts

_MOST_PER_BLOCK = 100  # ISO 32000-1, 9.10.3: at most 100 entries between beginbfchar and endbfchar


def to_unicode_map(font_name: str, subset: Sequence[int]) -> str:
    """Write the ToUnicode CMap of one font subset (ISO 32000-1, 9.10.3).

    Args:
        font_name: the subset's BaseFont name.
        subset: the character of each printed code; 0 where a code is not used.
    """
    head = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({font_name}) /Ordering ({font_name}) /Supplement 0 >> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    tail = ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join([*head, *_blocks(subset), *tail])


def _blocks(subset: Sequence[int]) -> Iterator[str]:
    used = [(code, character) for code, character in enumerate(subset) if character]
    for start in range(0, len(used), _MOST_PER_BLOCK):
        block = used[start : start + _MOST_PER_BLOCK]
        yield f"{len(block)} beginbfchar"
        yield from (f"<{code:02X}> <{_utf16_hex(character)}>" for code, character in block)
        yield "endbfchar"


def _utf16_hex(character: int) -> str:
    return f"{character:04X}" if character < 0x10000 else chr(character).encode("utf-16-be").hex().upper()


def repair_unicode_maps() -> None:
    """Make reportlab write correct ToUnicode maps; may be called any number of times."""
    # WORKAROUND reportlab 5.1.0: `makeToUnicodeCMap` writes U+2B7CE as <2B7CE>, five digits that readers take for
    # another character, so names such as 𬭎 print well but cannot be found or copied; the standard asks for UTF-16BE.
    ttfonts.makeToUnicodeCMap = to_unicode_map
