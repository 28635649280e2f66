"""Submissions as they come from servers and phones: plain values by field name, with their place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from workbench.authoring.xlsform.fields import FieldKind
from workbench.authoring.xlsform.refusals import (
    PhoneAnswerTwice,
    PhoneFileBroken,
    PhoneFileUnknown,
    PhoneFormOther,
    PhoneNothingThere,
    PhoneVersionOther,
)
from workbench.authoring.xlsform.summary import VERSION_FIELD
from workbench.authoring.xlsform.workbook import Drawn

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SERVER_COLUMNS: Final = frozenset(
    {
        "SubmissionDate",
        "SubmitterID",
        "SubmitterName",
        "AttachmentsPresent",
        "AttachmentsExpected",
        "Status",
        "ReviewState",
        "DeviceID",
        "Edits",
        "FormVersion",
        "KEY",
        "instanceID",
        "instanceName",
        "start",
        "end",
        "today",
        "username",
        "deviceid",
        "phonenumber",
        "__version__",
        "_id",
        "_uuid",
        "_submission_time",
        "_validation_status",
        "_notes",
        "_status",
        "_submitted_by",
        "_tags",
        "_index",
        "rootUuid",
        "formhub",
        "uuid",
        "version",
        "audit",
        "deprecatedID",
    }
)
"""What servers add of their own; it is no answer and nothing is lost when it is left."""
_LONGEST_CELL: Final = 1_000_000


@dataclass(frozen=True)
class Submission:
    """One filled-in form: where it stands, its instance's name, its values, and what the form does not know."""

    place: str
    instance_id: str
    values: Mapping[str, str]
    version: str = ""
    unknown: Mapping[str, str] = field(default_factory=dict)


def read_submissions(data: bytes, file: str, made: Drawn) -> list[Submission]:
    """Read a CSV export or submission XML.

    Raises:
        PhoneFileUnknown, PhoneFileBroken, PhoneFormOther, PhoneVersionOther, PhoneNothingThere, PhoneAnswerTwice.
    """
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"<":
        found = list(_from_xml(data, file, made))
    elif data[:2] == b"PK" or b"\0" in data[:1000]:
        raise PhoneFileUnknown(file=file)
    else:
        found = list(_from_csv(data, file, made))
    for submission in found:
        _check_version(submission, made)
    return found


def _check_version(submission: Submission, made: Drawn) -> None:
    version = submission.values.get(VERSION_FIELD) or submission.version
    if version and version != made.plan.version:
        raise PhoneVersionOther(place=submission.place, found=version, wanted=made.plan.version)


# --- XML ------------------------------------------------------------------------------------------


def _from_xml(data: bytes, file: str, made: Drawn) -> Iterator[Submission]:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as fault:
        raise PhoneFileBroken(file=file) from fault
    instances = [root] if "id" in root.attrib else [child for child in root if "id" in child.attrib]
    if not instances:
        raise PhoneNothingThere(file=file)
    for number, instance in enumerate(instances, start=1):
        place = file if len(instances) == 1 else f"{file}#{number}"
        yield _instance(instance, place, made)


def _instance(instance: Element, place: str, made: Drawn) -> Submission:
    known = {row.name for row in made.survey.rows}
    leaves: dict[str, str] = {}
    for leaf in instance.iter():
        name, value = _local(leaf), (leaf.text or "").strip()
        if len(leaf):
            continue
        if name in known and leaves.get(name, value) != value:
            raise PhoneAnswerTwice(place=place, name=name)
        leaves[name] = value
    own = instance.attrib.get("id", "")
    if own != made.plan.form_id and not leaves.get(VERSION_FIELD):
        raise PhoneFormOther(place=place, found=own, wanted=made.plan.form_id)
    return Submission(
        place=place,
        instance_id=leaves.get("instanceID", ""),
        values={name: value for name, value in leaves.items() if name in known and value},
        version="" if leaves.get(VERSION_FIELD) else instance.attrib.get("version", ""),
        unknown={
            name: value for name, value in leaves.items() if value and name not in known and name not in SERVER_COLUMNS
        },
    )


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


# --- CSV ------------------------------------------------------------------------------------------


def _from_csv(data: bytes, file: str, made: Drawn) -> Iterator[Submission]:
    try:
        text = data.decode("utf-8-sig")
        csv.field_size_limit(_LONGEST_CELL)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))
    except (UnicodeDecodeError, csv.Error) as fault:
        raise PhoneFileBroken(file=file) from fault
    if not rows or not any(_name(title) == made.plan.unit_name.name for title in rows[0]):
        raise PhoneNothingThere(file=file)
    columns = _Columns(rows[0], made, file)
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            yield columns.submission(row, f"{file}:{number}")


def _delimiter(text: str) -> str:
    """Tell commas from the semicolons that KoboToolbox writes; no name of a field holds either."""
    titles = text.partition("\n")[0]
    return ";" if titles.count(";") > titles.count(",") else ","


def _name(title: str) -> str:
    """Take the field's own name from `group-field` or `group/field`; no name of ours holds either sign."""
    return title.strip().replace("/", "-").rpartition("-")[2]


class _Columns:
    """What each column of an export holds."""

    def __init__(self, titles: list[str], made: Drawn, file: str) -> None:
        known = {row.name for row in made.survey.rows if row.name}
        choices = {
            entry.name: {choice.code for choice in entry.choices}
            for entry in made.plan.fields()
            if entry.kind is FieldKind.MANY
        }
        self._plain: dict[int, str] = {}
        self._split: dict[int, tuple[str, str]] = {}
        self._other: dict[int, str] = {}
        for at, title in enumerate(titles):
            chosen = _split_choice(title, choices)
            if chosen is not None:
                self._split[at] = chosen
            elif _name(title) in known:
                if _name(title) in self._plain.values():
                    raise PhoneAnswerTwice(place=file, name=_name(title))
                self._plain[at] = _name(title)
            else:
                self._other[at] = title.strip()

    def submission(self, row: list[str], place: str) -> Submission:
        """Read one row."""
        cells = {at: cell.strip() for at, cell in enumerate(row) if cell.strip()}
        values = {name: cells[at] for at, name in self._plain.items() if at in cells}
        for at, (name, choice) in self._split.items():
            if cells.get(at) in ("1", "1.0", "True", "TRUE", "true") and choice not in values.get(name, "").split():
                values[name] = f"{values.get(name, '')} {choice}".strip()
        extra = {title: cells[at] for at, title in self._other.items() if at in cells}
        extra |= {f"column {at + 1}": cell for at, cell in cells.items() if at >= self._width}
        named = {_name(title): cell for title, cell in extra.items()}
        return Submission(
            place=place,
            instance_id=named.get("instanceID") or named.get("KEY") or named.get("_uuid") or "",
            values=values,
            version=named.get("FormVersion", ""),
            unknown={title: cell for title, cell in extra.items() if _name(title) not in SERVER_COLUMNS},
        )

    @property
    def _width(self) -> int:
        return len(self._plain) + len(self._split) + len(self._other)


def _split_choice(title: str, choices: Mapping[str, set[str]]) -> tuple[str, str] | None:
    """Recognise a column that holds one choice of a list: `group-field/choice`."""
    before, slash, choice = title.strip().rpartition("/")
    name = _name(before)
    return (name, choice) if slash and choice in choices.get(name, set()) else None
