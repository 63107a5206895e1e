"""The page that a volunteer opens where the shift takes place."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.limits import TooMany, count_look
from accounts.models import User
from people.doors import refused
from volunteering.arriving import actions
from volunteering.arriving.forms import ArriveForm
from volunteering.arriving.queries import own_place
from volunteering.models import Placement, Shift
from volunteering.refusals import TOO_MANY, UNPROCESSABLE, Refused

OFTEN = gettext_lazy("That was tried too often from here. Wait a little, or ask the coordinator.")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def arrive(request: HttpRequest, shift: UUID) -> HttpResponse:
    """The code and one button. Without a place in it, another's shift and a missing one look the same: 404."""
    user = cast(User, request.user)
    place = own_place(user, Shift(pk=shift))
    if place is None:
        raise Http404
    if request.method != "POST":
        form = ArriveForm(initial={"code": request.GET.get("code", "")[:20]})
        return _page(request, place, form)
    form = ArriveForm(request.POST)
    if not form.is_valid():
        return _page(request, place, form, status=UNPROCESSABLE)
    try:
        count_look(request, "day_code")
        actions.arrive(place.shift, by=user, code=form.cleaned_data["code"])
    except TooMany:
        return refused(request, Refused(OFTEN, TOO_MANY))
    except Refused as refusal:
        form.add_error("code", str(refusal.message))
        return _page(request, place, form, status=refusal.status)
    messages.success(request, _("You are noted as present. Thank you for coming."))
    return redirect("volunteering:hours")


def _page(request: HttpRequest, place: Placement, form: ArriveForm, *, status: int = 200) -> HttpResponse:
    return render(request, "volunteering/arriving/arrive.html", {"place": place, "form": form}, status=status)
