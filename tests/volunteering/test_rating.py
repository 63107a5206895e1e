"""A volunteer's word: asked once, by a link that works once, kept without a way back to who said it (R12, R16)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from notifications.models import Delivery, Message
from tests.volunteering.volunteers import make_opportunity, make_shift, make_volunteer
from volunteering.models import OpportunityRating, Placement, RatingInvitation
from volunteering.rating import actions, queries

pytestmark = pytest.mark.django_db
SCORES = {"overall": "5", "prepared": "4", "treated": "5", "useful": "none"}


@pytest.fixture
def coordinator(staff):
    return staff("volunteer_coordinator")


@pytest.fixture
def opportunity(db):
    return make_opportunity()


@pytest.fixture
def done(new_member, coordinator, opportunity):
    """`done()` is a place that somebody served in yesterday."""

    def make(volunteer=None, *, days_ago=1, page=None):
        who = volunteer or make_volunteer(new_member(), by=coordinator)
        shift = make_shift(page or opportunity, starts=timezone.now() - timedelta(days=days_ago, hours=4))
        place = Placement(shift=shift, volunteer=who, checked_in_at=shift.starts_at, checked_out_at=shift.ends_at)
        place.accept()
        place.check_in()
        place.check_out()
        place.save()
        return place

    return make


def link_of(place):
    letter = Message.objects.filter(
        recipient=place.volunteer.person.recipient, template="volunteering/word_asked"
    ).last()
    return re.search(r"/rate/[\w-]+/", letter.body)[0]


def test_whoever_is_done_is_asked_once_for_an_opportunity(done):
    place = done()
    call_command("ask_volunteers")
    call_command("ask_volunteers")
    done(place.volunteer)
    assert actions.ask_all() == 0
    assert RatingInvitation.objects.count() == 1
    assert Message.objects.filter(template="volunteering/word_asked").count() == 1
    text = Delivery.objects.filter(message__template="volunteering/word_asked").first().text
    assert link_of(place) in text


def test_another_opportunity_and_a_later_season_ask_again(done):
    place = done()
    actions.ask_all()
    done(place.volunteer, page=make_opportunity("packing"))
    assert actions.ask_all() == 1
    with time_machine.travel(timezone.now() + timedelta(days=100)):
        done(place.volunteer)
        assert actions.ask_all() == 1


def test_long_ago_or_still_running_nobody_is_asked(done):
    done(days_ago=60)
    begun = done()
    type(begun.shift).objects.update(ends_at=timezone.now() + timedelta(hours=1))
    assert actions.ask_all() == 0


def test_the_word_is_kept_once_without_a_way_back(done):
    place = done()
    actions.ask_all()
    visitor, link = Client(), link_of(place)
    page = visitor.get(link)
    assert place.shift.opportunity.title in page.content.decode() and "no-store" in page["Cache-Control"]
    said = {**SCORES, "text": "اتصلوا على 0501234567 أو mail@example.test، وشكرًا"}
    assert visitor.post(link, said).status_code == 302
    answer = OpportunityRating.objects.get()
    assert (answer.overall, answer.prepared, answer.useful) == (5, 4, None)
    assert answer.month.day == 1
    assert "0501234567" not in answer.text and "example.test" not in answer.text and "شكرًا" in answer.text
    assert visitor.post(link, said).status_code == visitor.get(link).status_code == 410
    assert (OpportunityRating.objects.count(), RatingInvitation.objects.count()) == (1, 0)


def test_no_column_of_an_answer_leads_to_anybody():
    names = {field.name for field in OpportunityRating._meta.get_fields()}
    assert names == {"id", "opportunity", "month", "prepared", "treated", "useful", "overall", "text"}
    kept = {field.name for field in RatingInvitation._meta.get_fields()}
    assert kept == {"id", "token_index", "opportunity", "expires_on"}


def test_only_an_index_of_the_link_is_kept(done):
    place = done()
    actions.ask_all()
    token = link_of(place).split("/")[2]
    assert token not in str(list(RatingInvitation.objects.values()))
    assert RatingInvitation.objects.get().token_index == queries.index_of(token)


@pytest.mark.parametrize("token", ["zz", "x" * 43, "%00", "x" * 500, "ا"])
def test_a_link_that_was_never_sent_is_over(token):
    assert Client().get(f"/rate/{token}/").status_code in (404, 410)
    assert Client().post(f"/rate/{token}/", SCORES).status_code in (404, 410)


def test_after_its_days_the_link_is_over_and_goes(done):
    place = done()
    actions.ask_all()
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert Client().post(link_of(place), SCORES).status_code == 410
        assert actions.forget_expired() == 1
    assert not OpportunityRating.objects.exists()


@pytest.mark.parametrize("given", [{"overall": "6"}, {"overall": "none"}, {"treated": ""}, {"text": "ا" * 1001}])
def test_what_is_missing_or_wrong_is_said_and_the_link_stays(given, done):
    place = done()
    actions.ask_all()
    answer = Client().post(link_of(place), SCORES | given)
    assert answer.status_code == 422 and answer.context["form"].errors
    assert RatingInvitation.objects.exists() and not OpportunityRating.objects.exists()


# --- What coordinators read ---------------------------------------------------------------------------------------
def said(opportunity, count, **given):
    row = {"month": timezone.localdate().replace(day=1), "overall": 4, "prepared": 5, "text": "كلام خاص", **given}
    for _each in range(count):
        OpportunityRating.objects.create(opportunity=opportunity, **row)


def test_nothing_is_told_of_four_answers_and_the_mean_of_five(opportunity, coordinator, sign_in):
    client, page = sign_in(coordinator), f"/admin/volunteering/words/{opportunity.pk}/"
    said(opportunity, 4)
    answer = client.get(page)
    assert {item.mean for item in answer.context["items"]} == {None} and "كلام خاص" not in answer.content.decode()
    said(opportunity, 1)
    answer = client.get(page)
    assert "كلام خاص" in answer.content.decode()
    means = {str(item.mean) for item in answer.context["items"]}
    assert means == {"5.00", "4.00", "None"}  # Nobody answered two of the questions.


def test_others_read_no_words(opportunity, staff, sign_in):
    said(opportunity, 6)
    for role in ("reception", "editor", "quality"):
        assert sign_in(staff(role)).get(f"/admin/volunteering/words/{opportunity.pk}/").status_code in (302, 403)
