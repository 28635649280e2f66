"""What presenters may ask of the background: work that answers later, and long work that tells how far it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:  # their modules load the whole domain, and the first paint does not wait for it
    from workbench.ui.ports import Progress

Outcome = TypeVar("Outcome")
Question = TypeVar("Question")


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


class Latest(Generic[Question, Outcome]):
    """Asks what is typed: one question is under way at a time, and of those that come meanwhile only the latest."""

    def __init__(
        self,
        tasks: Tasks,
        work: Callable[[Question], Outcome],
        *,
        on_success: Callable[[Question, Outcome], None],
        on_failure: Callable[[Exception], None] | None = None,
    ) -> None:
        self._tasks, self._work = tasks, work
        self._on_success, self._on_failure = on_success, on_failure
        self._waiting: list[Question] = []
        self._is_asking = False

    def ask(self, question: Question) -> None:
        """Ask; an answer to an earlier question is not told any more."""
        self._waiting = [question]
        if not self._is_asking:
            self._go()

    def _go(self) -> None:
        question = self._waiting.pop()
        self._is_asking = True
        self._tasks.submit(
            lambda: self._work(question),
            on_success=lambda outcome: self._answer(question, outcome),
            on_failure=self._fail,
        )

    def _answer(self, question: Question, outcome: Outcome) -> None:
        self._is_asking = False
        if self._waiting:
            self._go()
        else:
            self._on_success(question, outcome)

    def _fail(self, error: Exception) -> None:
        self._is_asking = False
        if self._waiting:
            self._go()
        elif self._on_failure is not None:
            self._on_failure(error)
