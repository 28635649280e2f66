"""The engine runs without Qt, and the guard of the floors bites."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.architecture.measures import ROOT

ENGINE = (
    "domain",
    "catalogue",
    "scoring",
    "signing",
    "protocol",
    "spreadsheets",
    "authoring",
    "store",
    "documents",
    "sync",
    "usecases",
    "cli",
    "hub",
)
IMPORT_WITHOUT_QT = """
import importlib, pkgutil, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6", "PyQt6"):
            raise ImportError(f"{name} was asked for, but the engine has to do without Qt")

sys.meta_path.insert(0, NoQt())
for room in sys.argv[1:]:
    package = importlib.import_module(room)
    for module in pkgutil.walk_packages(package.__path__, room + "."):
        if ".migrations" not in module.name and not module.name.endswith(".__main__"):
            importlib.import_module(module.name)
print(sum(name.startswith(tuple(sys.argv[1:])) for name in sys.modules))
"""


def _import_without_qt(*rooms: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", IMPORT_WITHOUT_QT, *rooms]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


def _lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sysconfig.get_path("scripts")) / "lint-imports"
    command = [str(program), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def empty_house(tmp_path):
    """Give a package with all rooms of the workbench and nothing in them, under the real contracts."""
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text(encoding="utf-8"), encoding="utf-8")
    for room in ("", "ui", *ENGINE):
        (tmp_path / "workbench" / room).mkdir(parents=True, exist_ok=True)
        (tmp_path / "workbench" / room / "__init__.py").touch()
    for module in ("app", "__main__"):
        (tmp_path / "workbench" / f"{module}.py").touch()
    return tmp_path


def test_the_engine_imports_without_qt():
    done = _import_without_qt(*(f"workbench.{room}" for room in ENGINE))
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= len(ENGINE)


def test_qt_in_the_engine_is_found(tmp_path):
    (tmp_path / "engine").mkdir()
    (tmp_path / "engine" / "__init__.py").touch()
    (tmp_path / "engine" / "deep.py").write_text("import PySide6.QtCore\n", encoding="utf-8")
    done = _import_without_qt("engine", folder=tmp_path)
    assert done.returncode == 1
    assert "PySide6 was asked for" in done.stderr


def test_an_empty_house_keeps_the_floors(empty_house):
    done = _lint_imports(empty_house)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("domain", "import workbench.scoring"),
        ("scoring", "import workbench.catalogue"),
        ("usecases", "import workbench.ui"),
        ("cli", "import PySide6"),
        ("ui", "import sqlalchemy"),
        ("documents", "import pyhanko"),
        ("hub", "import workbench.store"),
        ("cellar", ""),
    ],
)
def test_a_breach_of_the_floors_is_found(empty_house, room, line):
    package = empty_house / "workbench" / room
    package.mkdir(exist_ok=True)
    (package / "__init__.py").touch()
    (package / "breach.py").write_text(line, encoding="utf-8")
    done = _lint_imports(empty_house)
    assert done.returncode == 1, done.stdout
