"""Modules become one script in which each keeps its own names, and what cannot be linked is said."""

from __future__ import annotations

import pytest

from tests.helpers.verifier_script import SCRIPTS
from workbench.documents.script_linking import link, module_name


@pytest.fixture
def scripts(tmp_path):
    def put(**modules):
        for name, text in modules.items():
            (tmp_path / f"{name}.js").write_text(text, encoding="utf-8")
        return tmp_path

    return put


def test_each_module_stands_once_before_whoever_needs_it(scripts):
    folder = scripts(
        a='import { b } from "./b.js";\nimport { c } from "./c.js";\nexport const a = b + c;\n',
        b='import { c } from "./c.js";\nexport const b = c;\n',
        c="export const c = 1;\n",
    )
    linked = link(folder, "a.js")
    places = [linked.index(f"const module_{name} =") for name in "cba"]
    assert places == sorted(places)
    assert linked.count("const module_c =") == 1


def test_every_form_of_import_and_export_that_is_used_is_linked(scripts):
    folder = scripts(
        a="import { inner as own, f, } from './b.js';\nexport default own;\n",
        b="const x = 1;\nexport { x as inner };\nexport async function f() {}\nexport class K {}\nexport let n = 2;\n",
    )
    linked = link(folder, "a.js")
    assert "const { inner: own, f } = module_b;" in linked
    assert "return { f, K, n, inner: x };" in linked
    assert "\nasync function f() {}" in linked
    assert "export" not in linked.replace("exports", "")


def test_a_circle_is_refused(scripts):
    folder = scripts(a='import { b } from "./b.js";\n', b='import { a } from "./a.js";\n')
    with pytest.raises(ValueError, match=r"a\.js imports itself"):
        link(folder, "a.js")


@pytest.mark.parametrize(
    "line",
    [
        'import * as b from "./b.js";',
        'import "./b.js";',
        'import x from "./b.js";',
        'export * from "./b.js";',
        "export default 7;",
        'import { b } from "far";',
    ],
)
def test_a_form_that_is_not_known_is_refused_with_its_line(scripts, line):
    with pytest.raises(ValueError, match=r"a\.js: "):
        link(scripts(a=line + "\n", b=""), "a.js")


def test_names_of_modules_tell_their_path():
    assert module_name("core/base45.js") == "module_core_base45"


def test_the_order_of_the_page_is_always_the_same():
    assert link(SCRIPTS, "page/main.js") == link(SCRIPTS, "page/main.js")
