"""The person's page of followers; a follower's look, signed in or as a guest."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import codes
from accounts.codes import Verdict
from accounts.limits import TooMany
from accounts.models import User
from accounts.views.doors import later_words
from accounts.views.own import WORDS
from applications.following import actions, guest
from applications.following.forms import FollowerForm, PhoneCodeForm, PhoneTrackForm
from applications.following.queries import followed_by
from applications.following.wording import look_at
from applications.models import Application
from applications.refusals import UNPROCESSABLE, Refused
from applications.views.doors import own_case
from office.queries import settings as office_settings
from people.refusals import GONE, TOO_MANY
from sealing.references import BadReference, parse


@require_http_methods(["GET", "HEAD", "POST"])
@own_case
def followers(request: HttpRequest, case: Application) -> HttpResponse:
    """Who follows the request, and letting one more."""
    form = FollowerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.permit(case, by=cast(User, request.user), **form.cleaned_data)
        except Refused as refusal:
            if refusal.status != UNPROCESSABLE:
                raise
            form.add_error("mobile", refusal.message)  # type: ignore[arg-type]
        else:
            return redirect("applications:followers", reference=case.reference)
    context = {"case": case, "form": form, "followers": case.followers.standing()}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "applications/following/followers.html", context, status=status)


@require_POST
@own_case
def follower_end(request: HttpRequest, case: Application, pk: UUID) -> HttpResponse:
    """One number follows no more; a second click changes nothing."""
    found = case.followers.filter(pk=pk).first()
    if found is None:
        raise Http404
    actions.revoke(found, by=cast(User, request.user))
    return redirect("applications:followers", reference=case.reference)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def followed(request: HttpRequest, reference: str) -> HttpResponse:
    """What somebody with an account sees of a request that they may follow; anything else is the same 404.

    Posting ends it.
    """
    user = cast(User, request.user)
    try:
        case = followed_by(user).get(reference=parse(reference))
    except (BadReference, Application.DoesNotExist):
        raise Http404 from None
    if request.method == "POST":
        actions.leave(case, mobile=user.mobile or "", by=user)
        messages.success(request, _("You no longer follow this request."))
        return redirect("applications:list")
    return _looked_at(request, case, mobile=user.mobile or "")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def track_phone(request: HttpRequest) -> HttpResponse:
    """The number of the request and a mobile number; whatever they are, a code is said to be on its way."""
    form = PhoneTrackForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, "ask", {"form": form}, UNPROCESSABLE if form.is_bound else 200)
    try:
        guest.ask(request, form.cleaned_data["reference"], form.cleaned_data["mobile"])
    except TooMany as fault:
        return _later(request, "ask", {"form": form}, fault)
    return redirect("applications:track_phone_code")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def track_phone_code(request: HttpRequest) -> HttpResponse:
    """The code of the message."""
    pending = codes.waiting(request, guest.SLOT)
    if pending is None:
        return redirect("applications:track_phone")
    form = PhoneCodeForm(request.POST if request.method == "POST" and "again" not in request.POST else None)
    context = {"form": form, "pending": pending, "wait": codes.seconds_to_wait(pending.at)}
    if "again" in request.POST:
        try:
            guest.ask_again(request)
        except TooMany as fault:
            return _later(request, "code", context, fault)
        return redirect("applications:track_phone_code")
    if not form.is_valid():
        return _page(request, "code", context, UNPROCESSABLE if form.is_bound else 200)
    verdict = guest.open_with(request, form.cleaned_data["code"])
    if verdict is Verdict.RIGHT:
        return redirect("applications:track_phone_request")
    form.add_error("code", forms.ValidationError(WORDS[verdict]))
    status = {Verdict.SPENT: TOO_MANY, Verdict.GONE: GONE}.get(verdict, UNPROCESSABLE)
    return _page(request, "code", {**context, "is_over": verdict is not Verdict.WRONG}, status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def track_phone_request(request: HttpRequest) -> HttpResponse:
    """Where the request stands, for half an hour; posting closes it, or ends the following as well."""
    case = guest.opened(request)
    if request.method == "POST":
        if case and "leave" in request.POST and actions.leave(case, mobile=guest.number(request), by=None):
            messages.success(request, _("You no longer follow this request."))
        guest.close(request)
        return redirect("applications:track_phone")
    if case is None:
        return redirect("applications:track_phone")
    return _looked_at(request, case, mobile=guest.number(request), is_guest=True)


def _looked_at(request: HttpRequest, case: Application, *, mobile: str, is_guest: bool = False) -> HttpResponse:
    """The page; whoever follows may end it there, its owner has nothing to end."""
    follows = case.followers.reached_at(mobile).exists()
    context = {"look": look_at(case, office_settings(request)), "case": case, "is_guest": is_guest, "follows": follows}
    return _page(request, "request", context)


def _later(request: HttpRequest, page: str, context: dict[str, Any], fault: TooMany) -> HttpResponse:
    answer = _page(request, page, {**context, "told": later_words(fault)}, TOO_MANY)
    answer["Retry-After"] = str(fault.seconds)
    return answer


def _page(request: HttpRequest, page: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    answer = render(request, f"applications/following/{page}.html", context, status=status)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
