"""The project file, the pinned lists and the data folders tell one and the same story."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import workbench
from tests.architecture.measures import ROOT
from workbench.app import locate_data

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LISTS = ("requirements.txt", "requirements-dev.txt")


def _pins(name: str) -> dict[str, str]:
    text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
    pairs = re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)
    return {canonicalize_name(project): version for project, version in pairs}


def _asked(*groups: list[str]) -> list[Requirement]:
    return [Requirement(line) for group in groups for line in group]


@pytest.mark.parametrize("name", LISTS)
def test_the_pinned_lists_name_no_address(name):
    assert "://" not in (ROOT / "packaging" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LISTS)
def test_every_pin_carries_a_hash(name):
    text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
    entries = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    assert len(entries) == len(_pins(name))
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_pins_satisfy_the_project_file():
    direct = PROJECT["project"]["dependencies"]
    cases = ((_asked(direct), LISTS[0]), (_asked(direct, PROJECT["dependency-groups"]["dev"]), LISTS[1]))
    for asked, name in cases:
        pins = _pins(name)
        wrong = [
            str(item) for item in asked if not item.specifier.contains(pins.get(canonicalize_name(item.name), "0"))
        ]
        assert wrong == [], name


def test_the_development_list_contains_the_other():
    assert _pins(LISTS[0]).items() <= _pins(LISTS[1]).items()


def test_qt_is_the_last_release_for_the_office_systems():
    assert {version for name, version in _pins(LISTS[0]).items() if name.startswith("pyside6")} == {"6.9.3"}


def test_the_version_stands_in_both_places():
    assert workbench.__version__ == PROJECT["project"]["version"]


def test_the_data_folders_travel_in_the_wheel():
    carried = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert carried == {"forms": "workbench/_data/forms", "resources": "workbench/_data/resources"}
    for folder in carried:
        assert (ROOT / folder).is_dir()


def test_the_data_folders_are_found_in_the_source_tree():
    found = locate_data()
    assert (found.forms, found.resources) == (ROOT / "forms", ROOT / "resources")


def test_the_scripts_folder_does_not_hide_the_library_of_that_name():
    assert not (ROOT / "packaging" / "__init__.py").exists()
    taken = {"pip.py", "build.py", "venv.py", "packaging.py", "platform.py", "queue.py", "test.py"}
    assert not taken & {path.name for path in (ROOT / "packaging").iterdir()}


def test_continuous_integration_runs_the_command_of_the_readme():
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1].endswith("packaging/dev.py test")
