"""Telling the coordinators by e-mail: references and the way to the desk, never a name."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from notifications.actions import send_letter
from volunteering.models import OpportunityPage

LIVES = timedelta(days=2)


def coordinators_of(opportunity: OpportunityPage | None) -> list[User]:
    """Who answers for an opportunity: its own coordinator, or else everyone of the desk."""
    own = Q(pk=opportunity.coordinator_id) if opportunity and opportunity.coordinator_id else None
    desk = Q(groups__role_group__role=Role.VOLUNTEER_COORDINATOR)
    found = User.objects.filter(own or desk, is_active=True, email__isnull=False)
    return list(found.distinct().order_by("pk"))


def tell_coordinators(opportunity: OpportunityPage | None, letter: str, *, way: str, context: dict[str, Any]) -> None:
    """Put `notifications/volunteering/<letter>.{title,body}.txt` into the outbox; `way` is an address of the desk."""
    address = f"{settings.WAGTAILADMIN_BASE_URL}{way}"
    for colleague in coordinators_of(opportunity):
        if colleague.email:
            told = {**context, "address": address}
            send_letter(colleague.email, f"volunteering/{letter}", context=told, until=timezone.now() + LIVES)


def desk(name: str, **kwargs: Any) -> str:
    """An address of the desk as a letter needs it, in the language of the admin."""
    return reverse(name, kwargs=kwargs)
