"""Everything that is kept on this machine: one encrypted SQLite file, a folder of encrypted evidence, a vault of keys.

store              opens, creates and closes a store; transactions and snapshots
vault              the store's key, wrapped for each user and for the recovery code
engine             connections: cipher, pragmas, refusals instead of driver errors
tables, migrations the schema and its history
blobs              the content-addressed evidence folder
rows               the frozen values that repositories take and give
records            takes a record in, of whatever kind, exactly once
one module per noun (units, assessments, responses, evidence, revisions, decisions, certificates, ...): the repositories
"""

from __future__ import annotations
