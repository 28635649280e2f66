"""Why a file is not taken as a batch, or a batch is not written."""

from __future__ import annotations

from workbench.domain.refusals import Refusal


class NotABatch(Refusal):
    """The file does not begin as a batch does; facts: `size`."""

    code = "not_a_batch"


class BatchTruncated(Refusal):
    """The file ends too early, so it should be exported again; facts: `size`, `expected`."""

    code = "batch_truncated"


class BatchMalformed(Refusal):
    """The container breaks the strict profile; facts: `rule`, `entry`, `offset`, `field`; place: the entry's name.

    Rules: `local_header`, `central_header`, `end_record` (the first field that differs from the only allowed value is
    in `field`), `surplus_bytes` (something is appended), `not_a_manifest`.
    """

    code = "batch_malformed"


class BatchChanged(Refusal):
    """The content of an entry is not what its header or the manifest says; facts: `entry`, `offset`, `rule`."""

    code = "batch_changed"


class BatchTooLarge(Refusal):
    """A batch or an entry exceeds what one file may hold; facts: `what`, `size`, `limit`; split and try again."""

    code = "batch_too_large"


class BatchIncomplete(Refusal):
    """What is written is not what the manifest lists; facts: `rule`, `entry`; place: the entry's name."""

    code = "batch_incomplete"


class NotInBatch(Refusal):
    """A record or blob is asked for that the manifest does not list; facts: `entry`."""

    code = "not_in_batch"
