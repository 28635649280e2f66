"""Puts the modules of a page's script into one text that a file opened from a stick can run.

A page opened from a folder may not load modules beside it, so the generated page carries one classic script. Every
module becomes a function of its own, so names never meet; what stands inside is left as it is.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

_IMPORT = re.compile(r"^import \{([^}]*)\} from [\"'](\.[^\"']*)[\"'];$", re.MULTILINE)
_EXPORTED = re.compile(r"^export (?=(?:async )?function |const |let |class )", re.MULTILINE)
_EXPORTED_NAME = re.compile(r"^export (?:async )?(?:function|const|let|class) ([\w$]+)", re.MULTILINE)
_EXPORT_LIST = re.compile(r"^export \{([^}]*)\};$", re.MULTILINE)
_EXPORT_DEFAULT = re.compile(r"^export default ([A-Za-z_$][\w$]*);$", re.MULTILINE)
_MODULE_WORD = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)


def link(folder: Path, *entries: str) -> str:
    """Link modules below a folder with everything they import, each before whoever needs it.

    Raises:
        ValueError: modules import each other in a circle, or use a form of import or export that is not known here;
            both are faults of our own files.
    """
    texts = {path: text for entry in entries for path, text in _in_order(folder, entry, ())}
    return "\n".join(_as_function(path, text) for path, text in texts.items())


def module_name(path: str) -> str:
    """Name the constant that holds what a module exports, for example `module_core_base45`."""
    return "module_" + re.sub(r"\W", "_", path.removesuffix(".js"))


def _in_order(folder: Path, path: str, importers: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if path in importers:
        raise ValueError(f"{path} imports itself")
    text = (folder / path).read_text("utf-8")
    for _, imported in _IMPORT.findall(text):
        yield from _in_order(folder, _resolved(path, imported), (*importers, path))
    yield path, text


def _resolved(importer: str, imported: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(importer), imported))


def _as_function(path: str, text: str) -> str:
    exports = _exports(text)
    body = _IMPORT.sub(lambda found: _import_line(path, found), text)
    for form in (_EXPORT_LIST, _EXPORT_DEFAULT, _EXPORTED):
        body = form.sub("", body)
    left_over = _MODULE_WORD.search(body)
    if left_over is not None:
        raise ValueError(f"{path}: {left_over.group()}")
    given = ", ".join(name if name == inner else f"{name}: {inner}" for name, inner in exports.items())
    return f'const {module_name(path)} = (() => {{\n"use strict";\n{body}\nreturn {{ {given} }};\n}})();'


def _import_line(path: str, found: re.Match[str]) -> str:
    names = ", ".join(inner if inner == name else f"{name}: {inner}" for name, inner in _pairs(found.group(1)))
    return f"const {{ {names} }} = {module_name(_resolved(path, found.group(2)))};"


def _exports(text: str) -> dict[str, str]:
    """Give what a module exports, by the name outside."""
    exports = {name: name for name in _EXPORTED_NAME.findall(text)}
    for names in _EXPORT_LIST.findall(text):
        exports |= {outer: inner for inner, outer in _pairs(names)}
    return exports


def _pairs(names: str) -> list[tuple[str, str]]:
    """Read `a as b, c` as (a, b), (c, c)."""
    pairs = []
    for one in names.split(","):
        first, _, second = one.strip().partition(" as ")
        if first:
            pairs.append((first.strip(), (second or first).strip()))
    return pairs
