"""How a volunteer's answers and standing are said in plain words."""

from dataclasses import dataclass

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from people.wording import language_name, listed
from saudi.hijri import NO_BREAK
from saudi.phones import display
from services.enums import Spoken
from volunteering.enums import Field, PartOfDay, QualificationStatus, Skill, VolunteerStatus
from volunteering.models import Qualification, Volunteer
from volunteering.registering.forms import SUNDAY_FIRST

Text = str | Promise


@dataclass(frozen=True)
class Standing:
    """A status as its volunteer reads it. `kind` is that of a notice."""

    kind: str
    title: Text
    text: Text


@dataclass(frozen=True)
class Asked:
    """What is asked of a volunteer about the charter."""

    title: Text
    text: Text
    action: Text


SIGN = Asked(
    _("Sign the charter"), _("You came of age: before your next place you sign it yourself."), _("Read and sign")
)
NEWER_CHARTER = Asked(
    _("The charter has a new text"), _("What you signed stands until you sign the new one."), _("Read and sign")
)
ASK_GUARDIAN = Asked(
    _("Your guardian took back the consent"),
    _("Without it you can't join an opportunity. Talk about it together; then you may ask again."),
    _("Write to my guardian again"),
)

STANDINGS: dict[str, Standing] = {
    VolunteerStatus.DRAFT: Standing(
        "turn", _("Your registration is not sent yet"), _("What you wrote is kept. Go on whenever you like.")
    ),
    VolunteerStatus.GUARDIAN_PENDING: Standing(
        "info",
        _("We wait for your guardian"),
        _("We sent your guardian a link and a code. After the answer a coordinator reviews your registration."),
    ),
    VolunteerStatus.UNDER_REVIEW: Standing(
        "info", _("A coordinator reviews your registration"), _("You need do nothing. We write to you.")
    ),
    VolunteerStatus.ACTIVE: Standing(
        "done", _("You are one of our volunteers"), _("Choose an opportunity that suits you, and a time.")
    ),
    VolunteerStatus.PAUSED: Standing(
        "info", _("You are taking a pause"), _("We send you no new places. Come back whenever you like.")
    ),
    VolunteerStatus.DECLINED: Standing(
        "turn",
        _("We could not accept your registration"),
        _("You may change it and send it again. Thank you for wanting to help."),
    ),
    VolunteerStatus.SUSPENDED: Standing(
        "error", _("Your volunteering is suspended"), _("Write to us or call us if you want to talk about it.")
    ),
    VolunteerStatus.ENDED: Standing(
        "info", _("You ended your volunteering"), _("Thank you for your time. You may register again at any time.")
    ),
}


def said(volunteer: Volunteer, step: str) -> str:
    """One page's answer read back; "" for none."""
    readers = {
        "interests": lambda: listed(labels(Field, volunteer.interests)),
        "skills": lambda: listed(labels(Skill, volunteer.skills)),
        "interpreting": lambda: listed(language_name(code) for code in Spoken.values if code in volunteer.interprets),
        "car": lambda: _gettext("Yes") if volunteer.has_car else _gettext("No"),
        "times": lambda: "\n".join(times(volunteer)),
        "emergency": lambda: _emergency(volunteer),
        "certificate-name": lambda: volunteer.shown_name,
        "qualifications": lambda: listed([each.title for each in held(volunteer)]),
        "about": lambda: volunteer.about,
    }
    return str(readers[step]())


def labels(of: type, values: list[str]) -> list[str]:
    """The labels of `values`, in the order in which they are declared."""
    return [str(label) for value, label in of.choices if value in values]  # type: ignore[attr-defined]


def times(volunteer: Volunteer) -> list[str]:
    """When somebody has time, a line for each weekday on which they do."""
    lines = []
    for day in SUNDAY_FIRST:
        if parts := volunteer.parts_free(day):
            lines.append(f"{WEEKDAYS[day]}: {listed([str(PartOfDay(part).label) for part in parts])}")
    return lines


def held(volunteer: Volunteer) -> list[Qualification]:
    """The qualifications that were given, but for those that were not accepted."""
    return [each for each in volunteer.qualifications.all() if each.status != QualificationStatus.REFUSED]


def _emergency(volunteer: Volunteer) -> str:
    shown = display(volunteer.emergency_mobile).replace(" ", NO_BREAK) if volunteer.emergency_mobile else ""
    mobile = f"\u2066{shown}\u2069" if shown else ""
    return " · ".join(each for each in (volunteer.emergency_name, mobile) if each)
