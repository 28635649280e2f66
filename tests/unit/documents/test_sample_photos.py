"""The drawn stand-ins for site photos: every kind there is a sample of, repeatable, and read like a camera's own."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from PIL import Image

from workbench.documents.photos import read_facts
from workbench.documents.sample_photos import PICTURES, draw_photo

_RESOURCES = Path(__file__).parents[3] / "resources"
_FONTS = _RESOURCES / "fonts"
_DAY = "2026-03-10"


def _evidence() -> list[tuple[str, str]]:
    samples = yaml.safe_load((_RESOURCES / "samples" / "malls.yaml").read_text("utf-8"))["samples"]
    return [(entry["picture"], entry["caption"]) for sample in samples for entry in sample["evidence"]]


_EVIDENCE = _evidence()
_ONE_OF_EACH = sorted(dict(_EVIDENCE).items())


@lru_cache
def _drawn(picture: str, caption: str) -> bytes:
    return draw_photo(picture, caption, _DAY, _FONTS)


def test_there_is_a_drawing_for_every_kind_the_samples_name_and_no_other():
    assert sorted(PICTURES) == sorted({picture for picture, _ in _EVIDENCE})


@pytest.mark.parametrize(("picture", "caption"), _ONE_OF_EACH)
def test_a_photo_is_a_jpeg_as_large_as_a_camera_on_its_small_setting_makes(picture, caption):
    content = _drawn(picture, caption)
    with Image.open(BytesIO(content)) as opened:
        assert (opened.format, opened.mode, opened.size) == ("JPEG", "RGB", (1600, 1200))
    assert 80_000 <= len(content) <= 250_000


@pytest.mark.parametrize(("picture", "caption"), _ONE_OF_EACH)
def test_time_and_place_are_read_back_as_from_any_photo(picture, caption):
    facts = read_facts(_drawn(picture, caption))
    assert facts is not None
    assert facts.taken_at is not None
    assert facts.taken_at.utcoffset() == timedelta(hours=8)
    assert facts.taken_at.date() == date.fromisoformat(_DAY)
    assert time(9, 30) <= facts.taken_at.time() <= time(16, 30)
    assert facts.lat_e7 is not None
    assert facts.lon_e7 is not None
    assert abs(facts.lat_e7 - 378_000_000) <= 500_100
    assert abs(facts.lon_e7 - 1_125_000_000) <= 500_100


@pytest.mark.parametrize(("picture", "caption"), [("meter", "配电室电能表"), ("shelf", "一层主动线绿色商品专区")])
def test_the_same_words_give_the_same_bytes(picture, caption):
    assert draw_photo(picture, caption, _DAY, _FONTS) == _drawn(picture, caption)


@pytest.mark.parametrize(
    ("picture", "one", "other"),
    [
        ("document", "能耗台账与票据核对一致", "能耗台账缺两个月"),
        ("waste_bins", "后场四分类容器", "员工通道分类容器没有标志"),
        ("recycler", "一层西门智能回收机", "智能回收机贴有停用告示"),
    ],
)
def test_another_caption_gives_another_photo(picture, one, other):
    assert _drawn(picture, one) != _drawn(picture, other)


def test_the_day_moves_the_date_and_keeps_the_time():
    facts = read_facts(draw_photo("thermal", "母排接头红外测温", "2026-03-17", _FONTS))
    before = read_facts(_drawn("thermal", "母排接头红外测温"))
    assert facts is not None
    assert before is not None
    assert facts.taken_at is not None
    assert before.taken_at is not None
    assert facts.taken_at - before.taken_at == timedelta(days=7)


def test_the_camera_says_that_it_is_a_sample():
    with Image.open(BytesIO(_drawn("meter", "配电室电能表"))) as opened:
        assert opened.getexif()[0x0110] == "Sample camera"


def test_a_kind_that_nobody_draws_is_a_fault_of_ours():
    with pytest.raises(ValueError, match="submarine"):
        draw_photo("submarine", "潜艇", _DAY, _FONTS)
