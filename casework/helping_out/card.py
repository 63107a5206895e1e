"""Help by volunteers on the case page."""

from typing import Any

from django.db.models import Case, Count, Q, When
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from casework.cards import Card
from casework.helping_out import rules
from casework.helping_out.forms import HelpForm
from volunteering.enums import ErrandStatus
from volunteering.rules import not_to_judge

LATEST = 8
# Help that was promised stands first: nothing of it is counted until a colleague notes it.
FIRST_TAKEN = Case(When(errand__status=ErrandStatus.TAKEN, then=0), default=1)


def help_card(request: HttpRequest, case: Application) -> Card | None:
    """Who helps when, how many were asked, and a form to ask; two queries. None where there is neither."""
    user: Any = request.user
    asks = rules.asks(user, case)
    could_not = Count("errand__calls", filter=Q(errand__calls__declined_at__isnull=False))
    wanted = case.help_wanted.select_related("errand__taken_by").annotate(
        asked=Count("errand__calls"), declined=could_not
    )
    rows = list(wanted.order_by(FIRST_TAKEN, "-errand__starts_at", "-pk")[:LATEST])
    looks = asks and case.is_with_staff
    if not looks and not rows:
        return None
    mine = not_to_judge(user) if any(row.errand.is_taken for row in rows) else set()
    form: HelpForm = getattr(request, "help_form", None) or HelpForm.of(case)
    given = {"rows": rows, "form": form if looks else None, "reference": case.reference, "asks": asks, "mine": mine}
    return Card(_("Help by volunteers"), "casework/helping_out/card.html", given, order=60)
