"""The doors of the book: who enters, which appointment, which request or file it is made for."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.models import User
from applications.booking.rules import arranges
from applications.models import Application, Appointment
from casework.book import queries, rules
from casework.queries import one as one_case
from people.models import Person
from people.staff.queries import one as one_person
from sealing.references import BadReference, parse

View = Callable[..., HttpResponse]


def book_door(view: View) -> View:
    """For the desks that meet people. An appointment of kin, of another branch and a missing one look the same."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        user = me(request)
        if not rules.keeps_book(user):
            raise PermissionDenied
        if "appointment" in kwargs:
            kwargs["meeting"] = _appointment(user, kwargs.pop("appointment"))
        return view(request, **kwargs)

    return opened


def whom(user: User, case: str, person: str) -> tuple[Person, Application | None]:
    """The person for whom a time is given, by a request or by the file alone. Raises Http404."""
    try:
        if case:
            found = one_case(user, parse(case))
            return (found.person, found) if arranges(user, found.person, found) else _nobody()
        whole = one_person(user, person)
        return (whole, None) if arranges(user, whole) else _nobody()
    except (BadReference, Application.DoesNotExist, Person.DoesNotExist):
        raise Http404 from None


def me(request: HttpRequest) -> User:
    user: Any = request.user
    return user


def frame(title: str, *trail: tuple[str, str]) -> dict[str, Any]:
    """The head of a page and the way to it."""
    way = [(reverse("wagtailadmin_home"), _("Home")), (reverse("book:diary"), _("Appointments")), *trail]
    crumbs = [{"url": url, "label": label} for url, label in way]
    return {"header_title": title, "header_icon": "calendar-alt", "breadcrumbs_items": crumbs}


def _appointment(user: User, pk: UUID) -> Appointment:
    try:
        return queries.one(user, pk)
    except Appointment.DoesNotExist:
        raise Http404 from None


def _nobody() -> tuple[Person, Application | None]:
    raise Http404
