"""The window: the rail at the left, one screen at a time, the status line; screens are imported when first entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.domain.people import Role
from workbench.ui.frame import NARROW, Screen, Surroundings, sentence_of
from workbench.ui.messages import Message, Messages, Tone
from workbench.ui.settings import Settings
from workbench.ui.tasks import TaskRunner
from workbench.ui.ways import Ways
from workbench.ui.widgets.rail import Rail, RailEntry
from workbench.ui.widgets.shortcuts import bind
from workbench.ui.widgets.status_line import StatusFacts, StatusLine

if TYPE_CHECKING:  # their modules load the whole domain, and the first paint does not wait for it
    from workbench.ui.facts import OpenAssessment
    from workbench.ui.ports import Services, Workspace

_LASTING = frozenset({"returned", "failed", "open", "unsaved"})
translate = QCoreApplication.translate
SUPERVISING = frozenset({Role.SUPERVISOR, Role.ISSUER, Role.ADMINISTRATOR})


def rail_entries(roles: frozenset[Role]) -> tuple[RailEntry, ...]:
    """List the rooms that these roles may enter, the settings last."""
    entries = [
        RailEntry("today", translate("MainWindow", "今日"), "sun-high"),
        RailEntry("fill", translate("MainWindow", "填写"), "clipboard-list"),
        RailEntry("units", translate("MainWindow", "单位"), "building-store"),
        RailEntry("batches", translate("MainWindow", "批次"), "package-export"),
    ]
    if roles & SUPERVISING:
        entries += [
            RailEntry("review", translate("MainWindow", "复核"), "checkbox"),
            RailEntry("certificates", translate("MainWindow", "证书"), "certificate"),
        ]
    entries += [
        RailEntry("plan", translate("MainWindow", "计划"), "layout-board"),
        RailEntry("settings", translate("MainWindow", "设置"), "settings"),
    ]
    return tuple(entries)


class MainWindow(QWidget):
    """Everything one sees."""

    def __init__(self, tasks: TaskRunner, settings: Settings) -> None:
        super().__init__()
        self.tasks, self.settings = tasks, settings
        self.messages = Messages(self)
        self.ways = Ways(self)
        self.around: Surroundings | None = None
        self._services: Services | None = None
        self._screens: dict[str, Screen] = {}
        self.rail = Rail()
        self.stack = QStackedWidget()
        self.status = StatusLine()
        self._lay_out()
        self._connect()
        self.setWindowTitle(self.tr("绿色生活创建评估工作台"))
        self.resize(1366, 698)
        self.rail.hide()
        self._menu_is_open = False
        self._spoken = settings.language

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        # A small screen at 200 % is smaller than what the screens would like: they make do, the window never grows.
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumSize(480, 280)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        column.addWidget(self.status)
        row.addLayout(column, 1)

    def _connect(self) -> None:
        self.rail.entered.connect(self.enter)
        self.tasks.failed.connect(self._on_failed)
        bind(self, {"Ctrl+K": self.ways.search, "Ctrl+N": self.ways.new_unit, "Ctrl+L": self.lock}, everywhere=True)

    # --- the door ---------------------------------------------------------------------------------

    def arrive(self, services: Services) -> None:
        """Take the services once they are loaded, and show the way in."""
        self._services = services
        self.show_door()

    def show_door(self) -> None:
        """Show first run or lock."""
        from workbench.ui.screens.entrance.view import EntranceScreen

        if self._services is None:
            return
        screen = EntranceScreen(self._services, self.tasks, self.settings)
        screen.opened.connect(self._on_open)
        screen.look_changed.connect(self.dress)
        self.rail.hide()
        self.status.show_facts(StatusFacts(notes=(self.tr("不需要网络"),)))
        self.stack.addWidget(screen)
        self.stack.setCurrentWidget(screen)

    def open_workspace(self, workspace: Workspace) -> None:
        """Enter an open store."""
        if self._services is None:
            return
        self.around = Surroundings(self._services, workspace, self.tasks, self.messages, self.settings)
        self.settings.last_person = workspace.person.person_id
        self._show_rail()
        self.enter("today")

    def _on_open(self, workspace: Workspace) -> None:
        page = self.stack.currentWidget()
        self.open_workspace(workspace)
        self.stack.removeWidget(page)
        page.deleteLater()

    def lock(self) -> None:
        """Lock the store; what was typed is settled first."""
        if self.around is None:
            return
        for name in list(self._screens):
            self.drop(name)
        workspace, self.around = self.around.workspace, None
        self.tasks.submit_last(workspace.close, on_success=lambda _done: self.show_door())

    # --- the rail ---------------------------------------------------------------------------------

    def _show_rail(self) -> None:
        if self.around is None:
            return
        entries = rail_entries(self.around.workspace.person.roles)
        self.rail.show_entries(entries[:-1], entries[-1])
        self._show_or_hide_rail()

    def _show_or_hide_rail(self) -> None:
        self.rail.setVisible(self.around is not None and (self.width() >= NARROW or self._menu_is_open))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_or_hide_rail()

    # --- screens ----------------------------------------------------------------------------------

    @property
    def shown_screen(self) -> Screen | None:
        """The screen that is shown."""
        page = self.stack.currentWidget()
        return page if isinstance(page, Screen) else None

    def enter(self, name: str, argument: object = None) -> None:
        """Go to a room; the argument says what to open there."""
        from workbench.ui import rooms

        if self.around is None:
            return
        self._menu_is_open = False
        self._show_or_hide_rail()
        if name in ("fill", "finish", "report") or (name == "open" and argument):
            self._enter_assessment(name, argument)
            return
        screen = self._screens.get(name)
        if screen is None:
            screen = rooms.make(name, self.around)
            self._keep(name, screen)
        self._show(name, screen)
        screen.refresh()
        screen.take(argument)

    def _keep(self, name: str, screen: Screen) -> None:
        self._screens[name] = screen
        screen.wanted.connect(self.ways.go)
        screen.status_changed.connect(self._on_status_changed)
        self.stack.addWidget(screen)

    def _show(self, name: str, screen: Screen) -> None:
        if self.stack.currentWidget() is not screen:
            self.messages.leave_room(_LASTING)
        self.stack.setCurrentWidget(screen)
        self.rail.mark({"finish": "fill", "report": "fill", "start": "units"}.get(name, name))
        self._on_status_changed()
        screen.focus_first()

    @property
    def room(self) -> str:
        """The name of the room or page that is shown, "" at the door."""
        shown = self.stack.currentWidget()
        return next((name for name, screen in self._screens.items() if screen is shown), "")

    def has(self, name: str) -> bool:
        """Tell whether a room or page stands already."""
        return name in self._screens

    def page(self, name: str) -> Screen | None:
        """Give a room or page that stands."""
        return self._screens.get(name)

    def show_again(self, name: str, argument: object = None) -> None:
        """Show a page that stands, as it was left, or at what was asked for."""
        screen = self._screens[name]
        self._show(name, screen)
        if argument is not None:
            screen.take(argument)
        elif name == "finish":
            screen.refresh()

    def toggle_menu(self) -> None:
        """Show the rail of a narrow window, or hide it."""
        self._menu_is_open = not self._menu_is_open
        self._show_or_hide_rail()

    def _enter_assessment(self, name: str, argument: object) -> None:
        """Open an assessment, or one of the pages that belong to the one that is open."""
        from workbench.ui import rooms

        if self.around is None:
            return
        if name == "fill" and argument is None and "fill" in self._screens:
            self._show("fill", self._screens["fill"])
            return
        if not isinstance(argument, str):
            self.enter("today")
            return
        if name in ("fill", "open"):
            around, wanted = self.around, argument
            self.tasks.submit(lambda: around.workspace.assessments.open(wanted), on_success=self._on_opened)
            return
        self.drop(name)
        screen = rooms.make_for(name, self.around, argument)
        self._keep(name, screen)
        self._show(name, screen)
        screen.refresh()

    def _on_opened(self, opened: OpenAssessment) -> None:
        from workbench.ui.screens.filling.view import FillingScreen

        if self.around is None:
            return
        self.drop("fill")
        try:
            screen = FillingScreen(self.around, opened)
        except Exception as error:  # noqa: BLE001 -- a draft that cannot be scored is told, the window stays
            self.around.refuse(error, "open")
            return
        self._keep("fill", screen)
        self._show("fill", screen)

    def drop(self, name: str) -> None:
        """Leave a page for good; what was typed is settled first."""
        screen = self._screens.pop(name, None)
        if screen is not None:
            screen.leave()
            self.stack.removeWidget(screen)
            screen.deleteLater()

    # --- what is said -----------------------------------------------------------------------------

    def _on_status_changed(self) -> None:
        if self.shown_screen is not None:
            self.status.show_facts(self.shown_screen.status())

    def _on_failed(self, error: object) -> None:
        if self._services is not None and isinstance(error, Exception):
            self.messages.show(Message(sentence_of(self._services, error), Tone.REFUSED, "failed"))

    def dress(self) -> None:
        """Put the look of the settings on; in another language the rooms are built anew."""
        from workbench.ui.dressing import redress

        redress(self.settings)
        if self.around is not None and self.settings.language is not self._spoken:
            self._spoken = self.settings.language
            for name in list(self._screens):
                self.drop(name)
            self._show_rail()
            self.enter("settings")

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        for screen in self._screens.values():
            screen.leave()
        if self.around is not None:
            self.hide()  # a network may take its time to let go
            self.tasks.submit_last(self.around.workspace.close, on_success=lambda _done: None)
        self.tasks.close()
        super().closeEvent(event)
