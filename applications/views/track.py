"""Following a request."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from applications import queries
from applications.forms import TrackForm
from applications.models import Application
from applications.refusals import UNPROCESSABLE
from applications.views.doors import own_case
from applications.wording import standing

PAGE_SIZE = 20


@require_safe
@never_cache
def track(request: HttpRequest) -> HttpResponse:
    """Finds a request by its reference. A mistyped one is told apart from the others by its check character."""
    form = TrackForm(request.GET if "reference" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("applications:detail", reference=form.cleaned_data["reference"])
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "applications/track.html", {"form": form}, status=status)


@require_safe
@never_cache
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """All of one's requests."""
    page = Paginator(queries.mine(request.user), PAGE_SIZE).get_page(request.GET.get("page"))  # type: ignore[arg-type]
    cases = [{"case": case, "standing": standing(case)} for case in page]
    return render(request, "applications/mine.html", {"page_obj": page, "cases": cases})


@require_safe
@own_case
def detail(request: HttpRequest, case: Application) -> HttpResponse:
    """The tracking page."""
    return render(request, "applications/detail.html", {"tracking": queries.tracking(case), "case": case})
