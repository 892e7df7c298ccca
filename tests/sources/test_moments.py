"""Dates as registers write them; what is no date is none."""

import datetime as dt

import pytest

from tocsin.sources import moments


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("found", "moment"),
    [
        (moments.iso("2026-05-20"), utc(2026, 5, 20)),
        (moments.iso("2026-05-20", "Asia/Tokyo"), utc(2026, 5, 20)),
        (moments.iso("2026-05-04T20:00:00-04:00"), utc(2026, 5, 5)),
        (moments.iso("2026-05-28T16:26:40.1234567-04:00"), utc(2026, 5, 28, 20, 26, 40, 123456)),
        (moments.iso("2026-05-28 14:22", "Australia/Sydney"), utc(2026, 5, 28, 4, 22)),
        (moments.rfc("Tue, 05 May 2026"), utc(2026, 5, 5)),
        (moments.rfc("27 May 2026 23:00:00 AEST"), utc(2026, 5, 27, 13)),
        (moments.rfc("Mon, 04 May 2026 09:20:23 +0200"), utc(2026, 5, 4, 7, 20, 23)),
        (moments.numbers("20.05.2026 kl. 10.30", "dmy", "Europe/Copenhagen"), utc(2026, 5, 20, 8, 30)),
        (moments.numbers("5/20/2026 3:15:00 PM", "mdy", "Europe/Zurich"), utc(2026, 5, 20, 13, 15)),
        (moments.numbers("2026年05月20日", "ymd", "Asia/Tokyo"), utc(2026, 5, 20)),
        (moments.numbers("2026. 05. 20.", "ymd"), utc(2026, 5, 20)),
        (moments.named("29 de mayo de 2026", "es"), utc(2026, 5, 29)),
        (moments.named("May 28, 2026", "en"), utc(2026, 5, 28)),
        (moments.seconds(1780000000), utc(2026, 5, 28, 20, 26, 40)),
    ],
)
def test_a_date_is_read_in_its_own_zone(found: dt.datetime | None, moment: dt.datetime) -> None:
    assert found == moment


@pytest.mark.parametrize(
    "found",
    [
        moments.iso("soon"),
        moments.iso(None),
        moments.iso("2026-13-45 99:99"),
        moments.iso("2026-02-30T10:00:00Z"),
        moments.iso("9999-12-31T23:59:59-12:00"),
        moments.rfc("31 Feb 2026"),
        moments.rfc("1 May 2026 10:00 XYZT"),
        moments.numbers("32.13.2026"),
        moments.named("29 de brumario de 2026", "es"),
        moments.seconds(1780000000000),
        moments.seconds(True),
    ],
)
def test_what_is_no_date_is_none(found: dt.datetime | None) -> None:
    assert found is None
