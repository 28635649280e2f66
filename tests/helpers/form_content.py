"""A small, faultless form as file content, to be broken in one place by each test of the reader and its checks."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from workbench.catalogue.form_reader import SCHEMA_FILE, ReadForm, read_form, read_form_content
from workbench.catalogue.source.schema import Schema

RESOURCES = Path(__file__).resolve().parents[2] / "resources"

Content = dict[str, Any]


@cache
def form_schema() -> Schema:
    """Give the published schema of form files."""
    return Schema(RESOURCES / SCHEMA_FILE)


def two(zh: str, en: str = "text") -> dict[str, str]:
    """Write a two-language text."""
    return {"zh": zh, "en": en}


def origin(provenance: str = "constructed") -> dict[str, str]:
    """Write where something comes from."""
    return {"provenance": provenance, "source": "GB 1"}


def item(code: str, scoring: Content, points: str = "10", **more: Any) -> Content:
    """Write one item."""
    return {
        "code": code,
        "name": two(f"条目{code}"),
        "subgroup": "A1",
        "points": points,
        "check": two("检查"),
        "scoring": scoring,
        "evidence": [{"method": "document"}],
        "origin": {**origin(), "content_source": "own", "points_source": "own"},
        **more,
    }


def share(*bands: Content, better: str = "higher", **more: Any) -> Content:
    """Write a bands rule over `good / all * 100`."""
    quantity = {"name": two("占比"), "unit": "%", "inputs": ["good", "every"], "expr": "good / every * 100"}
    return {
        "kind": "bands",
        "quantity": quantity,
        "better": better,
        "bands": list(bands) or [{"gte": "90", "points": "10"}, {"gte": "60", "points": "5"}],
        "otherwise": "0",
        **more,
    }


def small_content() -> Content:
    """Give the content of a form with three items, one prerequisite and two grades; nothing is wrong with it."""
    return {
        "format": 1,
        "form": "small",
        "edition": "1",
        "action": "small",
        "language": "zh-CN",
        "title": two("小评价表"),
        "short_name": two("小表"),
        "standard": two("标准"),
        "status": two("自拟"),
        "total_points": "30",
        "normalisation": "share_of_hundred",
        **_subject(),
        "prerequisites": [_veto()],
        "groups": [_group()],
        "grading": _grading(),
        "certificate": _certificate(),
        "seed_coverage": [{"id": "1", "text": two("第1句"), "items": ["A101", "P1"], "refs": []}],
        "words": [{"zh": "个", "en": "pcs"}],
    }


def _subject() -> Content:
    sizes = [{"code": "large", "name": two("大")}, {"code": "small", "name": two("小")}]
    return {
        "attributes": [
            {"key": "size", "name": two("规模"), "type": "enum", "values": sizes, "used_in_scoring": True},
        ],
        "parameters": [
            {
                "key": "mean",
                "name": two("均值"),
                "unit": "kWh",
                "type": "decimal",
                "default": None,
                "note": two("未查到"),
            },
        ],
        "inputs": [
            {"key": "good", "name": two("好的"), "unit": "个", "type": "integer"},
            {"key": "every", "name": two("全部"), "unit": "个", "type": "integer"},
        ],
        "tables": [],
    }


def _veto() -> Content:
    return {
        "code": "P1",
        "name": two("守法"),
        "type": "veto",
        "check": two("守法"),
        "scoring": {"kind": "yes_no"},
        "origin": origin("found"),
    }


def _group() -> Content:
    levels = [
        {"code": "a", "label": two("好"), "points": "10"},
        {"code": "b", "label": two("没有"), "points": "0"},
    ]
    parts = [
        {"code": "a", "name": two("分项甲"), "points": "4", "scoring": {"kind": "yes_no"}},
        {"code": "b", "name": two("分项乙"), "points": "6", "scoring": {"kind": "yes_no"}},
    ]
    return {
        "code": "A",
        "name": two("甲组"),
        "points": "30",
        "floor": "0.6",
        "origin": origin("found"),
        "subgroups": [{"code": "A1", "name": two("小组"), "points": "30"}],
        "items": [
            item("A101", {"kind": "graded", "levels": levels}),
            item("A102", share()),
            item("A103", {"kind": "sum_of_parts", "combine": "sum", "parts": parts}),
        ],
    }


def _grading() -> list[Content]:
    return [
        {
            "code": "qualified",
            "name": two("达标"),
            "verdict": "pass",
            "requires": ["prerequisites", "group_floors", "total"],
            "min_normalised": "80",
            "origin": origin(),
        },
        {"code": "unqualified", "name": two("不达标"), "verdict": "fail", "requires": [], "origin": origin()},
    ]


def _certificate() -> Content:
    return {
        "name": two("小证书"),
        "issuer": two("发证机关"),
        "validity_years": None,
        "validity_note": two("未定"),
        "publicity": two("公示"),
        "origin": origin("found"),
    }


def broken(change: Callable[[Content], object]) -> ReadForm:
    """Read the small form after one change to its content; whatever is found must be tellable in both languages."""
    content = small_content()
    change(content)
    read = read_form_content(content, form_schema())
    for problem in read.problems:
        for wording in problem_wordings():
            assert wording[problem.code]["says"].format(**problem.facts)
            assert wording[problem.code]["remedy"].format(**problem.facts)
    return read


@cache
def problem_wordings() -> tuple[dict[str, dict[str, str]], ...]:
    """Give the sentences for problems, Chinese and English."""
    files = (RESOURCES / "words" / f"problems.{language}.toml" for language in ("zh", "en"))
    return tuple(tomllib.loads(file.read_text("utf-8")) for file in files)


def codes(read: ReadForm) -> list[str]:
    """List the codes of what is wrong, in order."""
    return [problem.code for problem in read.problems]


def as_file(content: Content) -> bytes:
    """Write content as a form file (JSON is YAML)."""
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def read_small_file(content: Content, name: str = "forms/small/1.yaml") -> ReadForm:
    """Read content as if it stood in a file."""
    return read_form(as_file(content), name, form_schema())
