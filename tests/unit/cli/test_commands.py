"""The main job by commands: what each says, as words and as JSON, and whom it takes for whom."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers.command_lines import Desk
from tests.helpers.offices import (
    COLLEAGUE,
    DATA,
    INSPECTOR,
    ISSUER,
    LOCAL_SUPERVISOR,
    PASSWORD,
    SUPERVISORS,
    TAIYUAN,
    a_photo,
    answers_of,
)


@pytest.fixture
def files(tmp_path):
    def put(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return put


def ok(ran):
    """Let through what ended well and said nothing on standard error."""
    assert (ran.code, ran.err) == (0, ""), ran.err
    return ran


@pytest.fixture
def ceremony(tmp_path, files):
    """Two stores, a CA, three certified keys and the key of certificate codes, all by commands."""
    inspector, supervisor = (Desk(tmp_path / f"{name}.db") for name in ("inspector", "supervisor"))
    issuer, ca = supervisor.as_user(ISSUER.person_id), tmp_path / "ca"
    assert ok(inspector.run("keys", "new-store", "--person", "sx-0001=评审员甲", "--json")).json["recovery_code"]
    ok(supervisor.run("keys", "new-store", "--person", "sx-0901=复核负责人甲"))
    new_password = files("new.txt", PASSWORD + "\n第二行\n")
    ok(supervisor.run("keys", "add-person", "--person", "sx-0951=发证人甲", "--new-password-file", new_password))
    supervisor.user = "sx-0901"
    ok(inspector.run("keys", "init-ca", ca, "--project", "Sample"))
    for desk, role in ((inspector, "inspector"), (supervisor, "supervisor"), (issuer, "issuer")):
        request = tmp_path / f"{role}.csr"
        ok(desk.run("keys", "request", "--out", request))
        ok(desk.run("keys", "sign", ca, request, "--name", f"样例{role}", "--role", role))
    ok(issuer.run("keys", "request", "--out", tmp_path / "qr.csr", "--qr"))
    ok(issuer.run("keys", "sign", ca, tmp_path / "qr.csr", "--qr-issuer", "SX01"))
    for desk in (inspector, supervisor):
        ok(desk.run("keys", "install", ca / "trust.json"))
    return inspector, supervisor, issuer


def test_keys_by_commands(ceremony, tmp_path):
    inspector, _, _ = ceremony
    listed = ok(inspector.run("keys", "list", "--json")).json["members"]
    assert {(one["person"], one["role"], one["name"]) for one in listed} == {
        ("sx-0001", "inspector", "样例inspector"),
        ("sx-0901", "supervisor", "样例supervisor"),
        ("sx-0951", "issuer", "样例issuer"),
    }
    assert "已吊销" not in ok(inspector.run("keys", "list")).out
    ok(inspector.run("keys", "revoke", tmp_path / "ca", listed[0]["key"], "--reason", "离职"))
    assert "已吊销" in ok(inspector.run("keys", "list", tmp_path / "ca")).out
    (code_key,) = ok(inspector.run("keys", "list", tmp_path / "ca", "--json")).json["code_keys"]
    assert code_key | {"kid": ""} == {
        "kid": "",
        "issuer": "SX01",
        "from": "2026-11-23",
        "until": None,
        "revoked": None,
    }
    lost = ("keys", "revoke", tmp_path / "ca", code_key["kid"], "--reason", "丢失", "--since")
    assert "昨天" in inspector.run(*lost, "昨天").sentence
    ok(inspector.run(*lost, "2026-11-01"))
    (code_key,) = ok(inspector.run("keys", "list", tmp_path / "ca", "--json")).json["code_keys"]
    assert code_key["revoked"] == "2026-11-01T00:00:00+08:00"
    (line,) = [one for one in ok(inspector.run("keys", "list", tmp_path / "ca")).out.splitlines() if "SX01" in one]
    assert code_key["kid"] in line
    assert line.endswith("已吊销")


def a_draft(inspector, files):
    place = ("--action", "green-mall", "--region", "140105")
    unit = ok(inspector.run("unit", "add", "--name", "太原市样例购物中心", *place))
    unit_id = ok(inspector.run("unit", "list", "太原", "--json")).json[0]["unit_id"]
    assert unit_id[:8] in unit.out
    draft = ok(inspector.run("assessment", "new", unit_id[:8], "--form", "green-mall")).out.strip()
    answers = files("answers.json", json.dumps(answers_of(), ensure_ascii=False))
    ok(inspector.run("assessment", "answers", draft[:6], answers))
    photo = files("中庭.jpg", a_photo())
    assert ok(inspector.run("assessment", "attach", draft, "A101", photo, "--json")).json[0]["name"] == "中庭.jpg"
    shown = ok(inspector.run("assessment", "show", draft[:6], "--json")).json
    assert (shown["state"], shown["result"]["verdict"]) == ("draft", "pass")
    return draft


def test_the_whole_job_by_commands(ceremony, tmp_path, files):
    """Unit, visit, report, batch, review, certificate, verification: nothing but command lines."""
    inspector, supervisor, issuer = ceremony
    draft, report = a_draft(inspector, files), tmp_path / "report.pdf"
    assert ok(inspector.run("report", draft, "--out", report, "--json")).json["signed"] is False
    revision = ok(inspector.run("assessment", "finish", draft, "--json")).json["revision"]
    assert ok(inspector.run("report", draft, "--out", report, "--json")).json["revision"] == revision

    sealed = ok(inspector.run("batch", "seal", "--out", tmp_path / "stick", "--json")).json[0]
    assert ok(supervisor.run("batch", "inspect", sealed["file"], "--json")).json["batch"] == sealed["batch"]
    imported = ok(supervisor.run("batch", "import", sealed["file"], "--json")).json
    assert ok(inspector.run("batch", "list", "--json")).json[0]["delivery"] == "offered"
    ok(inspector.run("batch", "import", imported["receipt"]))
    assert ok(inspector.run("batch", "list", "--json")).json[0]["delivery"] == "acknowledged"

    assert ok(supervisor.run("review", "list", "--json")).json[0]["state"] == "received"
    ok(supervisor.run("review", "approve", draft[:6]))
    page = tmp_path / "certificate.pdf"
    issued = ok(issuer.run("certificate", "issue", draft, "--issuer-name", "样例机关", "--out", page, "--json")).json
    assert ok(issuer.run("certificate", "list", "--json")).json[0]["serial"] == issued["serial"]
    assert any(one["certified"] for one in ok(supervisor.run("targets", "--json")).json)

    papers = [report, page, sealed["file"], imported["receipt"]]
    found = ok(supervisor.run("verify", *papers, "--qr", issued["code"], "--json")).json
    assert [one["kind"] for one in found] == ["report", "certificate", "batch", "receipt", "code"]
    assert ok(Desk().run("verify", *papers, "--trust", tmp_path / "ca" / "trust.json")).out
    ok(issuer.run("certificate", "revoke", issued["serial"], "--reason", "弄虚作假"))
    revoked = issuer.run("verify", page, "--qr", issued["code"], "--json")
    assert (revoked.code, [one["answer"] for one in revoked.json]) == (1, ["revoked", "revoked"])


MALL = DATA.forms / "green-mall" / "1.yaml"
EVERY_JSON = [
    ("unit", "list"),
    ("assessment", "list"),
    ("batch", "list"),
    ("review", "list"),
    ("certificate", "list"),
    ("targets",),
    ("keys", "list"),
    ("forms", "list"),
    ("forms", "show", "green-mall"),
    ("forms", "check", str(MALL)),
]


@pytest.mark.parametrize("words", EVERY_JSON, ids=" ".join)
def test_every_listing_is_json_for_machines_and_words_for_people(supervisor, words):
    machine = supervisor.run(*words, "--json")
    assert (machine.code, machine.err) == (0, "")
    assert machine.json is not None
    zh, en = supervisor.run(*words), supervisor.run(*words, "--lang", "en")
    assert (zh.code, en.code) == (0, 0)
    assert zh.out.strip()
    assert en.out.strip()
    assert zh.out != en.out or words[-1] == "list"


def test_json_may_stand_before_the_command_too(supervisor):
    assert supervisor.run("--json", "unit", "list").json == supervisor.run("unit", "list", "--json").json
    assert supervisor.run("--lang", "en", "review", "list").out == supervisor.run("review", "list", "--lang", "en").out


def test_keys_list_json_of_a_folder_is_json(office, inspector):
    assert inspector.run("keys", "list", office.folder / "ca", "--json").json["number"] >= 6


# --- who ------------------------------------------------------------------------------------------------


def test_several_people_must_say_who_they_are(office):
    ran = Desk(office.store(SUPERVISORS), clock=office.clock).run("unit", "list")
    assert ran.code == 2
    for person in ("sx-0901", LOCAL_SUPERVISOR.person_id, ISSUER.person_id):
        assert person in ran.sentence
    assert Desk(office.store(SUPERVISORS), "nobody", clock=office.clock).run("unit", "list").code == 2


def test_the_only_person_need_not_say_so(tmp_path):
    desk = Desk(tmp_path / "one.db")
    assert desk.run("keys", "new-store", "--person", "a1").code == 0
    assert desk.run("unit", "list").code == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (PASSWORD, 0),
        (PASSWORD + "\r\nsecond line", 0),
        ("\ufeff" + PASSWORD, 0),
        ("wrong", 2),
        ("", 2),
        ("\n", 2),
        (b"\xff\xfe\x00", 2),
    ],
)
def test_a_password_comes_from_the_first_line_of_a_file(inspector, files, content, code):
    path = files("password.txt", content)
    inspector.environment = {}
    ran = inspector.run("unit", "list", "--password-file", path)
    assert ran.code == code
    if code:
        assert ran.sentence


def test_without_a_password_nobody_is_asked_where_nobody_sits(inspector):
    inspector.environment = {}
    ran = inspector.run("unit", "list")
    assert ran.code == 2
    assert "--password-file" in ran.sentence


def test_the_file_goes_before_the_environment(inspector, files):
    inspector.environment = {"WORKBENCH_PASSWORD": "wrong"}
    assert inspector.run("unit", "list").code == 2
    assert inspector.run("unit", "list", "--password-file", files("p", PASSWORD)).code == 0


def test_a_forgotten_password_is_replaced_by_the_recovery_code(office, inspector, files):
    code = files("code.txt", office.recovery["inspector"] + "\n")
    new = files("new.txt", "another one")
    inspector.environment = {}
    assert inspector.run("keys", "recover", "--code-file", code, "--new-password-file", new).code == 0
    inspector.environment = {"WORKBENCH_PASSWORD": "another one"}
    assert inspector.run("unit", "list").code == 0
    ran = inspector.run("keys", "recover", "--code-file", files("bad", "ABCD"), "--new-password-file", new)
    assert (ran.code, bool(ran.sentence)) == (2, True)


def test_the_store_may_stand_in_the_environment(office, inspector):
    here = Desk(None, environment={"WORKBENCH_PASSWORD": PASSWORD, "WORKBENCH_STORE": str(inspector.store)})
    assert here.run("assessment", "list", "--user", INSPECTOR.person_id, "--json").json
    del here.environment["WORKBENCH_STORE"]
    here.store = office.folder / "none.db"
    assert "none.db" in here.run("assessment", "list").sentence


# --- which ----------------------------------------------------------------------------------------------


def test_an_ambiguous_or_empty_beginning_of_an_id_is_refused(inspector):
    starts = {}
    for number in range(17):
        name = f"样例商场{number}"
        inspector.run("unit", "add", "--name", name, "--action", "green-mall", "--region", "140105")
    for unit in inspector.run("unit", "list", "--json").json:
        starts.setdefault(unit["unit_id"][0], []).append(unit["unit_id"])
    shared = next(start for start, found in starts.items() if len(found) > 1)
    for prefix in (shared, ""):
        ran = inspector.run("assessment", "new", prefix, "--form", "green-mall")
        assert ran.code == 2
        assert ran.sentence
    unit_id = starts[shared][0]
    made = [
        inspector.run("assessment", "new", unit_id, "--form", "green-mall", "--json").json["assessment"]
        for _ in range(17)
    ]
    first = [one[0] for one in made]
    prefix = next(sign for sign in first if first.count(sign) > 1)
    ran = inspector.run("assessment", "show", prefix)
    assert ran.code == 2
    assert prefix in ran.sentence
    assert inspector.run("assessment", "show", "").code == 2
    assert inspector.run("assessment", "show", "zzz").code == 2
    assert inspector.run("assessment", "show", made[0]).code == 0


def test_a_team_without_oneself_and_a_day_that_is_none_are_refused(inspector):
    unit = inspector.run("unit", "list", "--json").json[0]["unit_id"]
    for words in (("--team", "sx-0002=乙"), ("--date", "yesterday"), ("--edition", "9")):
        ran = inspector.run("assessment", "new", unit, "--form", "green-mall", *words)
        assert ran.code == 2
        assert ran.sentence
    team = ("--team", f"{INSPECTOR.person_id}=甲", "--team", f"{COLLEAGUE.person_id}=乙")
    assert inspector.run("assessment", "new", unit, "--form", "green-mall", "--date", "2026-11-20", *team).code == 0


def test_a_refused_answer_sheet_names_its_faults(office, inspector, files):
    unit = inspector.run("unit", "list", "--json").json[0]["unit_id"]
    draft = inspector.run("assessment", "new", unit, "--form", "green-mall").out.strip()
    wrong = json.loads(json.dumps(TAIYUAN.answers))
    wrong["responses"]["A101"] = {"value": "z"}
    ran = inspector.run("assessment", "answers", draft, files("a.json", json.dumps(wrong)))
    assert ran.code == 2
    assert "A101" in ran.sentence
    more = {**answers_of(), "responses": {**TAIYUAN.answers["responses"], "Z999": {"value": "a"}}}
    ran = inspector.run("assessment", "answers", draft, files("b.json", json.dumps(more)))
    assert ran.code == 0
    assert "Z999" in ran.sentence


def test_reviewing_needs_reason_and_proper_comments(office, supervisor):
    datong = office.made["datong"]
    assert supervisor.run("review", "return", datong).code == 2
    assert supervisor.run("review", "return", datong, "--reason", " ").code == 2
    assert supervisor.run("review", "return", datong, "--reason", "整改", "--comment", "F101").code == 2
    assert supervisor.run("review", "return", datong, "--reason", "整改", "--comment", "Z999=x").code == 2
    ran = supervisor.run("review", "return", datong, "--reason", "整改", "--comment", "F101=请补", "--json")
    assert (ran.code, len(ran.json["decision"])) == (0, 64)
    ran = supervisor.run("review", "approve", datong)
    assert (ran.code, "已退回" in ran.sentence) == (2, True)


# --- forms and verifying --------------------------------------------------------------------------------


def test_forms_check_ends_with_nought_or_one_and_names_file_and_line(desk, files, tmp_path):
    clean = desk.run("forms", "check", MALL)
    assert (clean.code, clean.err) == (0, "")
    source = MALL.read_text("utf-8")
    broken = files("broken.yaml", source.replace("yes_no", "yes_maybe", 1))
    ran = desk.run("forms", "check", broken)
    assert ran.code == 1
    line = next(number for number, text in enumerate(source.splitlines(), 1) if "yes_no" in text)
    assert f"{broken}:{line}" in ran.out
    assert desk.run("forms", "check", broken, "--json").json[0]["place"].startswith(f"{broken}:{line}")
    for junk in (b"", b"\x00\xff", b"a: [", b"- 1", "名: 值".encode("gbk")):
        told = desk.run("forms", "check", files("junk.yaml", junk))
        assert told.code in (1, 2)
        assert "Traceback" not in told.err
    assert desk.run("forms", "check", tmp_path / "none.yaml").code == 2
    assert desk.run("forms", "check", tmp_path).code == 2


def test_verify_ends_with_nought_one_or_two(office, supervisor, files, tmp_path):
    batch = office.made["batch"]
    assert supervisor.run("verify", batch).code == 0
    data = bytearray(Path(batch).read_bytes())
    data[len(data) // 2] ^= 1
    changed = files("changed.awb", bytes(data))
    assert supervisor.run("verify", batch, changed).code == 1
    ran = supervisor.run("verify", tmp_path / "none.pdf", changed, batch, "--json")
    assert ran.code == 2
    assert [(one["answer"], one["valid"]) for one in ran.json] == [
        ("changed", False),
        ("valid", True),
        ("unreadable", False),
    ]
    for name, junk in (("a.pdf", b""), ("b.awb", b"PK"), ("c.bin", b"\x00\xff"), ("d.json", b"{")):
        assert supervisor.run("verify", files(name, junk)).code == 2, name
    assert supervisor.run("verify").code == 2
    assert supervisor.run("verify", tmp_path).code == 2
    assert supervisor.run("verify", batch, "--trust", files("t.json", b"{}")).code == 2
    assert supervisor.run("verify", batch, "--trust", files("t.json", office.trust_list)).code == 0
    assert supervisor.run("verify", "--qr", files("q.png", a_photo())).code == 2
    assert supervisor.run("verify", "--qr", "WB1:ABCDEF").code in (1, 2)


def test_the_bench_prints_figures_for_machines(desk):
    told = desk.run("bench", "load_forms", "advise", "--json").json["figures"]
    assert [(entry["name"], entry["unit"], entry["ceiling"]) for entry in told] == [
        ("load_forms", "ms", 100.0),
        ("advise", "ms", 50.0),
    ]
    assert all(entry["value"] > 0 and entry["work"] for entry in told)


REGISTER = "单位名称,行政区划,创建行动\r\n甲商场,小店区,绿色商场\r\n乙商场,小店区,绿色月球\r\n"


def test_a_register_goes_in_after_a_preview_and_comes_out(inspector, files, tmp_path):
    faulty, good = files("a.csv", REGISTER), files("b.csv", REGISTER.replace("月球", "商场"))
    stopped = inspector.run("unit", "import", faulty)
    assert (stopped.code, "a.csv!C3" in stopped.out, "--skip-faulty" in stopped.sentence) == (1, True, True)
    looked = inspector.run("unit", "import", good, "--preview", "--json").json
    assert ([row["fate"] for row in looked["rows"]], looked["written"]) == (["new", "new"], 0)
    assert inspector.run("unit", "import", good, "--json").json["written"] == 2
    assert inspector.run("unit", "export", "--out", tmp_path / "r.xlsx", "--action", "green-mall").code == 0
    again = inspector.run("unit", "import", tmp_path / "r.xlsx", "--json").json
    assert {row["fate"] for row in again["rows"]} == {"same"}
    assert inspector.run("unit", "import", good, "--map", "地址").code == 2


def test_the_verifier_page_is_written_and_says_its_list(office, supervisor, tmp_path):
    page = tmp_path / "new" / "page.html"
    told = ok(supervisor.run("certificate", "page", "--out", page))
    assert "信任名单第" in told.out
    assert "2026-11-23" in told.out
    first = page.read_bytes()
    assert first.startswith(b"<!doctype html>")
    assert ok(supervisor.run("certificate", "page", "--out", page, "--json")).json == {
        "file": str(page),
        "trust_list": office.authority().trust.number,
        "issued_on": "2026-11-23",
        "keys": 1,
        "revoked_certificates": 0,
    }
    assert page.read_bytes() == first


def test_a_verifier_page_needs_no_store_where_a_trust_list_is_named(office, desk, tmp_path):
    page = tmp_path / "page.html"
    told = ok(desk.run("certificate", "page", "--out", page, "--trust", office.folder / "ca" / "trust.json"))
    assert "没有吊销证书名录" in told.out
    assert page.stat().st_size > 100_000


def test_a_verifier_page_is_not_made_of_anything_else(office, desk, tmp_path):
    page, other = tmp_path / "page.html", tmp_path / "other.json"
    other.write_text("{}", encoding="utf-8")
    for trust in (other, tmp_path / "missing.json"):
        refused = desk.run("certificate", "page", "--out", page, "--trust", trust)
        assert refused.code == 2
        assert trust.name in refused.sentence
    assert not page.exists()
