"""Where the wishes of screens lead: to a room, to a page of the assessment that is open, or back to where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the window makes this, so it is known by name alone; the others load the whole domain
    from workbench.domain.texts import Language
    from workbench.ui.main_window import MainWindow
    from workbench.ui.palette_results import Clause
    from workbench.ui.screens.filling.view import FillingScreen

_PAGES = frozenset({"fill", "finish", "report", "clause", "open"})


class Ways:
    """Follows the wishes of screens through one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._origin = "today"

    def go(self, name: str, argument: object) -> None:
        """Go where a screen wants to."""
        window = self._window
        deeds = {
            "search": self.search,
            "look": window.dress,
            "menu": window.toggle_menu,
            "lock": window.lock,
            "back": self._back,
            "read": self._read,
        }
        if name in deeds:
            deeds[name]()
        elif name == "frozen":
            self._freeze(argument)
        elif name == "item":
            self._go_to_item(argument)
        elif name == "clause" and window.has("fill"):
            window.show_again("fill", argument)
        elif name == "finish" and argument is None and window.has("finish"):
            window.show_again("finish")
        else:
            self._remember(name)
            window.enter(name, argument)

    def search(self) -> None:
        """Open Ctrl+K."""
        from workbench.ui.palette import CommandPalette

        window = self._window
        if window.around is None or any(one.isVisible() for one in window.findChildren(CommandPalette)):
            return
        palette = CommandPalette(window, window.around, self._clauses(window.around.language))
        palette.chosen.connect(self.go)
        palette.open()

    def new_unit(self) -> None:
        """Open the sheet for a new unit."""
        self._window.enter("units", "new")

    def _filling(self) -> FillingScreen | None:
        from workbench.ui.screens.filling.view import FillingScreen

        page = self._window.page("fill")
        return page if isinstance(page, FillingScreen) else None

    def _clauses(self, language: Language) -> tuple[Clause, ...]:
        """Name the clauses of the assessment that is open."""
        from workbench.ui.palette_results import Clause

        page = self._filling() if self._window.has("fill") else None
        items = page.presenter.book.form.items if page is not None else ()
        return tuple(Clause(item.code, item.name.in_language(language)) for item in items)

    def _go_to_item(self, code: object) -> None:
        """Go to a clause of the assessment that is open."""
        page = self._filling()
        if page is not None and isinstance(code, str):
            self._window.show_again("fill")
            page.presenter.go_to(code)

    def _remember(self, name: str) -> None:
        """Keep the list an assessment is opened from, so that Esc leads back to it."""
        room = self._window.room
        if name in _PAGES and room and room not in _PAGES:
            self._origin = room

    def _back(self) -> None:
        self._window.enter(self._origin)

    def _read(self) -> None:
        """Leave a report: for the frozen clauses where they are open, else for the list one came from."""
        if self._window.has("fill"):
            self._window.show_again("fill")
        else:
            self._back()

    def _freeze(self, argument: object) -> None:
        """Leave the pages of a draft that is one no more, for its report."""
        self._window.drop("fill")
        self._window.drop("finish")
        self._window.enter("report", argument)
