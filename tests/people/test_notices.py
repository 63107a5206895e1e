"""What we write unasked: once, with its reason, and no more once it was stopped (R7)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from notifications.models import Delivery, Message
from office.models import OfficeSettings
from people import actions as file_acts
from people.actions import person_of, speak
from people.enums import NoticeKind
from people.models import Notice, NoticeChoice
from people.notices import actions
from people.wallet import actions as wallet
from tests import cases
from tests.notifications.test_words import SCRIPT, _script

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def today():
    return timezone.localdate()


def warn():
    call_command("warn_of_expiring_papers", verbosity=0)
    return Message.objects.filter(template="people/paper_ends").count()


def remind():
    call_command("remind_of_yearly_update", verbosity=0)
    return Message.objects.filter(template="people/file_update").count()


@pytest.fixture
def person(member):
    file_acts.keep(person_of(member), by=member, full_name="نورة الميزان")
    return person_of(member)


# --- Papers that end ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "letters"), [(-1, 0), (0, 1), (1, 1), (7, 1), (8, 1), (30, 1), (31, 0), (None, 0)])
def test_a_paper_is_warned_of_within_the_days_of_the_settings(member, days, letters):
    cases.paper_of(member, expires_on=None if days is None else today() + days * DAY)
    assert warn() == letters
    assert warn() == letters  # The same day again writes nothing.


def test_each_stage_is_told_once_and_a_new_last_day_begins_anew(member):
    document = cases.paper_of(member, expires_on=today() + 20 * DAY)
    told = []
    for days in (0, 1, 12, 13, 14, 20, 21):
        with time_machine.travel(timezone.now() + days * DAY, tick=True):
            told.append(warn())
    assert told == [1, 1, 1, 2, 2, 2, 2]
    wallet.amend(document, by=member, expires_on=today() + 25 * DAY)
    assert warn() == 3
    assert sorted(Notice.objects.values_list("stage", flat=True)) == [1, 1, 2]


def test_the_days_are_the_associations_to_set(member):
    numbers = OfficeSettings.load()
    numbers.papers_warn_days, numbers.papers_warn_again_days = 60, 50
    numbers.save()
    cases.paper_of(member, expires_on=today() + 55 * DAY)
    assert warn() == 1
    assert Notice.objects.get().stage == actions.FIRST


def test_papers_out_of_the_file_and_former_ones_are_not_warned_of(member):
    former = cases.paper_of(member, expires_on=today() + 5 * DAY)
    wallet.renew(former, by=member, uploads=[cases.check(cases.picture())])
    wallet.remove(cases.paper_of(member, expires_on=today() + 5 * DAY), by=member)
    assert warn() == 0
    assert not actions.warn_of_end(former, actions.FIRST)


def test_one_persons_papers_are_each_told_and_a_strangers_not_to_them(member, new_member):
    other = new_member()
    cases.paper_of(member, expires_on=today() + 5 * DAY)
    cases.paper_of(member, "housing_proof", expires_on=today() + 20 * DAY)
    cases.paper_of(other, expires_on=today() + 5 * DAY)
    assert warn() == 3
    assert Message.objects.of(member).count() == 2 and Message.objects.of(other).count() == 1


@pytest.mark.parametrize("language", ["ar", "en", "ur", "bn"])
def test_the_letter_says_why_it_came_and_how_to_stop_it_and_the_short_text_tells_nothing(member, person, language):
    speak(person, language)
    for days in (5, 1, 0):
        cases.paper_of(member, "residence", number="2456789012", expires_on=today() + days * DAY)
    warn()
    with time_machine.travel(timezone.now() + 400 * DAY):
        remind()
    with time_machine.travel(timezone.now() + 440 * DAY):
        remind()
    letters = list(Message.objects.all())
    assert len(letters) == 5
    for letter in letters:
        short = letter.deliveries.get()
        for text in (letter.title, letter.body, short.text):
            assert text.strip() == text != ""
            assert not re.search(r"[{}%]|None|&\w+;|<", text), text
            assert "\n\n\n" not in text and "2456789012" not in text
            assert _script(text) == SCRIPT[language], text
        assert len(short.text) <= 134 and "\n" not in short.text
        if language == "ur":
            assert re.search("[ٹڈےںہ]", letter.title + letter.body)
    ends = [letter for letter in letters if letter.template == "people/paper_ends"]
    kind = {"ar": "إقامة", "en": "Residence permit"}.get(language)
    for letter in ends:
        assert re.search(r"1[45]\d\d", letter.body) and re.search(r"20\d\d", letter.body)  # Both calendars.
        assert kind is None or (kind in letter.body and kind not in letter.deliveries.get().text + letter.title)


def test_the_letter_leads_to_the_paper_and_stops_with_one_tap(member, sign_in):
    document = cases.paper_of(member, expires_on=today() + 5 * DAY)
    warn()
    letter, client = Message.objects.get(), sign_in(member)
    page = client.get(f"/my/messages/{letter.pk}/").content.decode()
    assert f"/my/papers/{document.pk}/" in page
    assert 'action="/my/notices/"' in page and 'value="papers"' in page
    assert client.post("/my/notices/", {"kind": "papers", "wanted": "no"}).status_code == 302
    assert NoticeChoice.objects.get().kind == "papers"


# --- Stopping ---------------------------------------------------------------------------------------


def test_what_was_stopped_comes_no_more_until_it_is_wanted_again(member, person, sign_in):
    client = sign_in(member)
    cases.paper_of(member, expires_on=today() + 5 * DAY)
    for _twice in range(2):
        client.post("/my/notices/", {"kind": "papers", "wanted": "no"})
    assert NoticeChoice.objects.count() == 1
    assert "إيقاف" in client.get("/my/notices/").content.decode()
    assert warn() == 0
    with time_machine.travel(timezone.now() + 400 * DAY):
        assert remind() == 1  # The other kind goes on.
    for _twice in range(2):
        client.post("/my/notices/", {"kind": "papers", "wanted": "yes"})
    assert not NoticeChoice.objects.exists()
    assert warn() == 1


@pytest.mark.parametrize(
    "data", [{}, {"kind": "papers"}, {"kind": "poems", "wanted": "no"}, {"kind": "papers", "wanted": "x"}]
)
def test_a_choice_that_is_none_is_told_so(member, sign_in, data):
    answer = sign_in(member).post("/my/notices/", data)
    assert answer.status_code == 422
    assert "لم يتغير شيء" in answer.content.decode()
    assert not NoticeChoice.objects.exists()


def test_one_persons_choice_is_ones_own(member, new_member):
    other = new_member()
    actions.stop(person_of(other), NoticeKind.PAPERS, by=other)
    cases.paper_of(member, expires_on=today() + 5 * DAY)
    assert warn() == 1


# --- The yearly update ---------------------------------------------------------------------------------------


def test_a_file_is_asked_about_after_a_year_once_more_after_a_month_and_then_no_more(person):
    told = []
    for days in (0, 364, 366, 367, 395, 397, 398, 600):
        with time_machine.travel(timezone.now() + days * DAY, tick=True):
            told.append(remind())
    assert told == [0, 0, 1, 1, 1, 2, 2, 2]


def test_confirming_begins_another_year(member, person):
    with time_machine.travel(timezone.now() + 366 * DAY, tick=True):
        assert remind() == 1
        file_acts.confirm(person, by=member)
    with time_machine.travel(timezone.now() + 420 * DAY, tick=True):
        assert remind() == 1
    with time_machine.travel(timezone.now() + 733 * DAY, tick=True):
        assert remind() == 2


def test_a_file_without_anything_in_it_is_not_asked_about(member):
    person_of(member)
    with time_machine.travel(timezone.now() + 800 * DAY):
        assert remind() == 0


def test_a_first_word_that_came_late_gives_its_month_all_the_same(person):
    """After a long pause of the clock nobody gets both letters at once."""
    with time_machine.travel(timezone.now() + 900 * DAY, tick=True):
        assert remind() == 1
    with time_machine.travel(timezone.now() + 901 * DAY, tick=True):
        assert remind() == 1
    with time_machine.travel(timezone.now() + 931 * DAY, tick=True):
        assert remind() == 2


def test_whoever_has_no_address_still_finds_it_in_the_inbox(member, person):
    member.mobile = None
    member.email = "someone@example.test"
    member.save()
    cases.paper_of(member, expires_on=today() + 5 * DAY)
    assert warn() == 1
    assert [each.channel for each in Delivery.objects.all()] == ["email"]
