"""What is known of an interpreter before anybody asks."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications.models import Application
from people.models import Person
from saudi.languages import name
from services.enums import Spoken

OURS = "ar"


def wanted_by(person: Person) -> str:
    """The language that the person's file says an interpreter is needed for; "" for none."""
    if not person.needs_interpreter:
        return ""
    known = [code for code in (*person.spoken, person.recipient.language) if code in Spoken.values and code != OURS]
    return known[0] if known else ""


def is_asked_first(case: Application) -> bool:
    """Whether the question stands before the others: the file needs one, or another language is read now."""
    return bool(case.interpreter) or case.person.needs_interpreter or (get_language() or OURS).split("-")[0] != OURS


def in_words(case: Application) -> str:
    """The interpreter as the person and the desk read it."""
    return name(case.interpreter) if case.interpreter else _("Not needed")
