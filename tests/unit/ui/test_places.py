"""Region names in narrow columns."""

from __future__ import annotations

import pytest

from workbench.ui.places import city_of


@pytest.mark.parametrize(
    ("region", "city"),
    [("山西省太原市小店区", "太原"), ("太原市小店区", "太原"), ("太原", "太原"), ("山西省", "山西省"), ("", "")],
)
def test_a_region_is_shortened_to_its_city(region, city):
    assert city_of(region) == city
