"""Finding shifts: as a list, as a calendar, and one of them."""

from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from saudi.hijri import InvalidDate
from volunteering.models import Shift
from volunteering.scheduling import queries
from volunteering.scheduling.doors import coordinator, shown
from volunteering.scheduling.forms import FiltersForm
from volunteering.scheduling.plans import parse_month

ON_A_PAGE = 30


@require_safe
@coordinator
def listing(request: HttpRequest) -> HttpResponse:
    """Shifts from today on, or between the days asked for."""
    form = FiltersForm(request.GET)
    form.is_valid()
    chosen = queries.shifts().filter(form.condition() & form.days())
    page = Paginator(chosen, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page_obj": page, "query": asked(form), "narrows": bool(asked(form)), "view": "list"}
    return shown(request, "list", context, title=_("Shifts"))


@require_safe
@coordinator
def calendar(request: HttpRequest) -> HttpResponse:
    """One month, from Sunday to Saturday."""
    form = FiltersForm(request.GET)
    form.is_valid()
    month = queries.month(_first_day(request.GET.get("month", "")), queries.shifts().filter(form.condition()))
    context = {"form": form, "month": month, "query": asked(form), "narrows": bool(asked(form)), "view": "calendar"}
    return shown(request, "calendar", context, title=_("Shifts"))


@require_safe
@coordinator
def detail(request: HttpRequest, shift: Shift) -> HttpResponse:
    """One shift: its numbers, what can be done with it, and the people in it."""
    context = {"shift": shift}
    return shown(request, "shift", context, title=shift.opportunity.title)


def asked(form: FiltersForm) -> str:
    """The filters as they go into another address."""
    given = {name: form.data.get(name, "") for name in form.fields}
    return urlencode({name: value for name, value in given.items() if value})


def _first_day(text: str) -> date:
    try:
        return parse_month(text)
    except InvalidDate:
        return timezone.localdate().replace(day=1)
