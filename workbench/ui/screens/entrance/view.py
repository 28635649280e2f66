"""The way in: first run as steps on a line, or the lock."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workbench.domain.people import Role as Duty
from workbench.domain.texts import Language
from workbench.ui.facts import PersonRow, RegionRow, Resting
from workbench.ui.frame import sentence_of
from workbench.ui.lettering import Hand
from workbench.ui.marks import Fullness
from workbench.ui.ports import Services, Workspace
from workbench.ui.screens.entrance.lock import LockCard
from workbench.ui.screens.entrance.pages import LookPage, PasswordPage, PersonPage, Question, RecoveryPage
from workbench.ui.screens.entrance.presenter import FIRST_RUN, EntrancePresenter, Page
from workbench.ui.settings import Settings
from workbench.ui.tasks import TaskRunner
from workbench.ui.theme import Scheme
from workbench.ui.typography import Role
from workbench.ui.widgets.labels import Label, Panel
from workbench.ui.widgets.track import StepFacts, Steps


class EntranceScreen(QWidget):
    """First run and lock.

    Signals:
        opened: the store is open; carries the workspace.
        look_changed: scheme or language of the settings changed.
    """

    opened = Signal(object)
    look_changed = Signal()

    def __init__(self, services: Services, tasks: TaskRunner, settings: Settings) -> None:
        super().__init__()
        self._services, self._tasks, self._settings = services, tasks, settings
        self.presenter = EntrancePresenter(self, services.door, tasks)
        self.look, self.password, self.person, self.recovery = LookPage(), PasswordPage(), PersonPage(), RecoveryPage()
        self.lock = LockCard()
        self._pages: dict[Page, Question] = {
            Page.LOOK: self.look,
            Page.PASSWORD: self.password,
            Page.PERSON: self.person,
            Page.RECOVERY: self.recovery,
        }
        self._lay_out()
        self._connect()
        self.look.show_look(settings.scheme, settings.language)
        self.presenter.begin()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._side = Panel("panel", "r")
        self._side.setFixedWidth(300)
        column = QVBoxLayout(self._side)
        column.setContentsMargins(40, 70, 24, 24)
        column.setSpacing(0)
        column.addWidget(Label(self.tr("绿色生活创建"), Hand(Role.TITLE, 700)))
        column.addWidget(Label(self.tr("评估工作台"), Hand(Role.TITLE, 700)))
        column.addSpacing(56)
        self._steps = Steps()
        column.addWidget(self._steps)
        column.addStretch(1)
        self._stack = QStackedWidget()
        ground = Panel("surface")
        inner = QVBoxLayout(ground)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self._stack)
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._stack.addWidget(self.lock)
        row.addWidget(self._side)
        row.addWidget(ground, 1)
        self._side.hide()

    def _connect(self) -> None:
        presenter = self.presenter
        self.look.look_wanted.connect(self._on_look)
        self.look.answered.connect(presenter.choose_look)
        self.password.answered.connect(self._on_password)
        self.person.answered.connect(self._on_person)
        self.recovery.answered.connect(presenter.start)
        for page in (self.password, self.person):
            page.back_wanted.connect(presenter.back)
        self.lock.unlock_wanted.connect(presenter.unlock)
        self.lock.recover_wanted.connect(self._on_recover)
        self.lock.forgotten.connect(presenter.forget)
        self.lock.remembered.connect(presenter.back)

    # --- what the presenter tells -----------------------------------------------------------------

    def show_page(self, page: Page) -> None:
        """Go to a page."""
        is_lock = page in (Page.LOCK, Page.FORGOTTEN)
        self._side.setVisible(not is_lock)
        if is_lock:
            self._stack.setCurrentWidget(self.lock)
            self.lock.show_recovering(page is Page.FORGOTTEN)
            if not self.lock.person.count():
                self._tasks.submit(self._services.door.people, on_success=self._on_people)
                self._tasks.submit(self._services.door.resting, on_success=self._on_resting)
            return
        self._stack.setCurrentWidget(self._pages[page])
        self._show_steps(page)
        if page is Page.PERSON and not self.person.region_box.count():
            self._tasks.submit(self._services.door.regions, on_success=self._on_regions)
        first = {Page.PASSWORD: self.password.first.field, Page.PERSON: self.person.name.field}.get(page)
        (first or self._pages[page].next).setFocus()

    def _show_steps(self, page: Page) -> None:
        names = (self.tr("语言与外观"), self.tr("密码"), self.tr("你是谁"), self.tr("恢复码"))
        here = FIRST_RUN.index(page)
        how = [
            Fullness.FULL if n < here else Fullness.HALF if n == here else Fullness.HOLLOW for n in range(len(names))
        ]
        facts = (
            StepFacts(name, "", state, is_current=n == here)
            for n, (name, state) in enumerate(zip(names, how, strict=True))
        )
        self._steps.show_steps(tuple(facts))

    def _on_people(self, people: tuple[PersonRow, ...]) -> None:
        self.lock.show_people(people, self._settings.last_person)
        self.lock.password.field.setFocus()

    def _on_resting(self, resting: Resting) -> None:
        self.lock.show_resting(resting)

    def _on_regions(self, regions: tuple[RegionRow, ...]) -> None:
        self.person.show_regions(regions)

    def show_busy(self, busy: bool) -> None:  # noqa: FBT001 -- a setter
        """Show that the key is being derived."""
        self.lock.show_busy(busy)
        self.person.next.setEnabled(not busy)

    def show_refused(self, error: Exception) -> None:
        """Say why it did not open."""
        sentence = sentence_of(self._services, error)
        if self.presenter.page is Page.PERSON:
            self.person.number.refuse(sentence)
        else:
            self.lock.refuse(sentence)

    def show_recovery(self, code: str, request: Path | None) -> None:
        """Show the recovery code, and where the signing request lies."""
        self.recovery.show_code(code, request)

    def enter(self, workspace: Workspace) -> None:
        """Go in."""
        self.opened.emit(workspace)

    # --- what the user does -----------------------------------------------------------------------

    def _on_look(self, scheme: Scheme, language: Language) -> None:
        self._settings.scheme, self._settings.language = scheme, language
        self.look_changed.emit()

    def _on_password(self) -> None:
        if not self.presenter.choose_password(*self.password.passwords):
            self.password.refuse()

    def _on_person(self) -> None:
        number, name = self.person.texts()
        region, duty = self.person.region_box.currentData(), self.person.duty_box.currentData()
        duty = duty if isinstance(duty, Duty) else Duty(str(duty)) if duty else Duty.INSPECTOR
        if not number.isascii() or not self.presenter.create(number, name, str(region or ""), duty):
            self.person.refuse()

    def _on_recover(self, person: str, code: str, password: str) -> None:
        if not self.presenter.recover(person, code, password):
            self.lock.refuse(self.tr("写上恢复码，再定一个至少 8 个字符的新密码"))
