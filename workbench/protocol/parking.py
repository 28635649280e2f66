"""Why a record is kept aside instead of being taken up; the codes travel in receipts."""

from __future__ import annotations

import enum


class ParkReason(enum.Enum):
    """One reason per record; a parked record is kept as raw bytes and judged again when the world has changed."""

    MISSING_RECORD = "missing_record"
    HASH_MISMATCH = "hash_mismatch"
    INVALID_RECORD = "invalid_record"
    FUTURE_FORMAT = "future_format"
    UNKNOWN_KIND = "unknown_kind"
    KIND_NOT_CARRIED = "kind_not_carried"
    MISSING_SIGNATURE = "missing_signature"
    UNKNOWN_KEY = "unknown_key"
    BAD_SIGNATURE = "bad_signature"
    REVOKED_KEY = "revoked_key"
    EXPIRED_KEY = "expired_key"
    OUT_OF_SCOPE = "out_of_scope"
    ROLE_NOT_ALLOWED = "role_not_allowed"
    SIGNER_NOT_NAMED = "signer_not_named"
    UNKNOWN_EDITION = "unknown_edition"
    UNKNOWN_REFERENCE = "unknown_reference"
    REFERENCE_MISMATCH = "reference_mismatch"
    RESULT_MISMATCH = "result_mismatch"
    MISSING_BLOB = "missing_blob"
    BLOB_TOO_LARGE = "blob_too_large"
    SERIAL_TAKEN = "serial_taken"
