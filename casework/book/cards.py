"""The appointments on the page of a case, and beside the file of a person."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as said
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.booking.rules import is_bookable, works_for
from applications.booking.wording import when
from applications.models import Application
from casework.book import queries
from casework.cards import Card
from people.models import Person
from people.staff.beside import Line, Panel

TITLE = _("Appointments")


def on_case(request: HttpRequest, case: Application) -> Card | None:
    """The latest appointments, and the way to make one."""
    user: Any = request.user
    if not case.was_submitted:
        return None
    may = is_bookable(case) and works_for(user, case)
    context = {"case": case, "meetings": queries.coming_of(case), "may_make": may}
    return Card(TITLE, "casework/book/card.html", context, order=40)


def beside_file(person: Person, user: User) -> Panel:
    """What is coming, and the way to a first interview."""
    if not works_for(user):
        return Panel(TITLE, ())
    coming = [
        Line(when(each.starts_at), reverse("book:appointment", args=[each.pk]), str(each.get_meeting_display()))
        for each in queries.coming_of_person(user, person)
    ]
    make = Line(said("Make an appointment"), reverse("book:give_person", args=[person.reference]))
    return Panel(TITLE, (*coming, make))
