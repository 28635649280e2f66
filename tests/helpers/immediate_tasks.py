"""Background work done at once, without Qt, for presenters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class ImmediateTasks:
    """Implements `work.Tasks`; `held` keeps work back until `release`."""

    def __init__(self) -> None:
        self.held: list[Callable[[], None]] | None = None
        self.titles: list[str] = []
        self.afar: list[str] = []
        self.failures: list[Exception] = []

    def hold(self) -> None:
        """Keep work back from now on, as a slow disk would."""
        self.held = []

    def release(self) -> None:
        """Do what was kept back, in order."""
        waiting, self.held = self.held or [], None
        for deed in waiting:
            deed()

    def submit(self, work: Callable[[], Any], *, on_success: Callable[[Any], None], on_failure: Any = None) -> None:
        def deed() -> None:
            try:
                outcome = work()
            except Exception as error:  # noqa: BLE001 -- told like the real runner does
                (on_failure or self.failures.append)(error)
            else:
                on_success(outcome)

        if self.held is None:
            deed()
        else:
            self.held.append(deed)

    def submit_long(
        self, title: str, work: Any, *, on_success: Any, on_failure: Any = None, afar: bool = False
    ) -> None:
        self.titles.append(title)
        if afar:
            self.afar.append(title)
        self.submit(lambda: work(lambda done, total, what: None), on_success=on_success, on_failure=on_failure)
