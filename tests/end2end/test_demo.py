"""`python -m workbench demo` on a clean home: what it makes, that strangers' tools believe it, that changes show."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import time
import warnings
from io import BytesIO

import pikepdf
import pytest
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from tests.helpers.offices import DATONG_MALL, LINFEN, TAIYUAN, a_place
from tests.helpers.poppler import text_layer
from tests.helpers.verifier_script import data_of_page, judged_in_node
from workbench.documents.reading import attached_files
from workbench.protocol.signatures import open_envelope
from workbench.signing.authority import certificate_der
from workbench.usecases.demo.stage import clear
from workbench.usecases.reporting.issue import RECORD_FILE
from workbench.usecases.trusting import trust_store_of

SIGNED = ("report-*.pdf", "certificate-*.pdf")
ALL = (*SIGNED, "*.awb", "*.awr")
PROMISED = {
    "report-taiyuan.pdf",
    "answers-taiyuan.json",
    "answers-datong.json",
    "answers-linfen.json",
    "report-datong.pdf",
    "report-linfen-draft.pdf",
    "certificate-taiyuan.pdf",
    "batch-sx-0001-0001.awb",
    "batch-sx-0001-0001.awr",
    "batch-sx-0001-0002.awb",
    "batch-sx-0001-0002.awr",
    "inspector.db",
    "supervisor.db",
    "passwords.txt",
    "trust.json",
    "verifier.html",
}
BESIDE = {
    *(f"{name}.db.{part}" for name in ("inspector", "supervisor") for part in ("vault", "evidence", "incoming")),
    "inspector.db.outbox",
    "ca",
    "hub",
    "requests",
    ".workbench-demo",
}


def test_it_ends_well_and_makes_exactly_what_it_promises(demo):
    assert (demo.ended.returncode, demo.ended.stderr) == (0, ""), demo.ended.stdout + demo.ended.stderr
    made = {path.name for path in demo.folder.iterdir()}
    assert made >= PROMISED
    assert made - PROMISED <= BESIDE
    assert "全部核验通过" in demo.ended.stdout
    assert all(name in demo.ended.stdout for name in PROMISED if name.endswith((".pdf", ".awb")))


def test_nothing_is_written_into_the_home_but_a_cache(demo):
    left = {path.relative_to(demo.program.home).as_posix() for path in demo.program.home.rglob("*") if path.is_file()}
    assert {one for one in left if not one.startswith(".cache/")} == set()


def test_passwords_are_written_in_the_open_and_open_the_stores(demo):
    assert "Sample passwords" in (demo.folder / "passwords.txt").read_text("utf-8")
    told = demo.as_person("inspector", "sx-0001", "assessment", "list", "--json")
    assert told.returncode == 0
    rows = json.loads(told.stdout)
    assert sorted(one["state"] for one in rows) == ["draft", "received", "received"]
    told = demo.as_person("supervisor", "sx-0901", "review", "list", "--json")
    assert sorted(one["state"] for one in json.loads(told.stdout)) == ["certified", "returned"]


def test_the_third_mall_cannot_be_finished_and_says_what_is_open(demo):
    rows = json.loads(demo.as_person("inspector", "sx-0001", "assessment", "list", "--json").stdout)
    (draft,) = [one for one in rows if one["state"] == "draft"]
    ended = demo.as_person("inspector", LINFEN.team[0].person_id, "assessment", "finish", draft["assessment"])
    assert ended.returncode == 2
    assert all(code in ended.stderr for code in ("A604", "B405", "C106", "D105", "F106", "F110"))
    assert len(ended.stderr.splitlines()) == 1


def test_the_verifier_page_believes_the_certificate_that_was_issued(demo, tmp_path):
    node = shutil.which("node")
    if node is None:
        pytest.skip("the program node is not installed")
    record = attached_files((demo.folder / "certificate-taiyuan.pdf").read_bytes())[RECORD_FILE]
    code = open_envelope(record).record.qr
    page = (demo.folder / "verifier.html").read_bytes()
    judged = judged_in_node(node, data_of_page(page), time.time(), [code], tmp_path)
    assert {name: one["answer"] for name, (one,) in judged.items()} == {"webcrypto": "valid", "builtin": "valid"}


def test_popplers_pdfsig_calls_every_signature_valid(demo):
    tool = shutil.which("pdfsig")
    if tool is None:
        pytest.skip("pdfsig of poppler-utils is not installed")
    for path in demo.papers(*SIGNED):
        told = subprocess.run([tool, "-nocert", str(path)], capture_output=True, check=False, text=True).stdout
        assert told.count("Signature Validation: Signature is Valid.") == 1, told
        assert "Total document signed" in told
    draft = subprocess.run(
        [tool, "-nocert", str(demo.folder / "report-linfen-draft.pdf")], capture_output=True, check=False, text=True
    )
    assert "Signature is Valid" not in draft.stdout


def test_pyhankos_own_validator_trusts_every_signature(demo):
    root = certificate_der(trust_store_of((demo.folder / "trust.json").read_bytes()).root)
    context = ValidationContext(trust_roots=list(load_certs_from_pemder_data(root)), allow_fetching=False)
    for path in demo.papers(*SIGNED):
        (signature,) = PdfFileReader(BytesIO(path.read_bytes())).embedded_signatures
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            status = validate_pdf_signature(signature, signer_validation_context=context)
        assert (status.intact, status.valid, status.trusted) == (True, True, True), path.name
        assert status.coverage.name == "ENTIRE_FILE"


def test_everything_is_verified_by_the_trust_list_alone(demo):
    papers = demo.papers(*ALL)
    ended = demo.program.run("verify", *papers, "--trust", demo.folder / "trust.json", "--json")
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    assert len(found) == len(papers) == 7
    assert all(one["valid"] for one in found)
    assert {one["kind"] for one in found} == {"report", "certificate", "batch", "receipt"}


def test_tampered_copies_are_not_valid(demo, tmp_path):
    source = random.Random(5)
    copies = []
    for path in demo.papers(*ALL):
        data = bytearray(path.read_bytes())
        if path.suffix == ".awr":
            data = bytearray(bytes(data).replace("复核负责人甲".encode(), "复核负责人丁".encode()))
        else:
            data[source.randrange(len(data) // 4, len(data) // 2)] ^= 4
        copies.append(tmp_path / path.name)
        copies[-1].write_bytes(data)
    ended = demo.program.run("verify", *copies, "--trust", demo.folder / "trust.json", "--json")
    assert ended.returncode == 1, ended.stderr
    assert [one["valid"] for one in json.loads(ended.stdout)] == [False] * len(copies)


def test_the_reports_text_layer_holds_every_clause_answer_and_hash(demo):
    form = a_place().library.form("green-mall")
    for sample in (TAIYUAN, DATONG_MALL):
        path = demo.folder / f"report-{sample.code}.pdf"
        text = "".join(text_layer(path.read_bytes()).split())
        assert [item.code for item in form.items if item.code not in text] == []
        assert [one.code for one in form.prerequisites if one.code not in text] == []
        assert sample.unit["name"] in text
        attached = _record(path)
        assert len(attached["evidence"]) == len(sample.evidence)
        assert [one["name"] for one in attached["evidence"] if one["sha256"][:8] not in text] == []
        for code, entry in sample.answers["responses"].items():
            note = "".join(entry.get("note", "").split())
            assert note[:12] in text, code
            if entry.get("na"):
                continue
            levels = getattr(form.item_by_code[code].rule, "levels", ())
            chosen = ["".join(one.label.zh.split())[:8] for one in levels if one.code == entry["value"]]
            assert all(label in text for label in chosen), code


def _record(path):
    with pikepdf.open(path) as document:
        return json.loads(document.attachments["record.json"].get_file().read_bytes())["record"]


def test_the_draft_is_marked_on_every_page(demo):
    pages = text_layer((demo.folder / "report-linfen-draft.pdf").read_bytes(), layout=False).split("\f")
    assert len(pages) > 10
    assert [number for number, page in enumerate(pages[:-1], 1) if "草" not in page or "稿" not in page] == []


def test_the_stores_and_the_private_keys_are_no_plain_files(demo):
    for name in ("inspector.db", "supervisor.db"):
        head = (demo.folder / name).read_bytes()[:16]
        assert head != b"SQLite format 3\x00"
    secret = demo.passwords["sx-0001"].encode()
    for path in demo.folder.rglob("*"):
        if path.is_file() and path.name != "passwords.txt":
            data = path.read_bytes()
            assert secret not in data, path
            assert b"PRIVATE KEY-----" not in data, path
            if os.name == "posix" and (path.suffix in {".key", ".vault", ".db"} and path.name != "hub.db"):
                assert path.stat().st_mode & 0o077 == 0, path


def test_a_second_run_replaces_its_own_files_and_leaves_others(demo, tmp_path):
    """Only the clearing is run again: a whole second demo would cost half a minute."""
    folder = tmp_path / "again"
    shutil.copytree(demo.folder, folder)
    foreign = ("notes.txt", "mine.db", "report-mine.pdf", "certificate-mine.pdf", "other.awb", "photos/a.jpg")
    for name in foreign:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"mine")
    clear(folder, ["taiyuan", "datong", "linfen"])
    left = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert left == {*foreign, ".workbench-demo"}


def test_a_folder_of_other_things_is_refused(program, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    ended = program.run("demo", "--out", tmp_path)
    assert (ended.returncode, len(ended.stderr.splitlines())) == (2, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
