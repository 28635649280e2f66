"""Columns that refuse what could never be signed."""

from __future__ import annotations

import pytest

from workbench.domain.states import AssessmentState
from workbench.protocol.refusals import NotCanonical
from workbench.store.column_types import ByValue, CanonicalJson, pack, unpack


def test_json_is_written_canonically_and_read_back():
    column = CanonicalJson()
    assert column.process_bind_param({"b": [1, None], "a": "照片"}, None) == '{"a":"照片","b":[1,null]}'
    assert column.process_result_value('{"a":"照片","b":[1,null]}', None) == {"a": "照片", "b": [1, None]}


@pytest.mark.parametrize("value", [1.5, {"a": 0.1}, "a\x00b", "e\u0301", 2**53])
def test_floats_and_other_unsignable_values_are_refused(value):
    with pytest.raises(NotCanonical):
        CanonicalJson().process_bind_param(value, None)


def test_a_missing_row_of_an_outer_join_is_none():
    assert CanonicalJson().process_result_value(None, None) is None


def test_an_enum_is_kept_by_its_value_and_a_foreign_value_is_a_fault():
    column = ByValue(AssessmentState)
    assert column.process_bind_param(AssessmentState.DRAFT, None) == "draft"
    assert column.process_result_value("returned", None) is AssessmentState.RETURNED
    with pytest.raises(ValueError, match="elsewhere"):
        column.process_bind_param("elsewhere", None)


def test_packed_bytes_come_back():
    data = "节能灯具".encode() * 500
    assert len(pack(data)) < len(data) // 10
    assert unpack(pack(data)) == data
