"""Somebody who enters recorded values into the editors by their own keys and fields, whatever the rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from workbench.ui.editors.base import Editor
from workbench.ui.editors.choices import ChoiceEditor, ChooseEditor, OptionsEditor
from workbench.ui.editors.factory import NoEditor
from workbench.ui.editors.gate import GateEditor
from workbench.ui.editors.inputs import InputFields
from workbench.ui.editors.measure import MeasureEditor
from workbench.ui.editors.numbers import CountEditor, DeductionEditor
from workbench.ui.editors.part_rows import PartRow
from workbench.ui.editors.parts import PartsEditor
from workbench.ui.editors.sample import SampleFields
from workbench.ui.editors.stars import MeasureRow, StarEditor
from workbench.ui.screens.filling.clause_editor import ClauseEditor
from workbench.ui.widgets.fields import NumberField


def enter(clause: ClauseEditor, entry: Mapping[str, Any]) -> None:
    """Enter a recorded response into an open clause; what this subject is not asked is left out."""
    if entry.get("na"):
        assert clause.press("N")
        if entry.get("proof"):
            clause.aside._proof.click()
    elif entry.get("value") is not None:
        enter_value(clause.editor, entry["value"])


def enter_value(editor: Editor, value: Any) -> None:
    """Enter a value into the editor of any rule."""
    _HANDS[type(editor)](editor, value)


def type_number(field: NumberField, figure: object) -> None:
    """Put a figure over what stands in a field, as a paste would; keys are tried where windows are."""
    assert field.isEnabled()
    field.setText(str(figure))
    field.textEdited.emit(str(figure))
    assert field.text() == str(figure), (field.accessibleName(), figure)


def _choose(editor: ChoiceEditor, value: object) -> None:
    assert editor.press(str(editor._values.index(value) + 1))


def _options(editor: OptionsEditor, value: Mapping[str, Any]) -> None:
    codes = value.get("options")
    wanted = editor._codes[: int(value["count"])] if codes is None else list(dict.fromkeys(codes))
    if not wanted:
        assert editor.press("0")
    for code in wanted:
        editor._chips[editor._codes.index(code)].click()


def _choose_n(editor: ChooseEditor, value: Mapping[str, bool]) -> None:
    for box, option in zip(editor._boxes, editor._rule.options, strict=True):
        if value.get(option.code):
            box.click()
    if all(option.code in value for option in editor._rule.options):
        editor.press("0")
        editor.press("0")


def _count(editor: CountEditor, value: Mapping[str, Any]) -> None:
    count = int(value["count"])
    if editor._field is not None:
        type_number(editor._field, count)
    else:
        editor._boxes[min(count, len(editor._boxes) - 1)].click()


def _deduct(editor: DeductionEditor, value: Mapping[str, Any]) -> None:
    if editor._sample is not None:
        _sample(editor._sample, value)
    for line in editor._lines:
        wanted = value["counts"].get(line.rule.code)
        for key in () if wanted is None else ("+", "-") if int(wanted) == 0 else "+" * int(wanted):
            assert editor.press(key)
        editor.press("down")
    if value.get("void"):
        editor._void.click()


def _sample(fields: SampleFields, value: Mapping[str, Any]) -> None:
    if fields._size is not None and value.get(fields._sample.size_input) is not None:
        type_number(fields._size, value[fields._sample.size_input])
    if value.get("population") is not None:
        type_number(fields._population, value["population"])


def _inputs(fields: InputFields, value: Mapping[str, Any]) -> None:
    for entry in fields.inputs:
        held = value.get(entry.key)
        if held is None:
            if entry.key in value and entry.none is not None:
                entry.none.click()
            continue
        figures: Sequence[Any] = held if isinstance(held, list) else [held]
        for field, figure in zip(entry.fields, figures, strict=False):
            type_number(field, figure)


def _measure(editor: MeasureEditor, value: Mapping[str, Any]) -> None:
    _inputs(editor._inputs, value)
    if editor._sample is not None:
        _sample(editor._sample, value)
    if value.get("shortcut"):
        assert editor.press("1")


def _gate(editor: GateEditor, value: Mapping[str, Any]) -> None:
    if editor._inputs is not None:
        _inputs(editor._inputs, value)
    said = value.get("statements", {})
    for row in editor.rows:
        if row.segments is not None and row.condition.code in said:
            row.segments.chips[0 if said[row.condition.code] else 1].click()


def _star(editor: StarEditor, value: Mapping[str, Any]) -> None:
    for row in editor.rows:
        if row.measure.key in value:
            _claim(row, value[row.measure.key])


def _claim(row: MeasureRow, claim: object) -> None:
    if claim is None:
        row.none.click()
    elif row.segments is not None:
        row.segments.chips[0 if claim else 1].click()
    else:
        type_number(row.field, claim)


def _parts(editor: PartsEditor, value: Mapping[str, Any]) -> None:
    """Go through the rows from above, as the keyboard does; a row set aside may bring the next one."""
    if "precondition" in value:
        assert editor._gate.press("1" if value["precondition"] else "2")
    done: set[str] = set()
    while True:
        row = next((one for one in editor.rows if not one.isHidden() and one.part.code not in done), None)
        if row is None:
            break
        done.add(row.part.code)
        _part(row, value.get("parts", {}).get(row.part.code))
    for row in editor.rows:
        weight = value.get("weights", {}).get(row.part.code)
        if weight is not None and row.weight is not None:
            type_number(row.weight, weight)


def _part(row: PartRow, entry: Mapping[str, Any] | None) -> None:
    if entry is None or (entry.get("value") is None and not entry.get("na")):
        return
    if entry.get("na"):
        assert row.press("N")
        if entry.get("proof"):
            row._proof.click()
    elif row.segments is not None:
        assert row.press("1" if entry["value"] else "2")
    else:
        enter_value(row.editor, entry["value"])


def _nothing(editor: NoEditor, value: object) -> None:
    raise AssertionError(f"{value} cannot be entered anywhere")


_HANDS: dict[type, Callable[[Any, Any], None]] = {
    ChoiceEditor: _choose,
    OptionsEditor: _options,
    ChooseEditor: _choose_n,
    CountEditor: _count,
    DeductionEditor: _deduct,
    MeasureEditor: _measure,
    GateEditor: _gate,
    StarEditor: _star,
    PartsEditor: _parts,
    NoEditor: _nothing,
}
