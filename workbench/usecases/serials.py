"""The number of a certificate: one sequence per issuer, action and year, the issuer's code in it (decision 16)."""

from __future__ import annotations

from workbench.usecases.words import Words


def serial_text(words: Words, *, action: str, issuer: str, year: int, number: int) -> str:
    """Write a number such as 晋绿商〔2026〕SX01-0001号; always in Chinese, since it is a name and not a text."""
    return words.say(
        "report", "serial", word=words.say("report", f"serial_word.{action}"), issuer=issuer, year=year, number=number
    )
