"""The contacts about a request, on its page."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from casework.cards import Card
from casework.contacts import queries, rules


def contacts_card(request: HttpRequest, case: Application) -> Card | None:
    """Calls, visits and letters about the request, for whoever notes contacts."""
    user: Any = request.user
    if not rules.keeps_contacts(user):
        return None
    rows = queries.of_case(user, case)
    waiting = sum(each.needs_reply and each.answered_at is None for each in rows)
    context = {"rows": rows, "waiting": waiting, "case": case}
    return Card(_("Contacts with people"), "casework/contacts/card.html", context, order=60)
