"""A visible signature is one small page, embedded faces only, every text inside its box."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from tests.helpers.pdf_structure import archival_faults
from tests.helpers.poppler import text_layer
from tests.helpers.report_content import VISIT_START, a_press
from workbench.documents.appearance import render_appearance, short_fingerprint
from workbench.documents.content import AppearanceContent
from workbench.documents.fonts import MissingGlyph

_PRESS = a_press()
_KEY = "4f2a91c07d3eb07d1122334455667788"
_CONTENT = AppearanceContent("评审员（组长）", "评审员甲", VISIT_START, _KEY)


def test_the_page_has_the_size_of_the_box():
    with pikepdf.open(BytesIO(render_appearance(_CONTENT, (206, 84), _PRESS))) as document:
        (page,) = document.pages
        assert [float(edge) for edge in page.mediabox] == [0, 0, 206, 84]


def test_it_says_who_in_which_role_when_and_with_which_key():
    text = text_layer(render_appearance(_CONTENT, (206, 84), _PRESS))
    for wanted in ("数字签名", "评审员（组长）", "评审员甲", "2026-11-23 09:30 +08:00", "4F2A 91C0 7D3E B07D"):
        assert wanted in text


def test_its_faces_are_embedded():
    faults = archival_faults(render_appearance(_CONTENT, (206, 84), _PRESS))
    assert [fault for fault in faults if "embedded" in fault or "ToUnicode" in fault or "subset" in fault] == []


@pytest.mark.parametrize("size", [(206.0, 84.0), (170.0, 40.0), (120.0, 50.0)])
@pytest.mark.parametrize("name", ["甲", "评审员甲", "样例省商务主管部门绿色商场创建工作领导小组办公室"])
def test_names_of_any_length_fit_boxes_of_any_size(size, name):
    text = text_layer(render_appearance(replace(_CONTENT, name=name), size, _PRESS), layout=False)
    assert name in "".join(text.split())


def test_the_fingerprint_is_written_in_fours():
    assert short_fingerprint(_KEY) == "4F2A 91C0 7D3E B07D"


def test_the_same_signature_looks_the_same():
    assert render_appearance(_CONTENT, (206, 84), _PRESS) == render_appearance(_CONTENT, (206, 84), _PRESS)


def test_a_name_without_glyphs_is_refused_by_field():
    with pytest.raises(MissingGlyph) as refused:
        render_appearance(replace(_CONTENT, name="评\U0002ceb0"), (206, 84), _PRESS)
    assert refused.value.facts["field"] == "名称"
