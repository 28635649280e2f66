"""What every test shares: no screen, no real home folder, a clock that stands still, repeatable random examples."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from workbench.domain.resources import DataFolders

ROOT = Path(__file__).resolve().parent.parent
BEIJING = timezone(timedelta(hours=8))

settings.register_profile(
    "repeatable", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer `--onscreen` and `--golden-update`."""
    parser.addoption("--onscreen", action="store_true", help="use the real screen instead of Qt's offscreen platform")
    parser.addoption("--golden-update", action="store_true", help="rewrite the golden files from what comes out now")


def pytest_configure(config: pytest.Config) -> None:
    """Keep Qt off the screen, before anything can open a window."""
    if not config.getoption("--onscreen"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything below tests/gui and tests/end2end by its folder."""
    for item in items:
        for folder in ("gui", "end2end"):
            if ROOT / "tests" / folder in item.path.parents:
                item.add_marker(folder)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Repeat, just above the closing line, which checks of `dev.py test` failed before the tests began."""
    failed = os.environ.get("WORKBENCH_FAILED_CHECKS")
    if failed:
        terminalreporter.section("checks that failed before the tests", red=True)
        terminalreporter.line(failed)


@pytest.fixture(scope="session", autouse=True)
def _no_real_home(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Point every per-user folder of the platform at a temporary one, for this process and its children."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA"):
        os.environ[name] = str(home / name.lower())
    os.environ.pop("WORKBENCH_PASSWORD", None)


class FrozenClock:
    """A clock that stands still until it is told to move."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        """Give the moment it stands at, with its offset."""
        return self._moment

    def advance(self, **span: float) -> datetime:
        """Move forward, by the keywords of `timedelta`, and give the new moment."""
        self._moment += timedelta(**span)
        return self._moment

    def utc(self) -> datetime:
        """Give the same moment in UTC."""
        return self._moment.astimezone(UTC)


@pytest.fixture
def clock() -> FrozenClock:
    """Give a clock that stands at 2026-11-23T10:42:07+08:00."""
    return FrozenClock(datetime(2026, 11, 23, 10, 42, 7, tzinfo=BEIJING))


@pytest.fixture
def data_folder(tmp_path: Path) -> Path:
    """Give an empty folder for what a user's program would write."""
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def data_folders() -> DataFolders:
    """Give the `forms/` and `resources/` of the source tree."""
    return DataFolders(forms=ROOT / "forms", resources=ROOT / "resources")


@pytest.fixture
def golden_update(request: pytest.FixtureRequest) -> bool:
    """Tell whether golden files are to be rewritten (`--golden-update`)."""
    return bool(request.config.getoption("--golden-update"))


@pytest.fixture
def program() -> Callable[[str], str]:
    """Give a function that finds a program of the system, or skips the test by the program's name."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            pytest.skip(f"the program {name} is not installed")
        return path

    return find
