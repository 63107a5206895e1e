"""The card that says with whom the case stands, and lets it be taken or given."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from casework.assigning import rules
from casework.assigning.queries import holders
from casework.cards import Card


def holder_card(request: HttpRequest, case: Application) -> Card | None:
    """With whom it stands; None where it stands with no desk."""
    user: Any = request.user
    if not rules.is_held_at_desk(case):
        return None
    context = {
        "case": case,
        "can_take": case.assigned_to_id is None and rules.can_hold(user, case),
        "colleagues": holders(rules.HOLDS[case.status]) if rules.can_give(user, case) else [],
    }
    return Card(_("With"), "casework/assigning/card.html", context, order=10)
