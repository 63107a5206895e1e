"""The desk, and the list behind each of its numbers."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from content.screens import Screens
from volunteering.desk import actions, charts, queries
from volunteering.models import Incident, VolunteeringMonth
from volunteering.scheduling.doors import coordinator, me

ON_A_PAGE = 30
shown = Screens("volunteering/desk", "coordination:desk", gettext_lazy("Volunteering"), "group").shown


@require_safe
@coordinator
def desk(request: HttpRequest) -> HttpResponse:
    """What waits, what lacks people, and what came of the last months."""
    months = list(VolunteeringMonth.objects.order_by("-month")[: charts.MONTHS])
    context = {
        "numbers": queries.numbers(),
        "thin": queries.thin(),
        "fill": queries.fill(),
        "columns": charts.hours_by_month(months),
        "months": months,
        "chart": charts,
    }
    return shown(request, "desk", context, title=_("Volunteering"))


@require_safe
@coordinator
def waiting(request: HttpRequest, kind: str) -> HttpResponse:
    """The list behind a number."""
    chosen = queries.BY_SLUG.get(kind)
    if chosen is None:
        raise Http404
    page = Paginator(queries.rows_of(chosen), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"kind": chosen, "page_obj": page, "rows": f"volunteering/desk/rows/{kind}.html"}
    return shown(request, "waiting", context, title=str(chosen.label))


@require_POST
@coordinator
def read_incident(request: HttpRequest, incident: UUID) -> HttpResponse:
    """Note that one has read it."""
    found = Incident.objects.filter(pk=incident).first()
    if found is None:
        raise Http404
    actions.read_incident(found, by=me(request))
    messages.success(request, _("It is noted that you have read it."))
    return redirect("coordination:waiting", kind="incidents")
