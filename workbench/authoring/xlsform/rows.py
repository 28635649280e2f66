"""Rows of an XLSForm's survey and choices, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from workbench.authoring.xlsform.fields import MOST, Field, FieldKind
from workbench.authoring.xlsform.logic import TRUE
from workbench.authoring.xlsform.naming import NameBook
from workbench.authoring.xlsform.saying import Sayings
from workbench.domain.forms import Choice
from workbench.domain.texts import Text

ZH: Final = "中文 (zh)"
EN: Final = "English (en)"
COLUMNS: Final = (
    "type",
    "name",
    f"label::{ZH}",
    f"label::{EN}",
    f"hint::{ZH}",
    f"hint::{EN}",
    "relevant",
    "constraint",
    f"constraint_message::{ZH}",
    f"constraint_message::{EN}",
    "appearance",
    "default",
    "calculation",
    "parameters",
)
_PICTURE: Final = "max-pixels=2048"
_NOTHING: Final = Text("")
_TYPES: Final = {
    FieldKind.WHOLE: "integer",
    FieldKind.DECIMAL: "decimal",
    FieldKind.TEXT: "text",
    FieldKind.DATE: "date",
    FieldKind.IMAGE: "image",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the survey sheet."""

    type: str
    name: str = ""
    label: Text = _NOTHING
    hint: Text = _NOTHING
    relevant: str = ""
    constraint: str = ""
    message: Text = _NOTHING
    appearance: str = ""
    default: str = ""
    calculation: str = ""

    def cells(self) -> tuple[str, ...]:
        """Give the cells in the order of `COLUMNS`."""
        return (
            self.type,
            self.name,
            *_both(self.label),
            *_both(self.hint),
            self.relevant,
            self.constraint,
            *_both(self.message),
            self.appearance,
            self.default,
            self.calculation,
            _PICTURE if self.type == _TYPES[FieldKind.IMAGE] else "",
        )


def _both(text: Text) -> tuple[str, str]:
    return text.zh, text.en or text.zh


@dataclass
class Survey:
    """The survey while it is written; equal lists of choices are kept once."""

    names: NameBook
    say: Sayings
    rows: list[Row] = field(default_factory=list)
    lists: dict[tuple[tuple[str, str, str], ...], str] = field(default_factory=dict)

    def begin(self, wanted: str, label: Text, relevant: str = TRUE, *, one_screen: bool = False) -> None:
        """Open a group."""
        appearance = "field-list" if one_screen else ""
        name = self.names.take(wanted)
        self.rows.append(Row("begin_group", name, label, relevant=_shown_if(relevant), appearance=appearance))

    def end(self) -> None:
        """Close the group."""
        self.rows.append(Row("end_group"))

    def note(self, wanted: str, label: Text, relevant: str = TRUE, hint: Text = _NOTHING) -> None:
        """Show a text."""
        self.rows.append(Row("note", self.names.take(wanted), label, hint=hint, relevant=_shown_if(relevant)))

    def calculate(self, name: str, text: str) -> None:
        """Compute a value; its name was taken before."""
        self.rows.append(Row("calculate", name, calculation=text))

    def ask(self, entry: Field, relevant: str = TRUE, label: Text | None = None) -> None:
        """Ask a question."""
        constraint, message = self._constraint(entry)
        self.rows.append(
            Row(
                self._type(entry),
                entry.name,
                label or entry.label,
                hint=entry.hint,
                relevant=_shown_if(relevant),
                constraint=constraint,
                message=message,
                default=entry.default,
            )
        )

    def _type(self, entry: Field) -> str:
        match entry.kind:
            case FieldKind.YES_NO:
                return f"select_one {self.list_of((Choice('1', self.say('yes')), Choice('0', self.say('no'))), 'yn')}"
            case FieldKind.MARK:
                return f"select_one {self.list_of((Choice('1', self.say('marked')),), 'mark')}"
            case FieldKind.ONE:
                return f"select_one {self.list_of(entry.choices, '')}"
            case FieldKind.MANY:
                return f"select_multiple {self.list_of(entry.choices, '')}"
            case _:
                return _TYPES[entry.kind]

    def list_of(self, choices: Sequence[Choice], wanted: str) -> str:
        """Give the name of a list of choices."""
        key = tuple((choice.code, *_both(choice.name)) for choice in choices)
        if key not in self.lists:
            self.lists[key] = wanted or f"list{len(self.lists) + 1}"
        return self.lists[key]

    def _constraint(self, entry: Field) -> tuple[str, Text]:
        match entry.kind:
            case FieldKind.WHOLE:
                return self._whole(entry)
            case FieldKind.DECIMAL:
                return self._decimal(entry)
            case FieldKind.MANY if entry.nothing:
                text = f"not(selected(., '{entry.nothing}') and count-selected(.) > 1)"
                return text, self.say("none_or_some")
            case _:
                return "", _NOTHING

    def _whole(self, entry: Field) -> tuple[str, Text]:
        bounds = [". >= 0", f". <= {MOST}"]
        message = self.say("must_be_whole")
        for name, sign in ((entry.at_most, "<="), (entry.at_least, ">=")):
            if name:
                bounds.append(f"(${{{name}}} = '' or . {sign} ${{{name}}})")
                message = self.say("passed_within_sample")
        return " and ".join(bounds), message

    def _decimal(self, entry: Field) -> tuple[str, Text]:
        """Take no more decimals than the score counts with: `round(x * 10^n) div 10^n` is x itself only then."""
        scale = 10**entry.places
        low = f". >= (0 - {MOST})" if entry.may_be_negative else ". >= 0"
        same = f"round(. * {scale}) div {scale}"
        key = "must_be_decimal_signed" if entry.may_be_negative else "must_be_decimal"
        text = f"{low} and . <= {MOST} and . >= {same} and . <= {same}"
        return text, self.say(key, places=entry.places)


def _shown_if(condition: str) -> str:
    return "" if condition == TRUE else condition
