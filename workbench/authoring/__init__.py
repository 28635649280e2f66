"""Forms in the hands of those who write them: as workbooks, as XLSForms for phones, and compared edition by edition."""

from __future__ import annotations
