"""The refusals of the record protocol: malformed bytes, unknown kinds, signatures that cannot be read."""

from __future__ import annotations

import msgspec

from workbench.domain.refusals import Refusal


class NotCanonical(Refusal):
    """A value or its bytes break the canonical profile; facts: `rule`, a `canonical.Rule` value; place: JSON path."""

    code = "not_canonical"


class RecordInvalid(Refusal):
    """A record does not fit its kind; facts: `kind`, `rule` (what was expected); place: JSON path."""

    code = "record_invalid"


class FutureFormat(Refusal):
    """A record of a later program: keep its bytes and read them after an update; facts: `kind`, `format`."""

    code = "future_format"


class UnknownKind(Refusal):
    """A record of a kind this program does not know: keep its bytes; facts: `kind`."""

    code = "unknown_kind"


class EnvelopeInvalid(Refusal):
    """An envelope around a record is malformed; facts: `rule`; place: JSON path."""

    code = "envelope_invalid"


class SignatureRefused(Refusal):
    """A signer gave something that is no signature of its suite; facts: `key`, `suite`."""

    code = "signature_refused"


class RecordsDiffer(Refusal):
    """Two envelopes that should be merged hold different records; facts: `left`, `right`."""

    code = "records_differ"


def tell_fault(fault: msgspec.ValidationError) -> tuple[str, str]:
    """Take msgspec's message apart into the rule that is broken and the JSON path where."""
    rule, _, where = str(fault).partition(" - at ")
    place = where.split("`")[-2] if where else "$"
    return rule[:200], place
