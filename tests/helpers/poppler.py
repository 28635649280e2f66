"""Asks poppler, a reader that shares no code with ours, what a PDF shows; tests are skipped by name without it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def _run(tool: str, *arguments: str, given: bytes = b"") -> bytes:
    program = shutil.which(tool)
    if program is None:
        pytest.skip(f"{tool} of poppler-utils is not installed")
    return subprocess.run([program, *arguments], input=given, check=True, capture_output=True).stdout


def text_layer(pdf: bytes, *, layout: bool = True) -> str:
    """The text of all pages, as laid out or in reading order."""
    options = ["-layout"] if layout else []
    return _run("pdftotext", *options, "-enc", "UTF-8", "-", "-", given=pdf).decode("utf-8")


def rasterised(pdf: bytes, folder: Path, *, dpi: int, page: int = 1) -> bytes:
    """One page as a grey PNG."""
    source = folder / "page.pdf"
    source.write_bytes(pdf)
    options = ["-gray", "-r", str(dpi), "-f", str(page), "-l", str(page), "-png", "-singlefile"]
    _run("pdftoppm", *options, str(source), str(folder / "page"))
    return (folder / "page.png").read_bytes()


def font_table(pdf: bytes, folder: Path) -> list[str]:
    """The lines of `pdffonts` below its head."""
    source = folder / "fonts.pdf"
    source.write_bytes(pdf)
    return _run("pdffonts", str(source)).decode("utf-8").splitlines()[2:]
