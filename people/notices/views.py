"""The page of reminders: one switch for each kind."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from people.doors import Acting, file_door
from people.enums import NoticeKind
from people.notices import actions, queries
from people.notices.forms import ChoiceForm

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@file_door
def listed(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What we write unasked, why, and a button to stop each kind or let it come again."""
    form = ChoiceForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        act = actions.resume if form.cleaned_data["wanted"] == "yes" else actions.stop
        act(acting.person, NoticeKind(form.cleaned_data["kind"]), by=acting.by)
        return redirect("people:notices")
    stopped = queries.stopped(acting.person)
    rows = [(kind, stopped.get(kind)) for kind in NoticeKind]
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "people/notices/list.html", {"rows": rows, "is_bad": form.is_bound}, status=status)
