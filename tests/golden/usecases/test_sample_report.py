"""The first sample mall on paper and its ledger in words, with clock and keys standing still, in golden files."""

from __future__ import annotations

import re

import pytest

from tests.helpers.offices import TAIYUAN, filled, found_office
from tests.helpers.pdf_text import text_lines
from workbench.domain.texts import Language
from workbench.scoring.decoding.document import decode
from workbench.scoring.explain.item import explain_all
from workbench.scoring.explain.texts import explain_text
from workbench.usecases.finishing import finish_assessment
from workbench.usecases.reporting.issue import make_report


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return found_office(tmp_path_factory.mktemp("office"))


def test_the_report_of_the_first_mall(office, golden):
    with office.inspector() as session:
        assessment_id = filled(session)
        finish_assessment(session, assessment_id)
        text = text_lines(make_report(session, assessment_id).pdf)
    # Hashes hang on the bytes of pictures and of the form; that they are printed is asked in tests/end2end.
    golden("taiyuan.report.zh.txt", re.sub("[0-9a-f]{8,}", "########", text))


@pytest.mark.parametrize("language", list(Language))
def test_the_ledger_of_the_first_mall_in_words(office, golden, language):
    form = office.place.library.form(TAIYUAN.form, TAIYUAN.edition)
    words = office.place.words(language).room("explain")
    told = explain_all(form, decode(form, dict(TAIYUAN.answers)).answers)
    lines = [f"{one.code}  {explain_text(one, language, words)}\n" for one in told]
    assert len(lines) >= len(form.items)
    golden(f"taiyuan.ledger.{language.value}.txt", "".join(lines))
