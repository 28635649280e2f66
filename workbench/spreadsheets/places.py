"""Where a cell stands, as people who use a spreadsheet write it."""

from __future__ import annotations


def column_letters(column: int) -> str:
    """Name a column, counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Number a column, counted from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def cell_place(sheet: str, row: int, column: int) -> str:
    """Name a cell as `sheet!B7`; row and column are counted from 1."""
    return f"{sheet}!{column_letters(column)}{row}"
