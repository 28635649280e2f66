"""Photograph every screen offscreen, so that a designer can look at them: 1366x768 less title and task bar."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "1")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

CONTENT = (1366, 698)
SMALL = (683, 349)


def main() -> int:
    """Photograph the screens that are asked for (all by default) into screenshots/."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="which screens; all when none is named")
    parser.add_argument("--out", type=Path, default=ROOT / "screenshots")
    parser.add_argument("--schemes", default="light,dark")
    parser.add_argument("--double", action="store_true", help="at 200 %% on the same screen")
    parser.add_argument("--english", action="store_true", help="in English")
    asked = parser.parse_args()
    if asked.double:
        os.environ["QT_SCALE_FACTOR"] = "2"
    asked.out.mkdir(parents=True, exist_ok=True)

    # The scenes belong to the tests, which are typed by other rules than the scripts.
    scenes = importlib.import_module("tests.helpers.scenes")
    stage = scenes.Stage(ROOT / "resources", SMALL if asked.double else CONTENT)
    tail = ("-en" if asked.english else "") + ("-200" if asked.double else "")
    if asked.english:
        from workbench.domain.texts import Language

        stage.language = Language.EN
    for scheme in asked.schemes.split(","):
        for name, scene in scenes.SCENES.items():
            if not asked.names or name in asked.names:
                target = asked.out / f"{name}-{scheme}{tail}.png"
                stage.show(scene, scheme).save(str(target))
                print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
