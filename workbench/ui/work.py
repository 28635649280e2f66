"""What presenters may ask of the background: work that answers later, and long work that tells how far it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:  # their modules load the whole domain, and the first paint does not wait for it
    from workbench.ui.ports import Progress

Outcome = TypeVar("Outcome")


class Stopped(Exception):  # noqa: N818 -- a wish of the user, no error
    """The user cancelled a long piece of work; raised inside `Progress` so that the work unwinds by itself."""


class Tasks(Protocol):
    """The one door to the background; answers arrive on the thread that asked."""

    def submit(
        self,
        work: Callable[[], Outcome],
        *,
        on_success: Callable[[Outcome], None],
        on_failure: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do quick work on the store thread; without `on_failure` a refusal becomes a message."""
        ...

    def submit_long(
        self,
        title: str,
        work: Callable[[Progress], Outcome],
        *,
        on_success: Callable[[Outcome], None],
        on_failure: Callable[[Exception], None] | None = None,
        afar: bool = False,
    ) -> None:
        """Do long work on the store thread, shown as a strip with progress and cancel.

        Work that waits for somebody else's machine goes `afar`, on a thread of its own: no answer waits for it.
        """
        ...
