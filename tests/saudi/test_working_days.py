from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saudi.working_days import add_working_days, is_working_day, roll_forward, working_days_between

TUESDAY = date(2026, 3, 17)
EID = {date(2026, 3, day) for day in range(19, 23)}
LONGER_EID = EID | {date(2026, 3, 23), date(2026, 3, 24)}

days = st.dates(date(2020, 1, 1), date(2040, 1, 1))
holidays = st.sets(days, max_size=10)


def test_five_working_days_across_a_feast():
    assert add_working_days(TUESDAY, 5, EID) == date(2026, 3, 26)
    assert add_working_days(TUESDAY, 5, LONGER_EID) == date(2026, 3, 30)


def test_friday_and_saturday_rest():
    assert not is_working_day(date(2026, 3, 20), set())
    assert not is_working_day(date(2026, 3, 21), set())
    assert is_working_day(date(2026, 3, 22), set())
    assert not is_working_day(date(2026, 3, 22), EID)
    assert is_working_day(date(2026, 3, 20), set(), weekend={6})


def test_rolls_forward_only_when_it_must():
    assert roll_forward(TUESDAY, EID) == TUESDAY
    assert roll_forward(date(2026, 3, 19), LONGER_EID) == date(2026, 3, 25)


def test_refusals():
    with pytest.raises(ValueError):
        add_working_days(TUESDAY, -1, set())
    with pytest.raises(ValueError):
        roll_forward(TUESDAY, set(), weekend=range(7))
    assert add_working_days(TUESDAY, 0, set()) == TUESDAY


@given(days, st.integers(1, 60), holidays)
def test_adding_and_counting_agree(start, count, off):
    end = add_working_days(start, count, off)
    assert is_working_day(end, off)
    assert working_days_between(start, end, off) == count
    assert working_days_between(end, start, off) == -count
    assert end >= start + timedelta(days=count)
