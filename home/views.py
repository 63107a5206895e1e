"""The member's own page and inbox, and the withdrawal of a story."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.rules import is_staff
from applications import queries as applications
from applications.wording import standing
from home.actions import withdraw_consent
from home.models import StoryPage
from home.rules import can_withdraw
from home.ways import WAYS
from notifications.actions import mark_read
from notifications.models import Message
from notifications.queries import inbox as inbox_of
from people.doors import Acting, file_door
from people.helping.enums import HelperScope
from people.notices.queries import kind_of

LATEST = 3
PAGE_SIZE = 20


@require_safe
@never_cache
@login_required
def arrive(request: HttpRequest) -> HttpResponse:
    """Where signing in leads: staff to their desk, everyone else to their own page."""
    return redirect("wagtailadmin_home" if is_staff(request.user) else "home:mine")


@require_safe
@never_cache
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """One's latest requests and messages, and what one is asked to do."""
    cases = applications.mine(request.user)[:LATEST]  # type: ignore[arg-type]
    context = {
        "cases": [{"case": case, "standing": standing(case)} for case in cases],
        "letters": inbox_of(request.user)[:LATEST],  # type: ignore[arg-type]
        "ways": WAYS,
    }
    return render(request, "home/mine.html", context)


@require_safe
@never_cache
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """Everything that was written to one."""
    page = Paginator(inbox_of(request.user), PAGE_SIZE).get_page(request.GET.get("page"))  # type: ignore[arg-type]
    return render(request, "home/inbox.html", {"page_obj": page})


@require_http_methods(["GET"])
@never_cache
@login_required
def message(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One message; opening it marks it read. Another's and a missing one look the same."""
    try:
        letter = inbox_of(request.user).get(pk=pk)  # type: ignore[arg-type]
    except Message.DoesNotExist:
        raise Http404 from None
    mark_read(letter)
    return render(request, "home/message.html", {"letter": letter, "notice": kind_of(letter)})


@require_safe
@file_door(scope=HelperScope.MESSAGES)
def helped_inbox(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What was written to whom one helps."""
    page = Paginator(acting.person.recipient.messages.all(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "home/helped_inbox.html", {"page_obj": page, "acting": acting})


@require_safe
@file_door(scope=HelperScope.MESSAGES)
def helped_message(request: HttpRequest, acting: Acting, pk: UUID) -> HttpResponse:
    """One message to whom one helps. It stays new: the person has not read it."""
    letter = get_object_or_404(acting.person.recipient.messages, pk=pk)
    return render(request, "home/helped_message.html", {"letter": letter, "acting": acting})


@require_http_methods(["GET", "POST"])
@never_cache
def withdraw_story(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once more, then takes a story off the site in every language."""
    story = get_object_or_404(StoryPage, pk=pk)
    if not can_withdraw(request.user, story):
        raise PermissionDenied
    if request.method == "POST":
        withdraw_consent(story, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The consent is withdrawn. The story is off the site in every language."))
        return redirect("wagtailadmin_explore", story.get_parent().pk)
    return render(request, "home/admin/withdraw.html", {"story": story})
