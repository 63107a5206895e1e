"""A guardian's consent to each opportunity: asked, answered by the link and its code, taken back (R25)."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from audit.models import AuditEvent
from notifications.models import Delivery, Message
from people.actions import keep, person_of
from people.consent import guardian
from people.consent.actions import withdraw
from people.consent.enums import Purpose
from people.consent.queries import current
from people.models import GuardianLink
from people.refusals import Refused
from tests.volunteering.volunteers import make_opportunity, make_shift, make_volunteer
from volunteering.enums import PlacementStatus
from volunteering.guardians import actions, queries
from volunteering.joining.actions import join
from volunteering.joining.wording import hours
from volunteering.models import GuardianConsent, Placement, Volunteer, VolunteerEvent

pytestmark = pytest.mark.django_db
MOBILE = "+966500990011"
NAMED = {"name": "عوض الجهني", "relation": "father", "mobile": MOBILE}


def years_ago(years: int) -> date:
    return date(timezone.localdate().year - years, 1, 1)


@pytest.fixture
def coordinator(staff):
    return staff("volunteer_coordinator")


@pytest.fixture
def minor(member, coordinator):
    return make_volunteer(member, by=coordinator, born=years_ago(16))


@pytest.fixture
def opportunity():
    return make_opportunity()


@pytest.fixture
def asked(minor, opportunity):
    return actions.ask(minor, opportunity, by=minor.person.user, **NAMED)


def sent_to(mobile=MOBILE):
    return [each.text for each in Delivery.objects.order_by("created_at", "pk") if each.address == mobile]


def code_to(mobile=MOBILE):
    return sent_to(mobile)[-1].split()[-1]


def page(consent):
    return f"/volunteering/guardian/{consent.pk}/"


def test_the_guardian_gets_a_link_and_a_code_that_tell_nothing_of_the_child(minor, asked):
    (text,) = sent_to()
    assert page(asked) in text and minor.person.given_name not in text and minor.reference not in text
    assert asked.code_until.date() == (timezone.now() + timedelta(days=7)).date()


def test_the_guardian_agrees_by_the_code_without_an_account(minor, opportunity, asked):
    assert not queries.has_consent(minor, opportunity)
    given = {"answer": "yes", "is_guardian": "on", "code": code_to()}
    assert Client().post(page(asked), given).url == "/volunteering/guardian/thanks/yes/"
    assert queries.has_consent(minor, opportunity)
    assert not queries.has_consent(minor, make_opportunity("other"))
    assert "وافق" in Message.objects.latest("created_at").body or Message.objects.count() == 1


def test_the_page_says_what_where_when_and_with_whom(asked, opportunity):
    shift = make_shift(opportunity)
    text = Client().get(page(asked)).content.decode()
    for said in (opportunity.title, opportunity.place, "سالم", hours(shift)):
        assert said in text
    assert "الجهني" not in text  # Of the child no more than the first name.


def test_the_guardian_may_say_no_and_be_asked_again(minor, opportunity, asked):
    Client().post(page(asked), {"answer": "no", "code": code_to()})
    assert not queries.has_consent(minor, opportunity)
    again = actions.ask(minor, opportunity, by=minor.person.user, **NAMED)
    assert again.pk != asked.pk
    actions.answer(again, code=code_to(), given=True, by=None)
    assert queries.has_consent(minor, opportunity)


def test_yes_needs_the_box_of_the_guardian(asked):
    answer = Client().post(page(asked), {"answer": "yes", "code": code_to()})
    assert answer.status_code == 422 and GuardianConsent.objects.get().answered_at is None


def test_a_wrong_code_counts_and_shuts_the_link_after_five(asked):
    code = code_to()
    wrong = "000000" if code != "000000" else "111111"
    for _try in range(5):
        assert Client().post(page(asked), {"answer": "no", "code": wrong}).status_code == 422
    assert Client().post(page(asked), {"answer": "no", "code": code}).status_code == 410
    assert GuardianConsent.objects.get().answered_at is None


def test_the_link_serves_once(asked):
    given = {"answer": "no", "code": code_to()}
    Client().post(page(asked), given)
    assert Client().post(page(asked), given).status_code == 410
    assert VolunteerEvent.objects.filter(kind="guardian_refused").count() == 1


def test_a_link_of_nobody_and_one_that_is_over_look_the_same(asked):
    GuardianConsent.objects.update(code_until=timezone.now() - timedelta(hours=1))
    none = Client().get(page(asked).replace(str(asked.pk), "00000000-0000-4000-8000-000000000000"))
    over = Client().get(page(asked))
    assert over.status_code == none.status_code == 410 and len(over.content) == len(none.content)


def test_neither_the_minors_own_number_nor_own_account_answers(minor, opportunity, asked, sign_in):
    with pytest.raises(Refused):
        actions.ask(minor, opportunity, by=minor.person.user, **{**NAMED, "mobile": minor.person.mobile})
    answer = sign_in(minor.person.user).post(page(asked), {"answer": "yes", "is_guardian": "on", "code": code_to()})
    assert answer.status_code == 409 and not queries.has_consent(minor, opportunity)


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_guardian_under_eighteen_is_none(minor, opportunity, new_member, sign_in, signed_in):
    friend = new_member()
    keep(person_of(friend), by=friend, birth_date=years_ago(17))
    mobile = MOBILE if signed_in else friend.mobile
    consent = actions.ask(minor, opportunity, by=minor.person.user, **{**NAMED, "mobile": mobile})
    client = sign_in(friend) if signed_in else Client()
    answer = client.post(page(consent), {"answer": "yes", "is_guardian": "on", "code": code_to(mobile)})
    assert answer.status_code == 409 and not queries.has_consent(minor, opportunity)


def test_nobody_but_the_minor_asks_and_an_adult_needs_nobody(minor, opportunity, new_member, coordinator):
    with pytest.raises(Refused):
        actions.ask(minor, opportunity, by=coordinator, **NAMED)
    adult = make_volunteer(new_member(), by=coordinator)
    with pytest.raises(Refused):
        actions.ask(adult, opportunity, by=adult.person.user, **NAMED)
    assert not GuardianConsent.objects.exists() and not sent_to()


def test_asking_twice_keeps_one_question_and_the_newer_code(minor, opportunity, asked):
    first = code_to()
    actions.ask(minor, opportunity, by=minor.person.user, **NAMED)
    assert GuardianConsent.objects.count() == 1
    if first != code_to():
        with pytest.raises(Refused):
            actions.answer(asked, code=first, given=True, by=None)
    actions.answer(asked, code=code_to(), given=True, by=None)
    sent = len(sent_to())
    assert actions.ask(minor, opportunity, by=minor.person.user, **NAMED).is_standing
    assert len(sent_to()) == sent


def test_only_so_many_messages_a_day(minor):
    for number in range(5):
        actions.ask(minor, make_opportunity(f"o{number}"), by=minor.person.user, **NAMED)
    with pytest.raises(Refused) as refusal:
        actions.ask(minor, make_opportunity("o6"), by=minor.person.user, **NAMED)
    assert refusal.value.status == 429


def test_a_consent_is_taken_back_by_a_code_to_the_same_number(minor, opportunity, asked):
    actions.answer(asked, code=code_to(), given=True, by=None)
    client = Client()
    assert client.post(page(asked), {"code": "123456"}).status_code == 410  # No code was sent for this yet.
    assert client.post(f"{page(asked)}code/").status_code == 302
    assert client.post(page(asked), {"code": code_to()}).url == "/volunteering/guardian/thanks/withdrawn/"
    assert not queries.has_consent(minor, opportunity)
    over = client.get(page(asked))
    assert over.status_code == 410 and "سحبت هذه الموافقة" in over.content.decode()
    assert "سحب موافقتك" in sent_to()[-1]


def test_the_places_follow_the_answer(minor, opportunity, asked):
    shift = make_shift(opportunity)
    until = timezone.now() + timedelta(days=3)
    placement = Placement.objects.create(shift=shift, volunteer=minor, answer_until=until)
    placement.await_guardian()
    placement.save()
    actions.answer(asked, code=code_to(), given=True, by=None)
    placement.refresh_from_db()
    assert placement.status == PlacementStatus.ACCEPTED
    actions.send_code(asked)
    actions.withdraw(asked, code=code_to(), by=None)
    placement.refresh_from_db()
    assert placement.status == PlacementStatus.DECLINED


def test_unanswered_questions_are_forgotten_with_names_and_numbers(asked):
    call_command("forget_unanswered_guardians")
    assert GuardianConsent.objects.exists()
    GuardianConsent.objects.update(code_until=timezone.now() - timedelta(minutes=1))
    call_command("forget_unanswered_guardians")
    assert not GuardianConsent.objects.exists()


def test_whoever_turns_eighteen_is_a_minor_until_the_day_before(minor):
    born = minor.person.birth_date
    birthday = born.replace(year=born.year + 18)
    assert queries.is_minor_on(minor, birthday - timedelta(days=1))
    assert not queries.is_minor_on(minor, birthday)


def test_the_trail_tells_no_name_and_no_number(asked):
    actions.answer(asked, code=code_to(), given=True, by=None)
    told = str(list(AuditEvent.objects.values_list("action", "details")))
    assert "guardian.asked_about_opportunity" in told and MOBILE not in told and NAMED["name"] not in told


def test_the_minor_asks_from_the_page_of_the_opportunity(minor, opportunity, sign_in, new_member, coordinator):
    client, url = sign_in(minor.person.user), f"/my/volunteering/guardian/{opportunity.pk}/"
    assert client.get(url).status_code == 200
    assert client.post(url, {**NAMED, "mobile": minor.person.mobile}).status_code == 422
    assert client.post(url, {**NAMED, "mobile": "0500990011"}).url == "/my/volunteering/"
    assert NAMED["name"] in client.get(url).content.decode()  # Nobody types it again.
    actions.answer(GuardianConsent.objects.get(), code=code_to(), given=True, by=None)
    assert client.get(url).url == "/my/volunteering/"
    adult = make_volunteer(new_member(), by=coordinator)
    assert sign_in(adult.person.user).get(url).status_code == 409
    assert sign_in(new_member()).get(url).status_code == 404


def test_the_charters_consent_is_taken_back_by_its_link_and_given_again(minor, opportunity, asked, sign_in):
    """R25: without it no minor serves; the coming places are given up, and the minor may ask again."""
    child = minor.person.user
    actions.answer(asked, code=code_to(), given=True, by=None)
    place = join(make_shift(opportunity), by=child)
    assert place.status == PlacementStatus.ACCEPTED
    link = guardian.ask(minor.person, by=child, purposes=[Purpose.VOLUNTEER_CHARTER], **NAMED)
    guardian.answer(link, code=code_to(), agreements=[current(Purpose.VOLUNTEER_CHARTER, "ar")], by=None)
    address, mine = f"/guardian/{link.pk}/", sign_in(child)
    Client().post(f"{address}code/")
    assert Client().post(address, {"back_charter": "on", "code": code_to()}).status_code == 302
    place.refresh_from_db()
    assert place.status == PlacementStatus.DECLINED
    told = Message.objects.filter(template="volunteering/guardian_refused").latest("created_at")
    assert "الميثاق" in told.body
    assert "/my/volunteering/charter/" in mine.get("/my/volunteering/").content.decode()
    with pytest.raises(Refused):
        join(make_shift(opportunity), by=child)
    assert mine.post("/my/volunteering/charter/", NAMED).status_code == 302
    again = GuardianLink.objects.get(used_at=None)
    guardian.answer(again, code=code_to(), agreements=[current(Purpose.VOLUNTEER_CHARTER, "ar")], by=None)
    assert join(make_shift(opportunity), by=child).status == PlacementStatus.ACCEPTED
    assert mine.get("/my/volunteering/charter/").status_code == 302


def test_a_charter_taken_back_some_other_way_is_caught_up_with(minor, opportunity, asked):
    """From the person's own page, or while the site fell: no minor keeps a place without a charter (R25)."""
    actions.answer(asked, code=code_to(), given=True, by=None)
    place = join(make_shift(opportunity), by=minor.person.user)
    withdraw(minor.person.consents.standing().get(), by=minor.person.user)
    for _twice in range(2):
        call_command("offer_places")
    place.refresh_from_db()
    assert place.status == PlacementStatus.DECLINED
    assert Message.objects.filter(template="volunteering/guardian_refused").count() == 1


def test_a_registration_under_review_returns_when_the_guardian_takes_back(minor):
    link = guardian.ask(minor.person, by=minor.person.user, purposes=[Purpose.VOLUNTEER_CHARTER], **NAMED)
    guardian.answer(link, code=code_to(), agreements=[current(Purpose.VOLUNTEER_CHARTER, "ar")], by=None)
    Volunteer.objects.update(status="under_review", due_on=timezone.localdate())
    guardian.send_code(link)
    guardian.take_back(link, code=code_to(), purposes=["charter"], by=None)
    minor.refresh_from_db()
    assert minor.status == "draft"
