"""What the store declines to do; each refusal carries its facts, the sentence is made at the edge."""

from __future__ import annotations

from workbench.domain.refusals import Refusal

# --- the file ---------------------------------------------------------------------------------------


class StoreMissing(Refusal):
    """There is no store at this place; facts: `path`."""

    code = "store_missing"


class StoreExists(Refusal):
    """A store is to be made where a file already lies; facts: `path`."""

    code = "store_exists"


class NotAStore(Refusal):
    """The file is none of the workbench's stores; facts: `path`."""

    code = "not_a_store"


class WrongKey(Refusal):
    """The key does not open this store (or the file is foreign, which looks the same); facts: `path`."""

    code = "wrong_key"


class StoreDamaged(Refusal):
    """The file was a store and cannot be read any more: restore a backup; facts: `path`, `detail`."""

    code = "store_damaged"


class NewerSchema(Refusal):
    """A later program made this store: update the program; facts: `path`, `found`, `known`."""

    code = "newer_schema"


class StoreLocked(Refusal):
    """Another program or window uses this store; facts: `path`."""

    code = "store_locked"


class ReadOnlyFolder(Refusal):
    """Nothing can be written where the store lies; facts: `path`."""

    code = "read_only_folder"


class DiskFull(Refusal):
    """The medium is full; nothing of the refused step was kept; facts: `path`."""

    code = "disk_full"


class DiskFailed(Refusal):
    """The medium reported an error in reading or writing; facts: `path`, `detail`."""

    code = "disk_failed"


class OldSqlite(Refusal):
    """The SQLite library has the WAL-reset fault of 3.7.0 - 3.51.2; facts: `found`, `needed`."""

    code = "old_sqlite"


# --- the vault --------------------------------------------------------------------------------------


class NoVault(Refusal):
    """The store has no vault beside it, so no password can open it; facts: `path`."""

    code = "no_vault"


class VaultExists(Refusal):
    """A vault is to be made where one already lies; facts: `path`."""

    code = "vault_exists"


class VaultDamaged(Refusal):
    """The vault's file cannot be read: put back its backup; facts: `path`."""

    code = "vault_damaged"


class UnknownUser(Refusal):
    """Nobody of this id has access to the store; facts: `person_id`."""

    code = "unknown_user"


class UserExists(Refusal):
    """Somebody of this id has access already; facts: `person_id`."""

    code = "user_exists"


class WrongRecoveryCode(Refusal):
    """The recovery code is not this store's, or mistyped."""

    code = "wrong_recovery_code"


# --- evidence ---------------------------------------------------------------------------------------


class BlobMissing(Refusal):
    """The evidence folder does not hold this content; facts: `sha256`."""

    code = "blob_missing"


class BlobDamaged(Refusal):
    """The bytes on disk are not the ones that were kept; facts: `sha256`."""

    code = "blob_damaged"


class BlobTooLarge(Refusal):
    """A file is larger than the store takes; facts: `size`, `limit`, in bytes."""

    code = "blob_too_large"


# --- rows -------------------------------------------------------------------------------------------


class UnknownUnit(Refusal):
    """The store knows no such unit; facts: `unit_id`."""

    code = "unknown_unit"


class UnknownAssessment(Refusal):
    """The store knows no such assessment; facts: `assessment_id` (or the beginning of one)."""

    code = "unknown_assessment"


class AmbiguousPrefix(Refusal):
    """Several assessments begin like this; facts: `prefix`, `found`."""

    code = "ambiguous_prefix"


class UnknownRecord(Refusal):
    """The store holds no such record; facts: `record_id`."""

    code = "unknown_record"


class NotADraft(Refusal):
    """Only a draft can be changed; facts: `assessment_id`, `state`."""

    code = "not_a_draft"


class UnknownEdition(Refusal):
    """The store does not hold this edition of a form; facts: `sha256`."""

    code = "unknown_edition"


class OutOfStep(Refusal):
    """What is to be kept does not follow what the store holds; facts: `rule`, `expected`, `found`.

    Rules: `kind`, `parents`, `unit`, `edition`, `device`, `sequence`, `previous`.
    """

    code = "out_of_step"


class DuplicateSerial(Refusal):
    """Another certificate bears this serial: park the record; facts: `serial`, `issuer`, `held`."""

    code = "duplicate_serial"


class TrustListFork(Refusal):
    """Two different trust lists bear one number: park the record; facts: `number`, `held`."""

    code = "trust_list_fork"


class WrongFigure(Refusal):
    """A result's figure is no ten-thousandths of 32 bits; facts: `figure`; place: its path in the record."""

    code = "wrong_figure"
