"""Whatever is typed or handed in: an exit code of the three, one sentence for a refusal, and never a traceback."""

from __future__ import annotations

import io
import itertools

import pytest

from tests.helpers.command_lines import Desk
from tests.helpers.offices import DATA, a_clock
from workbench.cli import main as cli
from workbench.cli.context import Surroundings
from workbench.cli.tables import table, width
from workbench.domain.texts import Language

A = "00000000-0000-4000-8000-000000000000"
COMMANDS = {
    "demo": ("--out", "{path}"),
    "forms list": (),
    "forms show": ("{word}",),
    "forms check": ("{path}",),
    "score": ("{path}",),
    "unit add": ("--name", "{word}", "--action", "green-mall", "--region", "{word}"),
    "unit list": ("{word}",),
    "assessment new": ("{word}", "--form", "green-mall"),
    "assessment show": ("{word}",),
    "assessment finish": ("{word}",),
    "assessment answers": ("{word}", "{path}"),
    "assessment attach": ("{word}", "A101", "{path}"),
    "assessment list": (),
    "report": ("{word}", "--out", "{path}"),
    "batch seal": ("--out", "{path}"),
    "batch inspect": ("{path}",),
    "batch import": ("{path}",),
    "batch list": (),
    "hub init": ("--data", "{path}", "--person", "{word}"),
    "hub serve": ("--data", "{path}"),
    "sync": ("--hub", "{word}"),
    "review list": (),
    "review approve": ("{word}",),
    "review return": ("{word}", "--reason", "{word}"),
    "certificate issue": ("{word}", "--issuer-name", "x", "--out", "{path}"),
    "certificate revoke": ("{word}", "--reason", "x"),
    "certificate list": (),
    "certificate page": ("--out", "{path}"),
    "targets": ("--plan", "{word}"),
    "verify": ("{path}",),
    "keys new-store": ("--person", "{word}"),
    "keys add-person": ("--person", "{word}", "--new-password-file", "{path}"),
    "keys recover": ("--code-file", "{path}", "--new-password-file", "{path}"),
    "keys init-ca": ("{path}", "--project", "{word}"),
    "keys request": ("--out", "{path}"),
    "keys sign": ("{path}", "{path}"),
    "keys revoke": ("{path}", "{word}", "--reason", "x"),
    "keys install": ("{path}",),
    "keys list": ("{path}",),
    "bench": ("{word}",),
}
CONTENT_WITHOUT_WORDS = {"unit list", "targets", "sync", "bench", "forms check", "keys list", "verify"}
JUNK = {
    "nothing": None,
    "folder": "folder",
    "empty": b"",
    "binary": bytes(range(256)) * 8,
    "not-utf8": "绿色商场".encode("gbk"),
    "json": b'{"format": 1, "record": {}}',
    "list": b"[1, 2]",
    "zip": b"PK\x03\x04" + bytes(60),
    "pdf": b"%PDF-1.7\n%\xe2\xe3\n",
    "nul": b"\x00",
}
WORDS = ["", " ", A, "../../etc/passwd", "绿色", "\udcff", "a\nb", "x" * 4000, "%s{0}{line}", "https://127.0.0.1:1"]


def an_end(ran):
    """One of the three exit codes; a refusal is told on standard error, in a sentence."""
    assert ran.code in (0, 1, 2)
    assert "Traceback" not in ran.err + ran.out
    assert "Error(" not in ran.err
    if ran.code == 2:
        assert ran.err.strip() or "读不了" in ran.out, (
            "verify answers on standard output, all others refuse on the other"
        )
    return ran


@pytest.fixture(scope="module")
def junk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("junk")
    made = {}
    for name, content in JUNK.items():
        made[name] = folder / name
        if content == "folder":
            made[name].mkdir()
        elif content is not None:
            made[name].write_bytes(content)
    return made


def test_every_command_is_fuzzed(desk):
    known = set()
    for module in cli._COMMANDS:
        name = module.__name__.rsplit(".", 1)[-1].replace("_", "-")
        known.add(name)
    assert known - {command.split()[0] for command in COMMANDS} == {"self-test"}


@pytest.mark.parametrize("command", COMMANDS)
def test_missing_and_surplus_words_are_wrong_use(desk, tmp_path, command):
    desk.store = tmp_path / "none.db"
    if COMMANDS[command] and command not in CONTENT_WITHOUT_WORDS:
        ran = an_end(desk.run(*command.split()))
        assert ran.code == 2
        assert ran.sentence
    ran = an_end(desk.run(*command.split(), *("surplus",) * 9, "--moon"))
    assert (ran.code, ran.out) == (2, "")
    assert ran.sentence


@pytest.mark.parametrize("command", [one for one, words in COMMANDS.items() if "{path}" in words and one != "demo"])
def test_whatever_lies_at_a_path_is_refused_in_a_sentence(inspector, junk, tmp_path, command):
    for name, path in junk.items():
        made = tmp_path / f"made-{name}"
        if name != "nothing" and path.is_file():
            made.write_bytes(path.read_bytes())
        elif name == "folder":
            made.mkdir()
        words = [word.format(path=made, word="a1") for word in COMMANDS[command]]
        an_end(inspector.run(*command.split(), *words))


@pytest.mark.parametrize("command", [one for one, words in COMMANDS.items() if "{word}" in words])
def test_whatever_word_is_typed_is_answered(inspector, tmp_path, command):
    for number, word in enumerate(WORDS):
        place = tmp_path / str(number)
        words = [one.replace("{word}", word).replace("{path}", str(place)) for one in COMMANDS[command]]
        an_end(inspector.run(*command.split(), *words))


@pytest.mark.parametrize("name", ["empty", "binary", "pdf", "folder", "json"])
def test_a_store_that_is_none_is_refused_by_every_command_that_needs_one(junk, tmp_path, name):
    target = tmp_path / "it.db"
    if name == "folder":
        target.mkdir()
    else:
        target.write_bytes(junk[name].read_bytes())
    for vault in (None, b"junk"):
        if vault is not None:
            (tmp_path / "it.db.vault").write_bytes(vault)
        for command in ("unit list", "batch list", "review list", "targets", "assessment list"):
            ran = an_end(Desk(target, "a1").run(*command.split()))
            assert ran.code == 2
            assert ran.sentence


def test_a_password_file_that_is_none(inspector, junk):
    for path in junk.values():
        ran = an_end(inspector.run("unit", "list", "--password-file", path))
        assert ran.code == 2
        assert ran.sentence


def test_an_output_that_cannot_be_written_is_refused_and_the_work_kept(office, inspector, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    file = tmp_path / "file"
    file.write_bytes(b"mine")
    for out in (folder, file / "below.pdf"):
        ran = an_end(inspector.run("report", office.made["taiyuan"], "--out", out))
        assert ran.code == 2
        assert str(tmp_path) in ran.sentence
    assert file.read_bytes() == b"mine"
    assert inspector.run("report", office.made["taiyuan"], "--out", tmp_path / "new" / "report.pdf").code == 0


def test_the_demo_refuses_a_folder_with_other_things(desk, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    ran = an_end(desk.run("demo", "--out", tmp_path))
    assert (ran.code, bool(ran.sentence)) == (2, True)
    assert [one.name for one in tmp_path.iterdir()] == ["mine.txt"]
    ran = an_end(desk.run("demo", "--out", tmp_path / "mine.txt"))
    assert ran.code == 2
    assert (tmp_path / "mine.txt").read_text() == "mine"


# --- the whole --------------------------------------------------------------------------------------------


def test_without_words_the_window_opens(desk):
    assert desk.run("--lang", "en").code == 0
    assert desk.opened == [[]]


@pytest.mark.parametrize("words", [("--help",), ("unit", "--help"), ("unit", "add", "--help"), ("verify", "-h")])
def test_help_is_given_in_the_language_asked_for(desk, capsys, words):
    for language in ("zh", "en"):
        with pytest.raises(SystemExit) as ended:
            desk.run(*words, "--lang", language)
        assert ended.value.code == 0
    assert capsys.readouterr().out


def test_the_language_comes_from_word_or_environment():
    def language(words, **environment):
        return cli._language_of(words, _surroundings(environment=environment))

    assert language(["unit", "--lang", "en"]) is Language.EN
    assert language(["--lang=en", "unit"]) is Language.EN
    assert language([], WORKBENCH_LANG="en") is Language.EN
    assert language(["--lang", "zh"], WORKBENCH_LANG="en") is Language.ZH
    assert language(["--lang"], WORKBENCH_LANG="xx") is Language.ZH


def _surroundings(**changes):
    wanted = {
        "data": DATA,
        "clock": a_clock(),
        "random": bytes,
        "environment": {},
        "serve_hub": lambda **_: None,
        "open_window": lambda _: 0,
        "stdout": io.StringIO(),
        "stderr": io.StringIO(),
        **changes,
    }
    return Surroundings(**wanted)


def test_an_interrupted_command_says_that_what_was_saved_is_there():
    def interrupted(_):
        raise KeyboardInterrupt

    for language, said in (("zh", "已中断"), ("en", "nterrupted")):
        surroundings = _surroundings(open_window=interrupted, environment={"WORKBENCH_LANG": language})
        assert cli.run([], surroundings) == 2
        assert said in surroundings.stderr.getvalue()


def test_a_fault_of_the_system_is_told_with_the_file_and_the_reason():
    def broken(_):
        raise OSError(28, "No space left on device", "/some/file")

    surroundings = _surroundings(open_window=broken)
    assert cli.run([], surroundings) == 2
    assert surroundings.stderr.getvalue().strip() == "/some/file：No space left on device。请检查文件和权限。"


def test_a_terminal_that_cannot_show_a_sign_shows_its_number():
    raw = io.BytesIO()
    narrow = io.TextIOWrapper(raw, encoding="ascii")
    surroundings = _surroundings(stdout=narrow, stderr=narrow)
    assert cli.run(["forms", "show", "绿"], surroundings) == 2
    narrow.flush()
    assert b"\\u" in raw.getvalue()


def test_columns_stand_under_each_other_in_both_scripts():
    lines = table([["甲乙", "x", "1"], ["ab", "绿色", "22"]])
    assert lines == ["甲乙  x     1", "ab    绿色  22"]
    assert [width(text) for text in ("ab", "甲乙", "ａ")] == [2, 4, 2]
    assert table([]) == []
    for left, right in itertools.pairwise(lines):
        assert width(left[: left.index("1")]) == width(right[: right.index("22")])
