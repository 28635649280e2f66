"""The build of the frozen program, as far as it can be told without building."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.measures import ROOT

SPEC = ROOT / "packaging" / "workbench.spec"


@pytest.fixture(scope="module")
def spec_tree():
    return ast.parse(SPEC.read_text(encoding="utf-8"), filename=str(SPEC))


@pytest.fixture
def not_needed(spec_tree):
    """Give the pattern of what is left out, taken from the spec itself."""
    assignment = next(node for node in spec_tree.body if ast.unparse(node).startswith("NOT_NEEDED ="))
    names = {}
    exec(compile(ast.Module([assignment], []), str(SPEC), "exec"), {"re": __import__("re")}, names)
    return names["NOT_NEEDED"]


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt6Quick.dll",
        "PySide6/Qt/lib/libQt6WebEngineCore.so.6",
        "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6/Qt/translations/qtbase_zh_TW.qm",
        "libcups.so.2",
    ],
)
def test_what_the_program_never_uses_is_left_out(not_needed, name):
    assert not_needed.search(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/lib/libQt6Pdf.so.6",
        "PySide6/Qt6PrintSupport.dll",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "PySide6/Qt/translations/qtbase_zh_CN.qm",
        "_data/resources/fonts/NotoSansSC-Regular.ttf",
        "_data/resources/i18n/workbench_en.qm",
    ],
)
def test_what_the_program_uses_stays(not_needed, name):
    assert not not_needed.search(name)


def test_the_data_lies_where_the_program_looks_first(spec_tree):
    text = ast.unparse(spec_tree)
    assert "_data/{folder}" in text
    assert "'forms', 'resources'" in text


def test_the_bytes_of_a_folder_are_added_up(script, tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a").write_bytes(b"12345")
    (tmp_path / "b").write_bytes(b"123")
    assert script("dev_freeze").folder_size(tmp_path) == 8
