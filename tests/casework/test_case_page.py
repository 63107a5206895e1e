"""All of a case on one screen: the person, the household, notes for colleagues, the courtesy checklist (R32, R33)."""

import uuid

import pytest
from django.urls import reverse

from applications.models import Application, CaseEvent
from applications.refusals import Refused
from audit.models import AuditEvent
from casework.models import Note, Reception
from casework.noting.actions import note
from notifications.models import Message
from people.models import HouseholdMember, Means
from services.models import ServicePage
from services.models.form import ServicePart
from tests import cases
from tests.test_query_counts import queries_of

pytestmark = pytest.mark.django_db


def base(case):
    return f"/admin/requests/{case.reference}/"


@pytest.fixture
def reception(staff):
    return staff("reception")


@pytest.fixture
def client(reception, sign_in):
    return sign_in(reception)


@pytest.fixture
def case(member):
    return cases.submitted(member, cases.make_service())


def asking(service, *parts):
    """The service asks for these parts of the file too."""
    for order, part in enumerate(parts):
        ServicePart.objects.create(page=service, part=part, why="لنعرف الحاجة", sort_order=order, locale=service.locale)
    return ServicePage.objects.get(pk=service.pk)


def test_what_the_request_asks_of_the_file_stands_on_the_page(member, client):
    service = asking(cases.make_service(), "income", "health", "household", "contact")
    draft = cases.person_acts.start(service, by=member)
    person = draft.person
    HouseholdMember.objects.create(person=person, name="ريما", relation="daughter")
    Means.objects.create(person=person, incomes={"salary": "2800.00"})
    person.health, person.answered = "ربو مزمن", ["income", "health", "household", "contact"]
    person.save()
    case = cases.submitted(member, service)
    page = client.get(base(case)).content.decode()
    assert "ريما" in page and "2,800" in page
    assert page.count("<dt>الجوال</dt>") == 1
    assert "ربو مزمن" not in page  # Read in the file, against a reason.
    assert reverse("people_staff:person", args=[person.reference]) in page


def test_the_links_of_the_page_lead_to_what_is_there(case, client):
    page = client.get(base(case)).content.decode()
    jumps = page.split('class="case-jump"')[1].split("</nav>")[0].split('href="#')[1:]
    assert len(jumps) > 5
    for each in jumps:
        assert f'id="{each.split(chr(34))[0]}"' in page


def test_the_committee_sees_no_way_into_files(member, reception, staff, sign_in):
    case = cases.at_committee(member, cases.make_service(), reception)
    page = sign_in(staff("committee")).get(base(case)).content.decode()
    assert case.person.full_name in page
    assert reverse("people_staff:person", args=[case.person.reference]) not in page


def test_a_note_is_for_colleagues_alone(case, client, member, sign_in, staff):
    told = Message.objects.count()
    assert client.post(f"{base(case)}note/", {"text": "يفضل الاتصال بعد العصر"}).status_code == 302
    assert "يفضل الاتصال بعد العصر" in sign_in(staff("committee")).get(base(case)).content.decode()
    owner = sign_in(member)
    for url in (case.get_absolute_url(), "/my/", "/my/messages/"):
        assert "يفضل الاتصال بعد العصر" not in owner.get(url).content.decode()
    assert Message.objects.count() == told
    assert CaseEvent.objects.filter(application=case).count() == 3
    assert AuditEvent.objects.filter(action="note.written").count() == 1


def test_a_note_sent_twice_is_one(case, client):
    once = str(uuid.uuid4())
    for _twice in range(2):
        assert client.post(f"{base(case)}note/", {"text": "ملاحظة", "once": once}).status_code == 302
    assert Note.objects.count() == 1


def test_a_note_takes_no_key_of_another(case, client, staff):
    other = note(case, by=staff("manager"), text="الأولى")
    client.post(f"{base(case)}note/", {"text": "الثانية", "once": str(other.pk)})
    assert {each.text for each in Note.objects.all()} == {"الأولى", "الثانية"}


@pytest.mark.parametrize(
    "given", [{"text": ""}, {"text": " \u200f "}, {"text": "ك" * 3001}, {"text": "كلام", "once": "x"}]
)
def test_a_bad_note_is_refused_and_kept_on_the_page(case, client, given):
    answer = client.post(f"{base(case)}note/", given)
    assert answer.status_code == 422
    assert given["text"].strip() in answer.content.decode()
    assert not Note.objects.exists()


def test_nobody_notes_on_a_case_of_their_own(reception, sign_in):
    case = cases.submitted(reception, cases.make_service())
    assert sign_in(reception).post(f"{base(case)}note/", {"text": "كلام"}).status_code == 404
    with pytest.raises(Refused):
        note(case, by=reception, text="كلام")


def test_courtesy_is_ticked_where_somebody_was_received(case, client, staff, sign_in, reception):
    assert "courtesy/" not in client.get(base(case)).content.decode()  # It came over the website.
    Application.objects.filter(pk=case.pk).update(channel="interview")
    assert "courtesy/" in client.get(base(case)).content.decode()
    for _twice in range(2):
        client.post(f"{base(case)}courtesy/", {"done": ["time", "greeted"]})
    kept = Reception.objects.get()
    assert (kept.done, kept.by, kept.is_whole) == (["greeted", "time"], reception, False)
    assert AuditEvent.objects.filter(action="reception.noted").count() == 1
    assert client.post(f"{base(case)}courtesy/", {"done": ["shouted"]}).status_code == 422
    assert sign_in(staff("committee")).post(f"{base(case)}courtesy/", {"done": ["next"]}).status_code == 403
    assert Reception.objects.get().done == ["greeted", "time"]


def test_many_notes_cost_no_more(case, client, reception):
    note(case, by=reception, text="الأولى")
    one = queries_of(client, base(case))
    for number in range(7):
        note(case, by=reception, text=f"رقم {number}")
    assert queries_of(client, base(case)) == one
