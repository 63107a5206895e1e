"""The page of a study, and the doors to that station and back."""

from contextlib import suppress
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from applications.models import Application
from applications.refusals import CONFLICT, Refused
from applications.steps import progress_of
from applications.typed.actions import forget
from applications.typed.queries import typed_here
from attachments.causes import BadFile
from attachments.queries import respond
from casework import actions as moves
from casework.sheet import sheet_of
from casework.studying import actions, pictures, queries, rules
from casework.studying.forms import HandOverForm, StudyForm
from casework.studying.rules import PAGE
from casework.views.case import UNPROCESSABLE, back, shown, staff_case
from people.rules import sees_files
from policies.enums import ToolStep


@require_POST
@staff_case
def begin(request: HttpRequest, case: Application) -> HttpResponse:
    """Reception hands the case to the social researcher."""
    form = HandOverForm(request.POST, people=queries.researchers(case))
    if not form.is_valid():
        return shown(request, case, status=UNPROCESSABLE, hand_over=form)
    moves.begin_study(case, by=request.user, researcher=form.cleaned_data["researcher"])  # type: ignore[arg-type]
    return back(request, case, _("The request is with the social researcher. The person was told."))


@require_POST
@staff_case
def again(request: HttpRequest, case: Application) -> HttpResponse:
    """The researcher gives the case back to be matched again."""
    moves.return_to_matching(case, by=request.user)  # type: ignore[arg-type]
    return back(request, case, _("The request is being matched again."))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_case
def study(request: HttpRequest, case: Application) -> HttpResponse:
    """The study: written by the researcher, read by the desks of the case."""
    if request.method != "POST":
        moves.note_opened(case, by=_me(request))
        return _opened(request, case)
    if "remove" in request.POST:
        with suppress(ValueError):  # No such picture: it is as if it was gone.
            pictures.remove_picture(case, UUID(request.POST["remove"]), by=_me(request))
    form = StudyForm(request.POST, request.FILES, signing="sign" in request.POST)
    _keep_pictures(form, case, _me(request))
    if not form.is_valid():
        return _page(request, case, form, status=UNPROCESSABLE)
    return _saved(request, case, form)


@require_safe
@staff_case
def picture(request: HttpRequest, case: Application, picture: UUID) -> HttpResponse:
    """A picture of a visit; opening it leaves a row."""
    attachment = pictures.picture_of(case, picture)
    if attachment is None:
        raise Http404
    if attachment.is_open:
        moves.note_opened(case, by=_me(request))
    return respond(request, attachment, inline=True)  # type: ignore[return-value]


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)


def _keep_pictures(form: StudyForm, case: Application, by: User) -> None:
    """Each good picture is kept whatever is wrong with the rest."""
    form.full_clean()
    for checked in form.sent.good:
        try:
            pictures.add_picture(case, checked, by=by)
        except BadFile as problem:
            form.refuse(checked.name, problem)


def _opened(request: HttpRequest, case: Application) -> HttpResponse:
    """The form with what is saved, or with what was typed since and not saved."""
    return _page(request, case, StudyForm.of(queries.draft_of(case)))


def _saved(request: HttpRequest, case: Application, form: StudyForm) -> HttpResponse:
    act = actions.sign if form.signing else actions.save
    try:
        act(case, by=_me(request), **form.cleaned_data)
    except Refused as refusal:
        if refusal.status != CONFLICT or not rules.can_write(_me(request), case):
            raise
        return _conflict(request, case, refusal)
    forget(case, PAGE, by=_me(request))
    if form.signing:
        return back(request, case, _("The study is signed. You can send the request to the committee."))
    messages.success(request, _("The draft is saved."))
    return redirect("casework:study", reference=case.reference)


def _conflict(request: HttpRequest, case: Application, refusal: Refused) -> HttpResponse:
    """What was typed, to be saved over the newer draft or not, and what the newer one says."""
    messages.error(request, str(refusal.message))
    newer = queries.draft_of(case)
    typed = request.POST.copy()
    typed["version"] = str(newer.version if newer else 0)
    return _page(request, case, StudyForm(typed), status=CONFLICT, newer=newer)


def _page(request: HttpRequest, case: Application, form: StudyForm, status: int = 200, **given: Any) -> HttpResponse:
    user: Any = request.user
    may_write = rules.can_write(user, case)
    context = {
        "case": case,
        "form": form,
        "may_write": may_write,
        "typed": typed_here(request, form, PAGE, case=case) if may_write else None,
        "sheet": sheet_of(progress_of(case)),
        "tool_steps": (ToolStep.RESEARCH,),
        "sees_files": sees_files(user),
        "draft": queries.draft_of(case),
        "signed": queries.signed_of(case).prefetch_related("pictures__attachment"),
        "header_title": _("Study"),
        "header_icon": "clipboard-list",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("casework:queue"), "label": _("Requests")},
            {"url": reverse("casework:case", args=[case.reference]), "label": case.reference},
            {"url": "", "label": _("Study")},
        ],
        **given,
    }
    return TemplateResponse(request, "casework/studying/study.html", context, status=status)
