"""Exchange with a hub: offer what has no receipt yet, fetch what is new; stick and network share one importer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workbench.domain.refusals import Refusal
from workbench.domain.states import Delivery
from workbench.protocol.plans import Disposition
from workbench.protocol.receipts import ReceiptRefused
from workbench.store import batches, people
from workbench.store.durable_files import make_folder
from workbench.store.rows import Batch
from workbench.sync.http import HubClient
from workbench.sync.refusals import HubAnswerUnusable, HubRefused, HubUnreachable
from workbench.usecases.importing import import_batch, take_receipt
from workbench.usecases.keyring import install_trust_list
from workbench.usecases.progress import Progress, silent
from workbench.usecases.sealing import BatchFileLost, NothingToSeal, seal_batches
from workbench.usecases.session import Session
from workbench.usecases.trusting import trust_store_of

_HUB_URL: Final = "hub_url"
_CURSOR: Final = "hub_cursor:"
_FAR_OFF_SECONDS: Final = 300
_ABOUT_US: Final = frozenset({"clock_far_off", "unknown_key", "key_refused", "request_not_signed", "too_many_requests"})


class NoHub(Refusal):
    """No hub was named, now or before."""

    code = "no_hub"


@dataclass(frozen=True)
class NotDelivered:
    """A batch that the hub did not take: its id, file, and why; it stays here and is offered again."""

    batch_id: str
    path: Path
    refusal: Refusal


@dataclass(frozen=True)
class SyncOutcome:
    """What an exchange did.

    Attributes:
        sealed: Batches sealed for it, of work that waited.
        sent: Batches offered.
        acknowledged: Batches for which a good receipt is held now; only these are delivered.
        parked_there: Records that the hub keeps aside, by the receipts taken.
        received: Records that are new here.
        parked: Records that came and were kept aside here.
        not_delivered: Batches that the hub did not take, each with the reason.
        clock_off_seconds: How far this machine's clock is behind the hub's, where it is far; 0 otherwise.
    """

    sealed: int = 0
    sent: int = 0
    acknowledged: int = 0
    parked_there: int = 0
    received: int = 0
    parked: int = 0
    not_delivered: tuple[NotDelivered, ...] = ()
    clock_off_seconds: int = 0


def hub_url(session: Session) -> str | None:
    """Give the hub this person last exchanged with."""
    with session.store.read() as connection:
        return people.get_setting(connection, session.person.person_id, _HUB_URL)


def sync_with_hub(session: Session, url: str | None = None, progress: Progress = silent) -> SyncOutcome:
    """Exchange with a hub: seal what waits, send what has no receipt, fetch what is new.

    Whatever stops it, nothing is lost and the next exchange goes on from there.

    Args:
        session: The open store.
        url: The hub; the one used last unless given.
        progress: Told how far it is.

    Raises:
        NoHub, NoCertificate, NoTrustList; HubUnreachable, HubRefused, HubAnswerUnusable, ClockFarOff, NotAHubAddress.
    """
    session.require_certificate()
    address = url or hub_url(session)
    if not address:
        raise NoHub
    with HubClient(address, session.require_key(), session.place.clock) as hub:
        _renew_trust(session, hub)
        _remember(session, _HUB_URL, address)
        sealed = _seal_waiting(session, progress)
        sent = _send(session, hub, progress)
        received, parked = _fetch(session, hub, address, progress)
        behind = round(hub.clock_offset.total_seconds())
    return SyncOutcome(
        sealed=sealed,
        sent=sent.sent,
        acknowledged=sent.acknowledged,
        parked_there=sent.parked_there,
        received=received,
        parked=parked,
        not_delivered=sent.not_delivered,
        clock_off_seconds=behind if abs(behind) > _FAR_OFF_SECONDS else 0,
    )


def outbox_folder(session: Session) -> Path:
    """Say where batches lie that were sealed for the network."""
    store = session.store.path
    return store.with_name(store.name + ".outbox")


def _renew_trust(session: Session, hub: HubClient) -> None:
    """Take the hub's trust list where it is newer: receipts and deliveries are judged by it."""
    offered = hub.trust_list()
    if trust_store_of(offered).number > session.trust().number:
        install_trust_list(session, offered)


def _seal_waiting(session: Session, progress: Progress) -> int:
    try:
        return len(seal_batches(session, outbox_folder(session), progress))
    except NothingToSeal:
        return 0


def _send(session: Session, hub: HubClient, progress: Progress) -> SyncOutcome:
    """Offer every batch without a receipt, the oldest first; one that the hub refuses does not stop the others."""
    with session.store.read() as connection:
        waiting = [one for one in batches.listing(connection) if one.delivery is not Delivery.ACKNOWLEDGED]
    waiting.sort(key=lambda one: one.sequence)
    acknowledged = parked_there = 0
    failed = []
    for number, one in enumerate(waiting):
        progress(number, len(waiting), Path(one.path).name)
        try:
            _deliver(session, hub, one)
        except Refusal as refusal:
            if _is_about_us(refusal):
                raise
            failed.append(NotDelivered(one.batch_id, Path(one.path), refusal))
            continue
        acknowledged += 1
        with session.store.read() as connection:
            parked_there += len(batches.receipts(connection, one.batch_id)[-1].parked)
    return SyncOutcome(
        sent=len(waiting), acknowledged=acknowledged, parked_there=parked_there, not_delivered=tuple(failed)
    )


def _is_about_us(refusal: Refusal) -> bool:
    """Tell whether the next batch would fare no better."""
    if isinstance(refusal, HubRefused):
        return refusal.error in _ABOUT_US
    return isinstance(refusal, HubUnreachable | HubAnswerUnusable)


def _deliver(session: Session, hub: HubClient, batch: Batch) -> None:
    path = Path(batch.path)
    if not path.is_file():
        raise BatchFileLost(batch=batch.batch_id, file=path)
    with session.store.transaction() as connection:
        batches.mark_offered(connection, batch.batch_id, session.place.now_text())
    given = take_receipt(session, hub.send_batch(path))
    if given != batch.batch_id:
        raise ReceiptRefused(reason="other_batch", batch=given)


def _fetch(session: Session, hub: HubClient, address: str, progress: Progress) -> tuple[int, int]:
    folder = session.store.path.with_name(session.store.path.name + ".incoming")
    make_folder(folder)
    received = parked = 0
    has_more = True
    while has_more:
        progress(received, 0, address)
        before = _cursor(session, address)
        delivery = hub.changes(before, folder)
        if delivery.batch is not None:
            imported = import_batch(session, delivery.batch, progress)
            received += imported.taken
            aside = imported.plan.of(Disposition.PARKED)
            parked += len(aside)
            _clear(delivery.batch, imported.receipt, keeps_batch=bool(aside))
        _remember(session, _CURSOR + address, delivery.cursor)
        has_more = delivery.has_more and delivery.cursor != before
    return received, parked


def _clear(batch: Path, receipt: Path | None, *, keeps_batch: bool) -> None:
    """Put away what was fetched, once it is in the store; a batch with parked records stays, with its blobs."""
    if receipt is not None:
        receipt.unlink(missing_ok=True)
    if not keeps_batch:
        batch.unlink(missing_ok=True)


def _cursor(session: Session, address: str) -> str:
    with session.store.read() as connection:
        return people.get_setting(connection, session.person.person_id, _CURSOR + address) or ""


def _remember(session: Session, name: str, value: str) -> None:
    with session.store.transaction() as connection:
        people.set_setting(connection, session.person.person_id, name, value)
