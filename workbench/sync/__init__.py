"""The laptop's side of the network: a client that speaks with a hub."""

from __future__ import annotations
