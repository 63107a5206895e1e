"""Registrations filled in page by page, for tests."""

from datetime import date, timedelta

from django.utils import timezone

from attachments.checks import check
from notifications.models import Delivery
from people.actions import keep
from people.consent.queries import current
from tests.cases import picture
from tests.volunteering.volunteers import ADULT, named
from volunteering.models import Qualification, Volunteer
from volunteering.registering import queries
from volunteering.registering.actions import moves, profile

GUARDIAN = {"name": "عوض الجهني", "relation": "father", "mobile": "+966500990011"}
ANSWERS = {
    "interests": {"interests": ["ramadan", "teaching"]},
    "skills": {"skills": ["teaching"]},
    "interpreting": {"interprets": ["ur"]},
    "car": {"has_car": True},
    "times": {"availability": {"6": ["morning", "evening"]}},
    "emergency": {"emergency_name": "فهد الجهني", "emergency_mobile": "+966500880011"},
    "certificate-name": {"shown_name": "سالم الجهني"},
    "qualifications": {},
    "about": {"about": "أدرس في الجامعة."},
}
POSTED = {
    "interests": {"interests": ["ramadan", "teaching"]},
    "skills": {"skills": ["teaching"]},
    "interpreting": {"interprets": ["ur"]},
    "car": {"has_car": "yes"},
    "times": {"availability": ["6-morning", "6-evening"]},
    "emergency": {"emergency_name": "فهد الجهني", "emergency_mobile": "٠٥٠ ٠٨٨ ٠٠١١"},
    "certificate-name": {"shown_name": "سالم الجهني"},
    "qualifications": {},
    "about": {"about": "أدرس في الجامعة."},
}


def years_ago(years: int) -> date:
    return date(timezone.localdate().year - years, 1, 1)


def filled(user, *, born: date = ADULT) -> Volunteer:
    """A registration with every page answered, not sent."""
    person = named(user, born=born)
    keep(person, by=user, spoken=["ar"], nationality="SA")
    volunteer = profile.begin(by=user)
    for step, given in ANSWERS.items():
        profile.keep_step(volunteer, step, by=user, **given)
    return queries.of(user)


def sent(user) -> Volunteer:
    """A registration of an adult, under review."""
    moves.send(filled(user), by=user, agreement=current(queries.CHARTER, "ar"))
    return queries.of(user)


def asked_of_guardian(user, **named_as: str) -> Volunteer:
    """A registration of a minor, with the guardian."""
    moves.send(filled(user, born=years_ago(16)), by=user, guardian_named={**GUARDIAN, **named_as})
    return queries.of(user)


def qualified(volunteer: Volunteer, skill: str = "driving", *, ends: int = 400) -> Qualification:
    """A paper that nobody checked yet."""
    return profile.add_qualification(
        volunteer,
        by=volunteer.person.user,
        skill=skill,
        title="رخصة قيادة",
        paper=check(picture()),
        expires_on=timezone.localdate() + timedelta(days=ends),
    )


def code_to(mobile: str) -> str:
    """The code of the last text message to a number."""
    texts = [each.text for each in Delivery.objects.order_by("created_at", "pk") if each.address == mobile]
    return texts[-1].split()[-1]
