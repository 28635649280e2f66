"""The report page: small pages at the left, the page in view, signatures and what can be done at the right."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from workbench.ui import lettering, paint, theme
from workbench.ui.facts import OpenAssessment, ReportFile, SignatureLine
from workbench.ui.frame import Screen, Surroundings, sentence_of
from workbench.ui.lettering import Hand
from workbench.ui.marks import Mark
from workbench.ui.messages import Message, Tone
from workbench.ui.screens.report.pages import PageStrip
from workbench.ui.screens.report.presenter import ReportPresenter
from workbench.ui.screens.report.printing import print_pages
from workbench.ui.sizes import file_size
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Button, Rank
from workbench.ui.widgets.labels import Label, Panel, Rule
from workbench.ui.widgets.shortcuts import bind
from workbench.ui.widgets.status_line import KeyHint, StatusFacts
from workbench.ui.widgets.track import TrackStop, stop_of

_PRINT_DPI = 200


class SignatureList(QWidget):
    """Who signed, when, and who still must."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[SignatureLine, ...] = ()

    def show_signatures(self, lines: tuple[SignatureLine, ...]) -> None:
        """Show these."""
        self._lines = lines
        self.setFixedHeight(48 * len(lines))
        self.setAccessibleName("; ".join(line.name for line in lines))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, 48 * len(self._lines))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number, line in enumerate(self._lines):
            top = 48.0 * number
            done = line.signed_at is not None
            paint.mark(painter, QPointF(9, top + 23), Mark.MET if done else Mark.OPEN)
            lettering.write(painter, QRectF(28, top + 4, self.width() - 28, 20), line.name, Hand(Role.TEXT, 500))
            words = (
                self.tr("{0} · 指纹 {1}").format(f"{line.signed_at:%H:%M}", line.fingerprint)
                if done
                else self.tr("待签")
            )
            lettering.write(painter, QRectF(28, top + 24, self.width() - 28, 18), words, Hand(Role.NOTE, 400, "ink2"))
            paint.hline(painter, 0, self.width(), top + 47, theme.colour("line"))


class ReportScreen(Screen):
    """Preview, print and save."""

    def __init__(self, around: Surroundings, assessment_id: str) -> None:
        super().__init__(around)
        self.presenter = ReportPresenter(self, around.workspace.assessments, around.tasks, assessment_id)
        self._opened: OpenAssessment | None = None
        self._document = QPdfDocument(self)
        self._view = QPdfView(self)
        self._view.setDocument(self._document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitInView)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setAccessibleName(self.tr("报告"))
        self._strip = PageStrip(self._document)
        self._title = Label("", Hand(Role.BODY, 700))
        self._facts = Label("", Hand(Role.TEXT, 400, "ink2"), wrap=True)
        self._signatures = SignatureList()
        self._remark = Label("", Hand(Role.TEXT, 400, "ink2"), wrap=True)
        self._hash = Label("", Hand(Role.TEXT, 500))
        self._print = Button(self.tr("打印"), rank=Rank.MAIN, icon="printer", key="Ctrl P")
        self._save = Button(self.tr("另存"), icon="download", key="Ctrl S")
        self._fit = Button(self.tr("整页"), rank=Rank.QUIET, key="Ctrl 0")
        self._back = Button(self.tr("返回"), key="Esc")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.head.add(self._fit)
        self.head.add(self._back)
        self.add_messages(self.column)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        area = QScrollArea()
        area.setFixedWidth(156)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._strip)
        row.addWidget(area)
        row.addWidget(self._view, 1)
        self.divide(holder, self._make_side())

    def _make_side(self) -> QWidget:
        side = Panel("panel", "l")
        side.setFixedWidth(320)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._facts)
        column.addWidget(Rule())
        self._signed = Label(self.tr("签名"), Hand(Role.NOTE, 500, "ink2"))
        column.addWidget(self._signed)
        column.addWidget(self._signatures)
        column.addWidget(self._remark)
        column.addWidget(Rule())
        column.addWidget(Label(self.tr("本次哈希"), Hand(Role.NOTE, 500, "ink2")))
        column.addWidget(self._hash)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._print)
        buttons.addWidget(self._save)
        buttons.addStretch(1)
        column.addLayout(buttons)
        return side

    def _connect(self) -> None:
        self._print.clicked.connect(self._on_print)
        self._save.clicked.connect(self._on_save)
        self._fit.clicked.connect(self._on_fit)
        self._back.clicked.connect(self.go_back)
        self._strip.page_wanted.connect(self._on_page)
        self._view.pageNavigator().currentPageChanged.connect(self._strip.mark)
        bind(self, {"Ctrl+P": self._on_print, "Ctrl+S": self._on_save, "Ctrl+0": self._on_fit})

    # --- what the presenter tells -----------------------------------------------------------------

    def show_report(self, opened: OpenAssessment, report: ReportFile) -> None:
        """Show the report."""
        self._opened = opened
        team = self.tr("、").join(opened.team)
        facts = self.tr("现场核验 {0} · {1}").format(opened.visit.isoformat(), team)
        tag = self.tr("草稿报告") if report.is_draft else self.tr("报告预览")
        self.head.say(opened.unit_name, facts, tag)
        palette = self._view.palette()
        palette.setColor(QPalette.ColorRole.Dark, theme.colour("hover"))
        self._view.setPalette(palette)
        self._document.load(str(report.path))
        self._strip.renew()
        self._title.set_text(self.tr("草稿，每页都印有“草稿”") if report.is_draft else self.tr("报告"))
        size = file_size(report.size)
        words = self.tr("{0} 页 · {1} 张照片 · {2} · 用时 {3:.1f} 秒")
        self._facts.set_text(words.format(report.pages, report.photos, size, report.seconds))
        self._signatures.show_signatures(report.signatures)
        signed = self.tr("尚无可信时间，联网后补上，不改动已签内容。内附原始记录，可凭报告重新计分。")
        copy = self.tr("这是供阅读的副本，没有签名：签了名的那一份在完成评估的人手里。")
        draft = self.tr("草稿没有签名，也不会封包。")
        self._remark.set_text(draft if report.is_draft else signed if report.signatures else copy)
        self._signed.setVisible(bool(report.signatures))
        digits = report.revision[:16].upper()
        self._hash.set_text(" ".join(digits[n : n + 4] for n in range(0, len(digits), 4)) or "—")
        self.status_changed.emit()
        self._view.setFocus()

    def show_refused(self, error: Exception) -> None:
        """Say why there is no report."""
        self.around.messages.show(Message(sentence_of(self.around.services, error), Tone.REFUSED, "report"))

    # --- what the user does -----------------------------------------------------------------------

    def _on_page(self, page: int) -> None:
        self._view.pageNavigator().jump(page, QPointF())
        self._strip.mark(page)

    def _on_fit(self) -> None:
        whole = self._view.zoomMode() is QPdfView.ZoomMode.FitInView
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth if whole else QPdfView.ZoomMode.FitInView)
        self._fit.set_words(self.tr("整页") if not whole else self.tr("页宽"))

    def _on_save(self) -> None:
        if self.presenter.report is None:
            return
        dialog = QFileDialog(self, self.tr("另存报告"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(self.presenter.report.path.name)
        dialog.fileSelected.connect(self._on_save_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_save_chosen(self, path: str) -> None:
        report = self.presenter.report
        if report is None:
            return
        source, target = report.path, Path(path)
        words = self.tr("已另存为 {0}").format(target.name)
        self.around.tasks.submit(
            lambda: shutil.copyfile(source, target),
            on_success=lambda _path: self.around.messages.show(Message(words, Tone.FINE, "saved")),
            on_failure=self.show_refused,
        )

    def _on_print(self) -> None:
        if self.presenter.report is None:
            return
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setResolution(_PRINT_DPI)
        dialog = QPrintDialog(self._printer, self)
        dialog.accepted.connect(self._on_print_accepted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.setModal(True)
        dialog.show()

    def _on_print_accepted(self) -> None:
        report, printer = self.presenter.report, self._printer
        if report is None:
            return
        path, words = report.path, self.tr("已送到打印机：{0} 页")
        self.around.tasks.submit_long(
            self.tr("打印报告"),
            lambda progress: print_pages(path, printer, progress),
            on_success=lambda pages: self.around.messages.show(Message(words.format(pages), Tone.FINE, "printed")),
            on_failure=self.show_refused,
        )

    @override
    def refresh(self) -> None:
        self.presenter.refresh(self.tr("排版报告"))

    @override
    def leave(self) -> None:
        self._document.close()

    @override
    def go_back(self) -> bool:
        is_draft = self.presenter.report is not None and self.presenter.report.is_draft
        self.wanted.emit("finish" if is_draft else "read", None)
        return True

    @override
    def status(self) -> StatusFacts:
        keys = (
            KeyHint("PgDn", self.tr("下一页")),
            KeyHint("Ctrl P", self.tr("打印")),
            KeyHint("Ctrl S", self.tr("另存")),
            KeyHint("Esc", self.tr("返回")),
        )
        opened = self._opened
        at = TrackStop.SAVED if opened is None else stop_of(opened.delivery) if opened.is_own else None
        return StatusFacts(track=at, keys=keys)
