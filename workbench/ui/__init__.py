"""The window: screens, widgets and the doors through which they ask the rooms below."""

from __future__ import annotations
