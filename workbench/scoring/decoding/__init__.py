"""Reads an ANSWERS document against a form: exact answers, or every fault with its place."""

from __future__ import annotations

from workbench.scoring.decoding.document import Decoder, Decoding, decode

__all__ = ["Decoder", "Decoding", "decode"]
