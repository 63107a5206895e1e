"""The list of a request's pages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from applications.actions import SENT_ALREADY
from applications.models import Application
from applications.refusals import CONFLICT, Refused
from applications.steps import progress_of
from applications.tasks import queries
from applications.views.doors import own_case
from applications.views.pages import onward
from people.helping.enums import HelperScope


@require_safe
@own_case(scope=HelperScope.REQUESTS_FILL)
def listed(request: HttpRequest, case: Application) -> HttpResponse:
    """All pages in groups, each with its state and a way to it."""
    if not case.is_editable:
        raise Refused(SENT_ALREADY, CONFLICT)
    by: Any = request.user
    progress = progress_of(case)
    done, total = queries.done_and_all(progress)
    context = {"case": case, "groups": queries.groups(case, progress, by=by), "done": done, "total": total}
    return render(request, "applications/tasks.html", {**context, "onward": onward(case, progress)})
