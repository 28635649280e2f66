"""One module per noun of the command line; each adds its words to the parser and runs them."""

from __future__ import annotations
