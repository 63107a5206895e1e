"""The talk on a page of its own: read, write, open a file."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from applications.models import Application
from applications.talk import actions, queries
from applications.talk.posting import kept, removed
from applications.talk.rules import is_open
from applications.typed.actions import forget
from applications.typed.queries import typed_here
from attachments.queries import respond
from audit.actions import record
from casework.actions import note_opened
from casework.replies.inserting import is_asked, with_words
from casework.replies.queries import offered
from casework.talking.forms import PAGE, ReplyForm
from casework.talking.queries import open_questions, said
from casework.views.case import UNPROCESSABLE, staff_case

PAGE_SIZE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@staff_case
def talk(request: HttpRequest, case: Application) -> HttpResponse:
    """The whole talk and the form; posting writes to the person."""
    user = cast(User, request.user)
    questions = open_questions(case)
    if request.method != "POST":
        note_opened(case, by=user)
        page = shown(request, case, ReplyForm(questions=questions))
        page.render()
        actions.read(case, by=user)
        return page
    if removed(request, case):
        return redirect("casework:talk", reference=case.reference)
    inserts = is_asked(request.POST)
    form = ReplyForm(request.POST, request.FILES, questions=questions, adds=inserts or "add" in request.POST)
    if not kept(request, case, form):
        return shown(request, case, form, status=UNPROCESSABLE)
    if inserts:
        return shown(request, case, ReplyForm(questions=questions, initial=with_words(request.POST, "text")))
    if form.adds:
        return redirect("casework:talk", reference=case.reference)
    given = {name: form.cleaned_data[name] for name in ("text", "is_question", "once")}
    actions.write(case, by=user, answers=[UUID(each) for each in form.cleaned_data.get("answers", ())], **given)
    forget(case, PAGE, by=user)
    messages.success(request, _("The message was sent to the person."))
    return redirect(f"{reverse('casework:case', args=[case.reference])}#talk")


@require_safe
@staff_case
def talk_file(request: HttpRequest, case: Application, message_file: UUID) -> HttpResponse:
    """A file of a message, shown in a sandbox; opening it leaves a row."""
    user = cast(User, request.user)
    found = queries.own_file(case, message_file, by=user)
    if found is None:
        raise Http404
    if found.is_open:
        record("message.file_opened", by=user, subject=case)
        record("person.paper_opened", by=user, subject=case.person, details={"case": case.reference})
    return respond(request, found, inline=True)  # type: ignore[return-value]


def shown(request: HttpRequest, case: Application, form: ReplyForm, *, status: int = 200) -> TemplateResponse:
    user = cast(User, request.user)
    page = Paginator(queries.talk_of(case), PAGE_SIZE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "case": case,
        "form": form,
        "page_obj": page,
        "templates": offered(case.person.recipient.language),
        "said": said(case, page),
        "waiting_files": queries.files_waiting(case, by=user),
        "may_write": is_open(case),
        "typed": typed_here(request, form, PAGE, case=case),
        "header_title": _("Messages with the person"),
        "header_icon": "mail",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("casework:queue"), "label": _("Requests")},
            {"url": reverse("casework:case", args=[case.reference]), "label": case.reference},
            {"url": "", "label": _("Messages with the person")},
        ],
    }
    return TemplateResponse(request, "casework/talking/talk.html", context, status=status)
