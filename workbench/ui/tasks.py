"""The one door to the background: one thread for everything that touches the store, answers on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from workbench.ui.work import Stopped

if TYPE_CHECKING:  # their modules load the whole domain, and the first paint does not wait for it
    from workbench.ui.ports import Progress

Outcome = TypeVar("Outcome")
Failure = Callable[[Exception], None]


@dataclass
class Job:
    """A long piece of work as the progress strip shows it."""

    number: int
    title: str
    started: float
    done: int = 0
    total: int = 0
    what: str = ""
    is_cancelled: bool = False

    @property
    def seconds_left(self) -> float | None:
        """Estimate the time left from what is done; None while nothing can be said."""
        if not self.done or not self.total:
            return None
        return (monotonic() - self.started) / self.done * (self.total - self.done)


class TaskRunner(QObject):
    """Runs work on one store thread; closures wait in a queue and a bare signal knocks on the GUI thread.

    Signals:
        jobs_changed: a long job began, moved or ended.
        failed: work without an `on_failure` of its own raised; carries the exception.
        idle: nothing waits any more.
    """

    jobs_changed = Signal()
    failed = Signal(object)
    idle = Signal()
    _knock = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._waiting: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._jobs: list[Job] = []
        self._numbers = 0
        self._pending = 0
        self._is_closed = False
        self._knock.connect(self._drain, Qt.ConnectionType.QueuedConnection)

    @property
    def jobs(self) -> tuple[Job, ...]:
        """The long jobs under way, oldest first."""
        return tuple(self._jobs)

    @property
    def pending(self) -> int:
        """How many pieces of work have not answered yet."""
        return self._pending

    def submit(
        self,
        work: Callable[[], Outcome],
        *,
        on_success: Callable[[Outcome], None],
        on_failure: Failure | None = None,
    ) -> None:
        """Do quick work on the store thread."""
        if self._is_closed:
            return
        self._pending += 1
        self._pool.submit(self._run, work, on_success, on_failure)

    def submit_long(
        self,
        title: str,
        work: Callable[[Progress], Outcome],
        *,
        on_success: Callable[[Outcome], None],
        on_failure: Failure | None = None,
    ) -> None:
        """Do long work on the store thread, shown as a strip with progress and cancel."""
        self._numbers += 1
        job = Job(self._numbers, title, monotonic())
        self._jobs.append(job)
        self.jobs_changed.emit()

        def tell(done: int, total: int, what: str) -> None:
            if job.is_cancelled:
                raise Stopped
            self._post(lambda: self._move(job, done, total, what))

        def succeed(outcome: Outcome) -> None:
            self._end(job)
            on_success(outcome)

        def fail(error: Exception) -> None:
            self._end(job)
            if not isinstance(error, Stopped):
                (on_failure or self.failed.emit)(error)

        self.submit(lambda: work(tell), on_success=succeed, on_failure=fail)

    def cancel(self, number: int) -> None:
        """Ask a long job to stop at its next step."""
        for job in self._jobs:
            if job.number == number:
                job.is_cancelled = True
                self.jobs_changed.emit()

    def close(self) -> None:
        """Wait for what is being written, then take no more; call before the windows go."""
        self._is_closed = True
        for job in self._jobs:
            job.is_cancelled = True
        self._pool.shutdown(wait=True)

    def _run(
        self, work: Callable[[], Outcome], on_success: Callable[[Outcome], None], on_failure: Failure | None
    ) -> None:
        try:
            outcome = work()
        except Exception as error:  # noqa: BLE001 -- whatever went wrong is told on the GUI thread, never lost here
            told = error
            self._post(lambda: self._answer(lambda: (on_failure or self.failed.emit)(told)))
        else:
            self._post(lambda: self._answer(lambda: on_success(outcome)))

    def _post(self, closure: Callable[[], None]) -> None:
        self._waiting.put(closure)
        self._knock.emit()

    def _answer(self, closure: Callable[[], None]) -> None:
        self._pending -= 1
        if not self._is_closed:
            closure()
        if not self._pending:
            self.idle.emit()

    def _drain(self) -> None:
        while True:
            try:
                closure = self._waiting.get_nowait()
            except Empty:
                return
            closure()

    def _move(self, job: Job, done: int, total: int, what: str) -> None:
        job.done, job.total, job.what = done, total, what
        self.jobs_changed.emit()

    def _end(self, job: Job) -> None:
        self._jobs.remove(job)
        self.jobs_changed.emit()
