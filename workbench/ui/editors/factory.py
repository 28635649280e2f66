"""Finds the editor of every rule."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout

from workbench.domain.forms import Asked, Item, Prerequisite, StarRequirement
from workbench.domain.rules import (
    Bands,
    ChooseN,
    Count,
    Deduction,
    Gate,
    Graded,
    ItemRule,
    Linear,
    PrerequisiteRule,
    RequiredLevel,
    Step,
    SumOfParts,
    TargetDeduct,
    YesNo,
)
from workbench.ui.editors.base import Editor
from workbench.ui.editors.choices import ChoiceEditor, ChooseEditor, OptionsEditor
from workbench.ui.editors.gate import GateEditor
from workbench.ui.editors.judging import as_logic
from workbench.ui.editors.measure import MeasureEditor
from workbench.ui.editors.measuring import EditorContext
from workbench.ui.editors.numbers import CountEditor, DeductionEditor
from workbench.ui.editors.parts import PartsEditor
from workbench.ui.editors.stars import StarEditor
from workbench.ui.lettering import Hand
from workbench.ui.typography import Role
from workbench.ui.widgets.labels import Label


class NoEditor(Editor):
    """For what follows from other clauses or from the subject."""

    def __init__(self, sentence: str, context: EditorContext) -> None:
        super().__init__(context)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Label(sentence, Hand(Role.TEXT, 400, "ink2"), wrap=True))


def editor_of(node: Item | Asked, context: EditorContext) -> Editor:
    """Make the editor of an item, a prerequisite, a star requirement or a provincial check."""
    if isinstance(node, StarRequirement):
        return StarEditor(node, context)
    if isinstance(node.rule, SumOfParts) and isinstance(node, Prerequisite):
        return PartsEditor(as_logic(node.rule), context, make, counts=False)
    return make(node.rule, node.points if isinstance(node, Item) else None, context)


def make(  # noqa: C901, PLR0911 -- one case per kind of rule
    rule: ItemRule | PrerequisiteRule, full: Fraction | None, context: EditorContext
) -> Editor:
    """Make the editor of a rule worth `full` points (None: a prerequisite)."""
    match rule:
        case YesNo() | Graded():
            return ChoiceEditor(rule, full, context)
        case Bands() | Step() | Linear() | TargetDeduct():
            return MeasureEditor(rule, context)
        case Count() if rule.options:
            return OptionsEditor(rule, context)
        case Count():
            return CountEditor(rule, context)
        case Deduction():
            return DeductionEditor(rule, context)
        case SumOfParts():
            return PartsEditor(rule, context, make, counts=full is not None)
        case Gate():
            return GateEditor(rule, context)
        case ChooseN():
            return ChooseEditor(rule, context)
        case RequiredLevel():
            words = QCoreApplication.translate("Editors", "由单位属性和评出的等级得出，不用在这里填。")
            return NoEditor(words, context)
        case _:
            words = QCoreApplication.translate("Editors", "由其他条文的判定得出，不用在这里填。")
            return NoEditor(words, context)
