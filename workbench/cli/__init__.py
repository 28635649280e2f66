"""The command line: headless, `--json` for machines, one clear sentence for every refusal."""

from __future__ import annotations
