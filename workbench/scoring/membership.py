"""Whether an item belongs to the form for this edition, stage and subject (contract section 5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from workbench.domain.forms import Form, Item, Mode
from workbench.domain.results import Reason
from workbench.scoring.answers import SubjectValue
from workbench.scoring.conditions import holds

STAGE: Final = "stage"
MODE: Final = "mode"


def absence(item: Item, edition: str, subject: Mapping[str, SubjectValue]) -> Reason | None:
    """Say why an item is not in the form, `MISSING_ATTRIBUTE` when that cannot be decided, None when it is in.

    The order is the contract's: edition, stage, applies_to.
    """
    if item.editions is not None and edition not in item.editions:
        return Reason.NOT_IN_EDITION
    if item.stages is not None:
        stage = subject.get(STAGE)
        if stage is None:
            return Reason.MISSING_ATTRIBUTE
        if stage not in item.stages:
            return Reason.NOT_IN_STAGE
    applies = holds(item.applies_to, subject)
    if applies is None:
        return Reason.MISSING_ATTRIBUTE
    return None if applies else Reason.NOT_APPLICABLE_TO_SUBJECT


def is_outside(item: Item, edition: str, subject: Mapping[str, SubjectValue]) -> bool:
    """Tell whether an item is known not to belong to the form, so that its entry is ignored."""
    return absence(item, edition, subject) not in (None, Reason.MISSING_ATTRIBUTE)


def active_mode(form: Form, subject: Mapping[str, SubjectValue]) -> Mode | None:
    """Give the mode in which a form is judged; None for a form without modes.

    A subject that names no mode is judged by the first one, as declared best first.
    """
    if not form.modes:
        return None
    chosen = subject.get(MODE)
    return next((mode for mode in form.modes if mode.code == chosen), form.modes[0])
