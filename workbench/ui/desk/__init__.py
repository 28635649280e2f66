"""What stands behind the window's ports: the use cases, a session, and nothing of Qt."""

from __future__ import annotations
