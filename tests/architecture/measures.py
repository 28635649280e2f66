"""The house rules as functions over source text, so that each can be shown to bite on a bad example."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
FORBIDDEN_MODULES = frozenset({"utils", "util", "helpers", "helper", "misc", "common", "tools", "stuff"})
FORBIDDEN_ENDINGS = ("Manager", "Helper", "Util", "Utils", "Misc")
FILE_LIMIT, TEST_FILE_LIMIT = 400, 600
FUNCTION_LIMIT, CLASS_LIMIT = 60, 250
USUAL_FUNCTION, USUAL_SHARE = 40, 0.95
# Put together from halves, so that this file does not find itself.
MACHINE_TRACES = re.compile(
    "|".join(
        (
            r"(?<![\w.])/ro" + r"ot/",
            r"(?<![\w.])/ho" + r"me/\w",
            r"(?<![\w.])/Us" + r"ers/\w",
            r"[A-Z]:\\Us" + r"ers\\",
            r"(?<![\w.])/wo" + r"rk/(main|shared|plan)",
            r"pypi" + r"\.org",
            r"python" + r"hosted\.org",
            r"registry\.np" + r"mjs",
            r"deb\.deb" + r"ian\.org",
        )
    )
)

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Length(NamedTuple):
    """How many lines something takes, and where it stands."""

    place: str
    lines: int


def told(found: list[Length] | list[str]) -> str:
    """Write findings one a line, so that a failing test shows all of them; empty when there are none."""
    return "\n".join(f"{each.place}: {each.lines} lines" if isinstance(each, Length) else each for each in found)


def sources(folder: Path) -> Iterator[Path]:
    """Walk the Python files below a folder, in a fixed order."""
    return iter(sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts))


def tree_of(path: Path) -> ast.Module:
    """Parse one file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def _length(path: Path, node: Function | ast.ClassDef) -> Length:
    return Length(f"{path.name}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)


def function_lengths(path: Path) -> list[Length]:
    """Measure every function and method of a file, decorators left out, docstring counted."""
    return [_length(path, node) for node in ast.walk(tree_of(path)) if isinstance(node, Function)]


def class_lengths(path: Path) -> list[Length]:
    """Measure every class of a file."""
    return [_length(path, node) for node in ast.walk(tree_of(path)) if isinstance(node, ast.ClassDef)]


def long_files(folder: Path, limit: int) -> list[Length]:
    """List the files longer than the limit."""
    lengths = [Length(str(path), len(path.read_text(encoding="utf-8").splitlines())) for path in sources(folder)]
    return [length for length in lengths if length.lines > limit]


def too_long(lengths: list[Length], limit: int) -> list[Length]:
    """List what is longer than the limit."""
    return [length for length in lengths if length.lines > limit]


def usual_share(lengths: list[Length], usual: int) -> float:
    """Give the share of lengths that are at most `usual`; 1 when there are none."""
    if not lengths:
        return 1.0
    return sum(length.lines <= usual for length in lengths) / len(lengths)


def without_docstring(folder: Path) -> list[str]:
    """List the modules that do not open with a sentence."""
    return [str(path) for path in sources(folder) if not (ast.get_docstring(tree_of(path)) or "").strip()]


def forbidden_names(folder: Path) -> list[str]:
    """List modules, packages and classes that carry a name which says nothing."""
    found = [
        str(path.relative_to(folder))
        for path in sources(folder)
        if FORBIDDEN_MODULES & {part.removesuffix(".py") for part in path.relative_to(folder).parts}
    ]
    for path in sources(folder):
        classes = (node.name for node in ast.walk(tree_of(path)) if isinstance(node, ast.ClassDef))
        found += [f"{path.name} {name}" for name in classes if name.endswith(FORBIDDEN_ENDINGS)]
    return found


def _public_functions(path: Path) -> Iterator[Function]:
    """Walk functions of modules and classes named without `_`; functions inside functions are private."""
    waiting: list[ast.AST] = [tree_of(path)]
    while waiting:
        for child in ast.iter_child_nodes(waiting.pop()):
            if isinstance(child, ast.ClassDef):
                waiting.append(child)
            elif isinstance(child, Function) and not child.name.startswith("_"):
                yield child


def untyped_functions(path: Path) -> list[str]:
    """List public functions that leave a parameter or the result without a type."""
    found = []
    for function in _public_functions(path):
        arguments = function.args
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
        bare = [item.arg for item in every if item and item.annotation is None and item.arg not in ("self", "cls")]
        if bare or function.returns is None:
            found.append(f"{path.name}:{function.lineno} {function.name}")
    return found


def not_named(docstring: str, package: Path) -> list[str]:
    """List the rooms of a package that its docstring does not name."""
    rooms = {path.stem for path in package.glob("*.py")} | {path.parent.name for path in package.glob("*/__init__.py")}
    words = set(re.findall(r"\w+", docstring))
    return sorted(rooms - words - {"__init__"})


def folders_without_init(package: Path) -> list[str]:
    """List folders with modules that are not packages: the floors' guard would not see them."""
    folders = {path.parent for path in sources(package)}
    return sorted(str(folder) for folder in folders if not (folder / "__init__.py").is_file())


def machine_traces(path: Path) -> list[str]:
    """List the lines of a text file that name a home folder, this workplace or a package index; binaries have none."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    return [f"{path.name}:{number}" for number, line in enumerate(text.splitlines(), 1) if MACHINE_TRACES.search(line)]
