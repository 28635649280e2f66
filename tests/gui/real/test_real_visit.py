"""A whole visit in the window over a real store: from the wrong password to a signed report on a stick."""

from __future__ import annotations

import shutil

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from tests.helpers.offices import INSPECTOR, INSPECTORS, PASSWORD, TAIYUAN, a_photo
from tests.helpers.visitor import Visitor
from tests.helpers.visits import CREDIT_CODE, answer_all, entry_of, register, start
from workbench.domain.results import Verdict
from workbench.ui.screens.report.printing import print_pages
from workbench.ui.widgets.track import TrackStop
from workbench.usecases.verifying import Kind, grounds_of, verify_file

K = Qt.Key


def plain(entry):
    """Compare figures as they are typed, whole numbers too; what says nothing is left out."""
    if isinstance(entry, dict):
        silent = (("na", False), ("note", ""), ("value", None))
        return {key: plain(value) for key, value in entry.items() if (key, value) not in silent}
    if isinstance(entry, list):
        return [plain(value) for value in entry]
    return entry if isinstance(entry, bool) else str(entry)


def test_a_wrong_password_is_told_in_place_and_the_right_one_opens(office, visit):
    visitor = visit(office, None)
    visitor.unlock("not the password")
    assert visitor.page.lock.password.refusal == "密码不对，请再试。"
    visitor.unlock(PASSWORD)
    assert visitor.room == "TodayScreen"
    assert visitor.window.around.workspace.person.name == INSPECTOR.name


def test_a_mall_is_answered_by_keys_finished_signed_sealed_and_written_out(office, visit, tmp_path):
    visitor = visit(office, INSPECTOR)
    refusal = register(visitor, wrong_code=CREDIT_CODE[:-1] + "8")
    assert refusal == "统一社会信用代码的校验位不对：末位是“8”，按前 17 位应为“7”；请核对有没有抄错。"
    (unit,) = visitor.window.around.workspace.units.find("").rows
    assert (unit.name, unit.region_name) == (TAIYUAN.unit["name"], "太原市小店区")
    start(visitor)
    codes = visitor.page.presenter.book.codes
    assert len(codes) == 115
    answer_all(visitor, codes[:40])
    take_evidence(visitor, tmp_path)
    reopened = kill_and_reopen(visitor, office, visit)
    answer_all(reopened, codes[40:])
    book = reopened.page.presenter.book
    assert {code: plain(book.entry(code)) for code in codes} == {code: plain(entry_of(code)) for code in codes}
    assert {key: value.source for key, value in book.parameters.items()} == {
        "mall_elec_per_area": "样例数据，不是官方数值",
        "retail_water_quota": "样例数据，不是官方数值",
    }
    assert book.result.verdict is Verdict.PASS
    finish(reopened)
    check_report(reopened, office, tmp_path)
    seal_and_write(reopened, tmp_path)


def take_evidence(visitor: Visitor, folder) -> None:
    """Attach by drop, by paste and by dialog; flag the clause."""
    focus = visitor.page.presenter.focus
    photo, paper = folder / "柜.jpg", folder / "台账.pdf"
    photo.write_bytes(a_photo(3))
    paper.write_bytes(b"%PDF-1.4 sample")
    visitor.drop(visitor.page, photo)
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    visitor.control(K.Key_V)
    visitor.settle()
    visitor.page.score.add_wanted.emit()
    visitor.choose_in_dialog(paper)
    visitor.page.focus_first()
    visitor.press(K.Key_F)
    visitor.settle()
    book = visitor.page.presenter.book
    assert [row.name for row in book.evidence[focus]] == ["柜.jpg", "粘贴.png", "台账.pdf"]
    assert focus in book.flags


def kill_and_reopen(visitor: Visitor, office, visit) -> Visitor:
    """Take the files as they lie, as if the machine had died now; everything acknowledged must be there."""
    before = visitor.page.presenter
    assert visitor.page.status().track is TrackStop.SAVED
    dead = office.copied(office.folder.parent / "after-the-crash")
    shutil.rmtree(dead.folder)
    shutil.copytree(office.folder, dead.folder)
    visitor.leave()
    reopened = visit(dead, INSPECTOR)
    reopened.press(K.Key_Return)
    reopened.settle()
    after = reopened.page.presenter
    assert after.focus == before.focus
    assert {code: plain(after.book.entry(code)) for code in before.book.codes} == {
        code: plain(before.book.entry(code)) for code in before.book.codes
    }
    assert after.book.flags == before.book.flags
    assert {code: [row.sha256 for row in rows] for code, rows in after.book.evidence.items()} == {
        code: [row.sha256 for row in rows] for code, rows in before.book.evidence.items()
    }
    return reopened


def finish(visitor: Visitor) -> None:
    """Undo the last answer, see it listed on the finish page, jump there and back, and sign."""
    visitor.control(K.Key_Z)
    visitor.settle()
    assert visitor.page.status().notes == ("已撤销 F110 · Ctrl+Y 重做",)
    visitor.press(K.Key_F9)
    visitor.settle()
    finishing = visitor.page
    assert finishing.presenter.report.open_items == ("F110",)
    assert not finishing.sign.isEnabled()
    visitor.press(K.Key_Return)
    assert (visitor.room, visitor.page.presenter.focus) == ("FillingScreen", "F110")
    visitor.press(K.Key_1)
    visitor.settle()
    visitor.press(K.Key_Escape)
    visitor.settle()
    assert visitor.page is finishing
    assert finishing.sign.isEnabled()
    visitor.control(K.Key_Return)
    visitor.settle()
    assert visitor.room == "ReportScreen"
    assert not visitor.window.has("fill")


def check_report(visitor: Visitor, office, folder) -> None:
    """The report that is shown is signed and valid; it is saved and printed."""
    report = visitor.page.presenter.report
    assert [line.name for line in report.signatures] == [INSPECTOR.name]
    assert visitor.page._document.pageCount() == report.pages > 10
    visitor.control(K.Key_S)
    visitor.choose_in_dialog(folder / "saved.pdf")
    assert visitor.sentences[-1] == "已另存为 saved.pdf"
    with office.supervisor() as session:
        found = verify_file(folder / "saved.pdf", grounds_of(session))
    assert (found.kind, found.is_valid, found.subject) == (Kind.REPORT, True, TAIYUAN.unit["name"])
    printer, told = QPrinter(), []
    printer.setOutputFileName(str(folder / "paper.pdf"))
    assert print_pages(report.path, printer, lambda done, total, _: told.append((done, total))) == report.pages
    assert told[-1] == (report.pages - 1, report.pages)
    assert (folder / "paper.pdf").stat().st_size > 10_000


def seal_and_write(visitor: Visitor, folder) -> None:
    """Seal, write to a folder: on its way, not delivered."""
    stick = folder / "stick"
    stick.mkdir()
    visitor.window.enter("batches")
    visitor.settle()
    visitor.control(K.Key_B)
    visitor.settle()
    assert visitor.sentences == ["批次 0001 已封好，可以写到 U 盘或联网送出"]
    visitor.control(K.Key_U)
    visitor.choose_in_dialog(stick)
    (row,) = visitor.window.around.workspace.batches.listed()
    assert (row.assessments, row.files, row.delivery.value) == (1, 3, "offered")
    assert [path.name for path in stick.iterdir()] == ["batch-sx-0001-0001.awb"]
    visitor.window.enter("today")
    visitor.settle()
    assert [line.key for line in visitor.page.table.lines.lines if not line.is_head] == [
        row.assessment_id for row in visitor.window.around.workspace.today().sent
    ]


def test_the_keys_of_the_filling_page_work_over_a_real_store(office, visit):
    visitor = visit(office, INSPECTOR)
    register(visitor)
    start(visitor)
    page = visitor.page
    visitor.press(K.Key_1, K.Key_F2)
    assert page.shows_why
    visitor.press(K.Key_F1, K.Key_F1)
    assert not page.shows_why
    visitor.press(K.Key_F8)
    assert page.presenter.focus == "P2"
    visitor.control(K.Key_J)
    visitor.type("b101")
    visitor.press(K.Key_Return)
    assert page.presenter.focus == "B101"
    visitor.press(K.Key_N)
    visitor.settle()
    assert page.presenter.book.entry("B101")["na"] is True
    visitor.control(K.Key_F)
    visitor.write("照度")
    assert page.presenter.focus == "B304"
    visitor.press(K.Key_Escape)
    assert (page.presenter.focus, page.list.editor.code) == ("B304", "B304")
    visitor.control(K.Key_Z)
    visitor.settle()
    assert page.presenter.book.entry("B101") == {}
    visitor.control(K.Key_K)
    visitor.settle()
    visitor.type("tysyl")
    QTest.qWait(150)
    visitor.settle()
    visitor.press(K.Key_Return)
    visitor.settle()
    assert visitor.room == "FillingScreen"


def test_a_prerequisite_is_explained_with_what_is_chosen(office, visit):
    visitor = visit(office, INSPECTOR)
    register(visitor)
    start(visitor)
    page = visitor.page
    page.presenter.go_to("P4")
    visitor.press(K.Key_Space, K.Key_Right, K.Key_Space, K.Key_F2)
    (sentence,) = page.around.services.speech.explain(page.opened, page.presenter.book.result, "P4")
    assert "15" in sentence
    assert page.shows_why


def test_the_lock_says_what_is_safe_and_waits(office, visit):
    visitor = visit(office, INSPECTOR)
    register(visitor)
    start(visitor)
    visitor.press(K.Key_1)
    visitor.settle()
    visitor.control(K.Key_L)
    visitor.settle()
    assert visitor.page.lock._safe.sentence == "1 份草稿，10:42:07 已存"
    visitor.unlock(PASSWORD)
    assert visitor.room == "TodayScreen"
    assert office.store(INSPECTORS).exists()
