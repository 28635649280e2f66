"""Region names as short as a column wants them."""

from __future__ import annotations


def city_of(region: str) -> str:
    """Give the city of a full region name without province and 市; other names stay as they are."""
    rest = region.partition("省")[2] or region
    city, sign, _ = rest.partition("市")
    return city if sign else rest
