"""Making one shift and changing it: each screen a form and one action."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from volunteering.models import Shift
from volunteering.refusals import UNPROCESSABLE, Refused
from volunteering.scheduling import actions
from volunteering.scheduling.doors import coordinator, me, shown
from volunteering.scheduling.forms import CancelForm, CapacityForm, NoteForm, ShiftForm, TimeForm

Act = Callable[[Any], Shift]
FORM = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class Words:
    """What a screen is called, its button, and what is said afterwards. `ends` marks what can't be taken back."""

    title: str
    button: str
    done: str
    ends: bool = False


@require_http_methods(FORM)
@coordinator
def make(request: HttpRequest) -> HttpResponse:
    """One new shift; `?opportunity=` chooses it."""
    form = ShiftForm(request.POST or None, initial={"opportunity": request.GET.get("opportunity", "")[:12]})

    def act(given: ShiftForm) -> Shift:
        return actions.make(given.cleaned_data["opportunity"], by=me(request), **given.details())

    return _answer(request, form, act, Words(_("A new shift"), _("Make the shift"), _("The shift stands.")))


@require_http_methods(FORM)
@coordinator
def move(request: HttpRequest, shift: Shift) -> HttpResponse:
    """Another time or place."""
    form = TimeForm(request.POST or None, initial=TimeForm.of(shift))
    words = Words(
        _("Another time or place"),
        _("Change it and tell everybody in it"),
        _("The shift is changed. Everybody in it is told."),
    )
    return _answer(request, form, lambda given: actions.move(shift, by=me(request), **given.time()), words, shift)


@require_http_methods(FORM)
@coordinator
def resize(request: HttpRequest, shift: Shift) -> HttpResponse:
    """More or fewer places."""
    form = CapacityForm(request.POST or None, initial={"capacity": shift.capacity})
    words = Words(_("More or fewer places"), _("Keep the number"), _("The number is kept."))
    return _answer(
        request, form, lambda given: actions.resize(shift, by=me(request), **given.cleaned_data), words, shift
    )


@require_http_methods(FORM)
@coordinator
def say(request: HttpRequest, shift: Shift) -> HttpResponse:
    """The word that stands with the shift."""
    form = NoteForm(request.POST or None, initial={"note": shift.note})
    words = Words(_("Word to the volunteers"), _("Save"), _("The word is kept."))
    return _answer(request, form, lambda given: actions.say(shift, by=me(request), **given.cleaned_data), words, shift)


@require_http_methods(FORM)
@coordinator
def cancel(request: HttpRequest, shift: Shift) -> HttpResponse:
    """Call the shift off, with a reason."""
    form = CancelForm(request.POST or None)
    words = Words(
        _("Cancel the shift"),
        _("Cancel it and tell everybody in it"),
        _("The shift is cancelled. Everybody in it is told."),
        ends=True,
    )
    return _answer(
        request, form, lambda given: actions.cancel(shift, by=me(request), **given.cleaned_data), words, shift
    )


def _answer(request: HttpRequest, form: Any, act: Act, words: Words, shift: Shift | None = None) -> HttpResponse:
    """The form, or after the act the shift."""
    status = UNPROCESSABLE if form.is_bound else 200
    if form.is_valid():
        try:
            made = act(form)
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
            status = refusal.status
        else:
            messages.success(request, words.done)
            return redirect("scheduling:shift", shift=made.pk)
    context = {"form": form, "shift": shift, "button": words.button, "ends": words.ends}
    return shown(request, "act", context, title=words.title, status=status)
