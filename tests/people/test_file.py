"""One file for a person, asked for once; the trail names fields and never their content (R8, R9)."""

from datetime import date

import pytest

from audit.models import AuditEvent
from notifications.models import Recipient
from people.actions import keep, person_of, speak
from people.models import IDENTITY_PURPOSE, Person
from sealing.index import blind

pytestmark = pytest.mark.django_db
FACTS = {"full_name": "نورة الميزان", "identity_kind": "national", "identity_number": "1000000008"}


@pytest.fixture
def person(member):
    return person_of(member)


def test_there_is_one_file_and_one_recipient(member, person):
    assert person_of(member) == person
    assert Person.objects.count() == Recipient.objects.count() == 1
    assert AuditEvent.objects.filter(action="person.opened").count() == 1


def test_a_recipient_that_stands_already_is_kept(member):
    recipient = Recipient.objects.create(user=member, language="en")
    assert person_of(member).recipient == recipient


def test_facts_are_kept_and_the_trail_names_fields_alone(member, person):
    keep(person, by=member, **FACTS, birth_date=date(1985, 3, 20))
    kept = Person.objects.get()
    assert {name: getattr(kept, name) for name in FACTS} == FACTS
    assert kept.birth_date == date(1985, 3, 20)
    row = AuditEvent.objects.get(action="person.changed")
    assert set(row.details["fields"]) == {*FACTS, "birth_date"}
    assert not any(value in str(row.details) for value in (*FACTS.values(), "1985"))
    keep(person, by=member, full_name="نورة الميزان", birth_date=date(1985, 3, 21))
    rows = AuditEvent.objects.filter(action="person.changed")
    assert sorted(str(each.details["fields"]) for each in rows)[0] == "['birth_date']"


def test_the_index_follows_the_number(member, person):
    keep(person, by=member, **FACTS)
    assert Person.objects.get().identity_index == blind("1000000008", purpose=IDENTITY_PURPOSE)
    assert "1000000008" not in Person.objects.get().identity_index
    keep(person, by=member, identity_kind="none", identity_number="")
    assert Person.objects.get().identity_index == ""


def test_only_what_belongs_to_the_file_is_kept(member, person):
    other = person.reference
    keep(person, by=member, reference="YP-0000-0000", user=None)
    assert Person.objects.get().reference == other
    assert Person.objects.get().user == member


def test_a_file_is_named_by_its_reference(member, person):
    keep(person, by=member, **FACTS)
    assert str(Person.objects.get()) == person.reference
    assert person.reference.startswith("YP-")


def test_the_number_is_shown_by_its_last_digits(member, person):
    keep(person, by=member, **FACTS)
    masked = Person.objects.get().identity_masked
    assert masked.endswith("008")
    assert "1000000" not in masked


def test_the_language_of_letters_follows_the_page(person):
    speak(person, "en")
    assert Recipient.objects.get().language == "en"
