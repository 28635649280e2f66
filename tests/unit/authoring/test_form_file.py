"""Form files are written in the style of the shipped ones and read back as the very same content."""

from __future__ import annotations

import copy

import pytest

from tests.helpers.form_content import RESOURCES, form_schema, small_content
from workbench.authoring.form_file import FormUnwritable, form_file
from workbench.catalogue.form_reader import read_form
from workbench.catalogue.source.yaml_source import read_source

FORMS = RESOURCES.parent / "forms"


def lines_of(content):
    return form_file(content, form_schema()).decode().splitlines()


def shuffled(value):
    if isinstance(value, dict):
        return {key: shuffled(value[key]) for key in sorted(value, reverse=True)}
    return [shuffled(entry) for entry in value] if isinstance(value, list) else value


def test_a_small_form_is_laid_out_for_reading():
    lines = lines_of(small_content())
    assert lines[:12] == [
        "format: 1",
        "form: small",
        'edition: "1"',
        "action: small",
        "language: zh-CN",
        "title: {zh: 小评价表, en: text}",
        "short_name: {zh: 小表, en: text}",
        "standard: {zh: 标准, en: text}",
        "status: {zh: 自拟, en: text}",
        'total_points: "30"',
        "normalisation: share_of_hundred",
        "",
    ]
    assert "- {key: good, name: {zh: 好的, en: text}, unit: 个, type: integer}" in lines
    assert '      - {code: a, label: {zh: 好, en: text}, points: "10"}' in lines, "\n".join(lines)
    assert "parameters:" in lines
    assert "tables: []" in lines
    assert "  default: null" in lines or "default: null" in "\n".join(lines)


def test_keys_stand_in_the_order_of_the_schema_wherever_they_came_from():
    assert lines_of(shuffled(small_content())) == lines_of(small_content())


@pytest.mark.parametrize("name", ["green-mall/1", "green-travel/1"])
def test_most_lines_of_a_shipped_form_stay_as_they_are(name):
    data = (FORMS / f"{name}.yaml").read_bytes()
    content = read_source(data, name)[0].content
    ours, theirs = set(lines_of(content)), [line for line in data.decode().splitlines() if line[:1] != "#"]
    assert sum(line in ours for line in theirs) / len(theirs) > 0.85


def test_the_file_is_a_form_file_with_a_heading():
    data = form_file(small_content(), form_schema(), "小表\nedition 1")
    assert data.decode().startswith("# 小表\n# edition 1\n\nformat: 1\n")
    assert read_form(data, "small/1.yaml", form_schema()).content == small_content()


@pytest.mark.parametrize(
    "text",
    ["no", "1.5", "2020-08-19", "~", "a: b", "a #b", "- a", "{a}", "[a", "'", '"', "甲,乙", " a", "a ", "a\nb", "a\tb",
     "\x85", "\u2028", "\ufeff", "\x07", "𠀀", "&a", "*a", "!a", "%a", "@a", "`a", "?", "a" * 300, "| x", "> x"],
)  # fmt: skip
def test_awkward_texts_are_quoted_where_that_is_needed(text):
    content = small_content()
    content["groups"][0]["items"][0]["note"] = {"zh": text, "en": text}
    content["meta"] = {"a": [text, {text if text.isascii() else "k": text}]}
    assert read_source(form_file(content, form_schema()), "")[0].content == content


def test_content_that_no_form_file_can_hold_is_refused():
    content = copy.deepcopy(small_content())
    content["meta"] = {"": "an empty key"}
    with pytest.raises(FormUnwritable):
        form_file(content, form_schema())
