"""The administrative divisions of the province: codes in force, names in full, and finding them by a few letters."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from workbench.catalogue.pinyin import folded
from workbench.catalogue.refusals import UnknownRegion
from workbench.catalogue.sounding import SoundedTexts
from workbench.domain.plans import RegionLevel
from workbench.domain.resources import DataFolders
from workbench.domain.texts import Text

_ENGLISH_LEVEL = {"省": "Province", "市": "City", "区": "District", "县": "County"}


@dataclass(frozen=True, slots=True)
class Region:
    """A province, city or county-level unit with its code by GB/T 2260 (`pinyin` leaves 省, 市, 区, 县 out)."""

    code: str
    name: str
    pinyin: str
    level: RegionLevel
    parent: str | None

    @property
    def text(self) -> Text:
        """The name in both languages."""
        spelled = self.pinyin.replace(" ", "").capitalize()
        return Text(self.name, f"{spelled} {_ENGLISH_LEVEL[self.name[-1]]}")

    @property
    def initials(self) -> str:
        """The first letters of the pinyin, for finding it with a few keys."""
        return folded("".join(syllable[0] for syllable in self.pinyin.split()))


class Regions:
    """One province with its cities and county-level units, in the order of their codes."""

    def __init__(self, regions: Iterable[Region], as_of: date, source: str) -> None:
        self._by_code = {region.code: region for region in regions}
        self.as_of = as_of
        self.source = source

    @classmethod
    def open(cls, folders: DataFolders) -> Regions:
        """Open the newest list that travels with the program."""
        newest = max((folders.resources / "regions").glob("*.toml"), key=lambda file: file.name)
        return cls.parse(newest.read_text("utf-8"))

    @classmethod
    def parse(cls, text: str) -> Regions:
        """Read a list of regions; our own file, so a fault in it is a broken promise and raises."""
        data = tomllib.loads(text)
        found = [_region(data["province"], RegionLevel.PROVINCE, None)]
        for city in data["cities"]:
            found.append(_region(city, RegionLevel.CITY, data["province"]["code"]))
            found.extend(_region(county, RegionLevel.COUNTY, city["code"]) for county in city["counties"])
        return cls(found, date.fromisoformat(data["as_of"]), data["source"])

    @property
    def all(self) -> tuple[Region, ...]:
        """Province, then each city before its counties."""
        return tuple(self._by_code.values())

    @cached_property
    def province(self) -> Region:
        """The province itself."""
        return self._of_level(RegionLevel.PROVINCE)[0]

    @cached_property
    def cities(self) -> tuple[Region, ...]:
        """The prefecture cities."""
        return self._of_level(RegionLevel.CITY)

    @cached_property
    def counties(self) -> tuple[Region, ...]:
        """The county-level units: districts, county-level cities and counties."""
        return self._of_level(RegionLevel.COUNTY)

    def _of_level(self, level: RegionLevel) -> tuple[Region, ...]:
        return tuple(region for region in self.all if region.level is level)

    def find(self, code: str) -> Region:
        """Give the region with this code.

        Raises:
            UnknownRegion: no current division has it (former codes are not in force any more).
        """
        region = self._by_code.get(code)
        if region is None:
            raise UnknownRegion(region=code, example=self.cities[0].code)
        return region

    def has(self, code: str) -> bool:
        """Tell whether a division with this code is in force."""
        return code in self._by_code

    def path(self, code: str) -> tuple[Region, ...]:
        """Give the region with everything above it, province first."""
        region = self.find(code)
        return (region,) if region.parent is None else (*self.path(region.parent), region)

    def full_name(self, code: str) -> str:
        """Write the name in full, as addresses do: 山西省太原市小店区."""
        return "".join(region.name for region in self.path(code))

    def city_of(self, code: str) -> Region | None:
        """Give the prefecture city a region is or lies in; None for the province."""
        return next((region for region in self.path(code) if region.level is RegionLevel.CITY), None)

    def within(self, code: str) -> tuple[Region, ...]:
        """Give a region and everything inside it, which is what a key for that region may sign for."""
        return tuple(region for region in self.all if self.find(code) in self.path(region.code))

    def search(self, typed: str, limit: int = 20) -> tuple[Region, ...]:
        """Find regions by a piece of the name, the start of the code, or the start of pinyin or its initials."""
        wanted = folded(typed)
        if not wanted:
            return self.all[:limit]
        return tuple(region for region in self.all if _fits(region, wanted))[:limit]

    def named(self, word: str) -> frozenset[str]:
        """Give the codes of the cities and counties that a word of a search names, in signs or sounds or by code.

        The word is the beginning of a name (太原小店 and tyxd too) or of a code; a single letter names nothing.
        """
        if len(word) < 2 and word.isascii():
            return frozenset()
        codes = tuple(self._by_code)
        return frozenset(codes[number] for number in self._spelled.numbers(self._spelled.fit(word).start))

    @cached_property
    def _spelled(self) -> SoundedTexts:
        return SoundedTexts(self._called(region) for region in self.all)

    def _called(self, region: Region) -> tuple[str, ...]:
        """Give what a region is called in a search; all lies in the province, so its name tells nothing."""
        city = self.city_of(region.code)
        if city is None:
            return ()
        if city is region:
            return (region.code, region.name)
        return (region.code, region.name, f"{city.name}{region.name}", f"{city.name[:-1]}{region.name}")


def _region(entry: dict[str, Any], level: RegionLevel, parent: str | None) -> Region:
    return Region(entry["code"], entry["name"], entry["pinyin"], level, parent)


def _fits(region: Region, wanted: str) -> bool:
    pinyin = folded(region.pinyin)
    starts = (region.code, pinyin, pinyin.replace("v", "u"), region.initials)
    return wanted in region.name or any(start.startswith(wanted) for start in starts)
