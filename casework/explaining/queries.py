"""What waits for an explanation, and what was explained."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.models import User
from applications.asking.queries import CHECK, DECLARATION
from applications.models import Application, Clarification
from applications.steps import steps_of
from casework.explaining.wording import PAGES
from people.models import Person
from people.rules import kin_of

RELATED = ("application__person__recipient", "application__person__user", "assigned_to", "answered_by")


def visible_to(user: User) -> QuerySet[Clarification]:
    """Those of people who are neither the colleague nor kin; drafts ask too."""
    kin = Person.objects.filter(kin_of(user)).values("pk")
    return Clarification.objects.exclude(application__person__in=kin).select_related(*RELATED)


def waiting(user: User) -> QuerySet[Clarification]:
    """What nobody has explained yet, the most urgent first."""
    return (
        visible_to(user).filter(pk__in=Clarification.objects.open().values("pk")).order_by("due_on", "asked_at", "pk")
    )


def explained(user: User) -> QuerySet[Clarification]:
    """What was explained, the newest first."""
    return visible_to(user).filter(answered_at__isnull=False).order_by("-answered_at", "-pk")


def one(user: User, pk: UUID) -> Clarification:
    """One of them. Raises Clarification.DoesNotExist for one's own, that of kin and none alike."""
    return visible_to(user).get(pk=pk)


def page_of(case: Application, step: str) -> str:
    """The title of the page on which the person stood; no query."""
    if step in (CHECK, DECLARATION):
        return str(PAGES[step])
    return next((each.title for each in steps_of(case) if each.slug == step), "")
