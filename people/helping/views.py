"""Both sides of a permission: the person's list of helpers, and the helper's list of whom they help."""

from typing import Any, cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from office.queries import settings as office_settings
from people.doors import Acting, file_door, refused
from people.helping import actions, queries
from people.helping.enums import HelperScope
from people.helping.forms import InviteForm, ProofForm
from people.models import Helper
from people.refusals import UNPROCESSABLE, Refused


@require_safe
@file_door
def helpers(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Who helps me, with what and until when, and what they changed in my file."""
    rows = list(queries.helpers_of(acting.person))
    context = {"helpers": rows, "written": queries.written_by_helpers(acting.person, rows)}
    return render(request, "people/helping/helpers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@file_door
def helper_invite(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Whom, what and until when; the proof by a code comes next."""
    form = InviteForm(request.POST if request.method == "POST" else None, longest=office_settings().helper_days)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("name", "mobile", "scopes")}
        try:
            made = actions.invite(acting.person, by=acting.by, expires_on=form.expires_on, **given)
        except Refused as refusal:
            if refusal.status != UNPROCESSABLE:
                raise
            form.add_error("mobile", refusal.message)  # type: ignore[arg-type]
        else:
            return redirect("people:helper_confirm", pk=made.pk)
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "people/helping/invite.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@file_door
def helper_confirm(request: HttpRequest, acting: Acting, pk: UUID) -> HttpResponse:
    """The code that was sent to the person's own mobile; with it the helper is told."""
    helper = _mine(acting, pk)
    if helper.proven_at:
        return redirect("people:helpers")
    if request.POST.get("action") == "again":
        actions.send_again(helper, by=acting.by)
        return redirect("people:helper_confirm", pk=pk)
    form = ProofForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.confirm(helper, by=acting.by, code=form.cleaned_data["code"])
        except Refused as refusal:
            form.add_error("code", refusal.message)  # type: ignore[arg-type]
        else:
            return redirect("people:helpers")
    context = {"form": form, "helper": helper, "mobile": acting.by.mobile}
    return render(request, "people/helping/confirm.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@file_door
def helper_end(request: HttpRequest, acting: Acting, pk: UUID) -> HttpResponse:
    """Ending a permission, after a question."""
    helper = _mine(acting, pk)
    if request.method == "POST":
        actions.end(helper, by=acting.by)
        return redirect("people:helpers")
    return render(request, "people/helping/end.html", {"helper": helper})


@require_safe
@never_cache
@login_required
def helping(request: HttpRequest) -> HttpResponse:
    """Whom I help, and who asks me to."""
    user = cast(User, request.user)
    context = {"held": queries.helped_by(user), "invitations": queries.invitations_for(user)}
    return render(request, "people/helping/helping.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def helping_answer(request: HttpRequest, helper: UUID) -> HttpResponse:
    """What helping means, and yes or no to it."""
    user = cast(User, request.user)
    found = queries.invitations_for(user).filter(pk=helper).first()
    if found is None:
        if queries.helped_by(user).filter(pk=helper).exists():  # A second click on yes.
            return redirect("people:helped", helper=helper)
        raise Http404
    if request.method != "POST":
        return render(request, "people/helping/answer.html", {"helper": found})
    try:
        return _answered(found, user, accepted=request.POST.get("answer") == "accept")
    except Refused as refusal:
        return refused(request, refusal)


@require_safe
@file_door(scope=tuple(HelperScope))
def helped(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Where a helper stands in another's account: what is open, until when, and the way out."""
    helper = queries.permission(acting.by, cast(UUID, acting.helper))
    return render(request, "people/helping/helped.html", {"acting": acting, "helper": helper})


@require_http_methods(["GET", "HEAD", "POST"])
@file_door(scope=tuple(HelperScope))
def helping_leave(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The helper stops helping."""
    if request.method == "POST":
        actions.end(queries.permission(acting.by, cast(UUID, acting.helper)), by=acting.by)
        return redirect("people:helping")
    return render(request, "people/helping/leave.html", {"acting": acting})


def _mine(acting: Acting, pk: UUID) -> Helper:
    found: Any = acting.person.helpers.filter(pk=pk).first()
    if found is None:
        raise Http404
    return cast(Helper, found)


def _answered(helper: Helper, user: User, *, accepted: bool) -> HttpResponse:
    if not accepted:
        actions.decline(helper, by=user)
        return redirect("people:helping")
    actions.accept(helper, by=user)
    return redirect("people:helped", helper=helper.pk)
