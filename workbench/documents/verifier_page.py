"""The verifier page: one HTML file that checks certificate codes with no network (decision 30).

Its sources lie in `resources/verifier/`: the page, its style, the script's modules and the vendored reader of QR codes.
The file forbids itself every request; only its own script and style, named by their hashes, may run.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from workbench.documents.script_linking import link

_ENTRY: Final = "page/main.js"
_MARK: Final = re.compile(r"\{(policy|title|noscript|style|script|data)\}")
_ENDS_A_SCRIPT: Final = re.compile(r"</script|<!--", re.IGNORECASE)


def render_verifier_page(folder: Path, data: Mapping[str, Any], *, title: str, without_script: str) -> str:
    """Put the page together; `data` is what the script finds in the element `data`.

    Raises:
        ValueError: the script holds what would end it early, a fault of our own files.
    """
    script = f'\n"use strict";\n{link(folder, _ENTRY)}\n'
    if _ENDS_A_SCRIPT.search(script):
        raise ValueError("the script of the verifier page would end inside itself")
    style = "\n" + (folder / "page.css").read_text("utf-8")
    parts = {
        "policy": _policy(script, style),
        "title": html.escape(title),
        "noscript": html.escape(without_script),
        "style": style,
        "script": script,
        "data": _as_data(data),
    }
    return _MARK.sub(lambda mark: parts[mark.group(1)], (folder / "page.html").read_text("utf-8"))


def _policy(script: str, style: str) -> str:
    """Forbid everything but the two texts in the page itself; the icon is an empty picture."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _as_data(data: Mapping[str, Any]) -> str:
    """Write JSON that cannot end the element it stands in."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace("<", "\\u003c")
