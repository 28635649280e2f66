"""Dates and moments as papers write them."""

from __future__ import annotations

from datetime import date, datetime

from workbench.domain.texts import Language

_DIGITS = "〇一二三四五六七八九"
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NOT_KNOWN = "—"


def chinese_number(number: int) -> str:
    """Write 1 to 99 in Chinese figures: 10 is 十, 23 is 二十三."""
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return ten + (_DIGITS[ones] if ones or not tens else "")


def solemn_date(day: date) -> str:
    """Write a day as certificates do: 二〇二六年十一月二十三日."""
    year = "".join(_DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{chinese_number(day.month)}月{chinese_number(day.day)}日"


def written_date(day: date | None, language: Language) -> str:
    """Write a day as official documents do since GB/T 9704-2012: 2026年11月23日, or 23 November 2026."""
    if day is None:
        return NOT_KNOWN
    if language is Language.EN:
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def written_time(moment: datetime | None) -> str:
    """Write a moment to the minute, with the offset of the clock that told it: 2026-11-23 10:42 +08:00."""
    if moment is None:
        return NOT_KNOWN
    offset = moment.strftime("%z")
    return f"{moment:%Y-%m-%d %H:%M}" + (f" {offset[:3]}:{offset[3:]}" if offset else "")
