"""Doors for readers' words about a page, and for the editors who read them."""

from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from wagtail.models import Page

from content import actions, queries, rules
from content.enums import NotHelpful
from content.forms import HelpfulForm
from sealing.index import blind

LARGEST_ID = 2**31 - 1
HOUR = 3600  # seconds


@csrf_exempt
@require_POST
def helpful(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep one reader's word and return to the page.

    Exempt from the token of CSRF on purpose: a token needs a cookie, and a reader has none. Another site could make
    its visitors send a vote, which changes nothing of theirs: no session is read, nobody is named in the row, and
    the number of reports from one address is bounded.
    """
    page = _public(pk)
    with override(page.locale.language_code):
        form = HelpfulForm(request.POST)
        if _too_many(request):
            return render(request, "429.html", status=429)
        if not form.is_valid():
            context = {"form": form, "page": page, "of_page": page}
            return render(request, "content/not_helpful.html", context, status=422)
        if not form.is_trapped:
            said = form.cleaned_data
            actions.report_helpfulness(
                page, was_helpful=said["helpful"] == "yes", reason=said["reason"], wish=said["wish"]
            )
        return redirect(f"{page.get_url(request)}?thanks=1#helpful")


def suggestions(request: HttpRequest) -> HttpResponse:
    """Pages that did not help, for editors; the boxes of a screen are dealt with in one post."""
    if not rules.edits_pages(request.user):
        raise PermissionDenied
    if request.method == "POST":
        return _deal(request)
    asked = queries.Asked.read(request.GET)
    rows, page_obj = queries.suggestions(asked, request.GET.get("page", ""))
    filters = {"language": asked.language, "reason": asked.reason, "days": asked.days or "", "dealt": int(asked.dealt)}
    context = {
        "rows": rows,
        "page_obj": page_obj,
        "asked": asked,
        "query": urlencode({name: value for name, value in filters.items() if value}),
        "languages": settings.LANGUAGES,
        "reasons": NotHelpful.choices,
        "periods": queries.PERIODS,
        "page_title": _("Suggestions for editors"),
        "header_icon": "comment",
    }
    return render(request, "content/suggestions.html", context)


def _deal(request: HttpRequest) -> HttpResponse:
    chosen = [int(pk) for pk in request.POST.getlist("page") if pk.isascii() and pk.isdigit() and int(pk) <= LARGEST_ID]
    if request.POST.get("undo", ""):
        count = sum(actions.reopen(pk) for pk in chosen)
        told = ngettext("%(count)d report is open again.", "%(count)d reports are open again.", count)
    else:
        count = actions.deal_with(chosen, by=request.user)  # type: ignore[arg-type]
        told = ngettext("%(count)d report was dealt with.", "%(count)d reports were dealt with.", count)
    messages.success(request, told % {"count": count})
    return redirect("content_suggestions")


def _public(pk: int) -> Page:
    """The public page of that id; another's, private or missing look the same: 404."""
    page = Page.objects.live().public().select_related("locale").filter(pk=pk).first() if pk <= LARGEST_ID else None
    if page is None:
        raise Http404
    return page.specific


def _too_many(request: HttpRequest) -> bool:
    """Whether this address sent too many reports in the hour. Its keyed hash stays in the cache for that hour alone."""
    key = f"helpful:{blind(get_adapter().get_client_ip(request), purpose='content.helpful')}"
    cache.add(key, 0, HOUR)
    try:
        return bool(cache.incr(key) > settings.HELPFUL_REPORTS_AN_HOUR)
    except ValueError:  # It ran out between the two lines.
        return False
