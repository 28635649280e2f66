"""Every text of the adversary table gets its one answer, from `verify` and from the script of the verifier page."""

from __future__ import annotations

import shutil
from collections import Counter

import pytest

from tests.helpers.adversary_table import CASES, CODE, NOW, REFUSED, TODAY, TRUST, WITHDRAWN, Case
from tests.helpers.certificate_codes import CLAIMS
from tests.helpers.verifier_script import judged_in_node
from workbench.signing.certificate_code import NotACertificateCode
from workbench.usecases.verifier_page import code_key_data
from workbench.usecases.verifying import Grounds, verify_code

GROUNDS = Grounds(TRUST, TODAY, is_revoked={WITHDRAWN}.__contains__)
PAGE_DATA = code_key_data(TRUST, {WITHDRAWN: TODAY})
TEXTS = [case.text for case in CASES]


def answer_of_verify(text: str) -> str:
    try:
        return verify_code(text, GROUNDS).answer.value
    except NotACertificateCode:
        return "not_ours"


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """What the page's script says of every text, with Node's WebCrypto and without."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("the program node is not installed")
    return judged_in_node(node, PAGE_DATA, NOW.timestamp(), TEXTS, tmp_path_factory.mktemp("node"))


def test_the_table_is_large_and_says_nothing_twice():
    assert len(REFUSED) >= 180
    assert len({case.name for case in CASES}) == len({case.text for case in CASES}) == len(CASES)
    assert set(Counter(case.answer for case in CASES)) == {
        *("valid", "expired", "not_yet_valid", "revoked", "changed", "unknown_signer", "not_ours")
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_verify_answers_as_the_table_says(case: Case):
    assert answer_of_verify(case.text) == case.answer


@pytest.mark.parametrize("checker", ["webcrypto", "builtin"])
def test_the_page_answers_as_the_table_says(judged, checker):
    said = [one["answer"] for one in judged[checker]]
    differing = {case.name: answer for case, answer in zip(CASES, said, strict=True) if answer != case.answer}
    assert differing == {}


def test_the_page_reads_the_same_claims(judged):
    said = judged["builtin"][TEXTS.index(CODE)]["claims"]
    assert said == {
        "issuer": CLAIMS.issuer,
        "serial": CLAIMS.serial,
        "unit": CLAIMS.unit_name.shown,
        "isCut": False,
        "creditCode": CLAIMS.credit_code,
        "action": CLAIMS.action,
        "form": CLAIMS.form,
        "edition": CLAIMS.edition,
        "grade": CLAIMS.grade_code,
        "gradeName": CLAIMS.grade_name,
        "score": CLAIMS.score,
        "issuedOn": 20261123,
        "validUntil": 20291122,
        "revision": CLAIMS.revision,
        "isConstructed": True,
    }
    for found, text in zip(judged["builtin"], TEXTS, strict=True):
        if found["claims"] is not None:
            claims = verify_code(text, GROUNDS).claims
            assert (found["claims"]["score"], found["claims"]["unit"]) == (claims.score, claims.unit_name.shown)


def test_only_what_a_listed_key_signed_is_shown_as_claims(judged):
    shown = [case.answer for case, one in zip(CASES, judged["builtin"], strict=True) if one["claims"] is not None]
    assert set(shown) == {"valid", "expired", "not_yet_valid", "revoked", "unknown_signer"}
    said = zip(CASES, judged["builtin"], strict=True)
    late = [case.name for case, one in said if case.answer == "unknown_signer" and one["claims"]]
    assert late == ["dated before its key was listed", "dated after its key ended"]


def test_where_the_browser_has_a_signature_checker_it_is_asked(judged):
    assert set(judged) == {"webcrypto", "builtin"}
