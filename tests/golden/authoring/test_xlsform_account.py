"""What a person is told after an import, line by line, for the school inspection."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.helpers.school_survey import SHEETS
from tests.helpers.xlsforms import xlsform
from workbench.authoring.xlsform_in.importing import import_xlsform
from workbench.domain.texts import Language
from workbench.usecases.importing_xlsform import account
from workbench.usecases.words import load_words


@pytest.mark.parametrize("language", list(Language))
def test_the_account_of_an_import(golden, language):
    words = load_words(ROOT / "resources" / "words", language)
    lines = account(import_xlsform(xlsform(**SHEETS)), "survey.xlsx", words)
    golden(f"xlsform_account.{language.value}.txt", "\n".join(lines) + "\n")
