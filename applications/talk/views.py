"""The person's page of messages about one request.

One address does it all, so that it works without a script: `add` keeps files and stays, `remove` takes one out,
anything else sends the message. The script (`static/js/uploads.js`) sends the same, one file at a time.
"""

from typing import Any, cast
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from applications.models import Application, CaseMessage
from applications.refusals import UNPROCESSABLE
from applications.talk import actions, queries
from applications.talk.forms import MessageForm
from applications.talk.posting import kept, removed
from applications.talk.rules import is_open
from applications.typed.actions import forget
from applications.typed.queries import typed_here
from applications.views.doors import acting_in, own_case
from attachments.checks import MEGABYTE, limit
from attachments.models import Attachment
from attachments.queries import Listed, respond
from people.helping.enums import HelperScope

PAGE_SIZE = 20
PAGE = "talk"


@require_http_methods(["GET", "HEAD", "POST"])
@own_case(scope=HelperScope.MESSAGES)
def talk(request: HttpRequest, case: Application) -> HttpResponse:
    """What was written, newest first, and the form for more."""
    user = cast(User, request.user)
    if request.method != "POST":
        page = shown(request, case, MessageForm())
        actions.read(case, by=user)
        return page
    if removed(request, case):
        return redirect("applications:talk", reference=case.reference)
    form = MessageForm(request.POST, request.FILES, adds="add" in request.POST)
    if not kept(request, case, form):
        return shown(request, case, form, status=UNPROCESSABLE)
    if not form.adds:
        given = {name: form.cleaned_data[name] for name in ("text", "is_question", "once")}
        actions.write(case, by=user, **given)
        forget(case, PAGE, by=user)
    return redirect("applications:talk", reference=case.reference)


@require_safe
@own_case(scope=HelperScope.MESSAGES)
def talk_file(request: HttpRequest, case: Application, file: UUID) -> HttpResponse:
    """A file of a message. A helper opens only what the helper brought: papers show full numbers."""
    found = queries.own_file(case, file, by=cast(User, request.user))
    if found is None or (acting_in(request).is_helping and found.uploaded_by_id != request.user.pk):
        raise Http404
    return respond(request, found)  # type: ignore[return-value]


def shown(request: HttpRequest, case: Application, form: MessageForm, *, status: int = 200) -> HttpResponse:
    """The page; what is new on it still looks new."""
    acting = acting_in(request)
    page = Paginator(queries.talk_of(case), PAGE_SIZE).get_page(request.GET.get("page"))
    waiting = queries.files_waiting(case, by=acting.by)
    context: dict[str, Any] = {
        "case": case,
        "form": form,
        "page_obj": page,
        "said": [_said(case, message, acting.by) for message in page],
        "rows": [_listed(case, file) for file in waiting],
        "may_write": is_open(case) and acting.may(HelperScope.REQUESTS_FILL),
        "typed": typed_here(request, form, PAGE, case=case),
        "megabytes": limit() // MEGABYTE,
    }
    return render(request, "applications/talk.html", context, status=status)


def _said(case: Application, message: CaseMessage, reader: User) -> dict[str, Any]:
    files = [each.attachment for each in message.files.all()]
    return {
        "message": message,
        "is_mine": message.by_id == reader.pk,
        "is_the_persons_own": message.from_person and message.by_id == case.person.user_id,
        "rows": [_listed(case, file) for file in files],
    }


def _listed(case: Application, file: Attachment) -> Listed:
    return Listed(file, reverse("applications:talk_file", args=[case.reference, file.pk]))
