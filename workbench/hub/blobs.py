"""The hub's blob folder: every file under the SHA-256 of its content, durable before anything names it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO


class BlobFolder:
    """Content-addressed files `aa/<sha256>`, as they came; who may read them is the disk's and the hub's business."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        make_folder(folder)

    def path_of(self, sha256: str) -> Path:
        """Say where content lies or would lie; `sha256` comes from a checked manifest, never from a file's name."""
        return self._folder / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        """Tell whether the folder holds a file of this name."""
        return self.path_of(sha256).is_file()

    def open(self, sha256: str) -> BinaryIO:
        """Open content for reading."""
        return self.path_of(sha256).open("rb")

    def put(self, sha256: str, chunks: Iterable[bytes]) -> None:
        """Keep content: temporary file, fsync, replace, fsync of the folder.

        Raises:
            ValueError: the content is not the one named.
        """
        target = self.path_of(sha256)
        make_folder(target.parent)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
        temporary = Path(name)
        try:
            digest = hashlib.sha256()
            with os.fdopen(handle, "wb") as file:
                for chunk in chunks:
                    digest.update(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            if digest.hexdigest() != sha256:
                raise ValueError("the content is not the one named")
            temporary.replace(target)
            sync_folder(target.parent)
        finally:
            with contextlib.suppress(FileNotFoundError):
                temporary.unlink()


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, each durable in its parent."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows has no such call and keeps names in its journal."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
