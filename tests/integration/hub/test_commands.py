"""`workbench hub init`, `hub serve` and `sync`, as the command line runs them."""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import signal
import subprocess
import sys
import threading

import pytest

from tests.conftest import ROOT
from tests.helpers.hub_worlds import DATA, PASSWORD, build_world, finished_mall
from workbench import app
from workbench.cli.commands import hub, sync
from workbench.cli.context import Context, Surroundings
from workbench.domain.texts import Language
from workbench.sync.refusals import HubUnreachable
from workbench.usecases.hub_setup import HUB_REQUEST, HubExists, NoHubKey
from workbench.usecases.sealing import seal_batches
from workbench.usecases.words import load_words


def run(world, *arguments, serve=None, store=None, user=None, as_json=False):
    """Run one command and give its exit code and what it printed."""
    out, err = io.StringIO(), io.StringIO()
    surroundings = Surroundings(
        data=DATA,
        clock=world.clock,
        random=random.Random(3).randbytes,
        environment={"WORKBENCH_PASSWORD": PASSWORD},
        serve_hub=serve or app._serve_hub,
        open_window=lambda _: 0,
        stdout=out,
        stderr=err,
    )
    parser = argparse.ArgumentParser()
    subparsers = parser.add_subparsers()
    words = load_words(DATA.resources / "words", Language.ZH)
    for module in (hub, sync):
        module.add_to(subparsers, words, argparse.ArgumentParser(add_help=False))
    options = parser.parse_args([str(one) for one in arguments])
    context = Context(surroundings, world.place, Language.ZH, as_json, store, user, None)
    return options.run(context, options), out.getvalue(), err.getvalue()


def test_init_makes_a_key_and_says_what_to_do_next(world):
    folder = world.folder / "second-hub"
    code, told, _ = run(world, "hub", "init", "--data", folder, "--person", "HUB-02=第二汇集中心")
    assert code == 0
    assert "--person HUB-02 --name 第二汇集中心 --role hub" in told
    assert (folder / HUB_REQUEST).read_text("ascii").startswith("-----BEGIN CERTIFICATE REQUEST-----")
    with pytest.raises(HubExists):
        run(world, "hub", "init", "--data", folder, "--person", "HUB-02")


def test_serve_without_a_key_is_refused(world):
    with pytest.raises(NoHubKey):
        run(world, "hub", "serve", "--data", world.folder)


def test_serve_and_sync_carry_the_work(office):
    finished_mall(office.inspector)
    office.inspector.close()
    office.world.sessions.remove(office.inspector)
    ready, stop = threading.Event(), threading.Event()
    told = []

    def serve(**settings):
        say = settings.pop("on_ready")

        def on_ready(url):
            told.append(url)
            say(url)
            ready.set()

        app._serve_hub(stop=stop, on_ready=on_ready, **settings)

    served = []
    thread = threading.Thread(
        target=lambda: served.append(
            run(office.world, "hub", "serve", "--data", office.world.hub_folder, "--port", 0, serve=serve)
        )
    )
    thread.start()
    assert ready.wait(20)
    store = office.world.folder / "insp-001" / "workbench.db"
    try:
        code, text, _ = run(office.world, "sync", "--hub", told[0], store=store)
        assert (code, text) == (0, "送出 1 批，其中 1 批已拿到中心的回执。\n收到 0 条新记录。\n")
        code, text, _ = run(office.world, "sync", store=store, as_json=True)
        assert (code, json.loads(text)["sent"], json.loads(text)["received"]) == (0, 0, 0)
    finally:
        stop.set()
        thread.join(20)
    assert served[0][0] == 0
    assert served[0][1].startswith(f"中心已启动：{told[0]}")
    with pytest.raises(HubUnreachable):
        run(office.world, "sync", store=store)


def test_a_batch_that_is_not_taken_makes_the_command_answer_no(office):
    finished_mall(office.inspector)
    store = office.inspector.store.path
    with office.world.hub() as url:
        run(office.world, "sync", "--hub", url, store=store)
        finished_mall(office.inspector, name="第二样例商场")
        (sealed,) = seal_batches(office.inspector, office.world.folder / "out")
        sealed.path.write_bytes(sealed.path.read_bytes()[:-1])
        code, _, warned = run(office.world, "sync", store=store)
    assert code == 1
    assert "没有送达" in warned


@pytest.mark.skipif(os.name == "nt", reason="signals of the service manager")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_hub_that_is_asked_to_stop_ends_in_order(tmp_path, how):
    world = build_world(tmp_path, app.SystemClock())
    world.hand_out()
    command = [sys.executable, "-m", "workbench", "--lang", "en", "hub", "serve", "--data", str(world.hub_folder)]
    environment = {**os.environ, "WORKBENCH_PASSWORD": PASSWORD, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([*command, "--port", "0"], stdout=subprocess.PIPE, env=environment, text=True) as process:
        assert process.stdout.readline().startswith("The hub answers at http://127.0.0.1:")
        process.send_signal(how)
        assert process.stdout.read() == "The hub has stopped.\n"
    assert process.returncode == 0
    assert not (world.hub_folder / "hub.db-wal").exists()
