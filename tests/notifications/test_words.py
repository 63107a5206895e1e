"""What people read at each step, in every language of the site."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from applications.actions import attach_paper, note_refused_file, withdraw
from applications.booking.wording import When
from applications.enums import SILENT_EVENTS, DeclineReason, Event
from applications.history import keep
from attachments.checks import check
from casework import actions as staff_acts
from notifications.models import Delivery, Message
from people.actions import person_of, speak
from tests import cases

pytestmark = pytest.mark.django_db


LETTERS = {
    "latin": re.compile("[a-z]"),
    "arabic": re.compile("[\u0621-\u064a\u0679-\u06d2]"),
    "bengali": re.compile("[\u0985-\u09b9]"),
}
SCRIPT = {"ar": "arabic", "en": "latin", "ur": "arabic", "bn": "bengali"}


def in_a_week() -> When:
    return When(timezone.now() + timedelta(days=7))


MADE_ELSEWHERE = {
    Event.ENTERED: dict,
    Event.EXPLAINED: dict,
    Event.RESEARCH: dict,
    Event.APPOINTED: lambda: {"when": in_a_week()},
    Event.UNAPPOINTED: lambda: {"when": in_a_week()},
    Event.DAYS_MOVED: dict,
    Event.LAPSE_WARNED: lambda: {"until": timezone.localdate() + timedelta(days=7)},
    Event.LAPSED: dict,
}


def _script(text: str) -> str:
    """The script that most of the letters are of."""
    return max(LETTERS, key=lambda script: len(LETTERS[script].findall(text)))


def told(kind: str) -> Message:
    return Message.objects.get(template=f"applications/{kind}")


def every_letter(member, other, staff, language) -> dict[str, Message]:
    """One request that comes to each event in turn, and a second for the other endings."""
    service, reception, committee = cases.make_service(), staff("reception"), staff("committee")
    for user in (member, other):
        speak(person_of(user), language)
    case = cases.waiting(member, service, reception)
    attach_paper(case, "paper-0", check(cases.picture()), by=member)
    note_refused_file(case.papers.get().attachments[0])
    attach_paper(case, "paper-0", check(cases.picture(colour="red")), by=member)
    cases.sign(case, member)
    staff_acts.match_paper(case, "paper-0", by=reception)
    staff_acts.send_to_committee(case, by=reception)
    staff_acts.approve(case, by=committee, reason="كلمة اللجنة", early_reason="عاجل")
    withdraw(case, by=member)
    second = cases.at_committee(other, service, reception)
    for event, said in MADE_ELSEWHERE.items():  # Each is made by its own action, in the tests of its part.
        keep(second, event, by=reception, **said())
    staff_acts.reject(
        second, by=committee, reason_code=DeclineReason.CONDITIONS, reason="كلمة الرفض", early_reason="عاجل"
    )
    return {event: Message.objects.filter(template=f"applications/{event}").first() for event in Event}


@pytest.mark.parametrize("language", ["ar", "en", "ur", "bn"])
def test_every_event_is_told_in_whole_words(member, new_member, staff, language):
    letters = every_letter(member, new_member(), staff, language)
    assert {event for event, letter in letters.items() if letter is None} == set(SILENT_EVENTS)
    for event, letter in letters.items():
        if letter is None:
            continue
        short = letter.deliveries.get()
        for text in (letter.title, letter.body, short.text, short.title):
            assert text.strip() == text != "", event
            assert not re.search(r"[{}%]|None|&\w+;|<", text), (event, text)
            assert "\n\n\n" not in text, (event, text)
            # Decisions and what is missing quote words and names that stay in Arabic here.
            quoted = event in ("approved", "rejected", "returned")
            assert _script(text) == SCRIPT[language] or quoted, (event, text)
        assert "\n" not in letter.title + short.text, event
        assert len(short.text) <= 134, (event, len(short.text))  # Two text messages in any script but Latin.
        if language == "ur":
            assert re.search("[ٹڈےںہ]", letter.title + letter.body), event
    assert "كلمة اللجنة" in letters["approved"].body
    assert "كلمة الرفض" in letters["rejected"].body
    assert "الصورة غير واضحة" in letters["returned"].body
    for event in ("submitted", "returned", "resubmitted", "committee", "rejected"):  # Each names a day.
        assert re.search(r"1[45]\d\d", letters[event].body), event
        assert re.search(r"20\d\d", letters[event].body), event


@pytest.mark.parametrize(("language", "word"), [("ur", "آپ کا کوڈ"), ("bn", "আপনার কোড")])
def test_the_code_comes_in_the_language_of_the_door(client, language, word):
    client.post(f"/{language}/accounts/login/code/", {"phone": "0551234567"})
    assert word in Delivery.objects.get().text
