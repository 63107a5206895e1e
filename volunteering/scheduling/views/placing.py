"""Offering places to many: chosen, looked at, handed to the worker, watched."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from volunteering.models import OpportunityPage, Placing
from volunteering.refusals import UNPROCESSABLE, Refused
from volunteering.scheduling.doors import coordinator, me, shown
from volunteering.scheduling.placing import actions, queries
from volunteering.scheduling.placing.forms import PlacingForm
from volunteering.scheduling.views.series import key_of

SHOWN = 200  # lines of the report on one page


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator
def choose(request: HttpRequest, opportunity: OpportunityPage) -> HttpResponse:
    """Whom to offer which places. The first post shows how many, the second hands it to the worker."""
    start = {name: request.GET.get(name, "")[:10] for name in ("first", "last")}
    form = PlacingForm(request.POST or None, request.FILES or None, opportunity=opportunity, initial=start)
    status = UNPROCESSABLE if form.is_bound else 200
    if form.is_valid() and "again" not in request.POST:
        found = form.spread()
        if "offer" not in request.POST:
            form.carry_list()
            context = {"form": form, "found": found, "opportunity": opportunity, "key": uuid.uuid4()}
            return shown(request, "placing_preview", context, title=_("Look at the offers"))
        try:
            asked = {"answer_until": form.until, "key": key_of(request), "by": me(request)}
            placing = actions.ask(opportunity, found.pairs, **asked)
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
            status = refusal.status
        else:
            return redirect("scheduling:placing", placing=placing.pk)
    context = {"form": form, "opportunity": opportunity, "coming": queries.coming(opportunity).count()}
    return shown(request, "place", context, title=_("Offer places to many"), status=status)


@require_safe
@coordinator
def progress(request: HttpRequest, placing: Placing) -> HttpResponse:
    """How far it is, and who could not be offered a place."""
    context = {
        "placing": placing,
        "progress": queries.progress(placing),
        "refused": queries.refused(placing)[:SHOWN],
        "most": SHOWN,
    }
    return shown(request, "placing", context, title=_("Offers to many"))


@require_POST
@coordinator
def go_on(request: HttpRequest, placing: Placing) -> HttpResponse:
    """Hand the rest to the worker once more."""
    actions.go_on(placing, by=me(request))
    messages.success(request, _("What is left goes on."))
    return redirect("scheduling:placing", placing=placing.pk)
