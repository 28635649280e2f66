"""From the checked content of a form file to the immutable values of the domain; one module per subject."""

from __future__ import annotations
