"""The season of a former year once more."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from volunteering.models import OpportunityPage, ShiftBatch
from volunteering.refusals import UNPROCESSABLE, Refused
from volunteering.scheduling import copying, queries
from volunteering.scheduling.doors import coordinator, me, shown
from volunteering.scheduling.forms import CopyForm, end_of
from volunteering.scheduling.plans import Repeated, checked, repeat
from volunteering.scheduling.views.series import kept, key_of, told


@require_safe
@coordinator
def choose(request: HttpRequest) -> HttpResponse:
    """Of which opportunity."""
    context = {"opportunities": queries.opportunities().filter(shifts__isnull=False).distinct()}
    return shown(request, "copy_choose", context, title=_("A season once more"))


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator
def copy(request: HttpRequest, opportunity: OpportunityPage) -> HttpResponse:
    """Which year, into which. The first post shows the plan, the second makes what is still ticked."""
    form = CopyForm(request.POST or None, years=queries.hijri_years(opportunity))
    status = UNPROCESSABLE if form.is_bound else 200
    if form.is_valid() and "again" not in request.POST:
        repeated = _repeated(opportunity, form)
        if "make" not in request.POST:
            return _preview(request, opportunity, form, repeated)
        try:
            batch = _make(request, opportunity, form, repeated)
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
            status = refusal.status
        else:
            messages.success(request, told(batch))
            return redirect("scheduling:batch", batch=batch.pk)
    context = {"form": form, "opportunity": opportunity}
    return shown(request, "copy", context, title=_("A season once more"), status=status)


def _repeated(opportunity: OpportunityPage, form: CopyForm) -> Repeated:
    data = form.cleaned_data
    return repeat(queries.of_year(opportunity, data["year"]), by_years=data["target"] - data["year"])


def _preview(request: HttpRequest, opportunity: OpportunityPage, form: CopyForm, repeated: Repeated) -> HttpResponse:
    standing = None if form.cleaned_data["new_page"] else opportunity
    context: dict[str, Any] = {"form": form, "opportunity": opportunity, "repeated": repeated, "key": uuid.uuid4()}
    context["plan"] = checked(standing, repeated.plan)
    return shown(request, "preview", context, title=_("Look at the shifts"))


def _make(request: HttpRequest, opportunity: OpportunityPage, form: CopyForm, repeated: Repeated) -> ShiftBatch:
    data, by = form.cleaned_data, me(request)
    plan = kept(checked(None if data["new_page"] else opportunity, repeated.plan), request)
    years = (data["year"], data["target"])
    given = {"years": years, "new_page": data["new_page"], "key": key_of(request), "by": by}
    batch = copying.copy_season(opportunity, plan, **given)
    if data["invite"]:
        until = end_of(data["answer_until"])
        if copying.invite_again(batch, year=data["year"], answer_until=until, by=by):
            messages.info(request, _("Everyone who came that year is offered the same place. It takes a few minutes."))
    return batch
