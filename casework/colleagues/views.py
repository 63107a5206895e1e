"""The manager's screens about colleagues, and the page of an invitation."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Invitation, User
from accounts.models.invitation import digest
from applications.refusals import UNPROCESSABLE, Refused
from casework.colleagues import actions, queries, rules
from casework.colleagues.forms import AcceptForm, ChangeRolesForm, HandOverForm, InviteForm, ReasonForm
from office.models import Branch

PAGE_SIZE = 30
GONE = 410
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
View = Callable[..., HttpResponse]


def manager_door(view: View) -> View:
    """For managers alone; a refusal is said on the page that asked."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user: Any = request.user
        if not rules.manages(user):
            raise PermissionDenied
        if "reference" in kwargs:
            try:
                kwargs["colleague"] = queries.one(kwargs.pop("reference"))
            except User.DoesNotExist:
                raise Http404 from None
        return view(request, *args, **kwargs)

    return opened


@require_http_methods(["GET", "HEAD", "POST"])
@manager_door
def index(request: HttpRequest) -> HttpResponse:
    """Everyone who works or worked here, and who is invited. Words that are searched are posted: they are names."""
    given = request.POST or request.GET
    chosen = {name: given.get(name, "").replace("\x00", "")[:80] for name in ("role", "state", "branch")}
    words = request.POST.get("words", "").replace("\x00", "")[:80]
    page = Paginator(queries.found(words=words, **chosen), PAGE_SIZE).get_page(given.get("page"))
    context = {
        "chosen": {**chosen, "words": words},
        "page_obj": page,
        "rows": queries.shown(list(page)),
        "invitations": queries.invitations(),
        "roles": queries.roles_offered(),
        "states": queries.STATES.items(),
        "branches": Branch.objects.all(),
        "query": urlencode(chosen),
    }
    return _shown(request, "index", context, title=_("Colleagues"))


@require_http_methods(["GET", "HEAD", "POST"])
@manager_door
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody with a role; the link goes out by e-mail."""
    form = InviteForm(request.POST or None)
    if form.is_valid():
        try:
            actions.invite(**form.cleaned_data, by=_me(request), origin=_origin(request))
            messages.success(request, _("The invitation is on its way."))
            return redirect("colleagues:index")
        except Refused as refusal:
            form.add_error("email", str(refusal.message))
    status = UNPROCESSABLE if form.is_bound else 200
    return _shown(request, "invite", {"form": form}, title=_("Invite a colleague"), status=status)


@require_POST
@manager_door
def invitation(request: HttpRequest, pk: UUID, act: str) -> HttpResponse:
    """Send an invitation again, or take it back."""
    row = Invitation.objects.filter(pk=pk).first()
    if row is None:
        raise Http404
    try:
        if act == "again":
            actions.send_again(row, by=_me(request), origin=_origin(request))
            messages.success(request, _("A new link is on its way. The former one opens nothing any more."))
        else:
            actions.take_back(row, by=_me(request))
            messages.success(request, _("The invitation was taken back."))
    except Refused as refusal:
        messages.error(request, str(refusal.message))
    return redirect("colleagues:index")


@require_safe
@manager_door
def one(request: HttpRequest, colleague: User) -> HttpResponse:
    """A colleague: rights, last sign-in, what happened to the account."""
    return _one(request, colleague)


@require_POST
@manager_door
def roles(request: HttpRequest, colleague: User) -> HttpResponse:
    """Give and take roles."""
    form = ChangeRolesForm(request.POST)
    return _act(request, colleague, form, actions.change_roles, _("The roles are changed. They hold from now on."))


@require_POST
@manager_door
def reset(request: HttpRequest, colleague: User) -> HttpResponse:
    """Reset a lost second factor."""
    told = _("The second factor was reset. The colleague sets it up anew at the next sign-in.")
    return _act(request, colleague, ReasonForm(request.POST), actions.reset_second_factor, told)


@require_POST
@manager_door
def back(request: HttpRequest, colleague: User) -> HttpResponse:
    """Somebody who had left works here again."""
    told = _("The account is open again, with the roles it had.")
    return _act(request, colleague, ReasonForm(request.POST), actions.return_to_work, told)


@require_http_methods(["GET", "HEAD", "POST"])
@manager_door
def leave(request: HttpRequest, colleague: User) -> HttpResponse:
    """Hand over the cases of a leaver: first shown who gets which, then done in one step."""
    people = queries.successors(colleague)
    able = [each.user for each in people]
    posted = request.POST or None
    form = HandOverForm(posted, people=able, initial={"to": [user.pk for user in able]})
    told = ""
    if form.is_valid() and "confirm" in request.POST:
        try:
            given = {"to": list(form.cleaned_data["to"]), "reason": form.cleaned_data["reason"]}
            moved, left = actions.hand_over(colleague, **given, by=_me(request))
            messages.success(request, _told(moved, left))
            return redirect("colleagues:one", reference=colleague.reference)
        except Refused as refusal:
            told = str(refusal.message)
    chosen = list(form.cleaned_data["to"]) if form.is_valid() else able
    moves, unmoved = queries.plan(colleague, chosen)
    context = {
        "colleague": colleague,
        "form": form,
        "people": people,
        "moves": moves,
        "unmoved": unmoved,
        "told": told,
        "is_planned": form.is_valid(),
    }
    status = UNPROCESSABLE if told or (form.is_bound and not form.is_valid()) else 200
    return _shown(request, "leave", context, title=colleague.get_full_name(), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """The page of an invitation. One that is over, used, taken back or never was looks the same."""
    waiting = Invitation.objects.waiting().filter(token_digest=digest(token)).first()
    if waiting is None:
        return render(request, "casework/colleagues/over.html", status=GONE)
    form = AcceptForm(request.POST or None)
    if form.is_valid():
        try:
            user = actions.accept(token, **form.cleaned_data)
        except Refused:
            return render(request, "casework/colleagues/over.html", status=GONE)
        login(request, user, backend=BACKEND)
        record_authentication(request, user, "password", reauthenticated=True)  # Chosen just now.
        return redirect("wagtailadmin_home")  # The second factor is set up on the way there.
    context = {"form": form, "roles": waiting.role_labels}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "casework/colleagues/accept.html", context, status=status)


def _told(moved: int, left: int) -> str:
    told = ngettext("%(count)s case was handed over.", "%(count)s cases were handed over.", moved) % {"count": moved}
    if not left:
        return told
    waiting = ngettext(
        "%(count)s case waits unassigned in the queue.", "%(count)s cases wait unassigned in the queue.", left
    )
    return f"{told} {waiting % {'count': left}}"


def _act(request: HttpRequest, colleague: User, form: Any, act: Callable[..., Any], told: str) -> HttpResponse:
    if not form.is_valid():
        return _one(request, colleague, status=UNPROCESSABLE, **{_form_name(form): form})
    try:
        act(colleague, **form.cleaned_data, by=_me(request))
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return _one(request, colleague, status=refusal.status, **{_form_name(form): form})
    messages.success(request, told)
    return redirect("colleagues:one", reference=colleague.reference)


def _form_name(form: Any) -> str:
    return "roles_form" if isinstance(form, ChangeRolesForm) else "reason_form"


def _one(request: HttpRequest, colleague: User, *, status: int = 200, **forms: Any) -> HttpResponse:
    held = queries.roles_held(colleague)
    context = {
        "colleague": colleague,
        "rights": queries.rights(held),
        "history": queries.history(colleague),
        "sessions": queries.sessions(colleague),
        "may_change": rules.may_change(_me(request), colleague),
        "roles_form": ChangeRolesForm(initial={"roles": held, "branch": colleague.branch_id}),
        "reason_form": ReasonForm(),
        **forms,
    }
    return _shown(request, "one", context, title=colleague.get_full_name() or colleague.reference, status=status)


def _shown(
    request: HttpRequest, template: str, context: dict[str, Any], *, title: str, status: int = 200
) -> HttpResponse:
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("colleagues:index"), "label": _("Colleagues")},
    ]
    if template != "index":
        trail.append({"url": "", "label": title})
    frame = {"header_title": title, "header_icon": "group", "breadcrumbs_items": trail}
    return TemplateResponse(request, f"casework/colleagues/{template}.html", {**frame, **context}, status=status)


def _me(request: HttpRequest) -> User:
    user: Any = request.user
    return user


def _origin(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
