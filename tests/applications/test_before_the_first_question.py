"""What a person reads before a request begins, and what an editor reads before changing what it asks (R8)."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from applications.actions import start, withdraw
from applications.models import Application
from applications.queries import KeptForm, kept_forms
from services.enums import QuestionKind
from services.models import ServicePage, ServiceQuestion
from tests import cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def service():
    made = cases.make_service()
    made.minutes_needed, made.review_on = 12, "2099-01-01"
    made.save_revision().publish()
    return ServicePage.objects.get(pk=made.pk)


def page_of(client):
    return client.get("/apply/support/").content.decode()


def test_time_papers_questions_and_the_way_in_are_told_before_anybody_signs_in(service):
    page = page_of(Client())
    for told in ("12 دقيقة", "المستند 0", "السؤال 1", "ستة أرقام", f"{service.url}what-you-need/"):
        assert told in page, told
    assert f"{service.url}fit/" not in page


def test_a_guide_that_nobody_measured_promises_no_minutes(service):
    service.minutes_needed = None
    service.save_revision().publish()
    assert "دقيقة" not in page_of(Client())


def test_whoever_began_goes_on(service, member, sign_in):
    client = sign_in(member)
    assert "تابع طلبك" not in page_of(client)
    case = start(service, by=member)
    assert "أكمل طلبك" in page_of(client)
    withdraw(case, by=member)
    assert "أكمل طلبك" not in page_of(client)


# --- The editor ---------------------------------------------------------------------------------------------------


def messages_on(client, service):
    return [str(each) for each in client.get(f"/admin/pages/{service.pk}/edit/").context["messages"]]


def change(service):
    service.questions.add(ServiceQuestion(label="سؤال جديد", kind=QuestionKind.TEXT))
    service.save_revision().publish()
    return ServicePage.objects.get(pk=service.pk)


def test_an_editor_reads_how_many_open_requests_keep_their_questions(service, member, new_member, staff, sign_in):
    client = sign_in(staff("editor"))
    assert messages_on(client, service) == []
    start(service, by=member)
    cases.submitted(new_member(), service)
    withdraw(cases.submitted(new_member(), service), by=Application.objects.latest("created_at").person.user)
    told = messages_on(client, service)
    assert len(told) == 1 and "طلبان" in told[0] and "1" in told[0]


def test_a_draft_goes_on_with_the_questions_that_it_began_with(service, member, new_member):
    old = start(service, by=member)
    newer = start(change(service), by=new_member())
    assert len(newer.form["questions"]) == len(old.form["questions"]) + 1
    assert start(service, by=member).form == old.form
    assert sorted(kept_forms(service), key=lambda each: each.version) == sorted(
        [KeptForm(old.form["version"], 1, 1), KeptForm(newer.form["version"], 1, 1)], key=lambda each: each.version
    )


def test_publishing_tells_how_many_go_on_with_the_earlier_form(service, member, rf):
    from django.contrib.messages.storage.fallback import FallbackStorage

    from applications.wagtail_hooks import tell_who_keeps_the_old_questions

    start(service, by=member)
    for change_it, count in ((lambda same: same, 0), (change, 1)):
        page = change_it(service)
        request = rf.get("/")
        request.session, request._messages = {}, None
        request._messages = FallbackStorage(request)
        tell_who_keeps_the_old_questions(request, page)
        assert len(list(get_messages(request))) == count
