"""The verifier page is made of the trust list and the register of a store, and tells their number and day."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.helpers.offices import ISSUER, a_place
from tests.helpers.verifier_script import SCRIPTS, data_of_page, judged_in_node
from workbench.domain.texts import Language
from workbench.protocol.signatures import open_envelope
from workbench.signing.keys import key_id
from workbench.store import records as record_table
from workbench.usecases import keyring
from workbench.usecases.certifying import revoke_certificate
from workbench.usecases.opening import create_store
from workbench.usecases.session import NoTrustList
from workbench.usecases.trusting import NotATrustList, trust_store_of
from workbench.usecases.verifier_page import verifier_page, verifier_page_of

LAST_SECOND_OF_2026 = 1798732799 - 8 * 3600


def data_of(page):
    return data_of_page(page.html)


def code_of(office):
    with office.issuer() as session, session.store.read() as connection:
        (held,) = record_table.listing(connection, "certificate")
    return open_envelope(held.envelope).record.qr


def answer(program, page, code, folder, now=LAST_SECOND_OF_2026):
    judged = judged_in_node(program("node"), data_of(page), now, [code], folder)
    assert judged["webcrypto"] == judged["builtin"]
    return judged["builtin"][0]["answer"]


def test_a_page_holds_list_keys_and_names_and_says_their_days(office):
    with office.supervisor() as session:
        page = verifier_page_of(session)
        trust = session.trust()
    data = data_of(page)
    assert (page.number, page.issued_on, page.keys, page.revoked) == (trust.number, date(2026, 11, 23), 1, 0)
    assert data["list"] == {
        "number": trust.number,
        "issued_at": "2026-11-23",
        "project": "Sample-Project",
        "root": keyring.fingerprint(trust.root_key_id),
    }
    assert data["made_on"] == "2026-11-23"
    (key,) = data["keys"]
    assert (key["kid"], key["issuer"], key["valid_from"], key["valid_until"], key["revoked_on"]) == (
        *(next(iter(trust.code_keys)), "SX01", "2026-11-23"),
        *(None, None),
    )
    assert data["actions"]["green-mall"] == {"zh": "绿色商场", "en": "Green malls"}
    assert data["forms"]["green-mall/1"]["grades"] == {"qualified": {"zh": "达标", "en": "Qualified"}}
    assert data["regions"]["140100"] == {"zh": "太原市", "en": "Taiyuan City"}
    assert set(data["words"]) == {language.value for language in Language}


def test_a_page_tells_nothing_of_people(office):
    with office.issuer() as session:
        kid = next(iter(session.trust().code_keys))
    keyring.revoke_key(office.place, office.authority(), kid, "发证人甲离职时遗失")
    text = verifier_page(office.place, office.trust_list).html.decode()
    assert data_of(verifier_page(office.place, office.trust_list))["keys"][0]["revoked_on"] == "2026-11-23"
    for secret in ("遗失", ISSUER.name, ISSUER.person_id, "评审员"):
        assert secret not in text


def test_the_page_believes_a_certificate_until_it_is_revoked(certified_office, program, tmp_path):
    office, code = certified_office, code_of(certified_office)
    with office.issuer() as session:
        before = verifier_page_of(session)
        revoke_certificate(session, office.made["serial"], "弄虚作假")
        after = verifier_page_of(session)
    assert answer(program, before, code, tmp_path) == "valid"
    assert answer(program, after, code, tmp_path) == "revoked"
    assert (before.revoked, after.revoked) == (0, 1)
    assert data_of(after)["revoked_certificates"] == {office.made["serial"]: "2026-11-23"}


def test_a_page_made_of_a_list_alone_knows_keys_and_no_register(certified_office, program, tmp_path):
    office, code = certified_office, code_of(certified_office)
    page = verifier_page(office.place, office.trust_list)
    assert page.revoked is None
    assert data_of(page)["revoked_certificates"] is None
    assert answer(program, page, code, tmp_path) == "valid"
    key = next(iter(trust_store_of(office.trust_list).code_keys.values()))
    keyring.revoke_key(office.place, office.authority(), key_id(key.public_key), "丢失")
    assert answer(program, verifier_page(office.place, office.trust_list), code, tmp_path) == "revoked"


def test_another_projects_page_does_not_know_the_key(certified_office, program, tmp_path):
    other = keyring.init_authority(a_place(seed=91), tmp_path / "other", "Other", "a password")
    page = verifier_page(certified_office.place, (other.folder / keyring.TRUST_LIST).read_bytes())
    assert page.keys == 0
    assert answer(program, page, code_of(certified_office), tmp_path) == "unknown_signer"


def test_the_same_list_on_the_same_day_gives_the_same_bytes(office):
    assert verifier_page(office.place, office.trust_list).html == verifier_page(office.place, office.trust_list).html


def test_without_a_trust_list_there_is_no_page(tmp_path, certified_office):
    with (
        create_store(a_place(), tmp_path / "new.db", ISSUER, "a password").session as session,
        pytest.raises(NoTrustList),
    ):
        verifier_page_of(session)
    with certified_office.issuer() as session, session.store.read() as connection:
        (held,) = record_table.listing(connection, "certificate")
    with pytest.raises(NotATrustList):
        verifier_page(certified_office.place, held.envelope)


ASKED = re.compile(r'data-say="([\w.]+)"|"((?:problem|busy)\.\w+)"|say\("([\w.]+)"')
ANSWERS = ("valid", "expired", "not_yet_valid", "revoked", "changed", "unknown_signer", "not_ours")
BY_ANSWER = {f"{answer}.{part}" for answer in ANSWERS for part in ("title", "why")} - {"revoked.why"}
BY_REASON = {
    "revoked.certificate_revoked",
    "revoked.code_key_revoked",
    "unknown_signer.code_key_out_of_period",
    "not_ours.length",
}
BY_MEANS = {f"expert.{one}" for one in ("webcrypto", "builtin", "source_text", "source_native", "source_vendored")}


def test_every_wording_that_the_page_asks_for_is_there_and_none_is_left_over(office):
    sources = [path for path in SCRIPTS.rglob("*") if path.suffix in (".js", ".html") and "vendor" not in path.parts]
    asked = {"".join(found) for path in sources for found in ASKED.findall(path.read_text("utf-8"))}
    for language in Language:
        room = office.place.words(language).room("verifier")
        plain = {key for key, value in room.items() if isinstance(value, str)}
        nested = {f"{key}.{inner}" for key, value in room.items() if isinstance(value, dict) for inner in value}
        assert plain | nested == asked | BY_ANSWER | BY_REASON | BY_MEANS | {"noscript"}
