"""What goes over the wire and onto sticks: records, signatures over them, batches, receipts and the plan of an import.

canonical    one JSON value, one sequence of bytes
records      one struct per kind of record
signatures   statements, signatures, envelopes
schemas      the JSON Schemas of all kinds, for other programs
batch        the `*.awb` container: strict writer and reader
ingest       decides, without doing anything, what an import would do with each record
receipts     the `*.awr` file that proves a delivery
"""

from __future__ import annotations
