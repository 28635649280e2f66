"""The media types that records may name."""

from __future__ import annotations

import mimetypes
from typing import cast, get_args

from workbench.protocol.records import MediaType

_KNOWN = frozenset(get_args(MediaType))
_ANYTHING: MediaType = "application/octet-stream"


def media_type(told: str) -> MediaType:
    """Give a media type as records know it; anything else travels as plain bytes."""
    return cast("MediaType", told) if told in _KNOWN else _ANYTHING


def media_type_of_name(name: str) -> MediaType:
    """Guess a media type from a file name."""
    return media_type(mimetypes.guess_type(name)[0] or "")
