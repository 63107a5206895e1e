"""Whoever has no account takes a request back by word; whoever has one does so alone."""

import pytest

from applications.enums import Event
from applications.models import Application
from applications.refusals import Refused
from casework.withdrawing.actions import withdraw_for
from notifications.models import Message
from people.models import Person
from tests import cases

pytestmark = pytest.mark.django_db
WORDS = "اتصل بنا وقال إن حاجته انقضت."


@pytest.fixture
def reception(staff):
    return staff("reception")


@pytest.fixture
def case(member, reception):
    return cases.being_matched(member, cases.make_service(), reception)


@pytest.fixture
def without_account(case):
    Person.objects.filter(pk=case.person_id).update(user=None)
    return Application.objects.get(pk=case.pk)


def url(case):
    return f"/admin/requests/{case.reference}/withdraw/"


def test_the_desk_writes_it_down_once_and_the_person_is_told(without_account, reception, sign_in):
    client = sign_in(reception)
    assert url(without_account) in client.get(f"/admin/requests/{without_account.reference}/").content.decode()
    for _twice in range(2):
        assert client.post(url(without_account), {"reason": WORDS}).status_code == 302
    case = Application.objects.get()
    assert case.is_withdrawn and case.due_on is None
    assert [(line.by, line.note) for line in case.events.filter(kind=Event.WITHDRAWN)] == [(reception, WORDS)]
    assert Message.objects.filter(template="applications/withdrawn").count() == 1


def test_without_a_word_nothing_is_stopped(without_account, reception, sign_in):
    answer = sign_in(reception).post(url(without_account), {"reason": "  "})
    assert answer.status_code == 422 and "اكتب كيف" in answer.content.decode()
    assert not Application.objects.get().is_withdrawn


def test_whoever_has_an_account_takes_it_back_there(case, reception, sign_in):
    client = sign_in(reception)
    assert url(case) not in client.get(f"/admin/requests/{case.reference}/").content.decode()
    assert client.post(url(case), {"reason": WORDS}).status_code == 409
    assert not Application.objects.get().is_withdrawn


@pytest.mark.parametrize("desk", ["researcher", "committee", "manager"])
def test_other_desks_do_not(without_account, staff, desk):
    with pytest.raises(Refused) as refusal:
        withdraw_for(without_account, by=staff(desk), reason=WORDS)
    assert refusal.value.status == 403
