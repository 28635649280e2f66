"""A folder of already checked form contents, so that forms load without being parsed and checked anew."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.catalogue.source.content import canonical_bytes

_READER = b"2"
"""Raise it when the reader or its checks change, so that old entries are no longer believed."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Checked content and the SHA-256 of its canonical JSON, which names the edition."""

    content: Any
    sha256: str


class ContentCache:
    """Keeps the canonical content of usable form files under a name made of the file's, schema's and reader's hash.

    An entry carries its own SHA-256 in the first line; one that does not fit is ignored. The cache may be deleted at
    any time, and a folder that cannot be written costs speed only.
    """

    def __init__(self, folder: Path, schema: bytes) -> None:
        self._folder = folder
        self._schema = hashlib.sha256(schema).digest()

    def find(self, data: bytes) -> Kept | None:
        """Give what is kept for a form file with these bytes."""
        try:
            kept = self._file(data).read_bytes()
        except OSError:
            return None
        name, _, body = kept.partition(b"\n")
        sha256 = hashlib.sha256(body).hexdigest()
        return Kept(json.loads(body), sha256) if sha256.encode() == name else None

    def keep(self, data: bytes, content: Any) -> None:
        """Keep the checked content of a form file."""
        body = canonical_bytes(content)
        entry = hashlib.sha256(body).hexdigest().encode() + b"\n" + body
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._replace(self._file(data), entry)

    def _file(self, data: bytes) -> Path:
        name = hashlib.sha256(_READER + self._schema + hashlib.sha256(data).digest()).hexdigest()
        return self._folder / f"form-{name[:32]}.json"

    def _replace(self, file: Path, entry: bytes) -> None:
        handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(entry)
            Path(name).replace(file)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
