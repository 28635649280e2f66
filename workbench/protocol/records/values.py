"""The small bounded types that the records are made of; each becomes the same constraint in the JSON Schemas."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

# `$` of Python also matches before a final line feed; the look-ahead closes that and means nothing in other dialects.
_END = r"$(?!\n)"
_YEAR = "(?:19|20|21)[0-9]{2}"
_LEAP_YEAR = "(?:2000|(?:19|20|21)(?:0[48]|[2468][048]|[13579][26]))"
_DATE = (
    rf"(?:{_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    rf"|02-(?:0[1-9]|1[0-9]|2[0-8]))|{_LEAP_YEAR}-02-29)"
)
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_OFFSET = r"(?:\+(?:0[0-9]|1[0-4])|-(?:0[1-9]|1[0-2])):(?:00|15|30|45)"
_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_BASE64 = "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"

MAX_COUNT = 2**53 - 1

Sha256 = Annotated[str, Meta(min_length=64, max_length=64, pattern="^[0-9a-f]{64}$")]
RecordId = Sha256
KeyId = Annotated[str, Meta(min_length=32, max_length=32, pattern="^[0-9a-f]{32}$")]
Uuid = Annotated[str, Meta(min_length=36, max_length=36, pattern=f"^{_UUID}$")]
Date = Annotated[str, Meta(min_length=10, max_length=10, pattern=f"^{_DATE}$")]
Moment = Annotated[str, Meta(min_length=25, max_length=25, pattern=f"^{_DATE}T{_TIME}{_OFFSET}$")]
Decimal = Annotated[str, Meta(min_length=1, max_length=40, pattern=rf"^-?[0-9]+(?:\.[0-9]+)?{_END}")]
Region = Annotated[str, Meta(min_length=6, max_length=6, pattern="^[0-9]{6}$")]
CreditCode = Annotated[str, Meta(min_length=18, max_length=18, pattern="^[0-9A-HJ-NPQRTUWXY]{18}$")]
Code = Annotated[str, Meta(min_length=1, max_length=64, pattern=rf"^[A-Za-z0-9][A-Za-z0-9._-]*{_END}")]
Key = Annotated[str, Meta(min_length=1, max_length=64, pattern=rf"^[A-Za-z_][A-Za-z0-9_.-]*{_END}")]
Kind = Annotated[str, Meta(min_length=1, max_length=32, pattern=rf"^[a-z][a-z_]*{_END}")]
StaffNumber = Code
Line = Annotated[str, Meta(min_length=1, max_length=200, pattern=rf"^[^\x00-\x1f\x7f]+{_END}")]
Serial = Annotated[str, Meta(min_length=1, max_length=64, pattern=rf"^[^\x00-\x1f\x7f]+{_END}")]
Address = Annotated[str, Meta(max_length=300)]
Prose = Annotated[str, Meta(max_length=10_000)]
Reason = Annotated[str, Meta(min_length=1, max_length=10_000)]
FileName = Annotated[str, Meta(min_length=1, max_length=255, pattern=rf"^[^\x00-\x1f\x7f/\\]+{_END}")]
Base64 = Annotated[str, Meta(min_length=4, max_length=16_384, pattern=f"^{_BASE64}{_END}")]
Version = Annotated[str, Meta(min_length=1, max_length=64, pattern=rf"^[A-Za-z0-9][A-Za-z0-9.+_-]*{_END}")]
QrText = Annotated[str, Meta(min_length=1, max_length=2_000, pattern=rf"^[\x20-\x7e]+{_END}")]
Count = Annotated[int, Meta(ge=0, le=MAX_COUNT)]
Number = Annotated[int, Meta(ge=1, le=MAX_COUNT)]
ByteSize = Annotated[int, Meta(ge=0, le=MAX_COUNT)]
LatitudeE7 = Annotated[int, Meta(ge=-900_000_000, le=900_000_000)]
LongitudeE7 = Annotated[int, Meta(ge=-1_800_000_000, le=1_800_000_000)]
FreeText = Annotated[str, Meta(max_length=1_000)]
FreeInteger = Annotated[int, Meta(ge=-MAX_COUNT, le=MAX_COUNT)]
FreeList = Annotated[tuple[FreeText, ...], Meta(max_length=200)]
Attribute = None | bool | FreeInteger | FreeText | FreeList
Attributes = Annotated[dict[Key, Attribute], Meta(max_length=200)]
Document = Annotated[dict[str, Any], Meta(max_length=2_000)]

RoleCode = Literal["inspector", "supervisor", "issuer", "administrator", "hub"]
# Nothing that a viewer would run (SVG, HTML, scripts) has a name here; whatever else is attached is `octet-stream`.
MediaType = Literal[
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/heic",
    "image/heif",
    "image/tiff",
    "image/bmp",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/msword",
    "application/vnd.ms-excel",
    "application/octet-stream",
    "audio/mp4",
    "audio/mpeg",
    "audio/wav",
    "text/csv",
    "text/plain",
    "video/mp4",
]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A piece of a record; every field is always written, so that there is one spelling only."""


class RecordBase(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind"):
    """What all records share: their kind (the tag) and the version of their format."""

    format: Literal[1] = 1

    @property
    def kind(self) -> str:
        """The kind as written in the record, for example `revision`."""
        return str(self.__struct_config__.tag)

    def broken_rule(self) -> str:
        """Name the first rule broken between fields, which a schema cannot say; empty when all hold."""
        return ""


class PersonRef(Part, frozen=True, kw_only=True):
    """Somebody named in a record.

    Attributes:
        person_id: ASCII staff number, as in the person's certificate.
        name: Name to be shown and printed.
    """

    person_id: StaffNumber
    name: Line


class ActingPerson(Part, frozen=True, kw_only=True):
    """Somebody who acted in a role.

    Attributes:
        person_id: ASCII staff number, as in the person's certificate.
        name: Name to be shown and printed.
        role: Role in which the person acted.
    """

    person_id: StaffNumber
    name: Line
    role: RoleCode


class FormRef(Part, frozen=True, kw_only=True):
    """The exact edition of a form.

    Attributes:
        code: Code of the form, for example `green-mall`.
        edition: Code of the edition, for example `1`.
        sha256: SHA-256 of the canonical JSON of the parsed edition.
    """

    code: Code
    edition: Code
    sha256: Sha256


def ascending(keys: Iterable[str | tuple[str, ...]]) -> bool:
    """Tell whether keys rise strictly, which also rules out duplicates."""
    return all(left < right for left, right in itertools.pairwise(keys))  # type: ignore[operator]
