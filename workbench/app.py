"""Composition root: finds the data, reads clock and environment, builds everything once and hands it down."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.domain.resources import DataFolders

if TYPE_CHECKING:
    from workbench.ui.ports import Services


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """Give the present moment with the local offset from UTC."""
        return datetime.now().astimezone()


def locate_data() -> DataFolders:
    """Find `forms/` and `resources/`: in the frozen program, inside the installed wheel, or in the source tree."""
    here = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [Path(frozen) / "_data"] if frozen else []
    candidates += [here / "_data", here.parent]
    for root in candidates:
        if (root / "forms").is_dir() and (root / "resources").is_dir():
            return DataFolders(forms=root / "forms", resources=root / "resources", own_forms=_own_forms())
    raise SystemExit("The data folders forms/ and resources/ are missing beside the program; install it again.")


def _own_forms() -> Path:
    """Where an office keeps forms of its own: WORKBENCH_FORMS, else the folder `forms` in the user's data folder."""
    named = os.environ.get("WORKBENCH_FORMS")
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_data_path("workbench", appauthor=False, roaming=False)) / "forms"


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window when nothing is asked, otherwise run one command; gives the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or arguments[0] == "window":
        return _open_window(arguments[1:])
    return _run_command(arguments)


def _open_window(arguments: Sequence[str]) -> int:
    """Show the window: nothing heavy is imported before it is painted, the desk is built on the store thread."""
    import argparse

    parser = argparse.ArgumentParser(prog="workbench window")
    parser.add_argument("--store", type=Path, default=None)
    parser.add_argument("--offscreen", action="store_true")
    parser.add_argument("--self-close", action="store_true")
    parser.add_argument("--first-paint", action="store_true")
    wanted, left = parser.parse_known_args(arguments)
    if wanted.offscreen or not _has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from workbench.ui.settings import Settings
    from workbench.ui.start import run

    data = locate_data()

    def make_services(settings: Settings) -> Services:
        import secrets

        from workbench.ui.desk.services import DeskServices
        from workbench.usecases.workplace import Workplace, default_store

        place = Workplace(data, SystemClock(), secrets.token_bytes, cache=_cache_folder())
        return DeskServices(place, wanted.store or default_store(os.environ), place.words(settings.language))

    return run(
        data.resources,
        _settings_file(),
        make_services,
        left,
        quit_after_paint=wanted.self_close,
        on_first_paint=_print_moment if wanted.first_paint else None,
    )


def _print_moment() -> None:
    """Print the moment of the first paint, by the clock that all processes of this machine share."""
    print(time.monotonic(), flush=True)  # noqa: T201 -- what `workbench bench` reads


def _has_screen() -> bool:
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _settings_file() -> Path:
    import platformdirs

    return Path(platformdirs.user_config_path("workbench", appauthor=False)) / "settings.ini"


def _cache_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_cache_path("workbench", appauthor=False))


def _run_command(arguments: Sequence[str]) -> int:
    import secrets

    from workbench.cli.context import Surroundings
    from workbench.cli.main import run

    surroundings = Surroundings(
        data=locate_data(),
        clock=SystemClock(),
        random=secrets.token_bytes,
        environment=dict(os.environ),
        serve_hub=_serve_hub,
        open_window=_open_window,
        cache=_cache_folder(),
    )
    return run(arguments, surroundings)


def _serve_hub(
    *,
    host: str,
    port: int,
    on_ready: Callable[[str], None] | None = None,
    stop: threading.Event | None = None,
    **settings: Any,
) -> None:
    from workbench.hub.server import Settings, serve
    from workbench.usecases.holdings import trust_for
    from workbench.usecases.trusting import trust_store_of

    serve(Settings(read_trust=trust_store_of, judge=trust_for, **settings), host, port, on_ready, stop)
