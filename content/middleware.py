"""A refused publication is an answer to an editor, never an error page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _

from content.models import UnconfirmedFacts


def explain(request: HttpRequest, refusal: UnconfirmedFacts) -> HttpResponse:
    """Say on the page's editor which facts are open and that the draft is kept."""
    messages.error(
        request,
        format_html(
            "{}: {} {}",
            refusal.page.get_admin_display_title(),
            refusal.messages[0],
            _("The page was not published. Your changes are kept as a draft."),
        ),
    )
    return redirect("wagtailadmin_pages:edit", refusal.page.pk)


class AnswerUnconfirmedFacts:
    """Turns UnconfirmedFacts from any door (bulk action, approval of a workflow) into `explain`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return explain(request, exception) if isinstance(exception, UnconfirmedFacts) else None
