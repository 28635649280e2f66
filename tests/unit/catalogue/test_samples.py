"""The three made-up malls hold together: codes, regions, readings and the counts derived from them."""

from __future__ import annotations

import pytest

from workbench.catalogue.credit_code import read_credit_code
from workbench.catalogue.library import Library
from workbench.catalogue.regions import Regions
from workbench.catalogue.samples import Sample, load_samples
from workbench.domain.forms import Form
from workbench.domain.resources import DataFolders
from workbench.domain.results import Verdict
from workbench.domain.rules import Bands


@pytest.fixture(scope="module")
def samples(data_folders) -> tuple[Sample, ...]:
    return load_samples(data_folders)


@pytest.fixture(scope="module")
def mall(data_folders) -> Form:
    return Library.open(data_folders).form("green-mall", "1")


def test_one_qualifies_one_fails_one_is_open(samples):
    assert [(sample.unit["name"], sample.verdict, sample.grade) for sample in samples] == [
        ("太原市样例购物中心", Verdict.PASS, "qualified"),
        ("大同市样例百货店", Verdict.FAIL, "unqualified"),
        ("临汾市样例超市", Verdict.INCOMPLETE, None),
    ]


def test_units_have_codes_and_regions_that_stand(samples, data_folders):
    regions = Regions.open(data_folders)
    for sample in samples:
        assert read_credit_code(sample.unit["credit_code"]) == sample.unit["credit_code"]
        assert sample.unit["address"].startswith(regions.full_name(sample.unit["region"]))
        assert sample.unit["attributes"] == sample.answers["subject"]


def test_every_answer_is_for_an_item_of_the_form(samples, mall):
    for sample in samples:
        assert set(sample.answers["responses"]) <= set(mall.item_by_code)
        assert set(sample.answers["prerequisites"]) == {entry.code for entry in mall.prerequisites}


def test_the_first_two_answer_everything_and_the_third_leaves_five_open(samples, mall):
    missing = [sorted(set(mall.item_by_code) - set(sample.answers["responses"])) for sample in samples]
    assert missing == [[], [], ["B405", "C106", "D105", "F106", "F110"]]
    assert "retail_water_quota" not in samples[2].answers["parameters"]


def test_counts_are_those_of_the_readings(samples):
    for sample in samples:
        for code, readings in sample.readings.items():
            passed = sum(reading["passed"] for reading in readings)
            value = sample.answers["responses"][code]["value"]
            assert (value["passed_count"], value["sample_count"]) == (passed, len(readings)), (sample.code, code)


def test_readings_belong_to_items_that_ask_for_them(samples, mall):
    asking = {item.code for item in mall.items if isinstance(item.rule, Bands) and item.rule.readings is not None}
    for sample in samples:
        assert set(sample.readings) == asking & set(sample.answers["responses"])


def test_every_not_applicable_mark_has_its_reason(samples):
    for sample in samples:
        marks = [entry for entry in sample.answers["responses"].values() if entry.get("na")]
        assert marks
        assert all(entry["note"] for entry in marks)


def test_entered_parameters_have_source_and_author(samples):
    for sample in samples:
        assert set(sample.parameter_sources) == set(sample.answers["parameters"])
        assert all(entry["source"] and entry["author"] for entry in sample.parameter_sources.values())


def test_pictures_belong_to_answered_items_and_have_different_names(samples):
    for sample in samples:
        assert 8 <= len(sample.evidence) <= 20
        assert {entry.item for entry in sample.evidence} <= set(sample.answers["responses"])
        assert len({entry.name for entry in sample.evidence}) == len(sample.evidence)


def test_the_same_figure_is_the_same_wherever_it_is_asked(samples):
    for sample in samples:
        seen: dict[str, object] = {}
        for entry in sample.answers["responses"].values():
            value = entry.get("value")
            for key, figure in value.items() if isinstance(value, dict) else ():
                if key in ("floor_area", "merchants_total"):
                    assert seen.setdefault(key, figure) == figure


def test_a_fault_in_the_samples_is_not_hidden(tmp_path, data_folders):
    (tmp_path / "samples").mkdir()
    (tmp_path / "samples" / "malls.yaml").write_text("samples: [1.5]")
    with pytest.raises(ValueError, match="value_ambiguous"):
        load_samples(DataFolders(forms=data_folders.forms, resources=tmp_path))
