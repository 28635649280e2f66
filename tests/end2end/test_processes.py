"""What only a process shows: exit codes, broken pipes, Ctrl+C, encodings of the terminal, names that are bytes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT

CASES = json.loads((ROOT / "tests/vectors/green-mall.json").read_text("utf-8"))["cases"]
ANSWERS = json.dumps(CASES[0]["answers"])


def test_scoring_lines_as_a_filter(program, tmp_path):
    (tmp_path / "a.jsonl").write_text(f"{ANSWERS}\nnonsense\n{ANSWERS}\n", encoding="utf-8")
    ended = program.run("score", tmp_path / "a.jsonl")
    assert ended.returncode == 2
    assert [set(json.loads(line)) == {"error", "paths"} for line in ended.stdout.splitlines()] == [False, True, False]
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(os.name == "nt", reason="pipes of a POSIX shell")
def test_a_reader_that_goes_away_is_no_error(program, tmp_path):
    (tmp_path / "a.jsonl").write_text(f"{ANSWERS}\n" * 40, encoding="utf-8")
    process = subprocess.Popen(
        program.command("score", tmp_path / "a.jsonl"),
        env=program.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout.readline().startswith(b"{")
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert (process.wait(60), told) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_says_one_sentence(program):
    process = subprocess.Popen(
        program.command("score", "-"),
        env=program.environment(PYTHONUNBUFFERED="1"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    _wait_until_it_reads(process)
    process.send_signal(signal.SIGINT)
    out, told = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, b"")
    assert told.decode("utf-8").strip() == "已中断，已保存的内容都在。"


def _wait_until_it_reads(process):
    """Wait until the process sleeps in a read of its empty standard input."""
    stack = Path(f"/proc/{process.pid}/wchan")
    if not stack.exists():
        pytest.skip("this system does not tell when a process waits")
    for _ in range(1_200):
        time.sleep(0.05)
        if "pipe" in stack.read_text():
            return
    pytest.skip("this system does not tell that a process waits for a pipe")


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_a_terminal_of_another_encoding_breaks_nothing(program, encoding):
    ended = subprocess.run(
        program.command("forms", "list"),
        env=program.environment(PYTHONIOENCODING=encoding, PYTHONUTF8="0"),
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0
    assert b"green-mall" in ended.stdout
    assert b"Traceback" not in ended.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="file names of any bytes")
def test_a_file_name_that_is_no_text_is_read_and_named(program, tmp_path):
    name = os.fsencode(tmp_path) + b"/\xff.json"
    Path(os.fsdecode(name)).write_bytes(b"{}")
    for words in (("score", os.fsdecode(name)), ("unit", "list", "\udcff")):
        ended = subprocess.run(
            [os.fsencode(word) for word in program.command(*words)],
            env=program.environment(),
            capture_output=True,
            check=False,
        )
        assert ended.returncode == 2
        assert ended.stderr
        assert b"Traceback" not in ended.stderr


def test_a_store_that_is_nowhere_is_one_sentence(program):
    ended = program.run("unit", "list", WORKBENCH_PASSWORD="x")
    assert (ended.returncode, ended.stdout, len(ended.stderr.splitlines())) == (2, "", 1)


def test_the_engine_runs_without_qt(program):
    code = (
        "import sys; sys.argv = ['workbench', 'forms', 'list']; from workbench.app import main; main();"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))]"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], env=program.environment(), capture_output=True, check=False, text=True
    )
    assert ended.returncode == 0, ended.stderr
