"""Certificates: of approved hours, once, never changing; anyone verifies them, nobody guesses one."""

import io
from datetime import timedelta

import pikepdf
import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone, translation

from notifications.models import Message
from people.models import Kinship
from tests.volunteering.errands import helped
from tests.volunteering.places import approved, with_hours
from tests.volunteering.volunteers import make_opportunity, make_shift, make_volunteer
from volunteering.certificates import actions, paper, queries
from volunteering.enums import Event
from volunteering.hours.actions import approve, dispute
from volunteering.models import Certificate
from volunteering.refusals import Refused

pytestmark = pytest.mark.django_db
URL, STAFF = "/certificates/", "/admin/volunteering/certificates/"


@pytest.fixture
def coordinator(staff):
    return staff("volunteer_coordinator")


@pytest.fixture
def opportunity():
    return make_opportunity()


@pytest.fixture
def volunteer(member, coordinator):
    return make_volunteer(member, by=coordinator)


@pytest.fixture
def entry(opportunity, volunteer, coordinator):
    return approved(make_shift(opportunity, starts=timezone.now() - timedelta(days=3)), volunteer, by=coordinator)


@pytest.fixture
def certificate(entry, volunteer, opportunity, coordinator):
    return actions.issue(volunteer, opportunity, by=coordinator)


def refused(act, *args, **given):
    with pytest.raises(Refused) as refusal:
        act(*args, **given)
    return refusal.value


# --- Issuing -----------------------------------------------------------------------------------------------------
def test_a_certificate_says_what_was_approved_and_stands_once(certificate, entry, volunteer, opportunity, coordinator):
    day = entry.placement.shift.day
    assert (certificate.minutes, certificate.first_day, certificate.last_day) == (180, day, day)
    assert certificate.shown_name == volunteer.shown_name
    assert actions.issue(volunteer, opportunity, by=coordinator) == certificate
    assert Certificate.objects.count() == 1
    assert volunteer.events.filter(kind=Event.CERTIFIED).count() == 1
    assert Message.objects.filter(template="volunteering/certified").count() == 1


def test_without_approved_hours_there_is_none(opportunity, volunteer, coordinator):
    with_hours(make_shift(opportunity, starts=timezone.now() - timedelta(days=3)), volunteer, by=coordinator)
    assert refused(actions.issue, volunteer, opportunity, by=coordinator).message == actions.NO_HOURS


def test_nobody_certifies_themselves_or_kin(entry, opportunity, volunteer, coordinator, staff):
    own = make_volunteer(coordinator, by=staff("manager"))
    Kinship.objects.create(user=coordinator, person=volunteer.person, declared_by=coordinator)
    for each in (own, volunteer):
        assert refused(actions.issue, each, opportunity, by=coordinator).status == 403
    assert refused(actions.issue, volunteer, opportunity, by=staff("reception")).status == 403


def test_more_hours_make_another_and_revoke_the_first(certificate, opportunity, volunteer, coordinator):
    approved(make_shift(opportunity, starts=timezone.now() - timedelta(days=2)), volunteer, by=coordinator)
    assert Certificate.objects.get().is_valid
    second = actions.issue(volunteer, opportunity, by=coordinator)
    certificate.refresh_from_db()
    assert not certificate.is_valid and second.minutes == 360 and second.number != certificate.number


def test_hours_that_change_after_an_objection_replace_the_certificate(
    certificate, entry, member, opportunity, volunteer, coordinator, staff
):
    dispute(entry, by=member, minutes=120, reason="خرجت مبكرًا")
    assert refused(actions.issue, volunteer, opportunity, by=coordinator).message == actions.NO_HOURS
    approve(entry, by=staff("manager"))
    certificate.refresh_from_db()
    assert not certificate.is_valid and certificate.revoked_reason
    assert Certificate.objects.valid().get().minutes == 120


def test_hours_that_are_all_gone_leave_no_certificate(certificate, entry, member, staff):
    dispute(entry, by=member, minutes=0, reason="لم أحضر")
    approve(entry, by=staff("manager"))
    assert not Certificate.objects.valid().exists()


def test_everyone_of_an_opportunity_is_certified_at_once(entry, opportunity, coordinator, new_member, sign_in, staff):
    others = [make_volunteer(each, by=coordinator) for each in (new_member(), new_member())]
    own = make_volunteer(coordinator, by=staff("manager"))
    shift = make_shift(opportunity, starts=timezone.now() - timedelta(days=2))
    for each in others:
        approved(shift, each, by=coordinator)
    approved(shift, own, by=staff("manager"))
    assert actions.issue_to_everyone(opportunity, by=coordinator) == 3
    assert actions.issue_to_everyone(opportunity, by=coordinator) == 3
    assert Certificate.objects.count() == 3
    page = sign_in(coordinator).get(f"{STAFF}opportunities/{opportunity.pk}/").content.decode()
    assert Certificate.objects.first().number in page


def test_help_in_requests_has_a_certificate_of_its_own(certificate, volunteer, coordinator, sign_in, client):
    """R25: an interpreter who never joined a shift has something to show."""
    assert refused(actions.issue, volunteer, None, by=coordinator).status == 409
    days = [helped(volunteer, by=coordinator, days_ago=ago).day for ago in (9, 2)]
    desk = sign_in(coordinator)
    assert "المساعدة في الطلبات" in desk.get(STAFF).content.decode()
    assert volunteer.reference in desk.get(f"{STAFF}errands/").content.decode()
    for _twice in range(2):
        assert desk.post(f"{STAFF}errands/issue/", {"volunteer": volunteer.reference}).status_code == 302
    made = Certificate.objects.get(opportunity=None)
    assert (made.minutes, made.first_day, made.last_day) == (150, *days)
    assert "المساعدة في الطلبات" in client.get(f"{URL}{made.number}/").content.decode()
    assert "المساعدة في الطلبات" in Message.objects.latest("created_at").body
    with translation.override("en"):
        assert paper.told(made, "en")["opportunity"] == paper.pieces("Help in requests")
    helped(volunteer, by=coordinator, days_ago=1)
    assert actions.issue_to_everyone(None, by=coordinator) == 1
    newer = Certificate.objects.valid().get(opportunity=None)
    assert newer.minutes == 225 and not Certificate.objects.get(pk=made.pk).is_valid
    certificate.refresh_from_db()
    assert certificate.is_valid


# --- Revoking and verifying --------------------------------------------------------------------------------------
def test_a_revoked_certificate_says_so_and_names_nobody(certificate, coordinator, sign_in, client, volunteer):
    url = f"{STAFF}{certificate.pk}/"
    desk = sign_in(coordinator)
    assert desk.get(url).status_code == 200
    assert desk.post(url, {"reason": ""}).status_code == 422
    assert desk.post(url, {"reason": "صدرت خطأ"}).status_code == 302
    assert desk.post(url, {"reason": "مرة أخرى"}).status_code == 422
    page = client.get(f"{URL}{certificate.number}/")
    told = page.content.decode()
    assert page.status_code == 200 and "صدرت خطأ" not in told and volunteer.shown_name not in told
    assert Message.objects.filter(template="volunteering/certificate_revoked").count() == 1


def test_the_public_page_shows_what_the_volunteer_chose_and_nothing_else(certificate, client, volunteer, opportunity):
    person = volunteer.person
    answer = client.get(f"{URL}{certificate.number}/")
    told = answer.content.decode()
    assert answer.headers["X-Robots-Tag"].startswith("noindex") and 'content="noindex' in told
    assert answer.headers["Cache-Control"].startswith("max-age=0")
    assert volunteer.shown_name in told and opportunity.title in told
    for private in (volunteer.reference, person.reference, person.mobile, str(volunteer.pk), "1995"):
        assert private not in told


@pytest.mark.parametrize("change", [str.lower, lambda n: n.replace("-", " "), lambda n: n.replace("-", "")])
def test_a_number_is_read_however_it_is_typed(change, certificate, client):
    found = client.get(URL, {"number": change(certificate.number)})
    assert found.url == f"{URL}{certificate.number}/"
    assert client.get(f"{URL}{change(certificate.number)}/").status_code == 200


def test_arabic_digits_are_read_too():
    assert queries.tidy("٢٣٤٥-۶۷۸۹-abcd") == "2345-6789-ABCD"


@pytest.mark.parametrize("number", ["2222-2222-2222", "x", "١٢٣", "2222-2222-222", "%00", "a" * 300, "0000-1111-OOOO"])
def test_what_never_was_is_answered_kindly_and_alike(number, certificate, client):
    answer = client.get(f"{URL}{number}/")
    assert answer.status_code == 404
    assert str(queries.by_number(number)) == "None"
    assert answer.headers["X-Robots-Tag"].startswith("noindex")
    assert "question__form" in answer.content.decode()


def test_guessing_is_slowed(certificate, client, settings):
    settings.LOOK_LIMITS = {"certificate": [(3, 60)]}
    codes = [client.get(f"{URL}2222-2222-222{each}/").status_code for each in "23456"]
    assert codes == [404, 404, 404, 429, 429]
    assert client.get(f"{URL}{certificate.number}/").status_code == 429


def test_the_form_asks_for_a_number(client):
    assert client.get(URL).status_code == 200
    assert client.get(URL, {"number": " "}).status_code == 422
    assert client.get(URL, {"number": "xyz"}).status_code == 404


# --- Papers ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", paper.LANGUAGES)
def test_the_papers_are_tagged_and_the_same_each_time(language, certificate):
    address = f"https://example.test/certificates/{certificate.number}/"
    made = paper.certificate_pdf(certificate, language, address=address)
    assert made == paper.certificate_pdf(certificate, language, address=address)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert certificate.number in str(pdf.docinfo["/Title"])
    for content in (made, paper.thanks_pdf(certificate, language)):
        pdf = pikepdf.open(io.BytesIO(content))
        assert len(pdf.pages) == 1 and pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith(language)


def test_the_owner_alone_takes_the_papers_of_a_valid_one(certificate, member, new_member, coordinator, sign_in):
    mine = sign_in(member)
    names = [
        ("volunteering:certificate_pdf", "ar"),
        ("volunteering:certificate_pdf", "en"),
        ("volunteering:thanks_pdf", "ar"),
    ]
    urls = [reverse(name, args=[certificate.number, language]) for name, language in names]
    for url in urls:
        answer = mine.get(url)
        assert answer.status_code == 200 and answer.content.startswith(b"%PDF")
        assert "no-store" in answer.headers["Cache-Control"]
        assert sign_in(new_member()).get(url).status_code == 404
    assert mine.get(urls[0].replace("ar.pdf", "fr.pdf")).status_code == 404
    assert sign_in(coordinator).get(f"{STAFF}{certificate.pk}/ar.pdf").status_code == 200
    actions.revoke(certificate, by=coordinator, reason="خطأ")
    assert mine.get(urls[0]).status_code == 404


def test_a_certificate_of_last_week_keeps_its_day(entry, volunteer, opportunity, coordinator):
    with time_machine.travel(timezone.now() - timedelta(days=1)):
        made = actions.issue(volunteer, opportunity, by=coordinator)
    assert timezone.localdate(made.issued_at) == timezone.localdate() - timedelta(days=1)


def test_the_desk_lists_and_finds(certificate, coordinator, sign_in):
    client = sign_in(coordinator)
    assert certificate.number in client.get(STAFF).content.decode()
    assert certificate.number in client.get(STAFF, {"q": certificate.number.lower()}).content.decode()
    issue = f"{STAFF}opportunities/{certificate.opportunity_id}/issue/"
    assert client.post(issue, {"volunteer": "nobody"}).status_code == 404
    assert client.post(issue, {"volunteer": certificate.volunteer.reference}).status_code == 302
    assert client.post(issue, {"everyone": "1"}).status_code == 302
