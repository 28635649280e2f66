"""Runs the core of the verifier page's script in Node, with the browser's signature checker and with its own."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.conftest import ROOT
from workbench.documents.script_linking import link

SCRIPTS = ROOT / "resources" / "verifier"
CORE = ("core/verdict.js", "core/signature.js")

JUDGE_ALL = """
const judgeAll = async ({ data, now, texts }) => {
  const known = module_core_verdict.grounds(data);
  const answers = {};
  for (const subtle of [globalThis.crypto?.subtle ?? null, null]) {
    const checker = module_core_signature.checker(subtle);
    const judged = [];
    for (const text of texts) judged.push(await module_core_verdict.judge(text, known, now, checker.verify));
    answers[checker.name] = judged.map(({ answer, reason, claims }) => ({ answer, reason, claims }));
  }
  return answers;
};
"""
"""Judges texts twice; gives the answers by the name of the checker. Works in Node and in the page."""

_RUN = """
globalThis.crypto ??= require("crypto").webcrypto; // Node before 19
const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
judgeAll(asked).then((answers) => process.stdout.write(JSON.stringify(answers)));
"""


def data_of_page(page: bytes) -> Any:
    """Give what a generated page carries for its script."""
    (written,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page.decode(), re.DOTALL)
    return json.loads(written)


def judged_in_node(
    node: str, data: dict[str, Any], now: float, texts: Sequence[str], folder: Path
) -> dict[str, list[Any]]:
    """Judge texts at a moment (seconds since 1970) by the data that a page carries."""
    script = folder / "core.cjs"
    script.write_text(link(SCRIPTS, *CORE) + JUDGE_ALL + _RUN, encoding="utf-8")
    return _json_of(node, script, {"data": data, "now": now * 1000, "texts": list(texts)})


def evaluated_in_node(node: str, modules: Sequence[str], expression: str, given: Any, folder: Path) -> Any:
    """Give the value of an expression over linked modules and `given`."""
    script = folder / "expression.cjs"
    run = 'const given = JSON.parse(require("fs").readFileSync(0, "utf8"));'
    run += f"process.stdout.write(JSON.stringify({expression}));"
    script.write_text(f"{link(SCRIPTS, *modules)}\n{run}", encoding="utf-8")
    return _json_of(node, script, given)


def _json_of(node: str, script: Path, given: Any) -> Any:
    done = subprocess.run([node, str(script)], input=json.dumps(given).encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)
