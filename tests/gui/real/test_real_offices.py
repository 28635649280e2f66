"""What leaves the inspectors comes in at the supervisors' window: looked at, taken, decided, certified."""

from __future__ import annotations

import threading

from PySide6.QtCore import Qt

from tests.helpers.offices import (
    DATONG_MALL,
    INSPECTOR,
    ISSUER,
    ISSUER_NAME,
    PASSWORD,
    SUPERVISOR,
    SUPERVISORS,
    TAIYUAN,
    finished,
)
from tests.helpers.visits import look_and_take
from workbench.domain.states import Delivery
from workbench.store import parked
from workbench.ui.facts import StoreState
from workbench.ui.screens.review.presenter import Pile
from workbench.ui.widgets.track import TrackStop
from workbench.usecases.sealing import seal_batches
from workbench.usecases.verifying import Kind, grounds_of, verify_file

K = Qt.Key
UNIT = TAIYUAN.unit["name"]


def sealed(office):
    with office.inspector() as session:
        (one,) = seal_batches(session, office.folder / "stick")
    return one.path


def deliveries(visitor):
    return [row.delivery for row in visitor.window.around.workspace.batches.listed()]


def test_a_batch_is_looked_at_taken_in_reviewed_and_certified(finished_office, visit):
    path = sealed(finished_office)
    visitor = visit(finished_office, SUPERVISOR, SUPERVISORS)
    visitor.window.enter("batches")
    visitor.settle()
    visitor.drop(visitor.page.drop, path.parent)
    preview = visitor.page.presenter.preview
    assert (preview.sender, preview.number, preview.files, preview.taken) == (INSPECTOR.name, "0001", 2, 3)
    assert visitor.window.around.workspace.reviews.queue() == ()
    visitor.press(K.Key_Return)
    visitor.settle()
    assert visitor.sentences == ["收入 3 件；回执 batch-sx-0001-0001.awr 请带回给送出的人"]
    assert visitor.focused is visitor.page.table
    read_and_approve(visitor)
    visitor.leave()
    issue(visit(finished_office, ISSUER, SUPERVISORS), finished_office)


def read_and_approve(visitor):
    visitor.window.enter("review")
    visitor.settle()
    visitor.press(K.Key_Return)
    visitor.settle()
    page = visitor.page
    assert (visitor.room, page.presenter.read_only) == ("FillingScreen", True)
    assert page.head.facts.text.endswith("已冻结，只能看")
    assert page.status().track is None
    before = dict(page.presenter.book.entry("P1"))
    visitor.press(K.Key_2, K.Key_F, K.Key_N)
    visitor.settle()
    assert (page.presenter.book.entry("P1"), page.presenter.book.flags) == (before, set())
    visitor.press(K.Key_F9)
    visitor.settle()
    assert visitor.page.presenter.report.signatures == ()
    assert "没有签名" in visitor.page._remark.text
    visitor.press(K.Key_Escape)
    visitor.settle()
    assert visitor.page is page
    visitor.press(K.Key_Escape)
    visitor.settle()
    assert visitor.room == "ReviewScreen"
    visitor.press(K.Key_A)
    visitor.settle()
    assert visitor.sentences == ["已通过并签名"]


def issue(visitor, office):
    visitor.window.enter("certificates")
    visitor.settle()
    visitor.control(K.Key_Return)
    visitor.settle()
    assert visitor.page.issuer_row.refusal == "先写颁发单位，证书上要印"
    visitor.write(ISSUER_NAME)
    visitor.control(K.Key_Return)
    visitor.settle()
    assert visitor.sentences == ["已颁发 晋绿商〔2026〕SX01-0001号"]
    path = visitor.page._path
    workspace = visitor.window.around.workspace
    assert workspace.certificates.issuer() == ISSUER_NAME
    visitor.leave()
    with office.issuer() as session:
        found = verify_file(path, grounds_of(session))
    assert (found.kind, found.is_valid, found.subject) == (Kind.CERTIFICATE, True, UNIT)


def test_returning_asks_for_a_reason_and_takes_it_by_keys(delivered_office, visit):
    visitor = visit(delivered_office, SUPERVISOR, SUPERVISORS)
    visitor.window.enter("review")
    visitor.settle()
    visitor.press(K.Key_R)
    visitor.settle()
    assert "先写退回的理由" in visitor.page._notice.sentence
    visitor.write("B304 请补照度记录")
    visitor.control(K.Key_Return)
    visitor.settle()
    assert visitor.sentences == ["已退回并签名"]
    visitor.page.presenter.narrow(Pile.RETURNED, "")
    (row,) = visitor.window.around.workspace.reviews.queue()
    assert (row.assessment.state.value, row.assessment.reason) == ("returned", "B304 请补照度记录")


def test_only_the_receipt_says_delivered(delivered_office, visit):
    receipt = next((delivered_office.folder / "stick").glob("*.awr"))
    visitor = visit(delivered_office, INSPECTOR)
    assert deliveries(visitor) == [Delivery.READY]
    visitor.window.enter("batches")
    visitor.settle()
    visitor.drop(visitor.page.drop, receipt)
    says = visitor.page.presenter.preview.says
    assert says[0].startswith(f"回执的签名有效：{SUPERVISOR.name}，指纹 ")
    assert says[1] == "批次 0001 的 4 条记录已由对方收下"
    assert deliveries(visitor) == [Delivery.READY]
    visitor.press(K.Key_Return)
    visitor.settle()
    assert visitor.sentences == ["回执有效，批次 0001 已送达"]
    assert deliveries(visitor) == [Delivery.ACKNOWLEDGED]
    visitor.window.enter("today")
    visitor.settle()
    visitor.press(K.Key_Return)
    visitor.settle()
    assert (visitor.room, visitor.page.status().track) == ("ReportScreen", TrackStop.RECEIPT)


def test_a_changed_batch_is_refused_in_one_sentence_and_nothing_is_taken(finished_office, visit):
    path = sealed(finished_office)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    visitor = visit(finished_office, SUPERVISOR, SUPERVISORS)
    visitor.window.enter("batches")
    visitor.settle()
    visitor.drop(visitor.page.drop, path)
    (sentence,) = visitor.sentences
    assert "被改动" in sentence
    assert visitor.page.presenter.preview is None
    assert visitor.window.around.workspace.reviews.queue() == ()


def test_a_hub_that_does_not_answer_is_told_beside_its_address(finished_office, visit):
    visitor = visit(finished_office, INSPECTOR)
    visitor.window.enter("batches")
    visitor.settle()
    visitor.control(K.Key_R)
    visitor.settle()
    page = visitor.page
    assert visitor.focused is page.hub_ask.address
    visitor.press(K.Key_Return)
    assert page.hub_ask.refusal == "先写中心地址"
    visitor.write("中心")
    visitor.press(K.Key_Return)
    visitor.settle()
    assert page.hub_ask.refusal == "“中心”不是中心的地址；应以 http:// 或 https:// 开头。"
    visitor.control(K.Key_A)
    visitor.type("http://127.0.0.1:9")
    visitor.press(K.Key_Return)
    visitor.settle()
    assert page.hub_ask.refusal.startswith("连不上中心 http://127.0.0.1:9")
    assert visitor.window.around.workspace.batches.hub() == ""
    visitor.press(K.Key_Escape)
    assert not page.hub_ask.isVisible()


def test_what_was_parked_is_listed_with_its_reason(office, visit):
    with office.inspector() as session, session.store.transaction() as connection:
        for number in range(2):
            raw = b"record %d" % number
            parked.park(connection, raw, "unknown_edition", batch_id=None, at="2026-11-21T09:00:00+08:00")
    visitor = visit(office, INSPECTOR)
    visitor.window.enter("batches")
    visitor.settle()
    lines = visitor.page.table.lines.lines
    assert lines[0].head == "搁置的记录\t2"
    assert [cell.text for cell in lines[1].cells] == ["", "2", "11-21 起", "", "缺这一版评价表"]


def test_long_work_shows_a_strip_and_stops_on_escape(office, visit, monkeypatch):
    with office.inspector() as session:
        finished(session)
        finished(session, DATONG_MALL)
    visitor = visit(office, INSPECTOR)
    visitor.window.enter("batches")
    visitor.settle()
    batches, seen, go = visitor.window.around.workspace.batches, [], threading.Event()

    def slowly(progress):
        for number in range(500):
            progress(number, 500, "封包")
            seen.append(number)
            go.wait(0.01)

    monkeypatch.setattr(batches, "seal", slowly)
    visitor.control(K.Key_B)
    visitor.wait(visitor.page.strips.isVisible)
    visitor.press(K.Key_Escape)
    visitor.settle()
    assert len(seen) < 500
    assert visitor.sentences == []
    assert not visitor.page.strips.isVisible()


def test_a_first_run_ends_with_recovery_code_and_request_and_a_trust_list_lets_sign(office, visit):
    office.store("new").unlink(missing_ok=True)
    visitor = visit(office, None, "new")
    assert visitor.window._services.door.state() is StoreState.ABSENT
    visitor.press(K.Key_Return)
    visitor.type(PASSWORD)
    visitor.page.password.again.field.setFocus()
    visitor.type(PASSWORD)
    visitor.press(K.Key_Return)
    visitor.settle()
    visitor.write("评审员丙")
    visitor.press(K.Key_Tab)
    visitor.type("sx-0003")
    visitor.press(K.Key_Return)
    visitor.settle()
    code = visitor.page.recovery.code
    request = office.folder / "new.sx-0003.csr"
    assert len(code.replace("-", "")) == 28
    assert str(request) in visitor.page.recovery.request_words
    assert request.read_text().startswith("-----BEGIN CERTIFICATE REQUEST-----")
    visitor.press(K.Key_Return)
    visitor.settle()
    assert any(str(request) in sentence for sentence in visitor.sentences)
    look_and_take(visitor, office.folder / "ca" / "trust.json")
    assert visitor.sentences[-1] == "已装入信任名单第 7 号"
    recover(visitor, code)


def recover(visitor, code):
    visitor.control(K.Key_L)
    visitor.settle()
    card = visitor.page.lock
    visitor.page.presenter.forget()
    card.code.field.setFocus()
    visitor.type(code[:-1] + ("A" if code[-1] != "A" else "B"))
    card.password.field.setFocus()
    visitor.type("another password")
    visitor.press(K.Key_Return)
    visitor.settle()
    assert card.code.refusal == "恢复码写错了，请对照打印件逐组核对。"
    card.code.field.setText(code)
    visitor.press(K.Key_Return)
    visitor.settle()
    assert visitor.room == "TodayScreen"
    visitor.control(K.Key_L)
    visitor.settle()
    visitor.unlock("another password")
    assert visitor.room == "TodayScreen"
