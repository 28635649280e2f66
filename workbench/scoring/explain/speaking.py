"""Words, points and lists in the language of the reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from workbench.domain.figures import plain
from workbench.domain.rules import Relation
from workbench.domain.texts import Language, Text
from workbench.scoring.explain.facts import BandFact, BoundFact
from workbench.scoring.explain.figures import Line, with_unit, written


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says facts in one language, with the sentences of `resources/words/explain.<language>.toml`."""

    language: Language
    words: Mapping[str, Any]
    terms: Mapping[str, Text] = field(default_factory=dict)

    def say(self, room: str, key: str, **facts: object) -> str:
        """Fill a sentence."""
        return str(self.words[room][key]).format(**facts)

    def join(self, key: str, parts: Iterable[str]) -> str:
        """Join with a separator of the language: `list`, `clause`, `and`, `or`."""
        return str(self.words["joined"][key]).join(part for part in parts if part)

    def text(self, text: Text) -> str:
        """Give a text of the form in the language."""
        return text.in_language(self.language)

    def quoted(self, text: Text) -> str:
        """Give a text of the form in quotation marks."""
        return self.say("written", "quoted", text=self.text(text))

    def points(self, points: Fraction | None) -> str:
        """Write points, without trailing zeros."""
        number = plain(points or Fraction(0))
        return self.say("written", "point" if number == "1" else "points", number=number)

    def unit(self, unit: str) -> str:
        """Give a unit in the language, as the form translates it; symbols are the same in both."""
        return self.terms[unit].in_language(self.language) if unit in self.terms else unit

    def figure(self, value: Fraction, unit: str, lines: Iterable[Line] = ()) -> str:
        """Write a measured value."""
        return written(value, self.unit(unit), lines)

    def limit(self, limit: Fraction, unit: str) -> str:
        """Write a limit as it stands in the form."""
        return with_unit(plain(limit), self.unit(unit))

    def band(self, band: BandFact) -> str:
        """Describe a band: `≥80 %`, `40–75 %`, `≥35 % and ... <60 %`."""
        alternatives = self.join("or", (self._bound(bound) for bound in band.any_of))
        said = self.join("and", (*self._every(band.every), alternatives))
        named = any(bound.name is not None for bound in (*band.every, *band.any_of))
        return self.say("written", "band_of_names" if named else "band", band=said)

    def _every(self, bounds: tuple[BoundFact, ...]) -> list[str]:
        found = {bound.relation: bound for bound in bounds if bound.name is None}
        low, high = found.get(Relation.GTE), found.get(Relation.LTE)
        if low is None or high is None or low.limit is None or high.limit is None:
            return [self._bound(bound) for bound in bounds]
        between = self.say("written", "range", low=plain(low.limit), high=self.limit(high.limit, high.unit))
        return [between, *(self._bound(bound) for bound in bounds if bound not in (low, high))]

    def _bound(self, bound: BoundFact) -> str:
        limit = "?" if bound.limit is None else self.limit(bound.limit, bound.unit)
        held_against = self.say("relations", bound.relation.value, limit=limit)
        return held_against if bound.name is None else f"{self.text(bound.name)} {held_against}"
