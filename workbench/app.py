"""Composition root: finds the data, reads clock and environment, builds everything once and hands it down."""

from __future__ import annotations

import os
import secrets
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from workbench.domain.resources import DataFolders


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
            return DataFolders(forms=root / "forms", resources=root / "resources")
    raise SystemExit("The data folders forms/ and resources/ are missing beside the program; install it again.")


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window when nothing is asked, otherwise run one command; gives the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or arguments[0] == "window":
        return _open_window(arguments[1:])
    return _run_command(arguments)


def _open_window(arguments: Sequence[str]) -> int:
    from workbench.ui.start import open_window

    return open_window(data=locate_data(), clock=SystemClock(), environment=os.environ, arguments=arguments)


def _run_command(arguments: Sequence[str]) -> int:
    from workbench.cli.context import Surroundings
    from workbench.cli.main import run

    surroundings = Surroundings(
        data=locate_data(),
        clock=SystemClock(),
        random=secrets.token_bytes,
        environment=dict(os.environ),
        serve_hub=_serve_hub,
        open_window=_open_window,
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
