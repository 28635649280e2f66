"""The generated page in a real headless Chromium, from a file as from a stick and from a plain http server."""

from __future__ import annotations

import base64
import functools
import http.server
import json
import shutil
import threading
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageFilter

from tests.helpers.adversary_table import CASES, CODE, NOW, TODAY, TRUST, WITHDRAWN
from tests.helpers.chromium import Tab, running
from tests.helpers.offices import a_place
from tests.helpers.poppler import rasterised
from tests.helpers.report_content import a_certificate
from tests.helpers.verifier_script import JUDGE_ALL
from tests.unit.documents.test_certificate import _PRESS
from tests.unit.signing.project import an_authority
from workbench.documents.certificate import draw_certificate
from workbench.protocol.times import moment_to_text
from workbench.usecases.trusting import trust_list_envelope
from workbench.usecases.verifier_page import verifier_page

pytestmark = pytest.mark.drill

DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740, "mobile": True}
CLOCK = f"Date.now = () => {NOW.timestamp() * 1000};"
WATCH = "addEventListener('securitypolicyviolation', (event) => (globalThis.broken ??= []).push(event.blockedURI));"
TYPE = """
async (text) => {
  const answer = document.getElementById("answer");
  const shown = new Promise((told) => new MutationObserver(told).observe(answer, { childList: true }));
  document.getElementById("text").value = text;
  document.getElementById("typed").requestSubmit();
  await shown;
  return answer.className;
}
"""
TRANSFER = """
(type, encoded) => {
  const bytes = Uint8Array.from(atob(encoded), (sign) => sign.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], "code.png", { type: "image/png" }));
  const both = { bubbles: true, cancelable: true };
  const pasted = () => new ClipboardEvent(type, { clipboardData: transfer, ...both });
  const event = type === "paste" ? pasted() : new DragEvent(type, { dataTransfer: transfer, ...both });
  document.body.dispatchEvent(event);
}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the page, as on a stick."""
    place = a_place(cache=tmp_path_factory.mktemp("cache"))
    envelope = trust_list_envelope(an_authority(), TRUST, project="Sample", issued_at=moment_to_text(NOW))
    folder = tmp_path_factory.mktemp("stick")
    (folder / "page.html").write_bytes(verifier_page(place, envelope, {WITHDRAWN: TODAY}).html)
    return folder


@pytest.fixture(scope="module")
def scanned(tmp_path_factory):
    """A certificate's page at 300 dpi."""
    content = a_certificate(qr=CODE)
    made = rasterised(draw_certificate(content, _PRESS).pdf, tmp_path_factory.mktemp("scan"), dpi=300)
    with Image.open(BytesIO(made)) as opened:
        return opened.convert("L")


@pytest.fixture(scope="module")
def film(tmp_path_factory, scanned):
    """A film of one picture for the camera that Chromium pretends to have."""
    code = scanned.crop((250, 1450, 830, 2030)).resize((700, 700))
    frame = Image.new("RGB", (1280, 720), (190, 180, 170))
    frame.paste(code.rotate(6, fillcolor=255).convert("RGB"), (290, 10))
    path = tmp_path_factory.mktemp("film") / "code.mjpeg"
    path.write_bytes(encoded(frame, "JPEG", quality=85) * 3)
    return path


@pytest.fixture(scope="module")
def browser(tmp_path_factory, film):
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("the program chromium is not installed")
    fake = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
    film_of = f"--use-file-for-fake-video-capture={film}"
    with running(
        program, tmp_path_factory.mktemp("profile"), *fake, film_of, "--host-resolver-rules=MAP page.test 127.0.0.1"
    ) as browser:
        yield browser


@pytest.fixture(scope="module")
def plain_http(folder):
    """The address of the page on a server without https, where browsers keep WebCrypto to themselves."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://page.test:{server.server_port}/page.html"
    server.shutdown()
    server.server_close()


@pytest.fixture
def open_page(browser, folder):
    tabs = []

    def opened(address=None, screen=DESKTOP, hash_=""):
        tab = Tab(browser, before=CLOCK + WATCH, screen=screen)
        tabs.append(tab)
        tab.open((address or (folder / "page.html").as_uri()) + hash_)
        return tab

    yield opened
    for tab in tabs:
        tab.close()


def encoded(image, kind="PNG", **options):
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def judged(tab):
    asked = json.dumps({"now": NOW.timestamp() * 1000, "texts": [case.text for case in CASES]})
    data = "JSON.parse(document.getElementById('data').textContent)"
    return tab.evaluate(f"(async () => {{ {JUDGE_ALL} return judgeAll({{ data: {data}, ...{asked} }}); }})()")


def typed(tab, text):
    return tab.evaluate(f"({TYPE})({json.dumps(text)})")


def answer_after(tab, act):
    tab.evaluate("document.getElementById('answer').className = ''")
    act()
    tab.wait_for("document.getElementById('answer').className")
    return tab.evaluate("document.getElementById('answer').className")


def differing(answers):
    return {case.name: one["answer"] for case, one in zip(CASES, answers, strict=True) if one["answer"] != case.answer}


def test_a_page_from_a_stick_has_webcrypto_and_answers_the_whole_table_either_way(open_page):
    tab = open_page()
    assert tab.evaluate("[isSecureContext, typeof crypto.subtle]") == [True, "object"]
    answers = judged(tab)
    assert set(answers) == {"webcrypto", "builtin"}
    assert [differing(one) for one in answers.values()] == [{}, {}]


def test_a_page_from_plain_http_checks_by_itself_and_answers_the_whole_table(open_page, plain_http):
    tab = open_page(plain_http)
    assert tab.evaluate("[isSecureContext, typeof crypto.subtle]") == [False, "undefined"]
    answers = judged(tab)
    assert set(answers) == {"builtin"}
    assert differing(answers["builtin"]) == {}
    assert typed(tab, CODE) == "valid"
    assert "本页自带" in tab.evaluate("document.querySelector('details').textContent")


def test_everything_typed_gets_its_answer_on_the_page(open_page):
    tab = open_page()
    said = {case.name: typed(tab, case.text) for case in CASES if case.text.strip() and "\n" not in case.text.strip()}
    wanted = {case.name: case.answer for case in CASES if case.name in said}
    assert len(said) > 190
    assert {name: one for name, one in said.items() if one != wanted[name]} == {}


def test_the_page_asks_for_nothing_and_breaks_none_of_its_own_rules(open_page, folder, scanned, tmp_path):
    tab = open_page()
    assert typed(tab, CODE) == "valid"
    (tmp_path / "scan.png").write_bytes(encoded(scanned))
    assert answer_after(tab, lambda: tab.put_file("#file", tmp_path / "scan.png")) == "valid"
    tab.evaluate("document.getElementById('switch').click()")
    assert tab.requests() == [(folder / "page.html").as_uri()]
    assert tab.evaluate("globalThis.broken ?? null") is None
    mine = [one for one in tab.browser.events if one.get("sessionId") == tab.session]
    assert [one for one in mine if one["method"] in ("Runtime.exceptionThrown", "Log.entryAdded")] == []


def test_a_strangers_script_does_not_run_in_the_page(open_page):
    tab = open_page()
    tab.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), { textContent: 'stranger = 1' }))"
    )
    assert tab.evaluate("typeof stranger") == "undefined"
    assert tab.evaluate("globalThis.broken") == ["inline"]


def pictures_of(scan):
    noisy = ImageChops.add(scan, Image.effect_noise(scan.size, 25), 1, -128)
    yield "as scanned", encoded(scan)
    yield "noisy JPEG", encoded(noisy, "JPEG", quality=30)
    yield "tilted", encoded(scan.rotate(2.3, fillcolor=255, expand=True))
    photo = scan.crop((200, 1350, 1200, 2250)).rotate(17, fillcolor=225, expand=True)
    shade = Image.linear_gradient("L").resize(photo.size).point(lambda light: 140 + light * 115 // 255)
    photo = ImageChops.multiply(photo, shade).filter(ImageFilter.GaussianBlur(0.8))
    yield "photographed", encoded(photo, "JPEG", quality=70)
    yield "upside down", encoded(scan.rotate(180))


def test_pictures_are_read(open_page, scanned, tmp_path):
    tab = open_page()
    said = {}
    for number, (name, data) in enumerate(pictures_of(scanned)):
        path = tmp_path / f"{number}.png"
        path.write_bytes(data)
        said[name] = answer_after(tab, lambda path=path: tab.put_file("#file", path))
    assert said == dict.fromkeys(said, "valid")
    assert len(said) == 5


def test_a_picture_without_a_code_and_a_file_that_is_none_are_told_apart(open_page, tmp_path):
    tab = open_page()
    for name, data, words in (
        ("blank.png", encoded(Image.new("L", (900, 700), 255)), "没有找到可读的二维码"),
        ("broken.png", b"no picture", "不是浏览器能打开的图片"),
    ):
        (tmp_path / name).write_bytes(data)
        tab.put_file("#file", tmp_path / name)
        tab.wait_for(f"document.getElementById('trouble').textContent.includes({json.dumps(words)})")
    assert tab.evaluate("document.getElementById('answer').hidden")


@pytest.mark.parametrize("way", ["paste", "drop"])
def test_a_picture_may_be_pasted_or_dropped(open_page, scanned, way):
    tab = open_page()
    picture = base64.b64encode(encoded(scanned.crop((250, 1450, 830, 2030)))).decode()
    assert answer_after(tab, lambda: tab.evaluate(f"({TRANSFER})('{way}', '{picture}')")) == "valid"


def test_the_camera_reads_a_code_and_is_switched_off(open_page):
    tab = open_page()
    assert answer_after(tab, lambda: tab.evaluate("document.getElementById('camera').click()")) == "valid"
    tab.wait_for("document.getElementById('viewfinder').hidden")
    assert tab.evaluate("document.getElementById('video').srcObject") is None


def test_the_answer_takes_the_focus_and_says_all_that_is_certified(open_page):
    tab = open_page()
    typed(tab, CODE)
    assert tab.evaluate("document.activeElement.textContent") == "有效"
    said = tab.evaluate("document.getElementById('answer').innerText")
    for fact in (
        "太原市样例购物中心",
        "达标",
        "85.3333",
        "晋绿商〔2026〕0001号",
        "2026-11-23 至 2029-11-22",
        "绿色商场",
    ):
        assert fact in said
    assert "不是官方细则" in said, "the constructed line"
    tab.evaluate("document.getElementById('switch').click()")
    said = tab.evaluate("document.getElementById('answer').innerText")
    assert said.startswith("Valid")
    assert "not an official table" in said
    assert tab.evaluate("document.documentElement.lang") == "en"


def test_an_old_list_and_a_wrong_clock_are_said(browser, folder):
    for clock, words in (("2027-03-01", "没有更新"), ("2026-11-01", "校准日期")):
        tab = Tab(browser, before=f"Date.now = () => new Date('{clock}').getTime();", screen=DESKTOP)
        tab.open((folder / "page.html").as_uri())
        assert words in tab.evaluate("document.getElementById('list-warning').textContent")
        tab.close()


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["", "#en"])
def test_nothing_runs_over_the_edge_and_every_control_has_a_name(open_page, screen, language):
    tab = open_page(screen=screen, hash_=language)
    typed(tab, CODE)
    tab.evaluate("document.querySelector('details').open = true")
    assert tab.evaluate("document.documentElement.scrollWidth") <= screen["width"]
    nodes = tab.call("Accessibility.getFullAXTree")["nodes"]
    named = [
        (node["role"]["value"], node.get("name", {}).get("value"))
        for node in nodes
        if not node.get("ignored") and node["role"]["value"] in ("button", "textbox", "heading", "DisclosureTriangle")
    ]
    assert len(named) >= 8
    assert [one for one in named if not one[1]] == []
    heights = tab.evaluate(
        "[...document.querySelectorAll('button')].filter((b) => b.offsetParent).map((b) => b.offsetHeight)"
    )
    assert min(heights) >= 44, "a finger needs room"
