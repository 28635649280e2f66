"""The column at the right: the score with the evidence of the clause in focus, or why that score."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from workbench.ui.lettering import Hand
from workbench.ui.screens.filling.evidence_strip import DemandLine, EvidenceFacts, EvidenceStrip
from workbench.ui.screens.filling.score_sheet import ScoreSheet
from workbench.ui.thumbnails import Thumbnails
from workbench.ui.typography import Role
from workbench.ui.widgets.buttons import Button, Rank
from workbench.ui.widgets.labels import Label, Panel


class ScorePanel(Panel):
    """Score above, evidence of the clause in focus below.

    Signals:
        evidence_wanted: open the evidence beneath the clause.
        add_wanted: one more file.
    """

    evidence_wanted = Signal()
    add_wanted = Signal()

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__("panel", "", parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = Panel("panel")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        self.sheet = ScoreSheet()
        column.addWidget(self.sheet)
        column.addWidget(self._evidence(thumbnails))
        column.addStretch(1)
        area.setWidget(page)
        outer.addWidget(area)

    def _evidence(self, thumbnails: Thumbnails) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(16, 8, 16, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        self._title = Label("", Hand(Role.NOTE, 500, "ink2"))
        head.addWidget(self._title, 1)
        self._space = Button("", key="Space", rank=Rank.QUIET)
        self._space.setAccessibleName(self.tr("打开佐证"))
        self._space.set_bare()
        self._space.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._space.clicked.connect(self.evidence_wanted)
        head.addWidget(self._space)
        column.addLayout(head)
        self._strip = EvidenceStrip(thumbnails, captions=False)
        self._strip.chosen.connect(self._on_chosen)
        self._strip.add_wanted.connect(self.add_wanted)
        column.addWidget(self._strip)
        self._demands = DemandLine()
        self._demands.add_wanted.connect(self.add_wanted)
        column.addWidget(self._demands)
        self._block = block
        return block

    def _on_chosen(self, _number: int) -> None:
        self.evidence_wanted.emit()

    def show_evidence(self, title: str, facts: EvidenceFacts) -> None:
        """Show the files of the clause in focus."""
        self._block.setVisible(bool(title))
        self._title.set_text(title)
        self._strip.show_files(facts.rows, is_demanded=facts.is_missing, read_only=facts.read_only)
        self._demands.show_demands(facts.demands, is_judged=facts.is_judged)
        self._demands.offer_add(bool(facts.rows) and not facts.read_only)
