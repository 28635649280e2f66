"""What a user can wish for: one function per wish, called alike by the window and the command line."""

from __future__ import annotations
