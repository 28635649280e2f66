"""`forms export` and `forms import`: what they print, how they end, which files they leave alone."""

from __future__ import annotations

import shutil
import zipfile

import pytest

from tests.helpers.form_workbooks import changed, column_of, opened, put
from tests.helpers.school_survey import SHEETS
from tests.helpers.xlsforms import xlsform_bytes
from workbench.catalogue.source.content import content_sha256
from workbench.catalogue.source.yaml_source import read_source
from workbench.spreadsheets.writing import Column, SheetPlan, write_workbook

FORM = "green-travel"


@pytest.fixture(scope="module")
def exported(tmp_path_factory) -> bytes:
    from tests.helpers.command_lines import Desk

    file = tmp_path_factory.mktemp("out") / "travel.xlsx"
    assert Desk().run("forms", "export", FORM, "--xlsx", file).code == 0
    return file.read_bytes()


@pytest.fixture
def book(exported, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "travel.xlsx"
    file.write_bytes(exported)
    return file


def edit(file, change):
    file.write_bytes(changed(file.read_bytes(), change))


def test_a_form_goes_out_and_comes_back_as_a_form_file_with_the_same_hash(desk, book, tmp_path):
    ran = desk.run("forms", "import", book)
    shown = desk.run("forms", "show", FORM).out
    written = tmp_path / "green-travel-1.yaml"
    source, problems = read_source(written.read_bytes(), "f")
    assert (ran.code, ran.err, problems) == (0, "", [])
    assert content_sha256(source.content) in shown
    assert ran.out == f"已写到 green-travel-1.yaml：green-travel 版本 1，sha256 {content_sha256(source.content)}\n"
    assert desk.run("forms", "check", written).code == 0


def test_every_fault_is_printed_at_its_cell_and_nothing_is_written(desk, book, tmp_path):
    def change(workbook):
        put(workbook, "条目", 3, "分值", "１０")
        put(workbook, "条目", 4, "规则", "分当")

    edit(book, change)
    ran = desk.run("forms", "import", book, "--out", tmp_path / "f.yaml")
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert len(lines) == 3
    assert lines[0] == "条目!H3: “１０”是全角数字。改成 10。 [wide_figure]"
    assert lines[1].startswith("条目!I4: 没有“分当”这个选择。从下拉列表里选：")
    assert lines[-1] == "2 处问题，没有写文件；改好后再导入。"
    assert not (tmp_path / "f.yaml").exists()


def test_faults_are_told_to_programs_and_in_english_too(desk, book):
    edit(book, lambda workbook: put(workbook, "条目", 3, "分值", "１０"))
    told = desk.run("--json", "--lang", "en", "forms", "import", book).json
    assert told["file"] is None
    assert told["problems"] == [
        {
            "place": "条目!H3",
            "code": "wide_figure",
            "severity": "fault",
            "says": "“１０” is in full-width digits.",
            "remedy": "Write 10.",
        }
    ]


def test_findings_and_strange_titles_are_told_and_the_form_is_written_all_the_same(desk, book, tmp_path):
    def change(workbook):
        put(workbook, "条目", 2, "检查内容（英文）", None)
        workbook["条目"].cell(1, column_of(workbook["条目"], "抽样说明（英文）"), "抽样的英文")

    edit(book, change)
    ran = desk.run("forms", "import", book)
    assert ran.code == 1
    assert ran.out.startswith("条目!F2: ")
    assert "处值得改进" in ran.out
    assert "不认识列名“抽样的英文”，没有读这一列；而缺少：抽样说明（英文）。" in ran.err
    assert (tmp_path / "green-travel-1.yaml").exists()


@pytest.mark.parametrize("words", [["import", "travel.xlsx"], ["export", FORM, "--xlsx", "travel.xlsx"]])
def test_a_file_that_is_there_is_overwritten_only_by_force(desk, book, tmp_path, words):
    target = tmp_path / ("green-travel-1.yaml" if words[0] == "import" else "travel.xlsx")
    target.write_bytes(target.read_bytes() if target.exists() else b"mine")
    before = target.read_bytes()
    ran = desk.run("forms", *words)
    assert (ran.code, target.read_bytes()) == (2, before)
    assert "--force" in ran.sentence
    assert desk.run("forms", *words, "--force").code == 0
    assert target.read_bytes() != before


def test_an_export_onto_the_authors_workbook_keeps_his_column_and_leaves_the_old_file_alone(desk, book, tmp_path):
    def change(workbook):
        workbook["条目"].cell(1, 60, "我的备注")
        workbook["条目"].cell(5, 60, "再看看")
        put(workbook, "条目", 5, "名称", "改坏了")

    edit(book, change)
    before = book.read_bytes()
    ran = desk.run("forms", "export", FORM, "--xlsx", tmp_path / "new.xlsx", "--onto", book)
    assert (ran.code, book.read_bytes()) == (0, before)
    sheet = opened((tmp_path / "new.xlsx").read_bytes())["条目"]
    assert (sheet.cell(5, 60).value, sheet.cell(5, 4).value != "改坏了") == ("再看看", True)
    assert desk.run("forms", "export", FORM, "--xlsx", book, "--onto", book).code == 0
    assert book.read_bytes() != before


def test_an_english_export_onto_a_chinese_workbook_stays_chinese(desk, book, tmp_path):
    target = tmp_path / "new.xlsx"
    assert desk.run("--lang", "en", "forms", "export", FORM, "--xlsx", target, "--onto", book).code == 0
    assert opened(target.read_bytes()).sheetnames == opened(book.read_bytes()).sheetnames


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["export", FORM, "--xlsx", "f.pdf"], "f.pdf 不是 .xlsx 文件名；请以 .xlsx 结尾。"),
        (["export", "green-moon", "--xlsx", "f.xlsx"], "green-moon"),
        (["export", FORM, "--xlsx", "f.xlsx", "--onto", "none.xlsx"], "none.xlsx"),
        (["export", FORM], "--xlsx"),
        (["export", FORM, "--xlsx", "f.xlsx", "--onto", "macros.xlsx"], "保不住的内容：宏。"),
        (["import", "none.xlsx"], "none.xlsx"),
        (["import", "text.xlsx"], "text.xlsx 不是 XLSX 工作簿"),
        (["import", "other.xlsx"], "other.xlsx 不是评价表工作簿"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(desk, book, tmp_path, words, sentence):
    (tmp_path / "text.xlsx").write_text("no workbook")
    (tmp_path / "other.xlsx").write_bytes(write_workbook([SheetPlan("译名", (Column("中文"),), [["个"]])]))
    with zipfile.ZipFile(shutil.copy(tmp_path / "other.xlsx", tmp_path / "macros.xlsx"), "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"")
    ran = desk.run("forms", *words)
    assert ran.code == 2
    assert sentence in ran.sentence


def test_an_xlsform_becomes_a_workbook_whose_missing_cells_are_named(desk, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "survey.xlsx").write_bytes(xlsform_bytes(**SHEETS))
    ran = desk.run("forms", "import", "survey.xlsx")
    assert (ran.code, ran.err) == (0, "")
    name = ran.out.splitlines()[-1].removeprefix("已写到 ").partition("：")[0]
    taken = desk.run("--json", "forms", "import", name)
    missing = [one for one in taken.json["problems"] if one["code"] == "key_missing"]
    assert taken.code == 1
    assert "缺少“分值”。" in {one["says"] for one in missing}
    assert {one["place"].partition("!")[0] for one in missing} >= {"条目"}
    assert desk.run("forms", "import", "survey.xlsx").code == 2, "the workbook is there already"


def test_a_workbook_of_another_form_is_not_written_onto(desk, book):
    before = book.read_bytes()
    refused = desk.run("forms", "export", "green-mall", "--xlsx", book, "--onto", book)
    assert (refused.code, book.read_bytes() == before) == (2, True)
    assert "green-travel" in refused.sentence
    assert "green-mall" in refused.sentence
