"""The head of a paper form: the unit and the subject, outside values, shared measurements, reference tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from workbench.documents.paper_form.content import (
    Annex,
    Blank,
    Block,
    Cells,
    Choices,
    Field,
    Line,
    Piece,
    Room,
    Say,
    Sheet,
)
from workbench.domain.figures import plain
from workbench.domain.forms import Attribute, AttributeKind, Parameter, Table
from workbench.usecases.paper.copy import Occasion
from workbench.usecases.paper.shared import Shared
from workbench.usecases.paper.wording import Wording, tick

_CREDIT_CODE = 18
_FLOORS = ("floors_min", "floors_max")


@dataclass(frozen=True)
class Head:
    """Words what stands before the conditions and items."""

    wording: Wording
    shared: Shared

    def fields(self) -> tuple[Field, ...]:
        """Give the rows about the unit, the visit and the subject."""
        filled = self.wording.copy.filled
        return (*self._occasion(Occasion() if filled is None else filled.occasion), *self._attributes())

    def _occasion(self, occasion: Occasion) -> Iterator[Field]:
        wording = self.wording
        rest = Room.REST
        yield self._field("unit", Line((Blank(value=occasion.unit, room=rest),)))
        is_code = len(occasion.credit_code) in (0, _CREDIT_CODE)
        line = Line((Blank(value=occasion.credit_code, room=rest),))
        yield self._field("credit_code", Cells(_CREDIT_CODE, occasion.credit_code) if is_code else line)
        if occasion.region:
            yield self._field("region", Line((Blank(value=occasion.region, room=rest),)))
        else:
            city, county = wording.say("head.city"), wording.say("head.county")
            yield self._field("region", Line((Blank(unit=city, room=Room.WORDS), Blank(unit=county, room=Room.WORDS))))
        yield self._field("address", Line((Blank(value=occasion.address, room=rest),)))
        yield self._field("visited_on", Line(self._day(occasion.visited_on)))
        yield self._field("team", Line((Blank(value=wording.say("joined.list").join(occasion.team), room=rest),)))
        names = tuple(Blank(wording.say(f"head.{key}"), room=Room.WORDS) for key in ("name", "post", "phone"))
        yield self._field("companion", Line(names))

    def _day(self, day: str) -> tuple[Piece, ...]:
        if day:
            return (Blank(value=day, room=Room.WORDS),)
        return tuple(Blank(unit=self.wording.say(f"head.{key}"), room=Room.DIGITS) for key in ("year", "month", "day"))

    def _field(self, key: str, *blocks: Block) -> Field:
        return Field(self.wording.say(f"head.{key}"), blocks)

    # --- the subject --------------------------------------------------------------------------------

    def _attributes(self) -> Iterator[Field]:
        filled = self.wording.copy.filled
        told = {} if filled is None else filled.document.get("subject") or {}
        for attribute in self.wording.copy.form.attributes:
            yield Field(self.wording.text(attribute.name), tuple(self._attribute(attribute, told)))

    def _attribute(self, attribute: Attribute, told: Mapping[str, object]) -> Iterator[Block]:
        wording = self.wording
        value = told.get(attribute.key)
        if value is None:
            value = _entered(wording.copy.facts.get(attribute.key))
        match attribute.kind:
            case AttributeKind.ENUM | AttributeKind.SET:
                chosen = value if isinstance(value, list | tuple | frozenset) else (value,)
                yield Choices(
                    tuple(tick(wording.text(one.name), is_so=one.code in chosen) for one in attribute.choices)
                )
            case AttributeKind.BOOLEAN:
                yield Line((wording.yes_no(value),))
            case _:
                figure = "" if value is None else str(value)
                yield Line((Blank("", wording.unit(attribute.unit), figure, Room.WORDS),))
        notes = [wording.say("several_ticks")] if attribute.kind is AttributeKind.SET else []
        if attribute.default is not None and wording.copy.filled is None and value is None:
            notes.append(wording.say("default_choice", choice=wording.choice(attribute.key, str(attribute.default))))
        if notes:
            yield Line((wording.fine(wording.say("joined.clause").join(notes)),))

    # --- values entered once ------------------------------------------------------------------------

    def parameters(self) -> Sheet | None:
        """Give the table of outside values, each with where it comes from."""
        wording, form = self.wording, self.wording.copy.form
        if not form.parameters:
            return None
        heads = tuple(wording.say(f"parameters.{key}") for key in ("name", "value", "source"))
        rows = tuple(self._parameter(parameter) for parameter in form.parameters)
        return Sheet(heads, (0.42, 0.27, 0.31), rows)

    def _parameter(self, parameter: Parameter) -> tuple[tuple[Block, ...], ...]:
        wording, filled = self.wording, self.wording.copy.filled
        entered = None if filled is None else (filled.document.get("parameters") or {}).get(parameter.key)
        name: list[Block] = [Line((Say(wording.text(parameter.name)),))]
        if parameter.note is not None:
            name.append(Line((wording.fine(wording.text(parameter.note)),)))
        value: list[Block] = [Line((Blank("", wording.unit(parameter.unit), "" if entered is None else str(entered)),))]
        if parameter.default is not None:
            value.append(Line((wording.fine(wording.say("parameters.default", value=plain(parameter.default))),)))
        source = "" if filled is None else filled.sources.get(parameter.key, "")
        told: list[Block] = [Line((Blank(value=source, room=Room.REST),))]
        if parameter.source is not None:
            told.append(Line((wording.fine(wording.text(parameter.source)),)))
        return tuple(name), tuple(value), tuple(told)

    def measured(self) -> Sheet | None:
        """Give the table of measurements that several items ask for."""
        wording, users = self.wording, self.shared.users
        if not users:
            return None
        heads = tuple(wording.say(f"measured.{key}") for key in ("number", "name", "value", "items"))
        return Sheet(heads, (0.12, 0.4, 0.27, 0.21), tuple(self._measured(key) for key in users))

    def _measured(self, key: str) -> tuple[tuple[Block, ...], ...]:
        wording = self.wording
        declared, values = wording.copy.form.input_by_key[key], self.shared.values(key)
        unit = wording.unit(declared.unit)
        distinct = list(dict.fromkeys(values.values()))
        if len(distinct) < 2:
            blocks: tuple[Block, ...] = (Line((Blank("", unit, distinct[0] if distinct else ""),)),)
        else:  # entered differently in two places: both are shown, neither is hidden
            blocks = tuple(Line((Blank(code, unit, value),)) for code, value in values.items())
        return (
            (Line((Say(wording.say("measured.code", number=self.shared.number(key))),)),),
            (Line((Say(wording.text(declared.name)),)),),
            blocks,
            (Line((Say(wording.say("joined.list").join(self.shared.users[key])),)),),
        )

    # --- reference tables ---------------------------------------------------------------------------

    def tables(self) -> Iterator[Annex]:
        """Give the reference tables, numbered as the items name them."""
        wording = self.wording
        for number, table in enumerate(wording.copy.form.tables, start=1):
            unit = wording.unit(table.unit)
            key = "table_title_unit" if unit else "table_title"
            title = wording.say(key, number=number, name=wording.text(table.name), unit=unit)
            yield Annex(title, self._values(table) if table.values else self._rows(table))

    def _values(self, table: Table) -> Sheet:
        wording = self.wording
        rows = tuple(
            ((Line((Say(wording.text(one.name)),)),), (Line((Say(plain(one.value)),)),)) for one in table.values
        )
        heads = (wording.say("table.name"), wording.say("table.value"))
        return Sheet(heads, (0.42, 0.16), rows)

    def _rows(self, table: Table) -> Sheet:
        wording = self.wording
        columns = [key for key in table.rows[0] if key not in _FLOORS and key not in table.by]
        attributes = [key for key in table.by if wording.attribute(key) is not None]
        heads = [wording.text(one.name) for key in attributes if (one := wording.attribute(key)) is not None]
        heads += [wording.column(key) for key in columns]
        rows = []
        for row in table.rows:
            cells = [self._key_of_row(row, key) for key in attributes]
            cells += [str(row[key]) for key in columns]
            rows.append(tuple((Line((Say(text),)),) for text in cells))
        return Sheet(tuple(heads), (1 / len(heads),) * len(heads), tuple(rows))

    def _key_of_row(self, row: Mapping[str, object], key: str) -> str:
        """Say for which values of a fact a row holds; a number of storeys stands as a range."""
        wording = self.wording
        if key in row:
            codes = row[key] if isinstance(row[key], list | tuple) else [row[key]]
            return wording.say("joined.list").join(wording.choice(key, str(code)) for code in _listed(codes))
        low, high = (row.get(bound) for bound in _FLOORS)
        if low is None:
            return wording.speaker.say("relations", "lte", limit=high)
        if high is None:
            return wording.speaker.say("relations", "gte", limit=low)
        return wording.speaker.say("written", "range", low=low, high=high)


def _listed(codes: object) -> list[object]:
    return list(codes) if isinstance(codes, list | tuple) else [codes]


def _entered(fact: object) -> object:
    """Give a decoded fact as an answers document would hold it."""
    return plain(fact) if isinstance(fact, Fraction) else fact
