"""Every look at what is private leaves a row: who, when and where, and never the value itself (invariant 1)."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from applications.actions import make_ready
from audit.models import AuditEvent
from casework.contacts import actions as contacts
from casework.enums import Way
from casework.intake import actions as intake
from casework.letters import actions as letters
from office.models import OfficeSettings
from people.actions import keep, person_of
from people.models import Kinship, Person
from services.enums import Channel
from tests import cases

pytestmark = pytest.mark.django_db
FIND, KIN = "/admin/intake/find/?channel=phone", "/admin/kin/"
IDENTITY, NOBODYS = "1000000008", "1000000016"
MOBILE = "+966501234567"


@pytest.fixture
def reception(staff):
    return staff("reception")


@pytest.fixture
def client(reception, sign_in):
    return sign_in(reception)


@pytest.fixture
def person(member, reception):
    found = person_of(member)
    keep(found, by=member, full_name="سالم الحربي", identity_kind="national", identity_number=IDENTITY)
    return Person.objects.get(pk=found.pk)


def rows(action):
    return list(AuditEvent.objects.filter(action=action).order_by("at", "pk"))


def limit(**given):
    settings = OfficeSettings.load()
    for name, value in given.items():
        setattr(settings, name, value)
    settings.save()


def test_looking_for_an_identity_number_at_the_counter_leaves_a_row(person, client, reception):
    assert person.reference in client.post(FIND, {"words": "١٠٠٠٠٠٠٠٠٨"}).content.decode()
    client.post(FIND, {"words": NOBODYS})
    client.post(FIND, {"words": "سالم"})
    hit, miss = rows("person.sought")
    assert (hit.by, hit.subject, hit.details) == (reception, person, {"by": "identity_number", "at": "intake"})
    assert miss.subject is None
    assert not [row for row in AuditEvent.objects.all() if IDENTITY in str(row.details) + row.reason]


def test_a_number_that_stands_already_is_a_look_as_well(person, client):
    given = {"given_name": "خالد", "family_name": "الحربي", "language": "ar", "key": uuid.uuid4()}
    given |= {"identity_kind": "national", "identity_number": IDENTITY}
    assert client.post("/admin/intake/new/?channel=phone", given).status_code == 409
    assert [row.subject for row in rows("person.sought")] == [person]


def test_so_many_identity_numbers_a_day_at_the_counter(person, client):
    limit(identity_searches_a_day=2)
    for words in (NOBODYS, IDENTITY):
        assert client.post(FIND, {"words": words}).status_code == 200
    answer = client.post(FIND, {"words": IDENTITY})
    assert answer.status_code == 429 and person.reference not in answer.content.decode()
    assert client.post(FIND, {"words": "سالم"}).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        assert intake.seek(IDENTITY, by=rows("person.sought")[0].by) == [person]


@pytest.mark.parametrize(
    ("kind", "who"), [("file", "reference"), ("mobile", "mobile"), ("identity_number", "identity_number")]
)
def test_every_look_on_the_screen_of_kin_leaves_a_row(person, client, reception, kind, who):
    assert client.post(KIN, {"who": getattr(person, who)}).status_code == 302
    assert client.post(KIN, {"who": "0599999999"}).status_code == 422
    hit, miss = rows("person.sought")
    assert (hit.subject, hit.by, hit.details) == (person, reception, {"by": kind, "at": "kinship"})
    assert (miss.subject, miss.details["by"]) == (None, "mobile")


def test_so_many_looks_a_day_on_the_screen_of_kin(person, client, staff, sign_in):
    limit(kin_searches_a_day=2)
    for _turn in range(2):
        assert client.post(KIN, {"who": NOBODYS}).status_code == 422
    assert client.post(KIN, {"who": IDENTITY}).status_code == 429
    assert not Kinship.objects.exists()
    assert sign_in(staff("committee")).post(KIN, {"who": IDENTITY}).status_code == 302


def test_the_two_limits_are_counted_apart(person, client):
    limit(kin_searches_a_day=1, identity_searches_a_day=1)
    assert client.post(FIND, {"words": IDENTITY}).status_code == 200
    assert client.post(KIN, {"who": IDENTITY}).status_code == 302


def test_opening_a_contact_leaves_a_row(person, client, reception):
    given = {"channel": Channel.PHONE, "way": Way.IN, "by": reception}
    known = contacts.note(key=uuid.uuid4(), summary="سؤال", person=person, **given)
    unknown = contacts.note(key=uuid.uuid4(), summary="سؤال آخر", mobile=MOBILE, **given)
    for contact in (known, unknown):
        assert client.get(f"/admin/contacts/{contact.pk}/").status_code == 200
    assert [row.subject for row in rows("contact.opened")] == [known, unknown]
    assert [row.subject for row in rows("person.viewed")] == [person]


def test_a_letter_on_paper_and_the_page_of_its_reply_leave_a_row(client, reception):
    given = {"by": reception, "dated_on": timezone.localdate(), "party": "بلدية ينبع", "subject": "رخصة"}
    ours = letters.register(key=uuid.uuid4(), way=Way.OUT, body="نفيدكم بوصول خطابكم.", **given)
    theirs = letters.register(key=uuid.uuid4(), way=Way.IN, **given)
    assert client.get(f"/admin/letters/{ours.pk}/paper/").status_code == 200
    assert client.get(f"/admin/letters/{theirs.pk}/reply/").status_code == 200
    assert [row.subject for row in rows("letter.opened")] == [ours, theirs]


def test_the_printed_sheet_leaves_a_row(reception, client):
    person = intake.open_person(
        by=reception, key=uuid.uuid4(), channel=Channel.PHONE, mobile=MOBILE, given_name="سالم", family_name="الحربي"
    )
    case = intake.enter(person, cases.make_service(), by=reception, channel=Channel.PHONE)
    sheet = f"/admin/intake/{case.reference}/sheet/"
    client.get(sheet)
    assert not rows("case.sheet_printed")  # It was not ready: nothing was printed.
    make_ready(cases.answer_everything(case, reception), by=reception)
    assert client.get(sheet)["Content-Type"] == "application/pdf"
    (row,) = rows("case.sheet_printed")
    assert (row.by, row.subject) == (reception, case)
    assert person in [each.subject for each in rows("person.viewed")]
