"""Settings of this machine: look, language, font size, and whether a digit goes on by itself."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.domain.texts import Language
from workbench.ui import theme, typography
from workbench.ui.frame import Screen, Surroundings
from workbench.ui.lettering import Hand
from workbench.ui.theme import Scheme
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Button, CheckBox, Chip
from workbench.ui.widgets.flow import Flow
from workbench.ui.widgets.labels import Label, Panel
from workbench.ui.widgets.status_line import KeyHint, StatusFacts


class ComfortScreen(Screen):
    """What one likes on this machine."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        settings = around.settings
        self.schemes = self._chips(((self.tr("浅色"), Scheme.LIGHT), (self.tr("深色"), Scheme.DARK)))
        self.languages = self._chips((("中文", Language.ZH), ("English", Language.EN)))
        self.sizes = self._chips(tuple((f"{scale}%", scale) for scale in typography.SCALES))
        self.sharp = CheckBox(self.tr("高对比：线条更深，没有浅色底"))
        self.moves_on = CheckBox(self.tr("按数字判完，自动到下一条"))
        self.sharp.setChecked(settings.is_sharp)
        self.moves_on.setChecked(settings.moves_on)
        self.lock = Button(self.tr("锁上"), icon="lock", key="Ctrl L")
        self.head.say(self.tr("设置"), self.tr("只管这台电脑"))
        self._lay_out()
        self.sharp.clicked.connect(self._on_sharp)
        self.moves_on.clicked.connect(self._on_moves_on)
        self.lock.clicked.connect(self._on_lock)
        self._show_choices()

    def _chips(self, choices: tuple[tuple[str, object], ...]) -> dict[Chip, object]:
        chips: dict[Chip, object] = {}
        for label, value in choices:
            chip = Chip(label)
            chip.clicked.connect(self._on_chip)
            chips[chip] = value
        return chips

    def _lay_out(self) -> None:
        ground = Panel("surface")
        column = QVBoxLayout(ground)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(8)
        for title, chips in (
            (self.tr("外观"), self.schemes),
            (self.tr("语言"), self.languages),
            (self.tr("字号"), self.sizes),
        ):
            column.addWidget(Label(title, Hand(Role.TEXT, 500)))
            holder = QWidget()
            flow = Flow(holder)
            for chip in chips:
                flow.addWidget(chip)
            column.addWidget(holder)
            column.addSpacing(8)
        column.addWidget(self.sharp)
        column.addWidget(self.moves_on)
        column.addSpacing(16)
        row = QHBoxLayout()
        row.addWidget(self.lock)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self.add_messages(self.column)
        self.column.addWidget(ground, 1)

    def _show_choices(self) -> None:
        settings = self.around.settings
        chosen = (settings.scheme, settings.language, settings.font_scale)
        for chips, value in zip((self.schemes, self.languages, self.sizes), chosen, strict=True):
            for chip, own in chips.items():
                chip.setChecked(own == value)

    def _on_chip(self) -> None:
        sender, settings = self.sender(), self.around.settings
        for chips in (self.schemes, self.languages, self.sizes):
            value = next((value for chip, value in chips.items() if chip is sender), None)
            if isinstance(value, Scheme):
                settings.scheme = value
            elif isinstance(value, Language):
                settings.language = value
            elif isinstance(value, int):
                settings.font_scale = value
        self._show_choices()
        self.wanted.emit("look", None)

    def _on_sharp(self) -> None:
        self.around.settings.is_sharp = self.sharp.isChecked()
        self.wanted.emit("look", None)

    def _on_moves_on(self) -> None:
        self.around.settings.moves_on = self.moves_on.isChecked()

    def _on_lock(self) -> None:
        self.wanted.emit("lock", None)

    @override
    def focus_first(self) -> None:
        next(iter(self.schemes)).setFocus()

    @override
    def status(self) -> StatusFacts:
        scheme = self.tr("深色") if theme.scheme() is Scheme.DARK else self.tr("浅色")
        return StatusFacts(notes=(scheme,), keys=(KeyHint("Tab", self.tr("下一项")), KeyHint("Space", self.tr("选"))))
