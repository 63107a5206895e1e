"""The card that says who else looks at the case."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from casework.cards import Card
from casework.presence.actions import touch
from casework.presence.queries import lookers


def presence_card(request: HttpRequest, case: Application) -> Card:
    """Note that the colleague is here, and name the others."""
    user: Any = request.user
    touch(case, by=user)
    names = lookers([case], user).get(case.pk, [])
    return Card(_("Looking at it now"), "casework/presence/card.html", {"names": names, "case": case}, order=5)
