"""The door for editors: answers to review, on the screen and as a table for a spreadsheet."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.spreadsheets import CSV_TYPE, csv_lines
from services import rules
from services.forms import ReviewsForm
from services.models import FaqPage
from services.reviews import Due, answers

PAGE_SIZE = 25


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """Frequent questions by who answers for them and review date; a filter that is no choice of ours is a 400."""
    if not rules.sees_reviews(request.user):
        raise PermissionDenied
    form = ReviewsForm(request.GET)
    valid = form.is_valid()
    chosen = {name: value for name, value in form.cleaned_data.items() if value} if valid else {}
    rows = answers(**chosen) if valid else FaqPage.objects.none()
    if valid and request.GET.get("export") == "csv":
        return _csv(rows)
    page_obj = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page_title": _("Answers to review"),
        "form": form,
        "page_obj": page_obj,
        "rows": [(row, _state(row)) for row in page_obj],
        "query": urlencode(chosen),
        "linked": rules.edits_answers(request.user),
    }
    return render(request, "services/admin/reviews.html", context, status=200 if valid else 400)


def _csv(rows: QuerySet[FaqPage]) -> HttpResponse:
    head = [_("Question"), _("Who answers for it"), _("Review date"), _("Review")]
    made = "".join(csv_lines([head, *(_texts(row) for row in rows.iterator())]))
    headers = {"Content-Disposition": 'attachment; filename="answers-to-review.csv"', "Cache-Control": "no-store"}
    return HttpResponse(made, content_type=CSV_TYPE, headers=headers)


def _texts(row: Any) -> list[str]:
    keeper = row.responsible.get_full_name() if row.responsible else ""
    return [row.title, keeper, row.review_on.isoformat() if row.review_on else "", _state(row)]


def _state(row: Any) -> str:
    return str(Due(row.due).label)
