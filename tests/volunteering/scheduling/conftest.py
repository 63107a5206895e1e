"""A coordinator, an opportunity, and volunteers to place."""

import pytest

from tests.volunteering.volunteers import make_opportunity, make_volunteer


@pytest.fixture
def coordinator(staff):
    return staff("volunteer_coordinator")


@pytest.fixture
def opportunity(db):
    return make_opportunity()


@pytest.fixture
def volunteer(new_member, coordinator):
    """`volunteer()` is another active volunteer."""
    return lambda **facts: make_volunteer(new_member(), by=coordinator, **facts)
