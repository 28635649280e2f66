"""The scripts of `packaging/` as importable modules, the way Python finds them when one of them is started."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[3] / "packaging"


@pytest.fixture
def script(monkeypatch):
    """Give a function that imports one script freshly, with its siblings beside it."""
    own = {path.stem for path in SCRIPTS.glob("*.py")}
    for name in own:
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.syspath_prepend(str(SCRIPTS))
    yield importlib.import_module
    for name in own:
        sys.modules.pop(name, None)
