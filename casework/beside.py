"""A person's requests beside the person's file."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.wording import standing
from casework import rules
from casework.queries import visible_to
from people.models import Person
from people.staff.beside import Line, Panel

TITLE = _("Requests")
MOST = 20


def requests_of(person: Person, user: User) -> Panel:
    """The requests that were sent, newest first, for the desks that work on them."""
    if not rules.sees_queue(user):
        return Panel(TITLE, ())
    cases = visible_to(user).filter(person=person).order_by("-submitted_at", "pk")[:MOST]
    lines = tuple(
        Line(case.reference, reverse("casework:case", args=[case.reference]), standing(case).label, is_number=True)
        for case in cases
    )
    return Panel(TITLE, lines)
