"""The three made-up malls come out of the engine as the demo promises: passed, failed by one floor, still open."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.catalogue.library import Library
from workbench.catalogue.sample_answers import sample_answers
from workbench.catalogue.samples import Sample, load_samples
from workbench.domain.figures import plain
from workbench.domain.resources import DataFolders
from workbench.domain.results import ItemState, Reason, Result
from workbench.scoring.decoding import Decoder
from workbench.scoring.engine import score

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = DataFolders(forms=ROOT / "forms", resources=ROOT / "resources")
SAMPLES = load_samples(FOLDERS)


def result_of(sample: Sample) -> Result:
    form = Library.open(FOLDERS).form(sample.form, sample.edition)
    decoding = Decoder(form).decode(sample.answers)
    assert (decoding.faults, decoding.warnings) == ((), ())
    assert decoding.answers is not None
    return score(form, decoding.answers)


@pytest.fixture(scope="module")
def results() -> dict[str, Result]:
    return {sample.code: result_of(sample) for sample in SAMPLES}


def test_each_sample_gets_the_verdict_it_announces(results):
    for sample in SAMPLES:
        assert (results[sample.code].verdict, results[sample.code].grade) == (sample.verdict, sample.grade)


def test_taiyuan_passes_with_539_of_591(results):
    result = results["taiyuan"]
    assert (result.total, result.max_points) == (539, 591)
    assert all(group.met for group in result.groups)
    assert [row.code for row in result.ledger if row.state is ItemState.NA] == ["B101", "C109"]
    assert result.blocking == ()


def test_datong_has_the_higher_share_and_fails_by_group_f_alone(results):
    result = results["datong"]
    assert (plain(result.total), plain(result.max_points)) == ("550.5", "579")
    assert result.normalised > results["taiyuan"].normalised
    assert result.blocking == ("group:F",)


def test_linfen_is_open_in_five_items_and_one_lacks_a_parameter(results):
    result = results["linfen"]
    open_rows = {row.code: row.reason for row in result.ledger if row.state.is_open}
    assert open_rows == {
        "A604": Reason.MISSING_PARAMETER,
        **dict.fromkeys(("B405", "C106", "D105", "F106", "F110"), Reason.NOT_ANSWERED),
    }
    assert not result.complete


@pytest.mark.parametrize("code", sorted({entry.form for entry in Library.open(FOLDERS).editions}))
def test_every_form_has_sample_answers_that_are_complete(code):
    document = sample_answers(FOLDERS)[code]
    form = Library.open(FOLDERS).form(code, document.get("edition"))
    decoding = Decoder(form).decode(document)
    assert (decoding.faults, decoding.warnings) == ((), ())
    assert score(form, decoding.answers).complete
