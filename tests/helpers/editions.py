"""A small form in two editions that differ in every way that matters to a draft, as content and as files."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from tests.helpers.form_content import as_file, form_schema, item, share, small_content, two
from tests.helpers.offices import DATA, Office
from workbench.authoring.transfer import Edition
from workbench.catalogue.form_reader import read_form_content
from workbench.catalogue.library import Library
from workbench.domain.resources import DataFolders

Content = dict[str, Any]


def first_content() -> Content:
    """Give edition 1: six items of 5 points, a veto, a parameter without default; its action is that of the malls."""
    content = small_content()
    content |= {"action": "green-mall", "edition": "1"}
    group = content["groups"][0]
    levels = [
        {"code": "a", "label": two("好"), "points": "5"},
        {"code": "b", "label": two("一般"), "points": "3"},
        {"code": "c", "label": two("没有"), "points": "0"},
    ]
    bands = [{"gte": "90", "points": "5"}, {"gte": "60", "points": "3"}]
    group["items"] = [
        item("A101", {"kind": "graded", "levels": levels}, "5", na={"rule": "excluded", "condition": two("无此设备")}),
        item("A102", share(*bands), "5"),
        item("A103", {"kind": "yes_no"}, "5"),
        item("A104", {"kind": "yes_no"}, "5"),
        item("A105", {"kind": "yes_no"}, "5"),
        item("A106", {"kind": "yes_no"}, "5"),
    ]
    content["seed_coverage"] = []
    return content


def second_content() -> Content:
    """Give edition 2.

    A101 lost level b, A102 asks more of its best band, A103 weighs double, A104 is as it was, A105 is gone, A106 is
    decided by a share now, A107 is new; `mean` is gone, sizes gained a choice, the veto is worded anew.
    """
    content = copy.deepcopy(first_content())
    content["edition"] = "2"
    group = content["groups"][0]
    first, second, third, _, _, sixth = group["items"]
    del first["scoring"]["levels"][1]
    second["scoring"]["bands"][0]["gte"] = "95"
    third["points"] = "10"
    sixth["scoring"] = share({"gte": "50", "points": "5"})
    group["items"][4] = item("A107", {"kind": "yes_no"}, "5")
    group["points"] = content["total_points"] = group["subgroups"][0]["points"] = "35"
    content["parameters"] = []
    content["attributes"][0]["values"].append({"code": "tiny", "name": two("微")})
    content["prerequisites"][0]["check"] = two("近三年守法")
    return content


def edition(content: Content) -> Edition:
    """Read content as an edition; it has to be faultless."""
    read = read_form_content(content, form_schema())
    assert read.form is not None, [(one.code, one.path) for one in read.problems]
    return Edition(read.form, read.content)


def write_form(folder: Path, content: Content) -> Path:
    """Put content where a library looks for it."""
    path = folder / content["form"] / f"{content['edition']}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(as_file(content))
    return path


def use_forms(office: Office, folder: Path) -> None:
    """Let an office work with the forms of a folder, read anew from now on."""
    library = Library.open(DataFolders(forms=folder, resources=DATA.resources))
    vars(office.place).update({"library": library, "remembered_forms": {}})
