"""Help by volunteers on the case page."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from casework.cards import Card
from casework.helping_out import rules
from casework.helping_out.forms import HelpForm

LATEST = 5


def help_card(request: HttpRequest, case: Application) -> Card | None:
    """Who helps when, how many were asked, and a form to ask; one query. None where there is neither."""
    user: Any = request.user
    asks = rules.asks(user, case) and case.is_with_staff
    could_not = Count("errand__calls", filter=Q(errand__calls__declined_at__isnull=False))
    wanted = case.help_wanted.select_related("errand__taken_by")
    rows = list(wanted.annotate(asked=Count("errand__calls"), declined=could_not)[:LATEST])
    if not asks and not rows:
        return None
    form: HelpForm = getattr(request, "help_form", None) or HelpForm.of(case)
    given = {"rows": rows, "form": form if asks else None, "reference": case.reference, "asks": asks}
    return Card(_("Help by volunteers"), "casework/helping_out/card.html", given, order=60)
