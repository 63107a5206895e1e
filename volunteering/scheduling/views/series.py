"""Many shifts at once: written, looked at, made, and taken back while nobody has joined."""

import uuid
from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from volunteering.models import ShiftBatch
from volunteering.refusals import UNPROCESSABLE, Refused
from volunteering.scheduling import actions, queries
from volunteering.scheduling.doors import coordinator, me, shown
from volunteering.scheduling.forms import SeriesForm
from volunteering.scheduling.plans import Planned, checked


@require_http_methods(["GET", "HEAD", "POST"])
@coordinator
def series(request: HttpRequest) -> HttpResponse:
    """The same hours on many days. The first post shows the plan, the second makes what is still ticked."""
    start = {"opportunity": request.GET.get("opportunity", "")[:12]}
    form = SeriesForm(request.POST or None, initial=start, language=get_language() or "ar")
    status = UNPROCESSABLE if form.is_bound else 200
    if form.is_valid() and "again" not in request.POST:
        page, rows = form.cleaned_data["opportunity"], form.plan()
        if "make" not in request.POST:
            context = {"form": form, "plan": checked(page, rows), "key": uuid.uuid4(), "month_days": form.month_days()}
            return shown(request, "preview", {**context, "opportunity": page}, title=_("Look at the shifts"))
        try:
            batch = actions.make_many(page, kept(checked(page, rows), request), key=key_of(request), by=me(request))
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
            status = refusal.status
        else:
            messages.success(request, told(batch))
            return redirect("scheduling:batch", batch=batch.pk)
    return shown(request, "series", {"form": form}, title=_("Many shifts at once"), status=status)


@require_safe
@coordinator
def batch(request: HttpRequest, batch: ShiftBatch) -> HttpResponse:
    """The set that was made."""
    context = {
        "batch": batch,
        "shifts": queries.shifts().filter(batch=batch),
        "may_undo": not batch.is_undone and queries.is_untouched(batch),
    }
    return shown(request, "batch", context, title=_("A set of shifts"))


@require_POST
@coordinator
def undo(request: HttpRequest, batch: ShiftBatch) -> HttpResponse:
    """Take the whole set back."""
    try:
        actions.undo(batch, by=me(request))
        messages.success(request, _("The set is taken back. No shift of it stands."))
    except Refused as refusal:
        messages.error(request, str(refusal.message))
    return redirect("scheduling:batch", batch=batch.pk)


def kept(plan: Iterable[Planned], request: HttpRequest) -> list[Planned]:
    """What was still ticked of what can be made."""
    ticked = set(request.POST.getlist("keep"))
    return [each for each in plan if each.is_free and each.key in ticked]


def key_of(request: HttpRequest) -> uuid.UUID:
    """The key of the preview; a post without one makes a set of its own."""
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid.uuid4()


def told(batch: ShiftBatch) -> str:
    words = ngettext("%(count)s shift was made.", "%(count)s shifts were made.", batch.count)
    return words % {"count": batch.count}
