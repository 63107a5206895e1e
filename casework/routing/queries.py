"""Reads of routing rules."""

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.roles import Role
from applications.models import Application
from casework.assigning.queries import at_work, load_of
from casework.models import Route


def rules_for(case: Application) -> QuerySet[Route]:
    """The rules in use that fit the case, in their order."""
    fits = Q(service__isnull=True) | Q(service=case.service_id)
    fits &= Q(language="") | Q(language=case.person.recipient.language)
    fits &= Q(branch__isnull=True) | Q(branch=case.branch_id)
    return Route.objects.filter(fits, is_active=True).prefetch_related("colleagues")


def receivers(rule: Route) -> list[User]:
    """Whom the rule names and who is at work today, whoever holds the fewest open cases first."""
    named = Q(pk__in=[user.pk for user in rule.colleagues.all()])
    if rule.role:
        named |= Q(groups__role_group__role=rule.role)
    people = User.objects.filter(named, at_work()).distinct().annotate(load=load_of())
    return list(people.order_by("load", "pk"))


def all_rules() -> QuerySet[Route]:
    """Every rule with what a list shows."""
    return Route.objects.select_related("service", "branch").prefetch_related("colleagues")


def choosable() -> QuerySet[User]:
    """Colleagues whom a rule may name."""
    roles = (Role.RECEPTION, Role.RESEARCHER)
    people = User.objects.filter(is_active=True, groups__role_group__role__in=roles).distinct()
    return people.order_by("first_name", "last_name", "pk")
