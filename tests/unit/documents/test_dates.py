"""Dates as papers write them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from workbench.documents.dates import chinese_number, solemn_date, written_date, written_time
from workbench.domain.texts import Language


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (23, "二十三"), (31, "三十一")],
)
def test_numbers_are_written_in_chinese_figures(number, written):
    assert chinese_number(number) == written


def test_certificates_write_the_day_solemnly():
    assert solemn_date(date(2026, 11, 23)) == "二〇二六年十一月二十三日"
    assert solemn_date(date(2030, 10, 10)) == "二〇三〇年十月十日"


def test_reports_write_the_day_as_official_documents_do():
    assert written_date(date(2026, 1, 3), Language.ZH) == "2026年1月3日"
    assert written_date(date(2026, 1, 3), Language.EN) == "3 January 2026"
    assert written_date(None, Language.ZH) == "—"


def test_moments_show_the_offset_of_the_clock_that_told_them():
    moment = datetime(2026, 11, 23, 10, 42, 7, tzinfo=timezone(timedelta(hours=8)))
    assert written_time(moment) == "2026-11-23 10:42 +08:00"
    assert written_time(moment.astimezone(timezone(-timedelta(hours=3, minutes=30)))) == "2026-11-22 23:12 -03:30"
    assert written_time(None) == "—"
