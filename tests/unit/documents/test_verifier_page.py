"""The verifier page asks nobody for anything, runs only its own script, and the vendored reader is the one we know."""

from __future__ import annotations

import base64
import hashlib
import json
import re

import pytest

from tests.helpers.verifier_script import SCRIPTS, evaluated_in_node
from tests.unit.signing.project import seeded
from workbench.documents.verifier_page import render_verifier_page
from workbench.signing import keys
from workbench.signing.keys import FileKey, spki

VENDORED = {
    "vendor/qr/decode.js": "00e209820dcb11d624e9a03d6383e580766792b57d1651318f0a29e4e1ff0fe8",
    "vendor/qr/index.js": "a0de370051f94bd74f218f74401fdf197585e3f9ef0143164f87ea941a3fdd6f",
}
"""The npm package qr 0.7.0 by Paul Miller, MIT or Apache-2.0, byte for byte."""


def a_page(**data):
    return render_verifier_page(SCRIPTS, data, title="核验 <页>", without_script="没有 & 脚本")


def element(page, tag, attributes=""):
    (found,) = re.findall(rf"<{tag}{attributes}>(.*?)</{tag}>", page, re.DOTALL)
    return found


def policy_of(page):
    (content,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    return dict(part.split(" ", 1) for part in content.split("; "))


def test_everything_is_forbidden_but_the_pages_own_script_and_style():
    page = a_page()

    def named(text):
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    assert policy_of(page) == {
        "default-src": "'none'",
        "script-src": named(element(page, "script")),
        "style-src": named(element(page, "style")),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_nothing_in_the_page_points_outside():
    page = a_page()
    markup = page.replace(element(page, "script"), "").replace(element(page, "style"), "")
    addresses = re.findall(r'(?:src|href|action|srcset|poster)="([^"]*)"', markup)
    assert addresses == ["data:,"]
    assert "url(" not in element(page, "style")
    assert "@import" not in element(page, "style")
    assert not re.search(r"\bstyle=|\bon\w+=", markup), "inline styles and handlers would be blocked"


@pytest.mark.parametrize("word", ["fetch(", "XMLHttpRequest", "WebSocket", "importScripts", "sendBeacon", "eval("])
def test_the_script_knows_no_way_out(word):
    assert word not in element(a_page(), "script")


def test_data_cannot_end_its_element_nor_become_markup():
    evil = "</script><script>alert(1)</script><!--\u2028"
    page = a_page(evil=evil)
    written = element(page, "script", ' type="application/json" id="data"')
    assert "<" not in written
    assert json.loads(written) == {"evil": evil}


def test_titles_are_escaped():
    page = a_page()
    assert element(page, "title") == "核验 &lt;页&gt;"
    assert "没有 &amp; 脚本" in element(page, "noscript")


def test_marks_in_the_data_are_left_alone():
    page = a_page(words="{script} {policy}")
    assert "{script} {policy}" in element(page, "script", ' type="application/json" id="data"')


def test_a_script_that_would_end_early_is_refused(tmp_path):
    for name in ("page.html", "page.css"):
        (tmp_path / name).write_bytes((SCRIPTS / name).read_bytes())
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "main.js").write_text('const text = "</SCRIPT>";', encoding="utf-8")
    with pytest.raises(ValueError, match="end inside itself"):
        render_verifier_page(tmp_path, {}, title="", without_script="")


@pytest.mark.parametrize("path", sorted(VENDORED))
def test_the_vendored_reader_is_untouched_and_brings_its_licence(path):
    assert hashlib.sha256((SCRIPTS / path).read_bytes()).hexdigest() == VENDORED[path]
    licence = (SCRIPTS / path).parent / "LICENSE-MIT"
    assert "Copyright (c) 2023 Paul Miller" in licence.read_text("utf-8")


def test_nothing_else_is_vendored():
    below = {path.relative_to(SCRIPTS).as_posix() for path in (SCRIPTS / "vendor").rglob("*.*")}
    assert below == set(VENDORED)


def tokens():
    """The colours of the page, light and dark."""
    style = (SCRIPTS / "page.css").read_text("utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    told = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in (light, dark)]
    return {"light": told[0], "dark": {**told[0], **told[1]}}


def contrast(one, other):
    """The contrast of two colours (WCAG 2)."""

    def luminance(colour):
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXT_ON = {
    "surface": ("ink", "ink2", "ink3", "accent"),
    "window": ("ink", "ink2", "accent"),
    "panel": ("ink", "ink3"),
    "accent": ("accent-ink",),
    "accent-soft": ("ink", "accent"),
    "wait-soft": ("ink", "wait"),
    "fail-soft": ("ink", "fail"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read_on_what_it_stands_on(scheme):
    colours = tokens()[scheme]
    pairs = [(text, ground) for ground, texts in TEXT_ON.items() for text in texts]
    weak = {pair: contrast(*(colours[name] for name in pair)) for pair in pairs}
    assert {pair: round(value, 2) for pair, value in weak.items() if value < 4.5} == {}
    assert contrast(colours["control"], colours["surface"]) >= 3, "borders of controls"


def test_own_scripts_stay_small():
    own = [path for path in SCRIPTS.rglob("*.js") if "vendor" not in path.parts]
    assert len(own) >= 15
    assert {path.name: lines for path in own if (lines := len(path.read_text("utf-8").splitlines())) > 250} == {}
    assert all(path.read_text("utf-8").startswith("// ") for path in own), "each begins with what it is for"


def test_its_own_sha256_is_sha256(program, tmp_path):
    sizes = [*range(131), 500, 4096]
    said = evaluated_in_node(
        program("node"),
        ["core/sha256.js", "core/bytes.js"],
        "given.map((size) => module_core_bytes.hex(module_core_sha256.sha256(new Uint8Array(size).fill(0xa5))))",
        sizes,
        tmp_path,
    )
    assert said == [hashlib.sha256(b"\xa5" * size).hexdigest() for size in sizes]


def test_its_own_signature_check_agrees_with_a_library(program, tmp_path):
    given = []
    for seed in range(12):
        key, other = FileKey.generate(seeded(seed)), FileKey.generate(seeded(seed + 100))
        message = seeded(seed)(seed * 7)
        signature = key.sign(message)
        flipped = bytes([signature[0] ^ 1]) + signature[1:]
        given += [(key, signature, message), (other, signature, message), (key, flipped, message)]
        given += [(key, signature, message + b"\0"), (key, bytes(64), message)]
    wanted = [keys.verify(key.public_key, signature, message) for key, signature, message in given]
    said = evaluated_in_node(
        program("node"),
        ["core/p256.js", "core/bytes.js"],
        "given.map((hexed) => module_core_p256.verify(...hexed.map(module_core_bytes.fromHex)))",
        [(spki(key.public_key).hex(), signature.hex(), message.hex()) for key, signature, message in given],
        tmp_path,
    )
    assert said == wanted
    assert sum(wanted) == 12


def test_its_own_signature_check_refuses_points_off_the_curve(program, tmp_path):
    key = FileKey.generate(seeded(1))
    good = spki(key.public_key)
    off = [good[:-1] + bytes([good[-1] ^ 1]), good[:27] + bytes(64), good[:27] + b"\xff" * 64, good[:-1], b""]
    signature = key.sign(b"m")
    said = evaluated_in_node(
        program("node"),
        ["core/p256.js", "core/bytes.js"],
        "given.map((hexed) => module_core_p256.verify(...hexed.map(module_core_bytes.fromHex)))",
        [(one.hex(), signature.hex(), b"m".hex()) for one in [good, *off]],
        tmp_path,
    )
    assert said == [True, False, False, False, False, False]


def test_days_are_those_of_the_calendar(program, tmp_path):
    said = evaluated_in_node(
        program("node"),
        ["core/days.js"],
        "given.map((day) => [module_core_days.isDay(day), module_core_days.beginOf(day)])",
        [20240229, 20230229, 19000229, 20000229, 20261131, 20261301, 20260001, 10101, 991231, 99991231, 19700101],
        tmp_path,
    )
    assert [one[0] for one in said] == [True, False, False, True, False, False, False, True, True, True, True]
    assert said[-1][1] == -28800
    assert said[-2][1] == 253402214400 - 28800
    assert said[7][1] == -62135596800 - 28800
