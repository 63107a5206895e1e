"""A file that staff opened finds its account when the mobile and one more proof fit exactly one (design)."""

from datetime import date
from uuid import uuid4

import pytest

from accounts.models import User
from applications.actions import start
from applications.models import Application
from audit.models import AuditEvent
from notifications.models import Message
from people.actions import keep, keep_part, person_of
from people.enums import Via
from people.merging.linking import NO_ACCOUNT, link, open_file
from people.models import FileChange, Merge, Person
from people.refusals import Refused
from services.enums import FilePart
from tests import cases

pytestmark = pytest.mark.django_db
BORN = date(1968, 11, 2)
WHO = {"given_name": "منيرة", "family_name": "العتيبي"}


@pytest.fixture
def reception(staff):
    return staff("reception")


def test_the_proven_mobile_and_the_identity_number_link(member, reception):
    file = open_file(by=reception, mobile=member.mobile, identity_kind="national", identity_number="1000000016", **WHO)
    own = person_of(member)
    draft = start(cases.make_service(), by=member)
    keep(own, by=member, identity_kind="national", identity_number="1000000016")
    assert person_of(member) == file
    file = Person.objects.get(pk=file.pk)
    assert (file.user, file.full_name) == (member, "منيرة العتيبي")
    assert Application.objects.get(pk=draft.pk).person == file
    assert AuditEvent.objects.about(file).filter(action="person.merged", by=member).exists()
    assert not Message.objects.exists()


def test_the_birth_date_links_as_well_and_the_page_is_noted_as_filled_in(member, reception):
    file = open_file(by=reception, mobile=member.mobile, birth_date=BORN, **WHO)
    keep_part(person_of(member), FilePart.BIRTH, by=member, birth_date=BORN)
    assert person_of(member) == file
    assert FilePart.BIRTH in person_of(member).answered


@pytest.mark.parametrize(
    ("mobile", "details", "why"),
    [
        ("+966500000099", {"birth_date": BORN}, "another mobile"),
        ("", {"birth_date": BORN}, "no mobile"),
        (None, {"birth_date": date(1968, 11, 3)}, "another birth date"),
        (None, {}, "no proof"),
    ],
)
def test_what_is_not_certain_links_nothing(member, reception, mobile, details, why):
    open_file(by=reception, mobile=member.mobile if mobile is None else mobile, **details, **WHO)
    own = person_of(member)
    keep(own, by=member, birth_date=BORN)
    assert person_of(member) == own, why


def test_two_files_that_fit_are_for_reception_to_tell_apart(member, reception):
    for _each in range(2):
        open_file(by=reception, mobile=member.mobile, birth_date=BORN, **WHO)
    own = person_of(member)
    keep(own, by=member, birth_date=BORN)
    assert person_of(member) == own


def test_an_unproven_mobile_links_nothing(reception):
    user = User.objects.create_user(mobile="+966500000044")
    open_file(by=reception, mobile=user.mobile, birth_date=BORN, **WHO)
    own = person_of(user)
    keep(own, by=user, birth_date=BORN)
    assert person_of(user) == own


def test_a_file_with_an_account_is_never_handed_to_another(member, new_member):
    """A number that was given to someone else, and a birth date, open nobody's file."""
    first = person_of(new_member())
    keep(first, by=first.user, birth_date=BORN)
    Person.objects.filter(pk=first.pk).update(mobile_index=person_of(member).mobile_index)
    keep(person_of(member), by=member, birth_date=BORN)
    assert person_of(member) != first


def test_whoever_guesses_is_left_alone_after_a_few_tries(member, reception):
    open_file(by=reception, mobile=member.mobile, birth_date=BORN, **WHO)
    own = person_of(member)
    for day in range(10, 15):
        keep(own, by=member, birth_date=date(1968, 11, day))
    keep(own, by=member, birth_date=BORN)
    assert person_of(member) == own
    assert FileChange.objects.filter(person=own).count() == 6


def test_reception_links_with_a_reason(member, reception):
    file = open_file(by=reception, mobile="+966500000099", **WHO)
    own = person_of(member)
    with pytest.raises(Refused):
        link(file, mobile=member.mobile, by=reception, reason=" ")
    with pytest.raises(Refused) as refusal:
        link(file, mobile="+966500000098", by=reception, reason="رأيت الأصل عند الاستقبال")
    assert refusal.value.message == NO_ACCOUNT
    done = link(file, mobile=member.mobile, by=reception, reason="رأيت الأصل عند الاستقبال")
    assert (done.kept, done.absorbed) == (file, own)
    assert person_of(member) == file
    row = AuditEvent.objects.get(action="person.linked")
    assert row.reason == "رأيت الأصل عند الاستقبال"
    assert member.mobile not in str(row.details)
    with pytest.raises(Refused) as refusal:
        link(Person.objects.get(pk=file.pk), mobile=member.mobile, by=reception, reason="مرة أخرى هنا")
    assert refusal.value.status == 409
    assert Merge.objects.count() == 1


def test_a_form_sent_twice_opens_one_file(reception):
    key = uuid4()
    first = open_file(by=reception, key=key, mobile="+966500000099", **WHO)
    assert open_file(by=reception, key=key, mobile="+966500000099", **WHO) == first
    assert Person.objects.count() == 1
    assert first.full_name == "منيرة العتيبي"
    assert first.mobile == "+966500000099"
    assert set(FileChange.objects.values_list("via", flat=True)) == {Via.STAFF}


def test_a_second_file_with_an_identity_number_is_not_opened(reception):
    open_file(by=reception, identity_kind="national", identity_number="1000000016", **WHO)
    with pytest.raises(Refused) as refusal:
        open_file(by=reception, identity_kind="national", identity_number="1000000016", **WHO)
    assert refusal.value.status == 409
    assert Person.objects.count() == 1
