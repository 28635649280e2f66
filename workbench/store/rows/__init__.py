"""The frozen values that repositories take and give; never a row of the database itself.

Moments are RFC 3339 text with offset as records write them, dates are `2026-11-23`, decimals are decimal strings.
"""

from __future__ import annotations

from workbench.store.rows.deliveries import Batch, Device, KeyUse, Receipt, ReportFile, SigningKey
from workbench.store.rows.drafts import (
    Assessment,
    Blob,
    Cursor,
    DraftContent,
    DraftKey,
    EvidenceRef,
    Origin,
    Overview,
    ParameterSource,
    Part,
    ReplacedDraft,
    Response,
    Unit,
    UnitsFound,
    Visit,
)
from workbench.store.rows.frozen import (
    Acknowledgement,
    Applied,
    Certificate,
    Conflict,
    ConflictKind,
    Decision,
    Edition,
    ParameterSet,
    Parked,
    Revision,
    Revocation,
    StoredRecord,
    TrustListRow,
)

__all__ = [
    "Acknowledgement",
    "Applied",
    "Assessment",
    "Batch",
    "Blob",
    "Certificate",
    "Conflict",
    "ConflictKind",
    "Cursor",
    "Decision",
    "Device",
    "DraftContent",
    "DraftKey",
    "Edition",
    "EvidenceRef",
    "KeyUse",
    "Origin",
    "Overview",
    "ParameterSet",
    "ParameterSource",
    "Parked",
    "Part",
    "Receipt",
    "ReplacedDraft",
    "ReportFile",
    "Response",
    "Revision",
    "Revocation",
    "SigningKey",
    "StoredRecord",
    "TrustListRow",
    "Unit",
    "UnitsFound",
    "Visit",
]
