"""Contacts over the channels: noted once, answered once, led to a request, and never one's own (R20 to R24)."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from applications.models import Application
from applications.refusals import Refused
from audit.models import AuditEvent
from casework.contacts import actions, queries
from casework.contacts.forms import holds_identity
from casework.enums import Way
from casework.models import Interaction
from office.queries import deadline
from people.actions import person_of
from people.models import Kinship
from services.enums import Channel
from tests import cases
from tests.test_query_counts import queries_of

pytestmark = pytest.mark.django_db
URL = "/admin/contacts/"


@pytest.fixture
def reception(staff):
    return staff("reception")


@pytest.fixture
def service():
    return cases.make_service()


def refusal_of(act, *args, **given):
    with pytest.raises(Refused) as refusal:
        act(*args, **given)
    return refusal.value


def page_of(answer):
    return answer.content.decode()


def typed(**given):
    whole = {"channel": "phone", "way": "in", "summary": "سأل عن موعد", "key": uuid.uuid4(), **given}
    return {name: value for name, value in whole.items() if value is not None}


def test_a_call_is_noted_sealed_and_waits_by_its_clock(reception, sign_in):
    client = sign_in(reception)
    given = typed(name="أم خالد", mobile="٠٥٠ ١٢٣ ٤٥٦٧", needs_reply="on", minutes="٥")
    answer = client.post(f"{URL}new/", given)
    contact = Interaction.objects.get()
    assert answer.url == f"{URL}{contact.pk}/"
    assert (contact.mobile, contact.minutes, contact.by) == ("+966501234567", 5, reception)
    assert contact.due_on == deadline(contact.at, 2)
    page = page_of(client.get(answer.url))
    assert 'href="tel:+966501234567"' in page
    assert "أم خالد" in page
    with connection.cursor() as cursor:
        cursor.execute("SELECT summary, name, mobile FROM casework_interaction")
        assert not any("موعد" in str(each) or "خالد" in str(each) or "5012" in str(each) for each in cursor.fetchone())
    assert AuditEvent.objects.get(action="contact.noted").by == reception


def test_the_same_form_twice_is_one_contact(reception, sign_in):
    client, given = sign_in(reception), typed()
    for _turn in range(2):
        assert client.post(f"{URL}new/", given).status_code == 302
    assert Interaction.objects.count() == 1


def test_a_forged_key_of_anothers_contact_shows_nothing(reception, staff, sign_in):
    contact = cases.call(reception)
    answer = sign_in(staff("volunteer_coordinator")).post(f"{URL}new/", typed(key=contact.pk))
    assert answer.status_code == 422
    assert "الإيجار" not in page_of(answer)


def test_two_colleagues_answer_once_and_the_second_is_told(reception, staff, sign_in):
    contact, other = cases.call(reception), staff("reception")
    first = sign_in(reception).post(f"{URL}{contact.pk}/answer/", {"text": "شرحنا الشروط"})
    assert first.status_code == 302
    second = sign_in(other).post(f"{URL}{contact.pk}/answer/", {"text": "رد آخر"})
    assert second.status_code == 409
    assert "شرحنا الشروط" in page_of(second)
    contact.refresh_from_db()
    assert (Interaction.objects.get().answer, contact.answered_by) == ("شرحنا الشروط", reception)
    assert not queries.counts(reception)["waiting"]


def test_an_empty_answer_keeps_the_clock(reception, sign_in):
    contact = cases.call(reception)
    assert sign_in(reception).post(f"{URL}{contact.pk}/answer/", {"text": " "}).status_code == 422
    assert refusal_of(actions.answer, contact, by=reception, text=" ").status == 422
    assert queries.counts(reception)["waiting"] == 1


def test_what_is_overdue_stands_on_the_first_screen(reception, sign_in):
    cases.call(reception)
    with time_machine.travel(timezone.now() + timedelta(days=14), tick=False):
        assert queries.counts(reception) == {"waiting": 1, "overdue": 1, "mine": 1}
        client = sign_in(reception)
        assert "?view=overdue" in page_of(client.get("/admin/"))
        assert "case-badge--error" in page_of(client.get(f"{URL}?view=overdue"))


def test_taking_it_makes_it_mine(reception, staff, sign_in):
    contact, other = cases.call(reception), staff("reception")
    assert queries.counts(other)["mine"] == 0
    assert sign_in(other).post(f"{URL}{contact.pk}/take/").status_code == 302
    assert queries.counts(other)["mine"] == 1


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"summary": ""}, "summary"),
        ({"summary": "\x00"}, "summary"),
        ({"summary": "هويته ١٠٠٠٠٠٠٠٠٨"}, "summary"),
        ({"mobile": "12"}, "mobile"),
        ({"channel": "website"}, "channel"),
        ({"way": "zz"}, "way"),
        ({"on": "40/1/2026"}, "on"),
        ({"hour": "25:00"}, "hour"),
        ({"hour": "99999:1"}, "hour"),
        ({"minutes": "كثير"}, "minutes"),
        ({"key": "zz"}, "key"),
    ],
)
def test_bad_input_is_said_at_its_field_and_kept(given, name, reception, sign_in):
    answer = sign_in(reception).post(f"{URL}new/", typed(**{"name": "أم خالد", **given}))
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {name}
    assert "أم خالد" in page_of(answer)
    assert not Interaction.objects.exists()


def test_a_call_of_tomorrow_is_refused(reception, sign_in):
    day = (timezone.localdate() + timedelta(days=1)).strftime("%d/%m/%Y")
    assert sign_in(reception).post(f"{URL}new/", typed(on=day)).status_code == 422
    day = (timezone.localdate() - timedelta(days=1)).strftime("%d/%m/%Y")
    assert sign_in(reception).post(f"{URL}new/", typed(on=day, hour="١٣:٣٠")).status_code == 302
    assert timezone.localtime(Interaction.objects.get().at).strftime("%d/%m/%Y %H:%M") == f"{day} 13:30"


def test_a_telephone_number_is_no_identity_number():
    assert holds_identity("رقمي 1000000008")
    assert not holds_identity("جوالي +9661000000008 أو 0501234567 والطلب 1234567890")


# --- Of a request -----------------------------------------------------------------------------------------------


def test_a_call_becomes_a_request_of_its_caller(reception, service, sign_in):
    contact, client = cases.call(reception, mobile="+966501234567"), sign_in(reception)
    way = f"channel=phone&contact={contact.pk}"
    assert way.replace("&", "&amp;") in page_of(client.get(f"{URL}{contact.pk}/"))
    assert "+966501234567" in page_of(client.get(f"/admin/intake/new/?{way}"))
    given = {"given_name": "سالم", "family_name": "الحربي", "language": "ar", "key": uuid.uuid4()}
    start = client.post(f"/admin/intake/new/?{way}", given).url
    assert start.endswith(way)
    client.post(start, {"service": service.slug})
    contact.refresh_from_db()
    case = Application.objects.get()
    assert (contact.application, contact.person) == (case, case.person)


def test_the_case_page_shows_its_contacts(member, service, reception, sign_in):
    case, client = cases.submitted(member, service), sign_in(reception)
    contact = cases.call(reception)
    url = f"{URL}{contact.pk}/attach/"
    assert client.post(url, {"reference": "YD-2222-2222"}).status_code == 422
    assert client.post(url, {"reference": "zz"}).status_code == 422
    assert client.post(url, {"reference": case.reference.lower()}).status_code == 302
    assert client.post(f"{URL}new/?case={case.reference}", typed(summary="اتصلنا به")).status_code == 302
    page = page_of(client.get(f"/admin/requests/{case.reference}/"))
    assert "سأل عن دعم الإيجار" in page
    assert "اتصلنا به" in page


def test_a_contact_of_one_person_is_not_led_to_anothers_request(member, new_member, service, reception):
    contact = cases.call(reception, person=person_of(member))
    other = cases.submitted(new_member(), service)
    assert refusal_of(actions.attach, contact, other, by=reception).status == 409


# --- Who may ----------------------------------------------------------------------------------------------------


def test_ones_own_and_kins_contacts_are_nowhere(member, reception, staff, sign_in):
    kin, own = cases.call(reception, person=person_of(member)), staff("reception")
    Kinship.objects.create(user=own, person=kin.person, declared_by=own)
    own.mobile = "+966509999999"
    own.save()
    called = cases.call(reception, mobile=own.mobile)
    client = sign_in(own)
    for contact in (kin, called):
        assert client.get(f"{URL}{contact.pk}/").status_code == 404
        assert str(contact.pk) not in page_of(client.get(f"{URL}?view=all"))
        assert refusal_of(actions.answer, contact, by=own, text="رد").status == 403
    assert refusal_of(cases.call, own, person=kin.person).status == 403


def test_a_coordinator_reads_the_own_contacts_alone(reception, staff, sign_in):
    coordinator = staff("volunteer_coordinator")
    others, own = cases.call(reception), cases.call(coordinator)
    client = sign_in(coordinator)
    assert client.get(f"{URL}{others.pk}/").status_code == 404
    assert client.post(f"{URL}{others.pk}/answer/", {"text": "رد"}).status_code == 404
    assert client.get(f"{URL}{own.pk}/").status_code == 200


@pytest.mark.parametrize("role", ["committee", "chair", "provider", "quality", "editor"])
def test_other_desks_note_nothing(role, reception, staff, sign_in):
    contact, stranger = cases.call(reception), staff(role)
    client = sign_in(stranger)
    for url in (URL, f"{URL}new/", f"{URL}{contact.pk}/"):
        assert client.get(url).status_code in (302, 403)
    given = {"key": uuid.uuid4(), "channel": Channel.PHONE, "way": Way.IN, "summary": "كلام"}
    assert refusal_of(actions.note, by=stranger, **given).status == 403


def test_a_number_is_sought_by_post_and_found(reception, sign_in):
    contact, client = cases.call(reception, mobile="+966501234567"), sign_in(reception)
    cases.call(reception)
    found = page_of(client.post(URL, {"q": "0501234567"}))
    assert str(contact.pk) in found
    assert found.count("case-reference") == 1
    assert "case-reference" not in page_of(client.post(URL, {"q": "zz\x00"}))


def test_the_list_costs_the_same_at_one_row_and_at_three(reception, sign_in):
    client = sign_in(reception)
    cases.call(reception)
    pages = (URL, f"{URL}?view=all", f"{URL}?view=mine&channel=phone", "/admin/")
    one = [queries_of(client, url) for url in pages]
    for _turn in range(2):
        cases.call(reception)
    assert [queries_of(client, url) for url in pages] == one
    assert max(one) <= 40
