"""XLSForms made in memory, and the scoring that a person would add to one, filled in mechanically."""

from __future__ import annotations

import copy
import io
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import openpyxl

from workbench.authoring.xlsform_in.importing import import_xlsform
from workbench.authoring.xlsform_in.outcome import ImportedForm, Note
from workbench.spreadsheets.reading import BookRead, read_workbook

Rows = Sequence[Sequence[Any]]


def xlsform_bytes(**sheets: Rows) -> bytes:
    """Write a workbook; the first row of each sheet holds its titles."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xlsform(**sheets: Rows) -> BookRead:
    """Give a workbook as it is read."""
    return read_workbook(xlsform_bytes(**sheets), "survey.xlsx")


def imported(**sheets: Rows) -> ImportedForm:
    """Import a workbook."""
    return import_xlsform(xlsform(**sheets))


def asked(
    *rows: Sequence[Any], titles: str = "type name label::中文(zh) label::English(en)", **sheets: Rows
) -> ImportedForm:
    """Import a survey with the usual columns."""
    return imported(survey=[titles.split(), *rows], **sheets)


def items_of(form: ImportedForm) -> list[dict[str, Any]]:
    """Give the items of all groups."""
    return [item for group in form.content["groups"] for item in group["items"]]


def codes(notes: Sequence[Note]) -> list[str]:
    """Give the codes of notes."""
    return [note.code for note in notes]


def note(notes: Sequence[Note], code: str) -> Note:
    """Give the only note of a code."""
    (found,) = [one for one in notes if one.code == code]
    return found


def cells_of(book: BookRead) -> list[str]:
    """List every cell of the three sheets with something in it."""
    return [
        cell.place
        for sheet in book.sheets
        if sheet.name.strip().lower() in {"survey", "choices", "settings"}
        for row in sheet.rows
        for cell in row
        if cell.text.strip() or cell.is_formula
    ]


# --- what a person adds ---------------------------------------------------------------------------


def completed(form: ImportedForm) -> dict[str, Any]:
    """Fill in everything an XLSForm does not know: two points an item, levels downwards, one band at 60."""
    content = copy.deepcopy(form.content)
    for group in content["groups"]:
        for item in group["items"]:
            item["points"] = "2"
            _complete(item["scoring"])
        for subgroup in group.get("subgroups", ()):
            inside = [item for item in group["items"] if item["subgroup"] == subgroup["code"]]
            subgroup["points"] = str(2 * len(inside))
        group["points"] = str(2 * len(group["items"]))
    for entry in content["inputs"]:
        entry.setdefault("unit", "1")
    content["action"] = content["form"]
    content["standard"] = {"zh": "标准", "en": "standard"}
    content["total_points"] = str(sum(int(group["points"]) for group in content["groups"]))
    return {**content, "grading": _grading(), "certificate": _certificate()}


def _complete(scoring: dict[str, Any]) -> None:
    match scoring["kind"]:
        case "graded":
            levels = scoring.setdefault("levels", [{"code": code, "label": {"zh": code}} for code in "ab"])
            for index, level in enumerate(levels):
                level["points"] = "2" if index == 0 else "0"
        case "bands":
            scoring["quantity"].setdefault("unit", "1")
            scoring.update(better="higher", bands=[{"gte": "60", "points": "2"}], otherwise="0")
        case "count":
            share = Fraction(2, 1)
            scoring.update(each=str(share), cap="2")


def _grading() -> list[dict[str, Any]]:
    origin = {"provenance": "constructed", "source": "own"}
    return [
        {
            "code": "pass",
            "name": {"zh": "达标", "en": "passed"},
            "verdict": "pass",
            "requires": ["prerequisites", "total"],
            "min_normalised": "60",
            "origin": origin,
        },
        {"code": "fail", "name": {"zh": "未达标", "en": "failed"}, "verdict": "fail", "requires": [], "origin": origin},
    ]


def _certificate() -> dict[str, Any]:
    return {
        "name": {"zh": "证书", "en": "certificate"},
        "issuer": {"zh": "单位", "en": "office"},
        "validity_years": None,
        "validity_note": {"zh": "长期", "en": "no end"},
        "publicity": {"zh": "公示", "en": "notice"},
        "origin": {"provenance": "constructed", "source": "own"},
    }


# --- what an inspector answers ---------------------------------------------------------------------


def best_answers(content: dict[str, Any]) -> dict[str, Any]:
    """Answer every item as well as can be; each attribute takes the first value that every condition lets through."""
    return {
        "form": content["form"],
        "edition": content["edition"],
        "subject": {entry["key"]: _fact(entry) for entry in content["attributes"]},
        "responses": {
            item["code"]: {"value": _best(item["scoring"])} for g in content["groups"] for item in g["items"]
        },
    }


def _fact(attribute: dict[str, Any]) -> Any:
    values = [value["code"] for value in attribute["values"]]
    return values if attribute["type"] == "set" else values[0]


def _best(scoring: dict[str, Any]) -> Any:
    match scoring["kind"]:
        case "yes_no":
            return True
        case "graded":
            return scoring["levels"][0]["code"]
        case "count":
            return {"options": [scoring["options"][0]["code"]]} if "options" in scoring else {"count": 1}
        case _:
            return dict.fromkeys(scoring["quantity"]["inputs"], "60")
