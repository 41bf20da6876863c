"""Times as feeds, programs and mark-up write them."""

from __future__ import annotations

import pytest

from index.load.times import when


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2017/8/9 15:07:41", "2017-08-09T15:07:41"),
        ("2017/8/9", "2017-08-09"),
        ("Wed, 09 Aug 17 00:01:01 +0200", "2017-08-09T00:01:01+02:00"),
        ("Wed, 09 Aug 2017 08:57:00 MEST", "2017-08-09T08:57:00+02:00"),
        ("Mi, 09 Aug 2017 11:41:36", "2017-08-09T11:41:36"),
        ("Wed Aug 09 14:57:21 CEST 2017", "2017-08-09T14:57:21+02:00"),
        ("Wed Aug 09 2017 14:57:21 GMT+0200 (CEST)", "2017-08-09T14:57:21+02:00"),
        ("08/09/2017", "08/09/2017"),
        ("Mon, 09 Aug 2017 08:57:00 +0200", "Mon, 09 Aug 2017 08:57:00 +0200"),  # a Wednesday
        ("Wed, 31 Feb 2017 08:57:00 GMT", "Wed, 31 Feb 2017 08:57:00 GMT"),
    ],
)
def test_a_time_is_read_as_written_or_left(written: str, iso: str) -> None:
    assert when(written) == iso
