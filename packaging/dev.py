#!/usr/bin/env python3
"""Set up and drive the project: `python3 packaging/dev.py WORD`. Needs Python 3.11 to 3.13 and pip, nothing else.

Standard library only, because it runs before anything is installed. It makes `.venv` beside `packaging/`, fills it from
the hash-pinned lists, brings the few system libraries that Qt needs on Linux, and starts what the word asks for.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import dev_checks
import dev_freeze
import dev_setup
import dev_system
from dev_setup import ROOT, CannotGoOnError, say

FIRST, LAST = (3, 11), (3, 13)


def _offscreen() -> dict[str, str]:
    """Give the environment of a child that must not need a screen."""
    return dict(dev_setup.child_environment(), QT_QPA_PLATFORM="offscreen")


def _on_screen_if_any() -> dict[str, str]:
    """Give the environment of a child that uses the screen where there is one."""
    return dev_setup.child_environment() if dev_system.has_display(os.environ) else _offscreen()


def _workbench(arguments: list[str], environment: dict[str, str], folder: Path = ROOT) -> int:
    """Run the program from the source tree, in a folder."""
    found_from_there = dict(environment, PYTHONPATH=str(ROOT))
    command = [str(dev_setup.PYTHON), "-m", "workbench", *arguments]
    return subprocess.call(command, cwd=folder, env=found_from_there)


def _pytest(arguments: list[str], environment: dict[str, str]) -> int:
    return subprocess.call([str(dev_setup.PYTHON), "-m", "pytest", *arguments], cwd=ROOT, env=environment)


def _set_up(for_tests: bool = False) -> None:  # noqa: FBT001, FBT002 - two kinds of set-up, named at every call
    """Make the machine ready: system libraries first, because they take no time when they are there."""
    dev_system.bring_libraries(for_screen=dev_system.has_display(os.environ))
    if for_tests:
        dev_system.bring_test_tools()
    dev_setup.bring_packages(dev=for_tests)


def run(arguments: list[str]) -> int:
    """Do the main job into demo/, then open the window where there is a display."""
    _set_up()
    status = _workbench(["demo", "--out", "demo", *arguments], _on_screen_if_any())
    if status != 0:
        return status
    if not dev_system.has_display(os.environ):
        say("There is no display here, so the window stays closed; everything that was made lies in demo/.")
        return 0
    say("Opening the window.")
    return _workbench(["window", "--store", "demo/inspector.db"], dev_setup.child_environment())


def test(arguments: list[str]) -> int:
    """Run every check, then every test, offscreen; the closing lines are pytest's own."""
    _set_up(for_tests=True)
    failed = dev_checks.run_checks(dev_checks.CHECKS)
    environment = _offscreen()
    if failed:
        environment["WORKBENCH_FAILED_CHECKS"] = "; ".join(failed)
    status = _pytest(["-m", "not drill and not frozen", *arguments], environment)
    return 1 if failed else status


def check(arguments: list[str]) -> int:  # noqa: ARG001 - every word takes the rest of the line
    """Run lint, format, types, floors and the architecture tests, but not the rest of the suite."""
    _set_up(for_tests=True)
    return 1 if dev_checks.run_checks([*dev_checks.CHECKS, dev_checks.ARCHITECTURE]) else 0


def workbench(arguments: list[str]) -> int:
    """Run the program with what follows, for example `dev.py workbench forms list`."""
    _set_up()
    return _workbench(arguments, _on_screen_if_any(), Path.cwd())  # paths are the caller's


def bench(arguments: list[str]) -> int:
    """Print the side-by-side figures."""
    _set_up()
    return _workbench(["bench", *arguments], _offscreen())


def screenshots(arguments: list[str]) -> int:
    """Take the pictures of every screen, offscreen."""
    _set_up()
    script = ROOT / "packaging" / "screenshots.py"
    if not script.is_file():
        raise CannotGoOnError("packaging/screenshots.py is not there yet.")
    environment = _offscreen()
    environment["PYTHONPATH"] = str(ROOT)
    return subprocess.call([str(dev_setup.PYTHON), str(script), *arguments], cwd=ROOT, env=environment)


def drills(arguments: list[str]) -> int:
    """Run the long drills; `--install` first brings Chromium, Node, Java and an XForms engine."""
    _set_up(for_tests=True)
    if "--install" in arguments:
        dev_system.bring_drill_tools()
    rest = [argument for argument in arguments if argument != "--install"]
    return _pytest(["-m", "drill or frozen", *rest], _offscreen())


def freeze(arguments: list[str]) -> int:  # noqa: ARG001 - every word takes the rest of the line
    """Build the one-folder program with PyInstaller and run the demo and the window of what was built."""
    _set_up(for_tests=True)
    return dev_freeze.freeze(_offscreen())


def lock(arguments: list[str]) -> int:
    """Make the two hash-pinned requirement lists anew with uv; `--upgrade` takes newer versions."""
    return dev_setup.lock(arguments)


class Word(NamedTuple):
    """One word of the command line."""

    act: Callable[[list[str]], int]
    usage: str


WORDS = {
    "run": Word(run, "run"),
    "test": Word(test, "test [PYTEST ARGUMENTS]"),
    "check": Word(check, "check"),
    "workbench": Word(workbench, "workbench ARGUMENTS"),
    "screenshots": Word(screenshots, "screenshots [ARGUMENTS]"),
    "drills": Word(drills, "drills [--install]"),
    "bench": Word(bench, "bench [NAME] [--json]"),
    "freeze": Word(freeze, "freeze"),
    "lock": Word(lock, "lock [--upgrade]"),
}


def usage() -> str:
    """Write the help text from the words themselves."""
    lines = [f"  {word.usage:26} {(word.act.__doc__ or '').splitlines()[0]}" for word in WORDS.values()]
    return "\n".join(["python3 packaging/dev.py WORD", "", *lines])


def main(arguments: list[str]) -> int:
    """Do what the first word says; a refusal is one sentence and exit 2."""
    if arguments[:1] in (["-h"], ["--help"], ["help"]):
        print(usage())
        return 0
    if not arguments or arguments[0] not in WORDS:
        named = f"There is no word {arguments[0]!r}. " if arguments else ""
        print(f"{named}The words are: {', '.join(WORDS)}.", file=sys.stderr)
        return 2
    try:
        dev_setup.require_python(FIRST, LAST)
        return WORDS[arguments[0]].act(arguments[1:])
    except CannotGoOnError as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
