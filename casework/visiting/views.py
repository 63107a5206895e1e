"""The list of visits."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.typed.queries import seconds_left
from casework.book.actions import show_ways
from casework.book.doors import book_door, frame, me
from casework.book.views.diary import day_of
from casework.visiting import queries
from casework.visiting.actions import note_listed

PAGE_SIZE = 10  # Each line carries its study: the page is loaded once, and then needs no connection.


@require_http_methods(["GET", "HEAD", "POST"])
@book_door
def index(request: HttpRequest) -> HttpResponse:
    """The visits of the day in order of time, then whom the researcher is to meet besides.

    Posting shows the ways to the homes on this one answer, and leaves a row of each.
    """
    user, day = me(request), day_of(request.GET.get("day", "").replace("\x00", "")[:40])
    meetings = queries.agreed(user, day)
    page = Paginator(queries.to_meet(user, meetings), PAGE_SIZE).get_page(request.GET.get("page"))
    here = meetings if page.number == 1 else []
    place, seconds = request.get_full_path(), seconds_left(request.session)
    rows = queries.rows_of(user, here, list(page), page=place, seconds=seconds)
    note_listed(rows, by=user)
    ways = show_ways(here, by=user) if request.method == "POST" else {}
    title = _("Visits")
    context: dict[str, Any] = {
        **frame(title, ("", title)),
        "day": day,
        "page_obj": page,
        "rows": [{"row": row, "way": ways.get(row.meeting.pk) if row.meeting else None} for row in rows],
        "has_ways": bool(here),
        "are_shown": bool(ways),
    }
    return TemplateResponse(request, "casework/visiting/index.html", context)
