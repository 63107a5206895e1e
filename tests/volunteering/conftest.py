"""Volunteers and a shift for the tests of places."""

import pytest

from tests.volunteering.volunteers import make_opportunity, make_shift, make_volunteer


@pytest.fixture
def coordinator(staff):
    return staff("volunteer_coordinator")


@pytest.fixture
def volunteer(member, coordinator):
    return make_volunteer(member, by=coordinator)


@pytest.fixture
def another(new_member, coordinator):
    """`another()` is one more active volunteer."""
    return lambda **facts: make_volunteer(new_member(), by=coordinator, **facts)


@pytest.fixture
def shift(db):
    """A week from now, with one place."""
    return make_shift(make_opportunity(), capacity=1)
