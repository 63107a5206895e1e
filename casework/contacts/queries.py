"""Reads of contacts, each in a fixed number of queries."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Q, QuerySet, When
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rules import branch_of
from applications.models import Application
from casework.contacts import rules
from casework.intake.queries import entry
from casework.models import Interaction
from casework.queries import one as case_of
from casework.rules import sees_queue
from people.models import MOBILE_PURPOSE, Person
from people.rules import kin_of
from saudi.phones import InvalidPhone, normalise
from sealing.index import blind
from sealing.references import BadReference, parse
from services.enums import Channel

MOST = 6  # Contacts on a card.


@dataclass(frozen=True)
class View:
    """One way of looking at the contacts."""

    slug: str
    label: str | Promise
    condition: Q


def views_for(user: User) -> list[View]:
    """The ways of looking, the most urgent first."""
    waiting = Q(needs_reply=True, answered_at__isnull=True)
    mine = Q(by=user) | Q(assigned_to=user)
    return [
        View("waiting", _("Waiting for our reply"), waiting),
        View("overdue", _("Overdue"), waiting & Q(due_on__lt=timezone.localdate())),
        View("mine", _("Mine"), waiting & mine),
        View("all", _("All"), Q()),
    ]


def visible_to(user: User) -> QuerySet[Interaction]:
    """Contacts that the colleague may read: never one's own or those of kin."""
    kin = Person.objects.filter(kin_of(user)).values("pk")
    rows = Interaction.objects.exclude(person__in=kin)
    if user.mobile:
        rows = rows.exclude(mobile_index=blind(user.mobile, purpose=MOBILE_PURPOSE))
    if not rules.reads_all(user):
        branch = branch_of(user)
        rows = rows.filter(Q(by=user) | Q(assigned_to=user) | (Q(branch=branch) if branch else Q(pk__in=[])))
    return rows.select_related("person__recipient", "person__user", "application", "by", "assigned_to")


def listed(user: User, view: View, *, channel: str, words: str) -> QuerySet[Interaction]:
    """One view, what is due first where we owe a reply; `words`: a mobile number, which alone can be sought."""
    rows = visible_to(user).filter(view.condition)
    if channel in Channel.values:
        rows = rows.filter(channel=channel)
    if words:
        rows = visible_to(user).filter(_matching(words))
    return rows.order_by("-at", "-pk") if words or view.slug == "all" else rows.order_by("due_on", "at", "pk")


def counts(user: User) -> dict[str, int]:
    """How many contacts wait, are overdue and are one's own; one query."""
    views = [view for view in views_for(user) if view.slug != "all"]
    counted: dict[str, Any] = {view.slug: Count("pk", filter=view.condition) for view in views}
    return visible_to(user).filter(needs_reply=True, answered_at__isnull=True).order_by().aggregate(**counted)


def one(user: User, pk: UUID) -> Interaction:
    """A contact. Raises Interaction.DoesNotExist for one that the colleague may not read and for none alike."""
    return visible_to(user).select_related("answered_by").get(pk=pk)


def of_case(user: User, case: Application) -> list[Interaction]:
    """What waits, then the newest, of the contacts about a request or with its person; one query.

    The colleague opened the request already, so its person is no kin.
    """
    rows = Interaction.objects.filter(Q(application=case) | Q(person=case.person_id))
    if not rules.reads_all(user):
        rows = rows.filter(Q(by=user) | Q(assigned_to=user) | Q(application=case))
    waits = Case(When(needs_reply=True, answered_at__isnull=True, then=0), default=1)
    return list(rows.order_by(waits, "-at", "-pk")[:MOST])


def request_of(user: User, reference: str) -> Application | None:
    """The request of a reference that the colleague may write a contact of: one that was sent, or the own draft."""
    try:
        known = parse(reference)
    except BadReference:
        return None
    for find in (case_of, entry) if sees_queue(user) else (entry,):
        try:
            return find(user, known)
        except Application.DoesNotExist:
            continue
    return None


def _matching(words: str) -> Q:
    try:
        sought = blind(normalise(words), purpose=MOBILE_PURPOSE)
    except InvalidPhone:
        return Q(pk__in=[])
    return Q(mobile_index=sought) | Q(person__mobile_index=sought)
