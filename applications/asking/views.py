"""The page where one asks for an explanation; it comes back to the very page from which it was opened."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.asking import actions, queries
from applications.asking.forms import AskForm
from applications.models import Application
from applications.refusals import UNPROCESSABLE
from applications.typed.actions import forget
from applications.typed.queries import typed_here
from applications.views.doors import own_case
from people.helping.enums import HelperScope


@require_http_methods(["GET", "HEAD", "POST"])
@own_case(scope=HelperScope.REQUESTS_FILL)
def ask(request: HttpRequest, case: Application, slug: str) -> HttpResponse:
    """Ask about the page `slug` of the request."""
    if not queries.has_page(case, slug):
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = AskForm(posted, initial={"check": request.GET.get("check", "")[:1]}, has_mobile=bool(case.person.mobile))
    back = queries.page_url(case, slug)
    if form.is_bound and form.is_valid():
        given = {"step": slug, "text": form.cleaned_data["text"], "wants_call": form.wants_call}
        actions.ask(case, by=request.user, **given)  # type: ignore[arg-type]
        forget(case, _page(slug), by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The social researcher will explain this to you. You can go on meanwhile."))
        return redirect(back + ("?check=1" if form.cleaned_data["check"] else ""))
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"case": case, "form": form, "back": back, "asked": queries.asked_at(case, slug)}
    context["typed"] = typed_here(request, form, _page(slug), case=case)
    return render(request, "applications/asking/ask.html", context, status=status)


def _page(slug: str) -> str:
    """The name by which what is typed here is kept; the page `slug` itself keeps its own."""
    return f"ask-{slug}"
