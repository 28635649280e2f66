"""What the system must bring on Linux: the C libraries Qt opens, and the programs some tests ask."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from dev_setup import CannotGoOnError, say

LIBRARIES = {  # file Qt opens -> Debian package; the same names on 12 and 13
    "libatomic.so.1": "libatomic1",  # PySide6 6.9, not 6.11
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
SCREEN_LIBRARIES = {  # only a real X11 window needs these
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
TEST_TOOLS = {"pdftotext": "poppler-utils", "pdfsig": "poppler-utils", "pdftoppm": "poppler-utils"}
TEST_TOOLS["softhsm2-util"] = "softhsm2"
DRILL_TOOLS = {"chromium": "chromium", "node": "nodejs", "npm": "npm", "javac": "default-jdk-headless"}
ENGINE_LIST = Path(__file__).parent / "xforms-engine"
ENGINE = Path(__file__).parent.parent / "build" / "xforms-engine"


def has_display(environment: Mapping[str, str]) -> bool:
    """Tell whether a window can be shown: always on Windows and macOS, on Linux only with a server to show it."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def _opens(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_libraries(libraries: Mapping[str, str]) -> dict[str, str]:
    """Try to open each library and return those that are not there, with their packages."""
    return {library: package for library, package in libraries.items() if not _opens(library)}


def missing_tools(tools: Mapping[str, str]) -> dict[str, str]:
    """Look for each program on the path and return those that are not there, with their packages."""
    return {tool: package for tool, package in tools.items() if shutil.which(tool) is None}


def apt_line(packages: Mapping[str, str]) -> str:
    """Write the one command that brings the packages."""
    return "apt-get install -y --no-install-recommends " + " ".join(sorted(set(packages.values())))


def _may_install() -> bool:
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install(packages: Mapping[str, str]) -> bool:
    """Bring the packages with apt-get; what it says is shown only when it fails."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    output: list[str] = []
    for command in (["apt-get", "update"], apt_line(packages).split()):
        done = subprocess.run(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        output.append(done.stdout)
    if done.returncode != 0:
        print("".join(output)[-2000:], file=sys.stderr)
    return done.returncode == 0


def bring_libraries(*, for_screen: bool) -> None:
    """See to it that Qt finds its libraries on Linux; root installs what is missing, anybody else is told the line.

    Raises:
        CannotGoOnError: Libraries are missing and could not be installed.
    """
    if not sys.platform.startswith("linux"):
        return
    missing = missing_libraries({**LIBRARIES, **SCREEN_LIBRARIES} if for_screen else LIBRARIES)
    if not missing:
        return
    names = ", ".join(missing)
    if shutil.which("apt-get") is None:
        raise CannotGoOnError(f"Qt needs libraries that are not on this system: {names}. Install them and try again.")
    if not _may_install():
        raise CannotGoOnError(
            f"Qt needs libraries that are not on this system. Install them and try again: sudo {apt_line(missing)}"
        )
    say(f"Installing the system libraries that Qt needs and that are missing: {names}.")
    if not _install(missing):
        raise CannotGoOnError(f"The system libraries could not be installed: {apt_line(missing)}")


def _bring_tools(tools: Mapping[str, str], purpose: str) -> None:
    missing = missing_tools(tools) if sys.platform.startswith("linux") else {}
    if not missing:
        return
    names = ", ".join(missing)
    if _may_install():
        say(f"Installing programs that {purpose} ask: {names}.")
        if _install(missing):
            return
    say(f"Not on this machine: {names}. The {purpose} that ask them are skipped by name (sudo {apt_line(missing)}).")


def bring_test_tools() -> None:
    """Bring poppler and SoftHSM for the tests; without them those tests are skipped by name."""
    _bring_tools(TEST_TOOLS, "tests")


def bring_drill_tools() -> None:
    """Bring Chromium, Node and Java for the drills; without them those drills are skipped by name."""
    _bring_tools(DRILL_TOOLS, "drills")
    bring_xforms_engine()


def bring_xforms_engine() -> None:
    """Bring the XForms engine that phone forms are compared with, exactly the pinned packages, into build/."""
    npm = shutil.which("npm")
    if npm is None:
        say("npm is not on this machine. The drills that fill in phone forms are skipped by name.")
        return
    lock = (ENGINE_LIST / "package-lock.json").read_bytes()
    stamp = ENGINE / "installed.json"
    if stamp.is_file() and stamp.read_bytes() == lock:
        return
    say("Installing the XForms engine for the drills into build/xforms-engine.")
    ENGINE.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(ENGINE_LIST / name, ENGINE / name)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=ENGINE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        print(done.stdout[-2000:], file=sys.stderr)
        say("The XForms engine could not be installed. The drills that fill in phone forms are skipped by name.")
        return
    stamp.write_bytes(lock)
