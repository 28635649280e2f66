"""The register of certificates: what may be issued first, then what was; the page of the line in focus at the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QPainter, QPaintEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.ui import paint, theme
from workbench.ui.facts import CertificateRow, CertificateState
from workbench.ui.frame import Screen, Surroundings, sentence_of
from workbench.ui.lettering import Hand
from workbench.ui.marks import Mark
from workbench.ui.messages import Message, Tone
from workbench.ui.places import city_of
from workbench.ui.screens.certificates.presenter import CertificatesPresenter, Shelf, key_of
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Button, Rank
from workbench.ui.widgets.fields import FindField, Labelled, TextField
from workbench.ui.widgets.labels import Label, Notice, Panel
from workbench.ui.widgets.shortcuts import bind
from workbench.ui.widgets.status_line import KeyHint, StatusFacts
from workbench.ui.widgets.table import Cell, Column, Line, Table, TableHead
from workbench.ui.widgets.tabs import TabBar

_NOTE = Hand(Role.TEXT, 400, "ink2")


class PagePreview(QWidget):
    """The first page of a PDF as large as fits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = QPdfDocument(self)
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(204)

    def show_file(self, path: Path | None) -> None:
        """Show a file, or nothing."""
        self._image = None
        self.setVisible(path is not None)
        if path is not None:
            self._document.load(str(path))
            points = self._document.pagePointSize(0)
            ratio = self.devicePixelRatioF()
            room = QSize(round(self.width() * ratio), round(self.height() * ratio))
            self._image = self._document.render(0, points.toSize().scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image is None or self._image.isNull():
            return
        painter = QPainter(self)
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF((self.width() - size.width()) / 2, 0, size.width(), size.height())
        painter.fillRect(box, Qt.GlobalColor.white)
        painter.drawImage(box, self._image)
        paint.outline(painter, box, theme.colour("line2"))


class CertificatesScreen(Screen):
    """The register."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around)
        self._columns = (
            Column(self.tr("序号"), 190),
            Column(self.tr("单位")),
            Column(self.tr("市"), 56, is_spare=True),
            Column(self.tr("等级"), 64, is_spare=True),
            Column(self.tr("状态"), 100),
            Column(self.tr("有效至"), 100, is_spare=True),
        )
        self.presenter = CertificatesPresenter(self, around.workspace.certificates, around.tasks)
        names = (self.tr("全部"), self.tr("待发"), self.tr("有效"), self.tr("将到期"), self.tr("已撤销"))
        self.tabs = TabBar(names)
        self.find_field = FindField(self.tr("找序号、单位"), "Ctrl F")
        self.table = Table(self.tr("证书"), self._columns)
        self.table.say_empty(self.tr("还没有证书。评价通过复核以后，会先列在“待发”里。"))
        self._title = Label("", Hand(Role.BODY, 700), wrap=True)
        self._facts = Label("", _NOTE, wrap=True)
        self._page = PagePreview()
        self._notice = Notice()
        self.issuer = TextField(self.tr("颁发单位"), self.tr("印在证书上的颁发单位全称"))
        self.issuer_row = Labelled(self.tr("颁发单位"), self.issuer, hint=self.tr("印在证书上，记住，下次不用再写"))
        self.issue = Button(self.tr("颁发"), rank=Rank.MAIN, icon="certificate", key="Ctrl Enter")
        self.open = Button(self.tr("打开证书"), icon="eye", key="Enter")
        self._path: Path | None = None
        self.head.say(self.tr("证书"), self.tr("登记簿"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.tabs.add_right(self.find_field)
        holder = QWidget()
        left = QVBoxLayout(holder)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.tabs)
        self.add_messages(left)
        left.addWidget(TableHead(self._columns))
        left.addWidget(self.table, 1)
        side = Panel("panel", "l")
        side.setFixedWidth(352)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        for widget in (self._title, self._facts, self._page, self._notice, self.issuer_row):
            column.addWidget(widget)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.issue)
        buttons.addWidget(self.open)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.divide(holder, side)

    def _connect(self) -> None:
        self.presenter.begin()
        self.tabs.chosen.connect(self._on_narrowed)
        self.find_field.textChanged.connect(self._on_narrowed)
        self.find_field.returnPressed.connect(self.table.setFocus)
        self.table.chosen.connect(self.presenter.choose)
        self.table.opened.connect(self._on_open)
        self.issue.clicked.connect(self._on_issue)
        self.open.clicked.connect(self._on_open)
        bind(self, {"Ctrl+Return": self._on_issue, "Ctrl+F": self.find_field.setFocus})

    # --- what the presenter tells -----------------------------------------------------------------

    def show_register(self, rows: tuple[CertificateRow, ...], counts: tuple[int, ...]) -> None:
        """Show a shelf."""
        self.tabs.show_counts(counts)
        self.table.show_lines(tuple(self._line(row) for row in rows))
        if not rows:
            self.show_row(None)
        self.status_changed.emit()

    def _line(self, row: CertificateRow) -> Line:
        mark, words, shade = self._state(row.state)
        until = row.valid_until.isoformat() if row.valid_until else "—" if not row.serial else self.tr("未定")
        cells = (
            Cell(row.serial or "—", Hand(Role.TEXT, 500)),
            Cell(row.unit_name, Hand(Role.BODY), is_struck=row.state is CertificateState.REVOKED),
            Cell(city_of(row.region_name), _NOTE),
            Cell(row.grade_name, Hand(Role.TEXT)),
            Cell(words, Hand(Role.TEXT, 400, shade), mark=mark),
            Cell(until, _NOTE),
        )
        return Line(key_of(row), cells, height=36)

    def _state(self, state: CertificateState) -> tuple[Mark, str, str]:
        return {
            CertificateState.READY: (Mark.OPEN, self.tr("待发"), "ink"),
            CertificateState.VALID: (Mark.MET, self.tr("有效"), "ink"),
            CertificateState.EXPIRING: (Mark.LOST, self.tr("将到期"), "lost"),
            CertificateState.EXPIRED: (Mark.LOST, self.tr("已到期"), "lost"),
            CertificateState.REVOKED: (Mark.FAILED, self.tr("已撤销"), "fail"),
        }[state]

    def show_row(self, row: CertificateRow | None) -> None:
        """Show what can be done with a line."""
        self._path = None
        self._page.show_file(None)
        self._notice.say(None, "")
        self.issue.setVisible(self.presenter.can_issue)
        self.issuer_row.setVisible(self.presenter.can_issue)
        self.open.setVisible(bool(row and row.serial))
        if row is None:
            self._title.set_text(self.tr("没有选中"))
            self._facts.set_text("")
            return
        self._title.set_text(self.tr("颁发 1 张") if not row.serial else row.serial)
        self._facts.set_text(f"{row.unit_name} · {row.form_name} · {row.grade_name}")
        if not row.serial:
            self._notice.say(Mark.MET, self.tr("已通过复核。颁发以后序号不会重复使用。"))

    def show_page(self, path: Path) -> None:
        """Show the page."""
        self._path = path
        self._page.show_file(path)

    def show_issuer(self, name: str) -> None:
        """Put in the issuer that was named before."""
        if not self.issuer.text():
            self.issuer.setText(name)

    def ask_issuer(self) -> None:
        """Ask for the issuer beside its field."""
        self.prefer_side(True)
        self.issuer_row.refuse(self.tr("先写颁发单位，证书上要印"))
        self.issuer.setFocus()

    def show_issued(self, row: CertificateRow) -> None:
        """Say that it is issued."""
        words = self.tr("已颁发 {0}").format(row.serial)
        self.table.setFocus()
        self.around.messages.show(Message(words, Tone.FINE, "certificate"))

    def show_refused(self, error: Exception) -> None:
        """Say why not."""
        self._notice.refuse(sentence_of(self.around.services, error))

    # --- what the user does -----------------------------------------------------------------------

    def _on_narrowed(self, _what: object = None) -> None:
        self.presenter.narrow(Shelf(self.tabs.current), self.find_field.text().strip())

    def _on_issue(self) -> None:
        self.issuer_row.accept_value()
        self.presenter.issue(self.tr("颁发证书"), self.issuer.text())

    def _on_open(self, _key: object = None) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))

    @override
    def refresh(self) -> None:
        self.presenter.refresh()

    @override
    def focus_first(self) -> None:
        self.table.setFocus()

    @override
    def status(self) -> StatusFacts:
        keys = (
            KeyHint("Ctrl Enter", self.tr("颁发")),
            KeyHint("Enter", self.tr("打开")),
            KeyHint("Ctrl F", self.tr("查找")),
        )
        return StatusFacts(notes=(self.tr("{0} 行").format(len(self.table.lines.lines)),), keys=keys)
