"""The script that sets everything up: what it decides, without installing anything."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import pytest


@pytest.fixture
def setup_script(script, tmp_path, monkeypatch):
    """Give dev_setup with its environment folder and its lists moved to a temporary place."""
    module = script("dev_setup")
    environment = tmp_path / ".venv"
    environment.mkdir()
    monkeypatch.setattr(module, "VENV", environment)
    monkeypatch.setattr(module, "PYTHON", environment / "python")
    monkeypatch.setattr(module, "STAMP", environment / "installed.txt")
    lists = {False: tmp_path / "requirements.txt", True: tmp_path / "requirements-dev.txt"}
    for dev, path in lists.items():
        path.write_text(f"x==1 {dev}\n", encoding="utf-8")
    monkeypatch.setattr(module, "LISTS", lists)
    return module


@pytest.fixture
def no_installation(setup_script, monkeypatch):
    """Count the calls of pip and of the maker of environments instead of making them."""
    calls = []

    def call(command, **rest):
        calls.append(command)
        return 0

    def make(folder):
        setup_script.PYTHON.touch()
        version = ".".join(map(str, sys.version_info[:3]))
        (setup_script.VENV / "pyvenv.cfg").write_text(f"home = x\nversion = {version}\n", encoding="utf-8")
        calls.append(["venv"])

    monkeypatch.setattr(setup_script.subprocess, "call", call)
    monkeypatch.setattr(setup_script, "_require_pip", lambda: None)
    monkeypatch.setattr(setup_script.venv, "EnvBuilder", lambda **options: SimpleNamespace(create=make))
    return calls


def test_the_second_start_installs_nothing(setup_script, no_installation):
    setup_script.bring_packages(dev=False)
    assert [call[0] for call in no_installation] == ["venv", sys.executable]
    setup_script.bring_packages(dev=False)
    assert len(no_installation) == 2


def test_the_development_list_serves_the_program_too_but_not_the_other_way_round(setup_script, no_installation):
    setup_script.bring_packages(dev=True)
    assert setup_script.is_installed(dev=False)
    assert setup_script.is_installed(dev=True)
    setup_script.STAMP.write_text(setup_script.stamp_of(setup_script.LISTS[False]), encoding="ascii")
    assert setup_script.is_installed(dev=False)
    assert not setup_script.is_installed(dev=True)


def test_a_changed_list_is_installed_again_into_the_same_environment(setup_script, no_installation):
    setup_script.bring_packages(dev=False)
    setup_script.LISTS[False].write_text("x==2\n", encoding="utf-8")
    setup_script.bring_packages(dev=False)
    assert [call[0] for call in no_installation] == ["venv", sys.executable, sys.executable]


def test_an_environment_of_another_python_is_made_anew(setup_script, no_installation):
    setup_script.bring_packages(dev=False)
    (setup_script.VENV / "pyvenv.cfg").write_text("version = 3.9.1\n", encoding="utf-8")
    setup_script.STAMP.unlink()
    setup_script.bring_packages(dev=False)
    assert [call[0] for call in no_installation].count("venv") == 2


def test_packages_are_taken_by_hash_and_never_built(setup_script, no_installation):
    setup_script.bring_packages(dev=False)
    command = " ".join(no_installation[-1])
    assert "--require-hashes --only-binary :all: -r" in command


def test_a_broken_download_is_tried_three_times_and_leaves_no_stamp(setup_script, no_installation, monkeypatch):
    tries = []
    monkeypatch.setattr(setup_script.time, "sleep", lambda seconds: None)
    monkeypatch.setattr(setup_script.subprocess, "call", lambda command, **rest: tries.append(command) or 1)
    with pytest.raises(setup_script.CannotGoOnError, match="could not be installed"):
        setup_script.bring_packages(dev=False)
    assert len(tries) == 3
    assert not setup_script.is_installed(dev=False)


@pytest.mark.parametrize(
    ("answer", "version"),
    [("pip 23.0.1 from x (python 3.11)", (23, 0)), ("pip 9.1", (9, 1)), ("No module named pip", ()), ("", ())],
)
def test_the_version_of_pip_is_read(setup_script, answer, version):
    assert setup_script.parse_pip_version(answer) == version


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [("", "has no pip"), ("pip 20.3.4 from x", "pip 20.3 is too old, 22.3 or newer"), ("pip 22.3 from x", None)],
)
def test_a_missing_or_old_pip_is_refused_in_a_sentence(setup_script, monkeypatch, answer, sentence):
    monkeypatch.setattr(setup_script.subprocess, "run", lambda *_, **__: SimpleNamespace(stdout=answer))
    if sentence is None:
        setup_script._require_pip()
        return
    with pytest.raises(setup_script.CannotGoOnError, match=sentence):
        setup_script._require_pip()


def test_a_python_outside_the_range_is_refused_with_one_that_would_do(setup_script, monkeypatch):
    monkeypatch.setattr(setup_script.shutil, "which", lambda name: name if name == "python3.19" else None)
    with pytest.raises(setup_script.CannotGoOnError, match=r"3\.18 to 3\.20 is needed.*run the same with python3\.19"):
        setup_script.require_python((3, 18), (3, 20))
    setup_script.require_python((3, 11), (3, 13))


@pytest.mark.parametrize(
    ("platform", "environment", "shown"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_a_window_opens_only_where_something_shows_it(script, monkeypatch, platform, environment, shown):
    system = script("dev_system")
    monkeypatch.setattr(system.sys, "platform", platform)
    assert system.has_display(environment) is shown


@pytest.fixture
def bare_debian(script, monkeypatch):
    """Give dev_system on a Debian that lacks two libraries; what it would run is collected."""
    system = script("dev_system")
    ran = []

    def run(command, **rest):
        ran.append(" ".join(command))
        return subprocess.CompletedProcess(command, 0, stdout="")

    monkeypatch.setattr(system.sys, "platform", "linux")
    monkeypatch.setattr(system, "_opens", lambda library: library not in ("libGL.so.1", "libxcb-cursor.so.0"))
    monkeypatch.setattr(system.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(system.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(system.subprocess, "run", run)
    return SimpleNamespace(system=system, ran=ran, monkeypatch=monkeypatch)


def test_root_gets_just_the_missing_libraries(bare_debian, capsys):
    bare_debian.system.bring_libraries(for_screen=False)
    assert bare_debian.ran == ["apt-get update", "apt-get install -y --no-install-recommends libgl1"]
    assert "libGL.so.1" in capsys.readouterr().out


def test_a_screen_asks_for_its_own_libraries(bare_debian):
    bare_debian.system.bring_libraries(for_screen=True)
    assert bare_debian.ran[-1].endswith("libgl1 libxcb-cursor0")


def test_anybody_else_is_told_the_one_line(bare_debian):
    bare_debian.monkeypatch.setattr(bare_debian.system.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(bare_debian.system.CannotGoOnError, match=r"sudo apt-get install -y .* libgl1$"):
        bare_debian.system.bring_libraries(for_screen=False)
    assert bare_debian.ran == []


def test_a_linux_without_apt_is_told_the_names(bare_debian):
    bare_debian.monkeypatch.setattr(bare_debian.system.shutil, "which", lambda name: None)
    with pytest.raises(bare_debian.system.CannotGoOnError, match=r"libGL\.so\.1\. Install them"):
        bare_debian.system.bring_libraries(for_screen=False)


def test_missing_test_programs_are_named_and_never_stop_anything(bare_debian, capsys):
    bare_debian.monkeypatch.setattr(bare_debian.system.os, "geteuid", lambda: 1000, raising=False)
    bare_debian.system.bring_test_tools()
    said = capsys.readouterr().out
    assert "pdfsig" in said
    assert "skipped by name" in said
    assert bare_debian.ran == []


def test_a_failed_installation_of_test_programs_does_not_stop_anything(bare_debian, capsys):
    failed = SimpleNamespace(returncode=100, stdout="no network\n")
    bare_debian.monkeypatch.setattr(bare_debian.system.subprocess, "run", lambda *_, **__: failed)
    bare_debian.system.bring_test_tools()
    said = capsys.readouterr()
    assert "skipped by name" in said.out
    assert "no network" in said.err


@pytest.fixture
def with_npm(bare_debian, tmp_path):
    """Give dev_system on a machine with npm; the engine would go into an empty folder."""
    bare_debian.monkeypatch.setattr(bare_debian.system.shutil, "which", lambda name: f"/usr/bin/{name}")
    bare_debian.monkeypatch.setattr(bare_debian.system, "ENGINE", tmp_path / "engine")
    return bare_debian


def test_the_xforms_engine_comes_from_the_pinned_list_and_only_once(with_npm):
    with_npm.system.bring_xforms_engine()
    with_npm.system.bring_xforms_engine()
    assert with_npm.ran == ["/usr/bin/npm ci --ignore-scripts --no-audit --no-fund"]
    assert '"0.22.0"' in (with_npm.system.ENGINE / "package.json").read_text("utf-8")


def test_an_engine_that_cannot_be_installed_is_said_and_tried_again(with_npm, capsys):
    failed = SimpleNamespace(returncode=1, stdout="no network\n")
    with_npm.monkeypatch.setattr(with_npm.system.subprocess, "run", lambda *_, **__: failed)
    with_npm.system.bring_xforms_engine()
    assert "skipped by name" in capsys.readouterr().out
    assert not (with_npm.system.ENGINE / "installed.json").exists()


def test_without_npm_the_engine_is_not_asked_for(bare_debian, capsys):
    bare_debian.system.bring_xforms_engine()
    assert bare_debian.ran == []
    assert "npm is not on this machine" in capsys.readouterr().out


def test_every_word_has_a_help_sentence_and_an_unknown_one_is_refused(script, capsys):
    dev = script("dev")
    assert set(dev.WORDS) >= {"run", "test", "check", "workbench", "screenshots", "drills", "bench", "freeze", "lock"}
    assert [name for name, word in dev.WORDS.items() if not (word.act.__doc__ or "").strip().endswith(".")] == []
    assert dev.main(["tset"]) == 2
    assert "There is no word 'tset'" in capsys.readouterr().err
    assert dev.main([]) == 2


def test_a_problem_is_one_sentence_and_exit_2(script, monkeypatch, capsys):
    dev = script("dev")

    def refuse(**_):
        raise dev.CannotGoOnError("It cannot be.")

    monkeypatch.setattr(dev.dev_system, "bring_libraries", refuse)
    assert dev.main(["workbench", "--help"]) == 2
    assert capsys.readouterr().err == "It cannot be.\n"


@pytest.fixture
def prepared(script, monkeypatch):
    """Give dev with the set-up done and every child counted instead of started; `answers` are their exit codes."""
    dev = script("dev")
    children = []
    answers = {}

    def call(command, **rest):
        words = " ".join(command[1:])
        children.append((words, rest["env"]))
        return next((code for part, code in answers.items() if part in words), 0)

    monkeypatch.setattr(dev, "_set_up", lambda **_: None)
    monkeypatch.setattr(dev.subprocess, "call", call)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WORKBENCH_FAILED_CHECKS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(dev.dev_system.sys, "platform", "linux")
    return SimpleNamespace(dev=dev, children=children, answers=answers, monkeypatch=monkeypatch)


def test_run_does_the_main_job_and_opens_no_window_without_a_display(prepared):
    assert prepared.dev.main(["run"]) == 0
    assert [words for words, _ in prepared.children] == ["-m workbench demo --out demo"]
    assert prepared.children[0][1]["QT_QPA_PLATFORM"] == "offscreen"


def test_run_opens_the_window_after_the_main_job_where_there_is_a_display(prepared):
    prepared.monkeypatch.setenv("DISPLAY", ":7")
    prepared.monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert prepared.dev.main(["run"]) == 0
    assert [words for words, _ in prepared.children] == [
        "-m workbench demo --out demo",
        "-m workbench window --store demo/inspector.db",
    ]
    assert "QT_QPA_PLATFORM" not in prepared.children[1][1]


def test_run_stops_when_the_main_job_fails(prepared):
    prepared.monkeypatch.setenv("DISPLAY", ":7")
    prepared.answers["demo"] = 1
    assert prepared.dev.main(["run"]) == 1
    assert len(prepared.children) == 1


def test_the_program_gets_the_rest_of_the_line(prepared):
    prepared.answers["--help"] = 7
    assert prepared.dev.main(["workbench", "forms", "--help"]) == 7
    assert prepared.children[0][0] == "-m workbench forms --help"


@pytest.mark.parametrize(("failed", "status", "exit_code"), [([], 0, 0), ([], 3, 3), (["ruff", "mypy"], 0, 1)])
def test_pytest_runs_last_and_always_and_any_failure_counts(prepared, failed, status, exit_code):
    prepared.monkeypatch.setattr(prepared.dev.dev_checks, "run_checks", lambda checks: failed)
    prepared.answers["pytest"] = status
    assert prepared.dev.main(["test"]) == exit_code
    words, environment = prepared.children[-1]
    assert words == "-m pytest -m not drill and not frozen"
    assert environment.get("WORKBENCH_FAILED_CHECKS") == ("; ".join(failed) or None)


def test_a_failed_check_shows_its_output_and_the_others_still_run(script, capsys):
    checks = script("dev_checks")
    shown = checks.Check("one: holds", [sys.executable, "-c", "print('因为这样'); raise SystemExit(1)"])
    silent = checks.Check("two: holds", [sys.executable, "-c", "print('quiet')"])
    assert checks.run_checks([shown, silent]) == ["one: holds"]
    said = capsys.readouterr().out
    assert "one: holds: NO" in said
    assert "因为这样" in said
    assert "two: holds: yes" in said
    assert "quiet" not in said
