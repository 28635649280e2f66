"""Values, states and refusals that every room of the workbench shares; standard library only."""

from __future__ import annotations
