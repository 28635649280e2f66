"""The types of an XLSForm's rows in all their spellings."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from typing import Final


class Kind(enum.Enum):
    """What a row of the survey is; the value is also the code of the note about rows that are not carried."""

    BEGIN_GROUP = "begin_group"
    END_GROUP = "end_group"
    BEGIN_REPEAT = "begin_repeat"
    END_REPEAT = "end_repeat"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    INTEGER = "integer"
    DECIMAL = "decimal"
    RANGE = "range"
    ACKNOWLEDGE = "acknowledge"
    NOTE = "note"
    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    FILE = "file"
    TEXT = "row_text"
    DATE = "row_date"
    PLACE = "row_place"
    CALCULATE = "row_calculate"
    META = "row_meta"
    RANK = "row_rank"
    EXTERNAL = "row_external"
    BARCODE = "row_barcode"
    SETTING = "row_setting"
    UNKNOWN = "row_unknown"
    MISSING = "row_without_type"


@dataclass(frozen=True, slots=True)
class QuestionType:
    """A type with the choice list it names ("" for none)."""

    kind: Kind
    list_name: str = ""
    or_other: bool = False


_BEGIN: Final = re.compile(
    r"begin[\s_]+(?P<what>group|lgroup|repeat|loop|looped group)(\s+(over\s+)?\S+)?", re.IGNORECASE
)
_END: Final = re.compile(r"end[\s_]+(?P<what>group|lgroup|repeat|loop|looped group)", re.IGNORECASE)
_SELECT: Final = re.compile(
    r"(?P<command>add select one prompt using|add select multiple prompt using|select all that apply from"
    r"|select[_ ]one[_ ]from[_ ]file|select[_ ]multiple[_ ]from[_ ]file|select[_ ]one[_ ]external"
    r"|select one from|select multiple from|select one using|select multiple using|select all that apply"
    r"|q select1|q select|select_?1|select[_ ]one|select[_ ]multiple|rank)"
    r"(\s+(?P<list>(?!(or specify other|or_other|or other)$)\S.*?))?"
    r"(?P<other>\s+(or specify other|or_other|or other))?",
    re.IGNORECASE,
)
_PLAIN: Final = {
    Kind.INTEGER: "integer,int,add integer prompt,q int,percentage,number of days in last month"
    ",number of days in last six months,number of days in last year",
    Kind.DECIMAL: "decimal,add decimal prompt,q decimal",
    Kind.RANGE: "range",
    Kind.ACKNOWLEDGE: "acknowledge,trigger,add acknowledge prompt,q acknowledge",
    Kind.NOTE: "note,add note prompt,q note",
    Kind.IMAGE: "image,photo,add image prompt,add photo prompt,q image,q picture",
    Kind.VIDEO: "video,add video prompt,q video",
    Kind.AUDIO: "audio,add audio prompt,q audio",
    Kind.FILE: "file,add file prompt",
    Kind.TEXT: "text,string,add text prompt,q string",
    Kind.DATE: "date,datetime,time,date time,add date prompt,add datetime prompt,q date,q datetime"
    ",add date time prompt,q date time",
    Kind.PLACE: "geopoint,geotrace,geoshape,gps,location,add location prompt,q location,q geopoint,q geotrace"
    ",q geoshape,start-geopoint,background-geopoint",
    Kind.CALCULATE: "calculate,add calculate prompt,q calculate,calculation",
    Kind.META: "start,end,today,start time,end time,get start time,get end time,get today,deviceid,device id"
    ",get device id,imei,subscriberid,subscriber id,get subscriber id,simserial,sim id,get sim id,phonenumber"
    ",phone number,get phone number,username,email,uri:username,uri:email,uri:deviceid,uri:phonenumber"
    ",uri:subscriberid,uri:simserial,audit,hidden,background-audio",
    Kind.EXTERNAL: "xml-external,csv-external",
    Kind.BARCODE: "barcode,add barcode prompt,q barcode",
    Kind.SETTING: "form_title,set form title,set_form_title,form_id,set form id,set_form_id,prefix",
}
_BY_NAME: Final = {name: kind for kind, names in _PLAIN.items() for name in names.split(",")}
_REPEATS: Final = frozenset({"lgroup", "repeat", "loop", "looped group"})


def type_of(text: str) -> QuestionType:
    """Read a type as it stands in the column `type`."""
    plain = " ".join(text.split())
    lowered = plain.lower()
    if not plain:
        return QuestionType(Kind.MISSING)
    if begin := _BEGIN.fullmatch(plain):
        return QuestionType(Kind.BEGIN_REPEAT if begin["what"].lower() in _REPEATS else Kind.BEGIN_GROUP)
    if end := _END.fullmatch(plain):
        return QuestionType(Kind.END_REPEAT if end["what"].lower() in _REPEATS else Kind.END_GROUP)
    if lowered in _BY_NAME:
        return QuestionType(_BY_NAME[lowered])
    if lowered == "osm" or lowered.startswith("osm "):
        return QuestionType(Kind.PLACE)
    selected = _SELECT.fullmatch(plain)
    return _select(selected) if selected else QuestionType(Kind.UNKNOWN)


def _select(found: re.Match[str]) -> QuestionType:
    command = found["command"].lower()
    name = (found["list"] or "").strip()
    if command == "rank":
        return QuestionType(Kind.RANK, name)
    if "file" in command or "external" in command or name.startswith("${"):
        return QuestionType(Kind.EXTERNAL, name)
    many = "multiple" in command or "all" in command or command == "q select"
    return QuestionType(Kind.SELECT_MULTIPLE if many else Kind.SELECT_ONE, name, or_other=bool(found["other"]))
