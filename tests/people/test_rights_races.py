"""Two at once about one's data: one result, and the other is told (invariant 4)."""

import pytest

from people.models import RightsRequest
from people.rights.actions import erasure
from people.rights.actions import requests as actions
from people.rights.enums import RightsKind
from tests.people.rights import marked
from tests.people.test_rights import Asleep
from tests.test_races import race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_two_managers_confirm_one_erasure(member, staff, monkeypatch):
    monkeypatch.setattr(erasure, "erase_file", Asleep)
    asked, first, second = actions.ask_erasure(marked(member), by=member), staff("manager"), staff("manager")
    won, lost = race(
        lambda: erasure.confirm(asked, by=first),
        lambda: actions.refuse(asked, reason="سبب", by=second),
        lambda: erasure.confirm(asked, by=second),
    )
    assert 1 <= len(won) <= 2 and len(lost) == 3 - len(won)
    assert len({str(each.status) for each in won}) == len(won)


def test_a_double_click_asks_for_one_copy(member, monkeypatch):
    monkeypatch.setattr(actions, "build_export", Asleep)
    person = marked(member)
    won, lost = race(*[lambda: actions.ask_copy(person, by=member)] * 3)
    assert (len(won), len(lost)) == (1, 2)
    assert RightsRequest.objects.filter(kind=RightsKind.ACCESS).count() == 1
