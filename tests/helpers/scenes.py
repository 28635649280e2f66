"""The scenes that are photographed: a window over the workspace in memory, brought to one state each."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCursor, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.helpers.fake_workspace import Desk, FakeServices, FakeWorkspace, a_desk, drawn_photo, open_form
from workbench.domain.forms import Item
from workbench.domain.rules import Bands, Count, Deduction, Graded, SumOfParts, YesNo
from workbench.domain.texts import Language
from workbench.ui import dressing as start
from workbench.ui.facts import StoreState, UnitRow
from workbench.ui.main_window import MainWindow
from workbench.ui.settings import Settings
from workbench.ui.tasks import TaskRunner
from workbench.ui.theme import Scheme


class PromptTasks(TaskRunner):
    """Does all work at once, on the GUI thread."""

    def submit_last(self, work, *, on_success):
        self._hand_to(None, work, on_success, None)

    def _hand_to(self, pool, work, on_success, on_failure):
        done: Future[object] = Future()
        try:
            done.set_result(work())
        except Exception as error:  # noqa: BLE001 -- told like the real runner does
            (on_failure or self.failed.emit)(error)
            return
        on_success(done.result())


def good_value(item: Item) -> object:  # noqa: C901, PLR0911 -- one case per kind of rule
    """An answer that gives (nearly) full points."""
    rule = item.rule
    match rule:
        case YesNo():
            return True
        case Graded():
            return rule.levels[0].code
        case SumOfParts():
            return {"parts": {part.code: {"value": True} for part in rule.parts}}
        case Count() if rule.options:
            return {"options": [option.code for option in rule.options[:4]]}
        case Count():
            return {"count": int(-(-rule.cap // rule.each)) if rule.each and rule.cap else 3}
        case Deduction():
            value = {"counts": {entry.code: 0 for entry in rule.rules}}
            if rule.void_if:
                value["void"] = False
            if rule.sample:
                value[rule.sample.size_input] = 20
            return value
        case Bands():
            return bands_value(item)
    return None


def bands_value(item: Item) -> object:
    """Raw inputs that land in the best band."""
    keys = item.rule.quantity.inputs
    if "monthly_power_factor" in keys:
        return {"monthly_power_factor": ["0.94"] * 12}
    if len(keys) == 3:
        return {keys[0]: "584", keys[1]: "1000", keys[2]: "1"}
    last_year = keys[0].endswith("last_year")
    lower = item.rule.better.value == "lower"
    if "water_main_meter" in keys:
        return {"water_main_meter": "1000", "water_sub_meters": "970"}
    if "makeup_water" in keys:
        return {"makeup_water": "13", "circulating_water": "1000"}
    first, second = ("100", "92") if last_year else ("20", "25") if lower else ("48", "48")
    if "share_this_year" in keys:
        first, second = "31.5", "28"
    return {keys[0]: first, keys[1]: second}


def filled(desk: Desk, upto: int) -> None:
    """Answer the first `upto` items of the draft well, with some points lost here and there."""
    opened = desk.opened["a1"]
    responses: dict[str, object] = {}
    for item in opened.form.items[:upto]:
        responses[item.code] = {"value": good_value(item)}
    special = {
        "B101": {"na": True, "note": "既有建筑未整体改造"},
        "B104": {"value": {"counts": {"1": 1}}},
        "B202": {"value": {"monthly_power_factor": ["0.938"] * 12}},
        "B205": {"value": "b"},
        "A104": {"value": "b"},
        "A301": {
            "value": {
                "parts": {"a": {"value": True}, "b": {"value": True}, "c": {"value": False}, "d": {"value": True}}
            }
        },
        "A501": {"value": {"meters_installed": "46", "meters_required": "48"}},
        "A504": {"value": {"counts": {"1": 2}, "void": False}},
    }
    for code, entry in special.items():
        if code in responses:
            item = opened.form.item_by_code[code]
            if entry.get("na") and item.not_applicable is None:
                continue
            responses[code] = entry
    from workbench.ui.facts import ParameterValue

    parameters = {
        "mall_elec_per_area": ParameterValue("mall_elec_per_area", "1", "省商务厅 2026 年通报（样例）"),
        "retail_water_quota": ParameterValue("retail_water_quota", "3000", "DB14/T 1049.3-2021（样例）"),
    }
    desk.opened["a1"] = replace(
        opened,
        responses=responses,
        parameters=parameters,
        prerequisites={
            "P1": {"value": True},
            "P2": {"value": True},
            "P3": {"value": True},
            "P4": {"value": {"b": True, "f": True}},
            "P5": {"value": True},
        },
        flags=frozenset({"B104"}),
    )
    workspace = FakeWorkspace(desk)
    for number, item in enumerate(opened.form.items[:upto]):
        if item.code in ("B204", "A203"):
            continue
        for kind in range(3 if item.code == "B205" else 1 + number % 2):
            name = ("巡检记录 10-33.jpg", "2# 柜 10-36.jpg", "红外 10-38.jpg")[kind]
            workspace.evidence.add("a1", item.code, name, drawn_photo(kind, 400, 300))


class Stage:
    """Builds a window for each scene and takes its picture."""

    def __init__(self, resources: Path, size: tuple[int, int]) -> None:
        self.application = start.prepare(resources)
        self.size = size
        self.desk = a_desk()
        self.window: MainWindow | None = None
        self.language = Language.ZH

    def show(self, scene: Callable[[Stage], object], scheme: str) -> QPixmap:
        """Play a scene in a scheme and give its picture."""
        settings = Settings(None)
        settings.scheme = Scheme(scheme)
        settings.language = self.language
        start.dress(self.application, settings)
        self.tasks, self.settings, self.desk = PromptTasks(), settings, a_desk()
        self.window = MainWindow(self.tasks, settings)
        self.window.resize(*self.size)
        QCursor.setPos(4000, 4000)
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window, 1000)
        scene(self)
        self.breathe()
        picture = self.window.grab()
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return picture

    def breathe(self) -> None:
        """Let everything that waits be done."""
        for _ in range(6):
            self.application.processEvents()
        QTest.qWait(30)

    def enter(self) -> None:
        """Open the store."""
        self.window.arrive(FakeServices(self.desk))
        self.window.open_workspace(FakeWorkspace(self.desk))
        self.breathe()

    def fill(self, upto: int, focus: str = "") -> None:
        """Open the draft with so many items answered."""
        filled(self.desk, upto)
        self.enter()
        self.window.enter("fill", "a1")
        self.breathe()
        if focus:
            self.window.shown_screen.presenter.go_to(focus)
        self.breathe()

    def press(self, *keys: Qt.Key) -> None:
        """Press keys where the focus is."""
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.window, key)
            self.breathe()


def filling(stage: Stage) -> None:
    stage.fill(39, "B205")


def filling_measure(stage: Stage) -> None:
    stage.fill(39, "A501")


def filling_parts(stage: Stage) -> None:
    stage.fill(39, "A301")


def filling_deduction(stage: Stage) -> None:
    stage.fill(39, "A504")


def filling_count(stage: Stage) -> None:
    stage.fill(39, "A105")


def filling_choose(stage: Stage) -> None:
    stage.fill(39, "P4")


def filling_options(stage: Stage) -> None:
    stage.fill(39, "B103")


def filling_series(stage: Stage) -> None:
    stage.fill(39, "B202")


def filling_aside(stage: Stage) -> None:
    stage.fill(39, "B101")


def filling_sample(stage: Stage) -> None:
    stage.fill(39, "B303")


def filling_parameter(stage: Stage) -> None:
    stage.fill(20, "A604")
    stage.desk.opened["a1"] = replace(stage.desk.opened["a1"], parameters={})
    stage.window.enter("fill", "a1")
    stage.breathe()
    stage.window.shown_screen.presenter.go_to("A601")


def filling_why(stage: Stage) -> None:
    stage.fill(39, "B205")
    stage.press(Qt.Key.Key_F2, Qt.Key.Key_Space)


def filling_text(stage: Stage) -> None:
    stage.fill(39, "B205")
    stage.press(Qt.Key.Key_F1)


def other_form(case: str, focus: str, *, without: tuple[str, ...] = (), **subject: object) -> Callable[[Stage], object]:
    """Open a published case of another form, some answers left out, with the keyboard on a clause."""

    def scene(stage: Stage) -> None:
        from tests.helpers.vectors import cases, form_of
        from workbench.ui.facts import ParameterValue

        answers = cases()[case]["answers"]
        form = form_of(cases()[case])
        stage.desk = a_desk(form)
        sources = {
            key: ParameterValue(key, value, "市机关事务管理局 2026 年下达（样例）")
            for key, value in answers["parameters"].items()
            if value is not None
        }
        stage.desk.opened["a1"] = open_form(
            form,
            unit_name=_NAMES[form.code],
            subject={**answers["subject"], **subject},
            responses={code: entry for code, entry in answers["responses"].items() if code not in without},
            prerequisites={code: entry for code, entry in answers["prerequisites"].items() if code not in without},
            parameters=sources,
        )
        stage.enter()
        stage.window.enter("fill", "a1")
        stage.breathe()
        stage.window.shown_screen.presenter.go_to(focus)
        stage.breathe()

    return scene


_NAMES = {
    "green-building": "太原市样例小区 3 号楼",
    "green-household": "样例家庭（小店区）",
    "conserving-organ": "太原市样例局",
}


def building_subject(stage: Stage) -> None:
    other_form("green-building-07", "7.2.1")(stage)
    stage.press(Qt.Key.Key_F4)


def start_building(stage: Stage) -> None:
    from tests.helpers.vectors import library

    stage.desk = a_desk(library().form("green-household"))
    stage.desk.units = [
        replace(unit, action="green-household", action_name="绿色家庭", name="样例家庭", last=None)
        for unit in stage.desk.units
    ]
    stage.enter()
    stage.window.enter("units")
    stage.breathe()
    screen = stage.window.shown_screen
    screen.table.choose("u2")
    screen.presenter.start()


def a_report(folder: Path) -> Path:
    """Draw a two-page PDF to preview."""
    from PySide6.QtCore import QMarginsF
    from PySide6.QtGui import QFont, QPageSize, QPainter, QPdfWriter

    path = folder / "report-sample.pdf"
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(20, 20, 20, 20))
    writer.setResolution(100)
    painter = QPainter(writer)
    for page in range(3):
        if page:
            writer.newPage()
        painter.setFont(QFont("Noto Sans SC", 18))
        painter.drawText(0, 60, f"绿色商场创建评价报告 {page + 1}")
        painter.setFont(QFont("Noto Sans SC", 10))
        for line in range(24):
            painter.drawRect(0, 110 + line * 34, 640, 34)
            painter.drawText(10, 132 + line * 34, "创建单位　太原市样例购物中心")
    painter.end()
    return path


def room(name: str) -> Callable[[Stage], object]:
    """Enter a room."""

    def scene(stage: Stage) -> None:
        import tempfile

        stage.desk.report = a_report(Path(tempfile.mkdtemp()))
        filled(stage.desk, 39)
        stage.enter()
        stage.window.enter(name)

    return scene


def finish(stage: Stage) -> None:
    stage.fill(108, "B205")
    stage.press(Qt.Key.Key_F9)


def report(stage: Stage) -> None:
    import tempfile

    stage.desk.report = a_report(Path(tempfile.mkdtemp()))
    stage.fill(110, "B205")
    FakeWorkspace(stage.desk).assessments.finish("a1")
    stage.window.enter("report", "a1")
    stage.breathe()
    QTest.qWait(300)


def register(stage: Stage) -> None:
    room("units")(stage)
    stage.breathe()
    stage.window.enter("units", "new")
    stage.breathe()
    sheet = stage.window.shown_screen.register_sheet
    sheet.name.field.setText("太原市样例广场")
    sheet.code.field.setText("91140100MA0KXXXXX1")
    stage.window.shown_screen.presenter.register(sheet.values())


def start_visit(stage: Stage) -> None:
    room("units")(stage)
    stage.breathe()
    screen = stage.window.shown_screen
    screen.table.choose("u2")
    screen.presenter.open()


def batches_preview(stage: Stage) -> None:
    room("batches")(stage)
    stage.breathe()
    stage.window.shown_screen.presenter.look("核对", Path("/stick/batch-0117.awb"))


def units_import(stage: Stage) -> None:
    room("units")(stage)
    stage.breathe()
    stage.window.shown_screen.importing.look("/stick/2026 绿色商场台账.xlsx")


def units_import_ready(stage: Stage) -> None:
    units_import(stage)
    stage.breathe()
    sheet = stage.window.shown_screen.importing.sheet
    sheet.update_known.click()
    sheet.skip_faulty.click()


def units_import_choices(stage: Stage) -> None:
    """The choices, which a narrow window shows alone."""
    units_import_ready(stage)
    stage.window.shown_screen.prefer_side(True)


def units_import_unknown(stage: Stage) -> None:
    units_import(stage)
    stage.breathe()
    stage.window.shown_screen.importing.presenter.choose_meaning("名称", "")


def search(stage: Stage) -> None:
    stage.fill(39, "B205")
    stage.window.ways.go("search", None)


def search_typed(stage: Stage) -> None:
    """Type first letters into Ctrl+K, over a register of many units."""
    names = (
        "太原市样例小学",
        "太原市样例第二小学",
        "太原市样例学校（小学部）",
        "太谷样例小学",
        "太原市小店区样例实验小学",
    )
    last = (date(2025, 10, 14), None, None, None, None)
    units = [
        UnitRow(f"s{n}", name, "green-school", "绿色学校", region, last=day, last_grade="达标" if day else "")
        for n, (name, region, day) in enumerate(
            zip(
                names,
                ("太原市小店区", "太原市杏花岭区", "太原市迎泽区", "晋中市太谷区", "太原市小店区"),
                last,
                strict=True,
            )
        )
    ]
    stage.fill(39, "B205")
    stage.desk.units = [*units, *stage.desk.units]
    stage.window.ways.go("search", None)
    stage.breathe()
    QTest.keyClicks(QApplication.focusWidget(), "tyxx")


def first_run(stage: Stage) -> None:
    stage.window.arrive(FakeServices(stage.desk, StoreState.ABSENT))
    stage.breathe()
    page = stage.window.stack.currentWidget()
    page.presenter.choose_look()
    page.password.first.field.setText("correct-horse")
    page.password.again.field.setText("correct")


def first_run_person(stage: Stage) -> None:
    first_run(stage)
    page = stage.window.stack.currentWidget()
    page.presenter.choose_password("correct-horse", "correct-horse")
    page.person.refuse()


def first_run_code(stage: Stage) -> None:
    first_run_person(stage)
    from workbench.domain.people import Role

    stage.window.stack.currentWidget().presenter.create("TY001", "评审员甲", "140100", Role.INSPECTOR)


def lock(stage: Stage) -> None:
    stage.window.arrive(FakeServices(stage.desk))
    stage.breathe()
    page = stage.window.stack.currentWidget()
    page.lock.password.field.setText("wrong")
    page.presenter.unlock("p1", "wrong")


SCENES: dict[str, Callable[[Stage], object]] = {
    "today": room("today"),
    "filling": filling,
    "filling-measure": filling_measure,
    "filling-parts": filling_parts,
    "filling-deduction": filling_deduction,
    "filling-count": filling_count,
    "filling-choose": filling_choose,
    "filling-options": filling_options,
    "filling-series": filling_series,
    "filling-aside": filling_aside,
    "filling-sample": filling_sample,
    "filling-parameter": filling_parameter,
    "filling-why": filling_why,
    "filling-text": filling_text,
    "organ-gate": other_form("conserving-organ-03", "A101", without=("B203", "C301", "D101")),
    "organ-gate-failed": other_form("conserving-organ-02", "A101"),
    "organ-statement": other_form("conserving-organ-05", "A101"),
    "household-points": other_form("green-household-04", "2.5", without=("4.5", "3.2")),
    "household-criteria": other_form("green-household-12", "M2"),
    "building-stars": other_form("green-building-04", "T1", without=("T3", "7.2.4")),
    "building-parts": other_form("green-building-07", "7.2.1", without=("8.2.6", "T4")),
    "building-weights": other_form("green-building-08", "5.2.9"),
    "building-checks": other_form("green-building-04", "P6", without=("P1",)),
    "building-basic": other_form("green-building-12", "4.1.1", without=("5.1.2",)),
    "building-lacking": other_form("green-building-07", "7.2.1", structure=[], building_type=None),
    "building-subject": building_subject,
    "start-modes": start_building,
    "finish": finish,
    "report": report,
    "units": room("units"),
    "units-import": units_import,
    "units-import-ready": units_import_ready,
    "units-import-choices": units_import_choices,
    "units-import-unknown": units_import_unknown,
    "register": register,
    "start-visit": start_visit,
    "batches": room("batches"),
    "batches-preview": batches_preview,
    "review": room("review"),
    "certificates": room("certificates"),
    "plan": room("plan"),
    "settings": room("settings"),
    "search": search,
    "search-typed": search_typed,
    "first-run": first_run,
    "first-run-person": first_run_person,
    "first-run-code": first_run_code,
    "lock": lock,
}
