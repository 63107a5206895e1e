"""The page behind a link: a volunteer's word without an account (R12, R16)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from volunteering.rating import actions, queries
from volunteering.rating.forms import RatingForm
from volunteering.refusals import GONE, UNPROCESSABLE, Refused

LONGEST = 100


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def rate(request: HttpRequest, token: str) -> HttpResponse:
    """The questions; sent once, the link is spent."""
    found = queries.invitation(token) if len(token) < LONGEST else None
    if found is None:
        return render(request, "volunteering/rating/over.html", {"told": actions.USED}, status=GONE)
    form = RatingForm(request.POST or None)
    if form.is_valid():
        try:
            actions.rate(token, scores=form.scores(), text=form.cleaned_data["text"])
        except Refused as refusal:
            return render(request, "volunteering/rating/over.html", {"told": refusal.message}, status=refusal.status)
        return redirect("volunteering:rate_thanks")
    context = {"form": form, "opportunity": found.opportunity.localized, "least": queries.least()}
    return render(request, "volunteering/rating/rate.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """After the word."""
    return render(request, "volunteering/rating/thanks.html")
