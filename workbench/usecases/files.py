"""Files named by people: read with a clear refusal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Self

from workbench.domain.refusals import Refusal


class FileUnreadable(Refusal):
    """A file named by the user cannot be read; facts: `file`, `reason`."""

    code = "file_unreadable"


class FileTooLarge(Refusal):
    """A file named by the user is larger than anything of its kind; facts: `file`, `size`, `limit`."""

    code = "file_too_large"


def read_file(path: Path, limit: int = 512 * 1024 * 1024) -> bytes:
    """Read a whole file; never more than the limit, whatever a device or a growing file goes on to give.

    Raises:
        FileUnreadable, FileTooLarge.
    """
    try:
        size = path.stat().st_size
        if size <= limit:
            with path.open("rb") as file:
                data = file.read(limit + 1)
            if len(data) <= limit:
                return data
            size = len(data)
    except (OSError, ValueError) as fault:  # a name with a NUL is no name at all
        raise FileUnreadable(file=path, reason=getattr(fault, "strerror", None) or str(fault)) from fault
    raise FileTooLarge(file=path, size=size, limit=limit)


class TargetExists(Refusal):
    """A file would be overwritten; facts: `file`."""

    code = "target_exists"


def refuse_existing(file: Path, *, may_replace: bool) -> None:
    """Refuse to overwrite a file that nobody said may go.

    Raises:
        TargetExists.
    """
    if file.exists() and not may_replace:
        raise TargetExists(file=file)


class NotJson(Refusal):
    """A text is no JSON; facts: `line`, `column`, `message`; place: the file."""

    code = "not_json"


class NotUtf8(Refusal):
    """A text file is written in another encoding; facts: `line`; place: the file."""

    code = "not_utf8"


class KeyTwice(Refusal):
    """An object in a JSON text names a key twice; facts: `key`; place: the file."""

    code = "key_twice"


class TooDeep(Refusal):
    """A JSON text nests deeper than any document; place: the file."""

    code = "json_too_deep"


class _TwinError(ValueError):
    """An object names a key twice."""


class WrittenFigure(float):
    """A figure that no document may hold, shown as it was written: the decoder answers it and names its place."""

    def __new__(cls, text: str) -> Self:
        """Keep the text beside the value, which may be NaN or infinite."""
        figure = super().__new__(cls, text)
        figure.text = text
        return figure

    text: str

    def __str__(self) -> str:
        return self.text


def read_text(path: Path) -> str:
    """Read a file of UTF-8 text, with or without the mark that some editors put in front.

    Raises:
        FileUnreadable, FileTooLarge, NotUtf8.
    """
    return text_of(read_file(path), str(path))


def text_of(data: bytes, place: str) -> str:
    """Decode UTF-8 text.

    Raises:
        NotUtf8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise NotUtf8(place=place, line=data.count(b"\n", 0, fault.start) + 1) from fault


def read_json(text: str, place: str = "") -> Any:
    """Read JSON strictly: a key named twice is refused; floats and endless figures are left to the decoder to answer.

    Raises:
        NotJson, KeyTwice, TooDeep.
    """
    try:
        return json.loads(
            text,
            parse_int=_whole,
            parse_float=WrittenFigure,
            parse_constant=WrittenFigure,
            object_pairs_hook=_no_twins,
        )
    except json.JSONDecodeError as fault:
        raise NotJson(place=place, line=fault.lineno, column=fault.colno, message=fault.msg) from fault
    except _TwinError as fault:
        raise KeyTwice(place=place, key=str(fault)) from fault
    except RecursionError as fault:
        raise TooDeep(place=place) from fault


def _whole(text: str) -> int | WrittenFigure:
    try:
        return int(text)
    except ValueError:  # thousands of digits, which Python refuses to turn into a number
        return WrittenFigure(text)


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        names = [name for name, _ in pairs]
        raise _TwinError(next(name for name in names if names.count(name) > 1))
    return members
