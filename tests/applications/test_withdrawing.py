"""Taking a request back: a page that asks once more, a reason if one likes, any time before delivery."""

import pytest

from applications.enums import DeclineReason, Event, Status
from applications.models import Application
from casework.actions import reject
from notifications.models import Message
from tests import cases

pytestmark = pytest.mark.django_db
REASON = "وجدت عملًا ولله الحمد"


@pytest.fixture
def client(member, sign_in):
    return sign_in(member)


def url_of(case):
    return f"{case.get_absolute_url()}withdraw/"


@pytest.mark.parametrize("bring", [cases.drafted, cases.submitted])
def test_the_page_asks_first_and_keeps_the_reason_for_colleagues(client, member, bring):
    case = bring(member, cases.make_service())
    assert url_of(case) in client.get(case.get_absolute_url()).content.decode()
    before = Application.objects.filter(pk=case.pk).values().get()
    asked = client.get(url_of(case))
    assert asked.status_code == 200
    assert case.reference in asked.content.decode()
    assert Application.objects.filter(pk=case.pk).values().get() == before
    for reason in (REASON, "سبب آخر"):  # A second click changes nothing.
        assert client.post(url_of(case), {"reason": reason}).url == case.get_absolute_url()
    assert Application.objects.get(pk=case.pk).status == Status.WITHDRAWN
    assert [event.note for event in case.events.filter(kind=Event.WITHDRAWN)] == [REASON]
    assert Message.objects.filter(template="applications/withdrawn").count() == 1
    assert REASON not in Message.objects.get(template="applications/withdrawn").body


def test_no_reason_is_needed_and_too_long_a_one_is_kept_for_shortening(client, member):
    case = cases.submitted(member, cases.make_service())
    long = client.post(url_of(case), {"reason": "س" * 501})
    assert long.status_code == 422
    assert "س" * 501 in long.content.decode()
    assert Application.objects.get(pk=case.pk).status == Status.SUBMITTED
    assert client.post(url_of(case)).status_code == 302
    assert case.events.get(kind=Event.WITHDRAWN).note == ""


def test_what_has_ended_is_not_withdrawn_any_more(client, member, staff, new_member, sign_in):
    case = cases.at_committee(member, cases.make_service(), staff("reception"))
    assert sign_in(new_member()).post(url_of(case)).status_code == 404
    reject(case, by=staff("committee"), reason_code=DeclineReason.CONDITIONS, reason="نعتذر", early_reason="عاجل")
    assert client.get(url_of(case)).url == case.get_absolute_url()
    assert client.post(url_of(case), {"reason": REASON}).status_code == 409
    assert Application.objects.get(pk=case.pk).status == Status.REJECTED
