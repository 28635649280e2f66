"""Every module says what it is for, every room is named, nothing carries a name that says nothing."""

from __future__ import annotations

import shutil
import subprocess
from itertools import chain
from pathlib import Path

import pytest

import workbench
from tests.architecture import measures
from tests.architecture.measures import ROOT, told

WORKBENCH = ROOT / "workbench"


def _committed_files() -> list[Path]:
    """List what git would commit; without git, everything outside the folders that are never committed."""
    if shutil.which("git") and (ROOT / ".git").exists():
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        return [ROOT / name for name in names if name and (ROOT / name).is_file()]
    never = {".venv", "build", "dist", "demo", "screenshots", "__pycache__"}
    return [path for path in ROOT.rglob("*") if path.is_file() and not never & set(path.relative_to(ROOT).parts)]


@pytest.mark.parametrize("folder", ["workbench", "packaging", "tests"])
def test_every_module_opens_with_a_sentence(folder):
    assert told(measures.without_docstring(ROOT / folder)) == ""


def test_the_package_names_every_room():
    assert told(measures.not_named(workbench.__doc__, WORKBENCH)) == ""


def test_nothing_carries_a_name_that_says_nothing():
    assert told(measures.forbidden_names(WORKBENCH)) == ""


def test_every_public_function_says_its_types():
    assert told(list(chain.from_iterable(map(measures.untyped_functions, measures.sources(WORKBENCH))))) == ""


def test_every_folder_with_modules_is_a_package():
    assert told(measures.folders_without_init(WORKBENCH)) == ""


def test_no_committed_text_names_a_machine_or_a_package_index():
    assert told(list(chain.from_iterable(map(measures.machine_traces, _committed_files())))) == ""


def test_a_module_without_a_sentence_is_found(tmp_path):
    (tmp_path / "silent.py").write_text("from __future__ import annotations\n", encoding="utf-8")
    (tmp_path / "empty.py").write_text('""" """\n', encoding="utf-8")
    (tmp_path / "good.py").write_text('"""Says it."""\n', encoding="utf-8")
    assert [Path(name).name for name in measures.without_docstring(tmp_path)] == ["empty.py", "silent.py"]


def test_a_room_that_is_not_named_is_found(tmp_path):
    for name in ("named", "secret"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
    (tmp_path / "__init__.py").touch()
    (tmp_path / "lonely.py").touch()
    assert measures.not_named("Only named is named.", tmp_path) == ["lonely", "secret"]


def test_names_that_say_nothing_are_found(tmp_path):
    (tmp_path / "misc").mkdir()
    (tmp_path / "misc" / "x.py").write_text("", encoding="utf-8")
    (tmp_path / "utils.py").write_text("", encoding="utf-8")
    (tmp_path / "fine.py").write_text("class StoreManager: ...\nclass Common: ...\n", encoding="utf-8")
    found = [name.replace("\\", "/") for name in measures.forbidden_names(tmp_path)]
    assert found == ["misc/x.py", "utils.py", "fine.py StoreManager"]


def test_functions_without_types_are_found(tmp_path):
    path = tmp_path / "bad.py"
    lines = (
        "def a(x): ...",
        "def b(x: int): ...",
        "def c(*rest) -> None: ...",
        "class D:",
        "    def e(self, *, y) -> None: ...",
        "    def f(self) -> None:",
        "        def inner(z): ...",
        "def _g(x): ...",
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    assert sorted(name.split()[1] for name in measures.untyped_functions(path)) == ["a", "b", "c", "e"]


def test_a_folder_that_is_no_package_is_found(tmp_path):
    (tmp_path / "__init__.py").touch()
    (tmp_path / "loose").mkdir()
    (tmp_path / "loose" / "x.py").touch()
    assert [Path(name).name for name in measures.folders_without_init(tmp_path)] == ["loose"]


@pytest.mark.parametrize(
    "line", ["see /ro" + "ot/x", "/ho" + "me/someone/x", "C:\\Us" + "ers\\x", "https://pypi" + ".org/simple"]
)
def test_a_trace_of_a_machine_is_found(tmp_path, line):
    path = tmp_path / "text.md"
    path.write_text(f"first\n{line}\n", encoding="utf-8")
    assert measures.machine_traces(path) == ["text.md:2"]


def test_ordinary_addresses_and_binaries_are_no_trace(tmp_path):
    path = tmp_path / "text.md"
    path.write_text("https://scripts.sil.org/OFL and dist/home/page and a/root/b\n", encoding="utf-8")
    assert measures.machine_traces(path) == []
    path.write_bytes(b"\xff\xfe/ro" + b"ot/")
    assert measures.machine_traces(path) == []
