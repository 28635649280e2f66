"""What the hub and the laptop decline, with nothing half done and no traceback told."""

from __future__ import annotations

import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest

from tests.helpers.hub_worlds import PHOTO, deliveries, finished_mall
from workbench.domain.people import Role
from workbench.hub.application import Limits
from workbench.hub.intake import Intake
from workbench.hub.refusals import AddressTaken, HubInUse, HubNotListed, HubNotReady
from workbench.hub.server import serve
from workbench.protocol.signatures import open_envelope
from workbench.signing.http_signatures import EMPTY_DIGEST, Message, sign_request
from workbench.signing.keys import FileKey
from workbench.store import batches
from workbench.sync.http import HubClient
from workbench.sync.refusals import ClockFarOff, HubAnswerUnusable, HubRefused, HubUnreachable
from workbench.usecases.sealing import seal_batches
from workbench.usecases.syncing import sync_with_hub


@pytest.fixture
def sealed(office, tmp_path):
    """Give the file of one sealed batch of the inspector."""
    finished_mall(office.inspector)
    (batch,) = seal_batches(office.inspector, tmp_path / "out")
    return batch.path


def client(session, url, clock=None):
    return HubClient(url, session.require_key(), clock or session.place.clock, pause=lambda _: None)


def post(url, session, body, *, path="/batches", digest_of=None, method="POST", created=None):
    request = httpx.Request(method, url + path, content=body)
    message = Message(method, str(request.url), request.headers)
    moment = created or session.place.now()
    digest = hashlib.sha256(body if digest_of is None else digest_of).digest()
    sign_request(message, session.require_key(), created=moment, body_sha256=digest)
    return request


def send(request):
    with httpx.Client() as plain:
        return plain.send(request)


def kept(office):
    """List what the hub keeps of uploads beside its database."""
    return sorted(
        path.name for path in (office.world.hub_folder / "incoming").iterdir() if path.suffix in {".part", ".awb"}
    )


def test_a_lost_reply_is_answered_by_the_very_same_receipt(office, sealed):
    with office.world.hub() as url, client(office.inspector, url) as hub:
        first = hub.send_batch(sealed)
        office.world.clock.advance(minutes=5)
        assert hub.send_batch(sealed) == first
    assert open_envelope(first).record.holder.role == "hub"


def test_a_receipt_survives_a_restart_of_the_hub(office, sealed):
    with office.world.hub() as url, client(office.inspector, url) as hub:
        first = hub.send_batch(sealed)
    with office.world.hub() as url, client(office.inspector, url) as hub:
        assert hub.send_batch(sealed) == first


def test_nothing_is_delivered_until_the_receipt_is_held(office, monkeypatch):
    finished_mall(office.inspector)
    with office.world.hub() as url:
        send_really = HubClient.send_batch

        def reply_lost(self, path):
            send_really(self, path)
            raise HubUnreachable(url=url, reason="connection cut")

        monkeypatch.setattr(HubClient, "send_batch", reply_lost)
        with pytest.raises(HubUnreachable):
            sync_with_hub(office.inspector, url)
        assert deliveries(office.inspector) == ["offered"]
        monkeypatch.setattr(HubClient, "send_batch", send_really)
        assert sync_with_hub(office.inspector, url).acknowledged == 1
    assert deliveries(office.inspector) == ["acknowledged"]


def test_a_receipt_that_nobody_trusted_signed_acknowledges_nothing(office, monkeypatch):
    finished_mall(office.inspector)
    with office.world.hub() as url:
        real = HubClient.send_batch

        def forged(self, path):
            envelope = open_envelope(real(self, path))
            from workbench.protocol.signatures import seal, sign_record

            stranger = FileKey.generate(office.world.place.random)
            signature = sign_record(envelope.record, stranger, purpose="deliver", signed_at=office.world.place.now())
            return seal(envelope.record, [signature])

        monkeypatch.setattr(HubClient, "send_batch", forged)
        outcome = sync_with_hub(office.inspector, url)
    assert (outcome.acknowledged, [one.refusal.code for one in outcome.not_delivered]) == (0, ["receipt_refused"])
    assert deliveries(office.inspector) == ["offered"]


def test_a_key_the_hub_does_not_know_is_refused(office, sealed):
    stranger = office.world.somebody("insp-009", Role.INSPECTOR, certified=False)
    with office.world.hub() as url, client(stranger, url) as hub:
        with pytest.raises(HubRefused) as told:
            hub.send_batch(sealed)
        assert (told.value.code, told.value.error) == ("unknown_key", "unknown_key")
    assert kept(office) == []


def test_a_revoked_key_is_refused_as_soon_as_the_list_lies_there(office, sealed):
    with office.world.hub() as url, client(office.inspector, url) as hub:
        hub.send_batch(sealed)
        office.world.clock.advance(minutes=1)
        office.world.revoke(office.inspector)
        (office.world.hub_folder / "trust.json").write_bytes(office.world.trust_list)
        with pytest.raises(HubRefused) as told:
            hub.send_batch(sealed)
    assert told.value.error == "key_refused"
    assert told.value.facts["reason"] == "revoked"


def test_a_revoked_key_cannot_date_its_request_back(office):
    office.world.clock.advance(minutes=30)
    office.world.revoke(office.inspector)
    office.world.hand_out(office.supervisor)
    request_time = office.world.clock.now() - timedelta(minutes=20)
    with office.world.hub() as url:
        answer = send(post(url, office.inspector, b"", method="GET", path="/changes", created=request_time))
    assert (answer.status_code, answer.json()["error"]) == (403, "key_refused")


@pytest.mark.parametrize(
    ("harm", "error"),
    [
        (lambda data: data[:-1], "batch_truncated"),
        (lambda data: data[:1000], "batch_truncated"),
        (lambda data: b"PK" + data, "not_a_batch"),
        (lambda data: data + b"\0", "batch_malformed"),
        (lambda data: data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :], None),
        (lambda data: data.replace(PHOTO, PHOTO[::-1]), "batch_changed"),
        (lambda data: b"", "not_a_batch"),
    ],
)
def test_a_harmed_batch_is_refused_and_leaves_nothing(office, sealed, harm, error):
    body = harm(sealed.read_bytes())
    with office.world.hub() as url:
        answer = send(post(url, office.inspector, body))
        assert answer.status_code == 400
        assert answer.json()["error"] == (error or answer.json()["error"])
        assert answer.json()["error"].startswith(("batch_", "not_a_"))
        assert sync_with_hub(office.supervisor, url).received == 0
    assert kept(office) == []
    assert [path for path in (office.world.hub_folder / "blobs").rglob("*") if path.is_file()] == []


def test_a_body_changed_on_the_way_is_refused(office, sealed):
    data = sealed.read_bytes()
    with office.world.hub() as url:
        answer = send(post(url, office.inspector, data[:-1] + b"\1", digest_of=data))
    assert (answer.status_code, answer.json()) == (400, {"error": "digest_differs"})


@pytest.mark.parametrize(
    ("header", "value", "reason"),
    [
        ("signature", None, "missing"),
        ("signature-input", None, "missing"),
        ("signature", "sig=:AAAA:", "bad_signature"),
        ("signature", "nonsense;;", "malformed"),
        ("content-digest", "sha-256=:AAAA:", "bad_signature"),
        ("host", "another.example", "bad_signature"),
    ],
)
def test_a_wrong_signature_header_is_refused(office, header, value, reason):
    with office.world.hub() as url:
        request = post(url, office.inspector, b"", method="GET", path="/changes")
        del request.headers[header]
        if value is not None:
            request.headers[header] = value
        answer = send(request)
    assert answer.status_code == 401
    assert (answer.json()["error"], answer.json()["reason"]) == ("request_not_signed", reason)


def test_a_signature_that_leaves_something_open_is_refused(office):
    with office.world.hub() as url:
        request = post(url, office.inspector, b"", method="GET", path="/changes")
        given = request.headers["signature-input"].replace('"@authority" ', "")
        request.headers["signature-input"] = given
        assert send(request).status_code == 401


def test_a_signature_for_one_door_opens_no_other(office):
    with office.world.hub() as url:
        request = post(url, office.inspector, b"", method="GET", path="/changes")
        other = httpx.Request("GET", url + "/trust", headers=request.headers)
        assert send(other).json()["reason"] == "bad_signature"


def test_a_replayed_request_changes_nothing(office, sealed):
    with office.world.hub() as url:
        request = post(url, office.inspector, sealed.read_bytes())
        answers = [send(httpx.Request("POST", url + "/batches", headers=request.headers, content=sealed.read_bytes()))]
        answers.append(
            send(httpx.Request("POST", url + "/batches", headers=request.headers, content=sealed.read_bytes()))
        )
        assert [one.status_code for one in answers] == [200, 200]
        assert answers[0].content == answers[1].content
        assert sync_with_hub(office.supervisor, url).received == 3


def test_the_same_batch_from_several_at_once_is_one_batch(office, sealed):
    body = sealed.read_bytes()
    with office.world.hub() as url:
        requests = [post(url, one, body) for one in (office.inspector, office.supervisor) * 4]
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(send, requests))
        assert [one.status_code for one in answers] == [200] * 8
        assert len({one.content for one in answers}) == 1


@pytest.mark.parametrize("step", ["_write", "_receipt"])
def test_a_hub_that_fails_halfway_takes_the_batch_at_the_next_attempt(office, sealed, monkeypatch, step):
    real = getattr(Intake, step)
    calls = []

    def fails_at_second(self, *arguments):
        calls.append(1)
        if len(calls) == (2 if step == "_write" else 1):
            raise MemoryError
        return real(self, *arguments)

    monkeypatch.setattr(Intake, step, fails_at_second)
    with office.world.hub() as url, client(office.inspector, url) as hub:
        answer = send(post(url, office.inspector, sealed.read_bytes()))
        assert (answer.status_code, answer.json()) == (500, {"error": "internal"})
        assert len(open_envelope(hub.send_batch(sealed)).record.accepted) == 4
        assert sync_with_hub(office.supervisor, url).received == 3


def test_a_body_over_the_limit_is_refused(office, sealed):
    with office.world.hub(limits=Limits(body_bytes=1000)) as url, client(office.inspector, url) as hub:
        with pytest.raises(HubRefused) as told:
            hub.send_batch(sealed)
        assert (told.value.code, told.value.facts["limit"]) == ("body_too_large", 1000)

        def chunks():
            yield sealed.read_bytes()

        request = post(url, office.inspector, sealed.read_bytes())
        headers = {name: value for name, value in request.headers.items() if name != "content-length"}
        answer = send(httpx.Request("POST", url + "/batches", headers=headers, content=chunks()))
        assert answer.status_code == 413
    assert kept(office) == []


def test_a_key_that_asks_too_often_has_to_wait(office):
    with office.world.hub(requests_per_minute=2) as url:
        codes = [send(post(url, office.inspector, b"", method="GET", path="/changes")).status_code for _ in range(3)]
        assert codes == [204, 204, 429]
        office.world.clock.advance(seconds=31)
        assert send(post(url, office.inspector, b"", method="GET", path="/changes")).status_code == 204


def test_a_clock_that_is_days_off_is_bridged_and_told(office):
    from tests.conftest import FrozenClock

    finished_mall(office.inspector)
    with office.world.hub() as url:
        wrong = FrozenClock(office.world.clock.now() - timedelta(days=3))
        with client(office.inspector, url, wrong) as hub:
            assert hub.trust_list() == office.world.trust_list
            assert hub.clock_offset == timedelta(days=3)


def test_a_clock_that_cannot_be_bridged_is_refused_with_both_times(office):
    with office.world.hub() as url:
        answer = send(
            post(
                url,
                office.inspector,
                b"",
                method="GET",
                path="/trust",
                created=office.world.clock.now() - timedelta(days=2),
            )
        )
        assert answer.status_code == 401
        assert answer.json() == {
            "error": "clock_far_off",
            "hub_time": "2026-11-23T10:42:07+08:00",
            "allowed_hours": 24,
        }
        with client(office.inspector, url) as hub:
            hub.clock_offset = timedelta(days=-2)
            with pytest.raises(ClockFarOff) as told:
                hub.trust_list()
    assert told.value.facts["hub_time"] == "2026-11-23T10:42:07+08:00"


def test_unknown_doors_and_methods_answer_in_json(office):
    with office.world.hub() as url:
        assert httpx.get(url + "/nothing").json() == {"error": "no_such_door"}
        assert httpx.delete(url + "/batches").json() == {"error": "no_such_door"}
        assert httpx.get(url + "/health").json() == {
            "status": "ok",
            "hub_time": "2026-11-23T10:42:07+08:00",
            "trust_list": office.world.ca.trust.number,
        }


@contextmanager
def answering(status, content_type, body):
    """Run a server that answers everything alike, as a hotel's login page does."""

    class Portal(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 -- the library's name

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Portal)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("status", [200, 302, 401, 511])
def test_a_login_page_of_the_network_is_not_taken_for_the_hub(office, status):
    finished_mall(office.inspector)
    with answering(status, "text/html", b"<html>please log in</html>") as url, pytest.raises(HubAnswerUnusable):
        sync_with_hub(office.inspector, url)
    with office.inspector.store.read() as connection:
        assert batches.listing(connection) == ()


def test_a_login_page_in_place_of_the_receipt_or_the_changes_is_refused(office, sealed, tmp_path):
    with answering(200, "text/html", b"<html></html>") as url, client(office.inspector, url) as hub:
        for ask in (lambda: hub.send_batch(sealed), lambda: hub.changes("", tmp_path), lambda: hub.blob("0" * 64)):
            with pytest.raises(HubAnswerUnusable):
                ask()


def test_no_hub_at_the_address_is_told_after_a_few_attempts(office):
    pauses = []
    key = office.inspector.require_key()
    hub = HubClient("http://127.0.0.1:9", key, office.world.clock, pause=pauses.append)
    with hub, pytest.raises(HubUnreachable):
        hub.trust_list()
    assert pauses == [0.5, 1.0]


def test_a_second_hub_on_the_folder_or_the_port_is_refused(office):
    with office.world.hub() as url, pytest.raises(HubInUse):
        serve(office.world.settings(), "127.0.0.1", 0)
    with answering(200, "text/plain", b"") as url, pytest.raises(AddressTaken):
        serve(office.world.settings(), "127.0.0.1", int(url.rpartition(":")[2]))


def test_a_hub_whose_key_is_not_listed_as_hub_does_not_start(office):
    for key in (FileKey.generate(office.world.place.random), office.inspector.require_key()):
        with pytest.raises(HubNotListed):
            serve(office.world.settings(key=key), "127.0.0.1", 0)


def test_a_folder_without_trust_list_does_not_start(office):
    settings = office.world.settings()
    (office.world.hub_folder / "trust.json").unlink()
    with pytest.raises(HubNotReady) as told:
        serve(settings, "127.0.0.1", 0)
    assert told.value.facts["reason"] == "no_trust_list"


def test_an_unsigned_request_for_nothing_has_the_empty_digest():
    assert hashlib.sha256(b"").digest() == EMPTY_DIGEST
