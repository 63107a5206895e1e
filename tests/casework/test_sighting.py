"""Originals that the counter saw while a request was written down: by whom, when, and for this number alone (R37)."""

import uuid

import pytest

from applications.actions import make_ready
from applications.models import Application
from applications.refusals import Refused
from audit.models import AuditEvent
from casework import actions as desk
from casework.intake import actions as intake
from casework.sighting.actions import sight
from casework.sighting.queries import IDENTITY
from people.actions import keep
from people.models import Document, Person
from people.wallet import actions as wallet
from services.enums import Channel, PaperKind
from tests import cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def reception(staff):
    return staff("reception", first_name="هدى", last_name="الجهني")


def begun(by, channel=Channel.INTERVIEW):
    names = {"given_name": "سالم", "family_name": "الحربي", "mobile": "+966501234567"}
    person = intake.open_person(by=by, key=uuid.uuid4(), channel=channel, **names)
    service = cases.ask_for(cases.make_service(), PaperKind.FAMILY_CARD)
    return cases.answer_everything(intake.enter(person, service, by=by, channel=channel), by)


def url_of(case):
    return f"/admin/intake/{case.reference}/"


def refusal_of(act, *args, **given):
    with pytest.raises(Refused) as refusal:
        act(*args, **given)
    return refusal.value


def test_the_counter_says_that_it_saw_the_originals(reception, sign_in):
    case, client = begun(reception), sign_in(reception)
    assert "رأيت الأصل" in client.get(url_of(case)).content.decode()
    for key in (IDENTITY, "paper-0"):
        for _twice in range(2):
            assert client.post(f"{url_of(case)}sighted/", {"original": key}).status_code == 302
    person, document = Person.objects.get(), Document.objects.get()
    assert person.identity_sighted_at and person.identity_sighted_by == reception
    assert (document.sighted_by, document.sighted_note) == (reception, case.reference)
    for action in ("person.identity_sighted", "document.sighted"):
        assert AuditEvent.objects.filter(action=action, by=reception).count() == 1
    page = client.get(url_of(case)).content.decode()
    assert "هدى الجهني" in page and "رأيت الأصل</button>" not in page


def test_it_is_taken_back_by_the_same_colleague_alone(reception, staff, sign_in):
    case, other = begun(reception), staff("reception")
    for key in (IDENTITY, "paper-0"):
        sight(case, key, by=reception)
    assert refusal_of(sight, case, IDENTITY, by=other, undo=True).status == 403
    intake.take_over(case, by=other)
    assert refusal_of(sight, case, "paper-0", by=other, undo=True).status == 403
    intake.take_over(case, by=reception)
    client = sign_in(reception)
    for key in (IDENTITY, "paper-0"):
        client.post(f"{url_of(case)}sighted/", {"original": key, "undo": "1"})
    assert Person.objects.get().identity_sighted_at is None
    assert Document.objects.get().sighted_at is None


def test_matching_later_keeps_who_saw_it_first(reception, staff, member):
    case = begun(reception)
    sight(case, "paper-0", by=reception)
    make_ready(case, by=reception)
    other = staff("reception")
    document = Document.objects.get()
    wallet.sight(document, by=other, at=document.created_at)
    assert Document.objects.get().sighted_by == reception
    assert refusal_of(desk.match_paper, case, "paper-0", by=reception).status == 403


def test_another_number_is_another_original(reception):
    case = begun(reception)
    sight(case, IDENTITY, by=reception)
    keep(case.person, by=reception, identity_number="1000000008")
    assert Person.objects.get().identity_sighted_at is None


@pytest.mark.parametrize("original", ["", "paper-9", "\x00", "x" * 200])
def test_what_is_no_original_is_told(original, reception, sign_in):
    case = begun(reception)
    assert sign_in(reception).post(f"{url_of(case)}sighted/", {"original": original}).status_code == 422


def test_nobody_notes_an_original_of_what_was_sent_or_of_anothers_request(reception, staff, member, sign_in):
    case = begun(reception)
    assert sign_in(staff("reception")).post(f"{url_of(case)}sighted/", {"original": IDENTITY}).status_code == 403
    sent = cases.submitted(member, cases.make_service("sent"))
    assert sign_in(reception).post(f"{url_of(sent)}sighted/", {"original": IDENTITY}).status_code == 404
    assert Application.objects.get(pk=sent.pk).person.identity_sighted_at is None
