"""The facts about the unit in the place of the score: changed here, they fold clauses away and bring them back."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.domain.forms import Form
from workbench.domain.texts import Language
from workbench.ui.editors.subject import SubjectFields
from workbench.ui.widgets.sheet import Sheet


class SubjectPanel(Sheet):
    """What the form asks about the unit, its mode among them."""

    def __init__(self) -> None:
        super().__init__(self.tr("按这些判"), self.tr("不改"))
        self._attributes = SubjectFields()
        self.fields.addWidget(self._attributes)
        self.fields.addStretch(1)
        self.title.set_text(self.tr("单位属性"))

    def open(self, form: Form, known: Mapping[str, object], language: Language, *, read_only: bool) -> None:
        """Show what is known of the unit."""
        self._attributes.ask(form, known, language)
        self._attributes.setEnabled(not read_only)
        self.send.setVisible(not read_only)
        self.facts.set_text(
            self.tr("这次评价已冻结，只能看。")
            if read_only
            else self.tr("改了以后，不适用的条文收起，已填的都留着；可以撤销。")
        )

    def subject(self) -> dict[str, object]:
        """Give the facts as the ANSWERS document wants them."""
        return self._attributes.subject()

    def stands(self) -> bool:
        """Tell whether every figure that is typed is one."""
        return self._attributes.stands()

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        self._attributes.focus_first()
