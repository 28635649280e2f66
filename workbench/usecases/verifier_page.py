"""Make the verifier page: what the trust list, the register and the forms give it to know (decision 30)."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workbench.catalogue.plans import load_plan, plan_files
from workbench.documents.verifier_page import render_verifier_page
from workbench.domain.forms import Form
from workbench.domain.texts import Language, Text
from workbench.protocol import records
from workbench.protocol.signatures import open_envelope
from workbench.protocol.times import moment_from_text
from workbench.signing.certificate_claims import china_day
from workbench.signing.keys import spki
from workbench.signing.trust import TrustStore
from workbench.store import certificates
from workbench.store import trust as trust_table
from workbench.usecases.keyring import fingerprint
from workbench.usecases.session import NoTrustList, Session
from workbench.usecases.trusting import trust_store_of
from workbench.usecases.workplace import Workplace

ROOM = "verifier"


@dataclass(frozen=True)
class VerifierPage:
    """A finished page, and what it was made with; `revoked` is None where it knows no register of certificates."""

    html: bytes
    number: int
    issued_on: date
    keys: int
    revoked: int | None


def verifier_page(
    place: Workplace, trust_list: bytes, revoked_certificates: Mapping[str, date] | None = None
) -> VerifierPage:
    """Make the page for a trust list (a signed record) and, where there is a register, its revoked certificates.

    Raises:
        NotATrustList, TrustListForged, or what the envelope's reader refuses.
    """
    trust = trust_store_of(trust_list)
    record = open_envelope(trust_list).record
    assert isinstance(record, records.TrustList)
    data = {
        "list": {
            "number": trust.number,
            "issued_at": china_day(moment_from_text(record.issued_at)).isoformat(),
            "project": record.project,
            "root": fingerprint(trust.root_key_id),
        },
        **code_key_data(trust, revoked_certificates),
        "made_on": china_day(place.now()).isoformat(),
        **_names(place),
        "words": {language.value: place.words(language).room(ROOM) for language in Language},
    }
    page = render_verifier_page(
        place.data.resources / "verifier",
        data,
        title=place.words().say(ROOM, "title"),
        without_script=" ".join(place.words(language).say(ROOM, "noscript") for language in Language),
    )
    issued_on = china_day(moment_from_text(record.issued_at))
    known = None if revoked_certificates is None else len(revoked_certificates)
    return VerifierPage(page.encode(), trust.number, issued_on, len(trust.code_keys), known)


def verifier_page_of(session: Session) -> VerifierPage:
    """Make the page for the trust list and the register of a store.

    Raises:
        NoTrustList.
    """
    with session.store.read() as connection:
        row = trust_table.current(connection)
        revoked = {
            one.serial: china_day(moment_from_text(one.revoked_at))
            for one in certificates.listing(connection)
            if one.revoked_at is not None
        }
    if row is None:
        raise NoTrustList
    return verifier_page(session.place, row.envelope, revoked)


def code_key_data(trust: TrustStore, revoked_certificates: Mapping[str, date] | None) -> dict[str, Any]:
    """Give what codes are judged by: their keys with days and revocation, and the revoked certificates by number.

    Reasons stay at home: they are free text and may speak of people.
    """
    keys = []
    for kid, key in sorted(trust.code_keys.items()):
        revocation = trust.code_revocation(key)
        keys.append(
            {
                "kid": kid,
                "public": base64.b64encode(spki(key.public_key)).decode("ascii"),
                "issuer": key.issuer,
                "valid_from": key.valid_from.isoformat() if key.valid_from else None,
                "valid_until": key.valid_until.isoformat() if key.valid_until else None,
                "revoked_on": china_day(revocation.at).isoformat() if revocation else None,
            }
        )
    revoked = revoked_certificates
    told = None if revoked is None else {serial: day.isoformat() for serial, day in sorted(revoked.items())}
    return {"keys": keys, "revoked_certificates": told}


def _names(place: Workplace) -> dict[str, Any]:
    """Give the names behind the codes that a certificate's code carries."""
    plans = [load_plan(place.data, file.stem) for file in plan_files(place.data)]
    return {
        "actions": {action.code: _both(action.name) for plan in plans for action in plan.actions},
        "forms": {f"{form.code}/{form.edition}": _form(form) for form in place.library.usable()},
        "regions": {region.code: _both(region.text) for region in place.regions.all},
    }


def _form(form: Form) -> dict[str, Any]:
    return {
        "name": _both(form.short_name if form.short_name.zh else form.title),
        "grades": {grade.code: _both(grade.name) for grade in form.grading if grade.passes},
    }


def _both(text: Text) -> dict[str, str]:
    return {language.value: text.in_language(language) for language in Language}
