"""A few bytes that claim to be billions of cells are refused before anything is built of them."""

from __future__ import annotations

import io
import zipfile

import pytest

from workbench.spreadsheets.guarding import refuse_hostile
from workbench.spreadsheets.refusals import WorkbookTooLarge
from workbench.spreadsheets.writing import Column, SheetPlan, write_workbook


def an_archive(part: bytes, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return stream.getvalue()


@pytest.mark.parametrize(
    "part",
    [
        b'<mergeCell ref="A1:XFD1048576"/>',
        b'<mergeCell ref="$A$1:$XFD$1048576"/>',
        b'<x:mergeCell ref="a1:xfd1048576"/>',
        b'<mergeCell ref="&#65;1:XFD104857"/>',
        b"<hyperlink ref='A1:XFD1048576'/>",
        b'<mergeCell ref="A1:A1000000"/>' * 3,
        b'<c r="A1"/>' * 2_000_001,
        b"<si><t>x</t></si>" * 1_000_001,
    ],
    ids=["plain", "dollars", "small letters", "entities", "link", "many", "cells", "texts"],
)
@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/odd/sheet1.bin"])
def test_more_cells_than_a_workbook_may_have_are_refused(part, name):
    with pytest.raises(WorkbookTooLarge):
        refuse_hostile(an_archive(part, name), "f.xlsx")


def test_a_plain_workbook_passes():
    refuse_hostile(write_workbook([SheetPlan("s", (Column("a"),), [["x"]] * 100)]), "f.xlsx")
