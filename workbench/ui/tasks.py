"""The one door to the background: a thread for the store, one for the network, answers on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
    is_afar: bool = False

    @property
    def seconds_left(self) -> float | None:
        """Estimate the time left from what is done; None while nothing can be said."""
        if not self.done or not self.total:
            return None
        return (monotonic() - self.started) / self.done * (self.total - self.done)


class TaskRunner(QObject):
    """Runs work on the store thread or afar; closures wait in a queue and a bare signal knocks on the GUI thread.

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
        self._far = ThreadPoolExecutor(max_workers=1, thread_name_prefix="network")
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
        self._hand_to(self._pool, work, on_success, on_failure)

    def _hand_to(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], Outcome],
        on_success: Callable[[Outcome], None],
        on_failure: Failure | None,
    ) -> None:
        if self._is_closed:
            return
        self._pending += 1
        pool.submit(self._run, work, on_success, on_failure)

    def submit_last(self, work: Callable[[], Outcome], *, on_success: Callable[[Outcome], None]) -> None:
        """Do work on the store thread that takes the ground from under all other: what is afar is stopped before."""
        if self._is_closed:
            return
        self._stop(job for job in self._jobs if job.is_afar)
        self._pending += 1
        self._far.submit(lambda: self._pool.submit(self._run, work, on_success, None))

    def submit_long(
        self,
        title: str,
        work: Callable[[Progress], Outcome],
        *,
        on_success: Callable[[Outcome], None],
        on_failure: Failure | None = None,
        afar: bool = False,
    ) -> None:
        """Do long work, on the store thread unless it is `afar`, shown as a strip with progress and cancel."""
        self._numbers += 1
        job = Job(self._numbers, title, monotonic(), is_afar=afar)
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

        self._hand_to(self._far if afar else self._pool, lambda: work(tell), succeed, fail)

    def cancel(self, number: int) -> None:
        """Ask a long job to stop at its next step."""
        for job in self._jobs:
            if job.number == number:
                job.is_cancelled = True
                self.jobs_changed.emit()

    def close(self) -> None:
        """Wait for what is being written, then take no more; call before the windows go."""
        self._is_closed = True
        self._stop(self._jobs)
        self._far.shutdown(wait=True)
        self._pool.shutdown(wait=True)

    def _stop(self, jobs: Iterable[Job]) -> None:
        for job in jobs:
            job.is_cancelled = True

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
