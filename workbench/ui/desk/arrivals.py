"""Receipts and trust lists that come in: looked at in full first, taken in afterwards, both told in sentences."""

from __future__ import annotations

from pathlib import Path

from workbench.domain.refusals import Refusal
from workbench.protocol import records
from workbench.protocol.receipts import check_receipt, read_receipt, receipt_of
from workbench.protocol.signatures import open_envelope
from workbench.signing.trust import TrustStore, require_successor
from workbench.store import batches
from workbench.store import records as record_table
from workbench.ui.facts import Arrival, ImportOutcome, ImportPreview, ParcelKind
from workbench.usecases import importing
from workbench.usecases.files import read_file
from workbench.usecases.holdings import trust_for
from workbench.usecases.keyring import fingerprint, install_trust_list
from workbench.usecases.session import Session
from workbench.usecases.trusting import trust_store_of
from workbench.usecases.words import Words

_ROOM = "commands"


def look_at_receipt(session: Session, words: Words, file: Path) -> ImportPreview:
    """Check a receipt against the batch it is for; nothing changes.

    Raises:
        ReceiptRefused, NotOurBatch, NoTrustList, and what the file's reader refuses.
    """
    envelope = read_receipt(read_file(file))
    batch_id = receipt_of(envelope).batch
    with session.store.read() as connection:
        batch = batches.get(connection, batch_id)
        held = record_table.get(connection, batch_id) if batch else None
    manifest = open_envelope(held.envelope).record if held else None
    if batch is None or not isinstance(manifest, records.Manifest):
        raise importing.NotOurBatch(batch=batch_id)
    receipt = check_receipt(envelope, manifest, trust_for(session.trust()))
    signer, number = fingerprint(envelope.signatures[0].key)[:19], f"{batch.sequence:04d}"
    says = [
        words.say(_ROOM, "parcel.receipt_signed", name=receipt.holder.name, fingerprint=signer),
        words.say(_ROOM, "parcel.receipt_says", number=number, accepted=len(receipt.accepted)),
    ]
    warns: list[str] = []
    if receipt.parked:
        reasons = dict.fromkeys(words.say(_ROOM, f"parked.{one.reason}") for one in receipt.parked)
        joined = words.say("answers", "list_separator").join(reasons)
        warns.append(words.say(_ROOM, "parcel.parked_by_holder", parked=len(receipt.parked), reasons=joined))
    return ImportPreview(
        path=file,
        sender=receipt.holder.name,
        fingerprint=signer,
        number=number,
        files=0,
        counts={Arrival.NEW: 1},
        kind=ParcelKind.RECEIPT,
        says=tuple(says),
        warns=tuple(warns),
    )


def take_receipt(session: Session, words: Words, file: Path) -> ImportOutcome:
    """Take a receipt in; only then is its batch delivered."""
    batch_id = importing.import_receipt(session, file)
    with session.store.read() as connection:
        batch = batches.get(connection, batch_id)
    number = f"{batch.sequence:04d}" if batch else ""
    return ImportOutcome({Arrival.NEW: 1}, None, words.say(_ROOM, "parcel.delivered", number=number))


def look_at_trust_list(session: Session, words: Words, file: Path) -> ImportPreview:
    """Check that a trust list is signed by its root and may follow the one in force; nothing changes.

    Raises:
        NotATrustList, TrustListForged, TrustListRefused.
    """
    offered = trust_store_of(read_file(file))
    is_first = _require_fitting(session, offered)
    key = session.key.key_id if session.key else ""
    member = offered.member(key)
    says = [words.say(_ROOM, "parcel.list_says", number=offered.number, people=len(offered.members))]
    warns: list[str] = []
    root = words.say(_ROOM, "parcel.list_root", fingerprint=fingerprint(offered.root_key_id))
    (warns if is_first else says).append(root)
    if is_first:
        warns.append(words.say(_ROOM, "parcel.list_first"))
    if member:
        says.append(words.say(_ROOM, "parcel.list_names_you"))
    else:
        warns.append(words.say(_ROOM, "parcel.list_without_you"))
    return ImportPreview(
        path=file,
        sender="",
        fingerprint=fingerprint(offered.root_key_id),
        number=str(offered.number),
        files=0,
        counts={Arrival.NEW: 1},
        kind=ParcelKind.TRUST_LIST,
        says=tuple(says),
        warns=tuple(warns),
    )


def take_trust_list(session: Session, words: Words, file: Path) -> ImportOutcome:
    """Install a trust list, and with it the certificate of one's own key."""
    installed = install_trust_list(session, read_file(file))
    return ImportOutcome({Arrival.NEW: 1}, None, words.say(_ROOM, "parcel.list_taken", number=installed.number))


def _require_fitting(session: Session, offered: TrustStore) -> bool:
    """Refuse a list that may not follow the one in force; True when there is none yet."""
    try:
        held = session.trust()
    except Refusal as refusal:
        if refusal.code != "no_trust_list":
            raise
        return True
    require_successor(held, offered)
    return False
