"""Texts missing in a language, short words without a translation, and things called official without a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from workbench.catalogue.problems import Path, Problem
from workbench.catalogue.source.yaml_source import Source

_CHINESE = re.compile("[\u3400-\u9fff]")
_WORD_KEYS = frozenset({"unit", "nature", "audited_at", "clause", "source", "rule", "period", "by", "section"})
_FREE = frozenset({"meta", "related_tables"})
_OWN = frozenset({"own", "recalled"})


def wording_problems(source: Source) -> Iterator[Problem]:
    """Walk the whole content but the parts that are facts for people only (`meta`, `related_tables`)."""
    known = {word["zh"] for word in source.content["words"] if word.get("en")}
    used: set[str] = set()
    for path, key, node in _walk(source.content):
        if key == "origin":
            yield from _origin_problems(path, node, source)
        if isinstance(node, dict) and "zh" in node:
            yield from _text_problems(path, node, source)
        elif isinstance(node, str) and _is_word(path, key) and _CHINESE.search(node):
            used.add(node)
            if node not in known:
                yield source.problem("word_untranslated", path, word=node)
    for index, word in enumerate(source.content["words"]):
        if word["zh"] not in used:
            yield source.problem("word_unused", ("words", index), word=word["zh"])


def _walk(content: dict[str, Any]) -> Iterator[tuple[Path, str, Any]]:
    waiting: list[tuple[Path, str, Any]] = [((key,), key, node) for key, node in content.items() if key not in _FREE]
    while waiting:
        path, key, node = waiting.pop()
        yield path, key, node
        if isinstance(node, dict):
            waiting.extend(((*path, name), name, entry) for name, entry in node.items())
        elif isinstance(node, list):
            waiting.extend(((*path, index), key, entry) for index, entry in enumerate(node))


def _is_word(path: Path, key: str) -> bool:
    if path[0] == "certificate":
        return False  # its source is a list of pages, for people only
    return key in _WORD_KEYS and (key != "rule" or "sample" in path)


def _text_problems(path: Path, node: dict[str, Any], source: Source) -> Iterator[Problem]:
    english = node.get("en", "")
    if not english.strip():
        yield source.problem("text_without_english", path, text=node["zh"][:40])
    elif _CHINESE.search(english):
        yield source.problem("text_english_is_chinese", path, text=english[:40])
    if not node["zh"].strip():
        yield source.problem("text_empty", path)


def _origin_problems(path: Path, node: dict[str, Any], source: Source) -> Iterator[Problem]:
    """Only what was seen in a source may be called found."""
    if node.get("provenance") != "found":
        return
    own = _OWN & {node.get("content_source"), node.get("points_source")}
    if own or not str(node.get("source", "")).strip():
        yield source.problem("official_without_source", path, why=", ".join(sorted(own)) or "source")
