"""The end of a paper form: groups summed up, the total, the grades with what they ask, and who signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from workbench.documents.paper_form.content import Blank, Block, Field, Line, Piece, Room, Say, Sheet, Together
from workbench.domain.figures import on_screen, plain
from workbench.domain.forms import Form, Grade, Group, Mode, Normalisation, Requirement
from workbench.domain.results import GroupResult
from workbench.domain.rules import ParameterRef
from workbench.scoring.grade import UNJUDGED, is_fulfilled
from workbench.scoring.groups import normalisation_of
from workbench.usecases.paper.copy import Filled
from workbench.usecases.paper.wording import Wording, tick

_FOR_TEAM = 3


@dataclass(frozen=True)
class Results:
    """Words the results of one copy; `groups` are those of its mode."""

    wording: Wording
    groups: tuple[Group, ...]
    mode: Mode | None

    @property
    def _form(self) -> Form:
        return self.wording.copy.form

    def summary(self, group: Group) -> tuple[Piece, ...]:
        """Give the line that sums up a group."""
        wording, found = self.wording, self._found(group)
        pieces: list[Piece] = [
            Say(wording.say("sum.name", code=group.code)),
            Blank(wording.say("sum.base"), "", "" if found is None else plain(found.max_points), Room.DIGITS),
            Blank(wording.say("sum.points"), "", "" if found is None else plain(found.points), Room.DIGITS),
            Blank(wording.say("sum.ratio"), "%", _percent(found), Room.DIGITS),
        ]
        if group.bonus and group.cap is not None:
            pieces.append(Say(wording.say("sum.cap", cap=wording.points(group.cap))))
        if group.floor is not None:
            pieces.append(Say(wording.say("sum.floor", floor=self.line(group.floor, 100, "%"))))
            pieces.append(self._met(found))
        return tuple(pieces)

    def _found(self, group: Group) -> GroupResult | None:
        filled = self.wording.copy.filled
        return None if filled is None else filled.groups.get(group.code)

    def _met(self, found: GroupResult | None) -> Together:
        wording, met = self.wording, None if found is None else found.met
        return Together(
            (
                tick(wording.say("reached"), is_so=met is True),
                tick(wording.say("not_reached"), is_so=met is False),
            )
        )

    def line(self, line: Fraction | ParameterRef, factor: int, unit: str) -> str:
        """Write a floor or pass line; of one that an office may set what it is now, or its name."""
        figure = self.wording.figure_of(line.key) if isinstance(line, ParameterRef) else line
        if figure is None:
            return self.wording.parameter_name(line.key) if isinstance(line, ParameterRef) else ""
        return f"{plain(figure * factor)} {unit}".strip()

    def sheet(self) -> Sheet | None:
        """Give the table of all groups."""
        if not self.groups:
            return None
        wording = self.wording
        keys = ("group", "full", "base", "points", "ratio", "floor", "met")
        heads = tuple(wording.say(f"results.{key}") for key in keys)
        rows = tuple(self._row(group) for group in self.groups)
        return Sheet(heads, (0.23, 0.09, 0.12, 0.11, 0.12, 0.09, 0.24), rows)

    def _row(self, group: Group) -> tuple[tuple[Block, ...], ...]:
        wording, found = self.wording, self._found(group)
        name = wording.say("results.named", code=group.code, name=wording.text(group.name))
        base, points = ("", "") if found is None else (plain(found.max_points), plain(found.points))
        has_floor = group.floor is not None
        floor = wording.say("no_floor") if group.floor is None else self.line(group.floor, 100, "%")
        met: tuple[Block, ...] = (Line((self._met(found),)),) if has_floor else ()
        return (
            (Line((Say(name),)),),
            (Line((Say(plain(group.points)),)),),
            (Line((Blank(value=base, room=Room.DIGITS),)),),
            (Line((Blank(value=points, room=Room.DIGITS),)),),
            (Line((Blank(value=_percent(found), unit="%", room=Room.DIGITS),)),),
            (Line((Say(floor),)),),
            met,
        )

    # --- totals -------------------------------------------------------------------------------------

    def totals(self) -> Iterator[Block]:
        """Give the lines in which the total is worked out."""
        if not self.groups:
            return
        wording, filled = self.wording, self.wording.copy.filled
        result = None if filled is None else filled.result
        total = "" if result is None or result.total is None else plain(result.total)
        base = "" if result is None or result.max_points is None else plain(result.max_points)
        formula = self._form.total_formula
        if formula.prerequisite_points:
            yield from self._index(total)
        else:
            yield Line((Blank(wording.say("total.points"), "", total), Blank(wording.say("total.base"), "", base)))
        if normalisation_of(self._form, self.mode) is Normalisation.SHARE_OF_HUNDRED:
            share = "" if result is None or result.normalised is None else plain(result.normalised)
            yield Line((Blank(wording.say("total.normalised"), "", share),))

    def _index(self, total: str) -> Iterator[Block]:
        """Give the total of a building: points for its control items, the groups, and their divisor."""
        wording, filled, formula = self.wording, self.wording.copy.filled, self._form.total_formula
        granted, summed = "", ""
        if filled is not None:
            own = tuple(filled.states[entry.code] for entry in self._form.prerequisites)
            granted = plain(formula.prerequisite_points) if is_fulfilled(own) else "0"
            summed = plain(sum((group.points for group in filled.result.groups), start=Fraction(0)))
        yield Line(
            (
                Blank(wording.say("total.granted", points=plain(formula.prerequisite_points)), "", granted),
                Blank(wording.say("total.groups"), "", summed),
            )
        )
        yield Line((Blank(wording.say("total.index", divisor=plain(formula.divisor)), "", total),))

    # --- grades -------------------------------------------------------------------------------------

    def grades(self) -> Iterator[Block]:
        """Give the grades with what each asks, best first, and what is still open."""
        wording, filled = self.wording, self.wording.copy.filled
        shown = [grade for grade in self._form.grading if self._is_asked(grade)]
        reached = None if filled is None else filled.result.grade
        yield from (Line((tick(self._grade(grade), is_so=grade.code == reached),)) for grade in shown)
        if filled is not None:
            yield from self._still_open(filled)
        yield Line((wording.fine(wording.say("grade_note")),))

    def _is_asked(self, grade: Grade) -> bool:
        return grade.mode is None or self.mode is None or grade.mode == self.mode.code

    def _still_open(self, filled: Filled) -> Iterator[Block]:
        if filled.result.complete:
            return
        codes = [row.code for row in filled.result.ledger if row.state.is_open]
        codes += [one.code for one in filled.result.prerequisites if one.state in UNJUDGED]
        listed = self.wording.say("joined.list").join(codes)
        yield Line((Say(self.wording.say("still_open", count=len(codes), codes=listed)),))

    def _grade(self, grade: Grade) -> str:
        wording = self.wording
        conditions = list(self._conditions(grade)) or [wording.say("requires.nothing")]
        mode = next((one for one in self._form.modes if one.code == grade.mode), None)
        if mode is not None and self.mode is None:
            conditions.insert(0, wording.say("only_for", condition=wording.text(mode.name)))
        asked = wording.say("joined.clause").join(conditions)
        return wording.say("grade", name=wording.text(grade.name), conditions=asked)

    def _conditions(self, grade: Grade) -> Iterator[str]:
        wording = self.wording
        for requirement in (one for one in Requirement if one in grade.requires):
            match requirement:
                case Requirement.TOTAL if grade.min_normalised is not None:
                    yield wording.say("requires.total", line=self.line(grade.min_normalised, 1, ""))
                case Requirement.CRITERIA_COUNT:
                    yield self._criteria(grade)
                case Requirement.STAR_REQUIREMENTS:
                    star = wording.speaker.say("levels", str(grade.star))
                    yield wording.say("requires.star_requirements", star=star)
                case _:
                    yield wording.say(f"requires.{requirement.value}")

    def _criteria(self, grade: Grade) -> str:
        wording, key = self.wording, grade.criteria_attribute or ""
        told = [
            wording.say("line_of_subject", subject=wording.choice(key, code), line=number)
            for code, number in grade.min_criteria.items()
        ]
        return wording.say("requires.criteria_count", lines=wording.say("joined.list").join(told))

    # --- signatures ---------------------------------------------------------------------------------

    def signatures(self) -> tuple[Field, ...]:
        """Give the rows to sign: the unit's statement, its stamp, the team."""
        wording = self.wording
        statement = (
            Line((tick(wording.say("sign.agrees"), is_so=False), tick(wording.say("sign.objects"), is_so=False))),
            Line((Blank(wording.say("sign.statement"), room=Room.REST),)),
            Line((Blank(room=Room.REST),)),
        )
        unit = (
            Line((Blank(wording.say("sign.representative"), room=Room.TALLY), Blank(wording.say("head.post")))),
            Line((Say(" "),)),
            Line((Say(" "),)),
            Line((Say(wording.say("sign.stamp")), *self._day())),
        )
        filled = wording.copy.filled
        names: Sequence[str] = filled.occasion.team if filled else ()
        team = tuple(self._signer(place, names) for place in range(max(_FOR_TEAM, len(names))))
        return (
            Field(wording.say("sign.unit_says"), statement),
            Field(wording.say("sign.unit"), unit),
            Field(wording.say("sign.team"), team),
        )

    def _signer(self, place: int, names: Sequence[str]) -> Line:
        wording = self.wording
        role = wording.say("sign.leader" if place == 0 else "sign.member")
        name = names[place] if place < len(names) else ""
        return Line(
            (Blank(role, "", name, Room.TALLY), Blank(wording.say("sign.signature"), room=Room.TALLY), *self._day())
        )

    def _day(self) -> tuple[Piece, ...]:
        return tuple(Blank(unit=self.wording.say(f"head.{key}"), room=Room.DIGITS) for key in ("year", "month", "day"))


def _percent(found: GroupResult | None) -> str:
    if found is None or found.ratio is None:
        return ""
    return on_screen(found.ratio * 100, None if found.floor is None else found.floor * 100)
