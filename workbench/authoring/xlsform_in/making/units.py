"""The unit that stands in brackets at the end of a label: `用水量（吨）`, `Area (m2)`."""

from __future__ import annotations

import re
from typing import Final

_BRACKETS: Final = re.compile(r"[（(\[]\s*([^()（）\[\]]{1,12}?)\s*[)）\]]\s*[:：?？]?\s*$")
KNOWN: Final = {
    "吨": "t",
    "千克": "kg",
    "公斤": "kg",
    "克": "g",
    "千瓦时": "kWh",
    "度": "kWh",
    "千瓦": "kW",
    "瓦": "W",
    "平方米": "m2",
    "立方米": "m3",
    "米": "m",
    "公里": "km",
    "千米": "km",
    "升": "L",
    "元": "CNY",
    "万元": "CNY 10,000",
    "人": "persons",
    "个": "pcs",
    "次": "times",
    "台": "sets",
    "套": "sets",
    "盏": "lamps",
    "辆": "vehicles",
    "户": "households",
    "处": "places",
    "项": "items",
    "份": "copies",
    "年": "years",
    "月": "months",
    "天": "days",
    "小时": "hours",
    "分钟": "minutes",
    "分": "points",
    "摄氏度": "degrees Celsius",
}
"""Units in Chinese with their English."""
_END: Final = 24
"""Signs at the end of a label that are looked at."""
_SIGNS: Final = frozenset(
    {"%", "‰", "m", "m2", "m²", "㎡", "m3", "m³", "km", "kg", "g", "t", "l", "kwh", "kw", "w", "lux", "lx", "db", "ppm"}
    | {"℃", "°c", "h", "min", "kgce", "tce", "mg/m3", "mg/m³"}
)


def unit_in(*labels: str) -> str:
    """Give the unit named at the end of the first label that names one; "" where none does."""
    for label in labels:
        found = _BRACKETS.search(label.rstrip()[-_END:])
        unit = found[1].replace("％", "%") if found else ""
        if unit in KNOWN or unit.casefold() in _SIGNS:
            return unit
    return ""
