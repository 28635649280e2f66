"""An XLSForm becomes the content of a form whose scoring is added later; what cannot be carried is told."""

from __future__ import annotations
