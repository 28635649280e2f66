"""The keys that work on the filling screen now."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from workbench.ui.widgets.status_line import KeyHint

translate = QCoreApplication.translate


def keys(*, is_open: bool, read_only: bool, is_narrow: bool) -> tuple[KeyHint, ...]:
    """Name them; `is_open` means the evidence beneath the clause."""
    if is_open:
        return (
            KeyHint("Esc", translate("FillingKeys", "回到列表")),
            KeyHint("← →", translate("FillingKeys", "换图")),
            KeyHint("Del", translate("FillingKeys", "移除")),
            KeyHint("Ctrl V", translate("FillingKeys", "粘贴")),
        )
    if read_only:
        return (
            KeyHint("Enter", translate("FillingKeys", "下一条")),
            KeyHint("F2", translate("FillingKeys", "为什么")),
            KeyHint("F9", translate("FillingKeys", "报告")),
        )
    if is_narrow:
        return (
            KeyHint("F8", translate("FillingKeys", "下一未判")),
            KeyHint("F1", translate("FillingKeys", "条文")),
            KeyHint("F6", translate("FillingKeys", "分数")),
        )
    return (
        KeyHint("1–9", translate("FillingKeys", "选择")),
        KeyHint("N", translate("FillingKeys", "不适用")),
        KeyHint("Enter", translate("FillingKeys", "下一条")),
        KeyHint("F8", translate("FillingKeys", "下一未判")),
        KeyHint("F1", translate("FillingKeys", "条文")),
        KeyHint("Ctrl Z", translate("FillingKeys", "撤销")),
    )
