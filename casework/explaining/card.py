"""The explanations on the case page."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from casework.cards import Card
from casework.explaining import queries, rules


def explanations_card(request: HttpRequest, case: Application) -> Card | None:
    """What the person asked to have explained, the newest first; nothing where nobody asked."""
    asked = list(case.clarifications.select_related("answered_by"))
    if not asked:
        return None
    rows = [{"row": row, "page": queries.page_of(case, row.step)} for row in asked]
    may = rules.explains(request.user)  # type: ignore[arg-type]
    is_open = any(row.answered_at is None for row in asked)
    return Card(
        _("Explanations"),
        "casework/explaining/card.html",
        {"rows": rows, "may_explain": may},
        order=10 if is_open else 60,
        is_main=True,
    )
