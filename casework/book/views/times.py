"""Making times, and taking a free one away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.rules import branch_of
from applications.booking.rules import works_for
from applications.models import Slot
from applications.refusals import UNPROCESSABLE, Refused
from casework.book import actions, queries, rules
from casework.book.doors import book_door, frame, me
from casework.book.forms import TimesForm
from office.queries import settings as office_settings


@require_http_methods(["GET", "HEAD", "POST"])
@book_door
def make(request: HttpRequest) -> HttpResponse:
    """Times of a day, or of a weekly pattern."""
    user = me(request)
    form = TimesForm(request.POST if request.method == "POST" else None, language=get_language() or "ar", **given(user))
    status = UNPROCESSABLE if form.is_bound else 200
    if form.is_valid():
        try:
            made = actions.make_times(form.pattern(), by=user)
            told = ngettext("%(count)s time was made.", "%(count)s times were made.", len(made)) % {"count": len(made)}
            messages.success(request, told)
            day = timezone.localdate(made[0].starts_at)
            return redirect(f"{reverse('book:diary')}?day={day.isoformat()}")
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
            status = refusal.status
    title = _("Make times")
    context = {**frame(title, ("", title)), "form": form}
    return TemplateResponse(request, "casework/book/times.html", context, status=status)


@require_POST
@book_door
def remove(request: HttpRequest, slot: UUID) -> HttpResponse:
    """Take a free time out of the book."""
    try:
        actions.remove_time(Slot(pk=slot), by=me(request))
        messages.success(request, _("The time is taken out of the book."))
    except Refused as refusal:
        messages.error(request, str(refusal.message))
    day = request.POST.get("day", "")[:10]
    return redirect(f"{reverse('book:diary')}?day={day}" if day.replace("-", "").isdigit() else "book:diary")


def given(user: User) -> dict[str, object]:
    """What the forms of a meeting need to know of a colleague."""
    nobody = User.objects.none()
    return {
        "by": user,
        "numbers": office_settings(),
        "colleagues": queries.colleagues() if rules.oversees(user) else nobody,
        "branch": None if works_for(user) else branch_of(user),
    }
