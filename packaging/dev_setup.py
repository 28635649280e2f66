"""The virtual environment: made without pip, filled by the pip of this Python, from lists pinned by hash."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "installed.txt"
LISTS = {False: ROOT / "packaging" / "requirements.txt", True: ROOT / "packaging" / "requirements-dev.txt"}
OLDEST_PIP = (22, 3)  # the first with `--python`
TRIES = 3


class CannotGoOnError(Exception):
    """Something this script cannot go on without; its text is the whole sentence for the user."""


def say(sentence: str) -> None:
    """Tell the user what happens, before it happens, and in order with what children print."""
    print(sentence, flush=True)


def require_python(first: tuple[int, int], last: tuple[int, int]) -> None:
    """Refuse a Python outside `first`..`last`, naming one that would do if this machine has it.

    Raises:
        CannotGoOnError: This Python is too old or too new.
    """
    here = sys.version_info[:2]
    if first <= here <= last:
        return
    names = [f"python{last[0]}.{minor}" for minor in range(last[1], first[1] - 1, -1)]
    found = next((name for name in names if shutil.which(name)), None)
    cure = f"run the same with {found}." if found else "install one of them and run the same with it."
    raise CannotGoOnError(
        f"Python {first[0]}.{first[1]} to {last[0]}.{last[1]} is needed, this is {here[0]}.{here[1]}: {cure}"
    )


def child_environment() -> dict[str, str]:
    """Give the environment of every child: UTF-8 everywhere, nothing of the caller's Python set-up."""
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONHOME", "PYTHONPATH")}
    environment.update(PYTHONUTF8="1", PYTHONUNBUFFERED="1")
    return environment


def stamp_of(requirements: Path) -> str:
    """Name a list and the Python it was installed for; a change of either asks for a new installation."""
    about = f"{platform.python_version()} {sys.platform} {platform.machine()}"
    return hashlib.sha256(requirements.read_bytes() + about.encode()).hexdigest()


def is_installed(*, dev: bool) -> bool:
    """Tell whether the wanted list is in `.venv`; the development list contains the other."""
    if not (PYTHON.exists() and STAMP.is_file()):
        return False
    installed = STAMP.read_text(encoding="ascii").strip()
    return installed == stamp_of(LISTS[True]) or (not dev and installed == stamp_of(LISTS[False]))


def parse_pip_version(answer: str) -> tuple[int, ...]:
    """Read the version out of `pip --version`; empty when the answer is something else."""
    match = re.match(r"pip (\d+)\.(\d+)", answer)
    return tuple(int(part) for part in match.groups()) if match else ()


def _require_pip() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "pip", "--version"], capture_output=True, text=True, check=False, env=child_environment()
    )
    version = parse_pip_version(answer.stdout)
    if not version:
        raise CannotGoOnError(
            f"{sys.executable} has no pip: install it (Debian: apt-get install python3-pip) and try again."
        )
    if version < OLDEST_PIP:
        shown = ".".join(str(part) for part in version)
        raise CannotGoOnError(
            f"pip {shown} is too old, 22.3 or newer is needed: {sys.executable} -m pip install --upgrade pip"
        )


def _python_of_venv() -> str:
    """Read the `major.minor` that `.venv` was made for; empty when there is none."""
    configuration = VENV / "pyvenv.cfg"
    if not (configuration.is_file() and PYTHON.exists()):
        return ""
    match = re.search(r"^version(?:_info)?\s*=\s*(\d+\.\d+)", configuration.read_text(encoding="utf-8"), re.MULTILINE)
    return match.group(1) if match else ""


def bring_packages(*, dev: bool) -> None:
    """Make `.venv` and install the wanted list; does nothing at all when that has been done.

    Raises:
        CannotGoOnError: pip is missing, too old, or could not install.
    """
    if is_installed(dev=dev):
        return
    _require_pip()
    if _python_of_venv() != f"{sys.version_info[0]}.{sys.version_info[1]}":
        say("Making the virtual environment .venv.")
        venv.EnvBuilder(with_pip=False, clear=True, symlinks=os.name != "nt").create(VENV)
    STAMP.unlink(missing_ok=True)
    say(f"Installing {LISTS[dev].name} into .venv (once; some 280 MB the first time).")
    started = time.monotonic()
    _install(LISTS[dev])
    STAMP.write_text(stamp_of(LISTS[dev]) + "\n", encoding="ascii")
    say(f"Installed in {time.monotonic() - started:.0f} s.")


def _install(requirements: Path) -> None:
    command = [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", "--quiet", "--no-input"]
    command += ["--disable-pip-version-check", "--no-warn-script-location"]
    command += ["--require-hashes", "--only-binary", ":all:", "-r", str(requirements)]
    environment = dict(child_environment(), PIP_USER="0", PIP_REQUIRE_VIRTUALENV="0")
    for attempt in range(1, TRIES + 1):
        if subprocess.call(command, cwd=ROOT, env=environment) == 0:
            return
        if attempt < TRIES:
            say(f"The installation broke off; trying again ({attempt + 1} of {TRIES}).")
            time.sleep(2 * attempt)
    raise CannotGoOnError(f"The packages of {requirements.name} could not be installed; pip's own words stand above.")


def lock(arguments: Sequence[str]) -> int:
    """Make both lists anew with uv, without any address in them.

    Raises:
        CannotGoOnError: uv is not installed.
    """
    uv = shutil.which("uv")
    if uv is None:
        raise CannotGoOnError("uv is needed for this word: pip install uv")
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header"]
    options += ["--no-annotate", "--quiet", "--constraint", "packaging/constraints.txt", *arguments]
    for dev, requirements in LISTS.items():
        say(f"Writing {requirements.name}.")
        command: list[str] = [uv, "pip", "compile", "pyproject.toml", *(["--group", "dev"] if dev else []), *options]
        status = subprocess.call([*command, "-o", str(requirements.relative_to(ROOT))], cwd=ROOT)
        if status != 0:
            return status
    return 0
