"""What a coordinator reads of a volunteer, line by line."""

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.wording import language_name, listed
from saudi.phones import display
from volunteering.models import Volunteer
from volunteering.registering.words import said

Text = str | Promise


def profile(volunteer: Volunteer) -> list[tuple[Text, str]]:
    """The lines. The emergency contact is shown against a reason alone."""
    person = volunteer.person
    age = person.age_on(timezone.localdate())
    return [
        (_("Name"), person.full_name),
        (_("Mobile"), f"\u2066{display(person.mobile)}\u2069" if person.mobile else ""),
        (_("Age"), "" if age is None else str(age)),
        (_("Man or woman"), str(person.get_gender_display())),
        (_("Languages"), listed(map(language_name, person.spoken))),
        *((label, said(volunteer, step)) for label, step in SHOWN_TO_COORDINATORS),
    ]


SHOWN_TO_COORDINATORS: tuple[tuple[Text, str], ...] = (
    (_("Would like to help with"), "interests"),
    (_("Skills"), "skills"),
    (_("Interprets"), "interpreting"),
    (_("Car and licence"), "car"),
    (_("Has time"), "times"),
    (_("Name on certificates"), "certificate-name"),
    (_("About themselves"), "about"),
)
