"""Pages people hold in their hands: the report, the certificate and the look of a signature, as archival PDF bytes."""

from __future__ import annotations
