"""The doors of taking and giving cases, of the load, and of days away."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.roles import Role
from accounts.rules import has_role
from applications.models import Application
from applications.refusals import Refused
from casework import rules
from casework.assigning import actions
from casework.assigning.queries import loads
from casework.digest.actions import want_digest
from casework.digest.queries import wants_digest
from casework.presence.actions import touch
from casework.presence.queries import lookers
from casework.queries import visible_to
from casework.views.case import back, staff_case
from people.forms.fields import EitherDateField

UNPROCESSABLE = 422
NOBODY = "none"


@require_POST
@staff_case
def claim(request: HttpRequest, case: Application) -> HttpResponse:
    actions.claim(case, by=request.user)  # type: ignore[arg-type]
    return back(request, case, _("The request is with you now."))


@require_POST
@staff_case
def assign(request: HttpRequest, case: Application) -> HttpResponse:
    """Give one case from its page; `was` says whom the page showed as its holder."""
    to = receiver(request)
    actions.assign(case, to=to, by=request.user, was=request.POST.get("was", ""))  # type: ignore[arg-type]
    return back(request, case, told(to))


@require_POST
@staff_case
def here(request: HttpRequest, case: Application) -> HttpResponse:
    """The page of the case says that it is still open, and hears who else has it."""
    user: Any = request.user
    touch(case, by=user)
    return JsonResponse({"names": lookers([case], user).get(case.pk, [])})


@require_POST
def assign_many(request: HttpRequest) -> HttpResponse:
    """Give the marked cases; each one that could not be given is named with its reason."""
    user = _colleague(request)
    try:
        to = receiver(request)
        outcomes = actions.assign_many(marked(request, user), to=to, by=user)
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return redirect(address(request))
    given = [each for each in outcomes if not each.refusal]
    if given:
        many = ngettext("%(number)d request: %(told)s", "%(number)d requests: %(told)s", len(given))
        messages.success(request, many % {"number": len(given), "told": told(to)})
    for each in outcomes:
        if each.refusal:
            messages.error(request, f"\u2068{each.reference}\u2069: {each.refusal}")
    return redirect(address(request))


class AwayForm(forms.Form):
    """The days on which new requests pass a colleague by."""

    colleague = forms.CharField(max_length=12, widget=forms.HiddenInput)
    first = EitherDateField(label=lazy("Away from"), required=False)
    last = EitherDateField(label=lazy("Away until"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["user"] = User.objects.filter(reference=data.get("colleague", ""), is_active=True).first()
        if data["user"] is None:
            raise forms.ValidationError(lazy("There is no such colleague."))
        return data


@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    """How much each colleague holds, and the days away."""
    user, form = _colleague(request), AwayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.be_away(data["user"], first=data["first"], last=data["last"], by=user)
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("The days are kept."))
            return redirect("casework:load")
    return TemplateResponse(
        request, "casework/assigning/load.html", _load_page(user, form), status=UNPROCESSABLE if form.errors else 200
    )


@require_POST
def digest(request: HttpRequest) -> HttpResponse:
    """Say whether the daily digest comes."""
    wanted = "wanted" in request.POST
    want_digest(wanted, by=_colleague(request))
    messages.success(request, _("The digest comes every working day.") if wanted else _("The digest comes no more."))
    return redirect("casework:load")


def receiver(request: HttpRequest) -> User | None:
    """The colleague who was chosen; None for nobody. Raises Refused for no choice."""
    chosen = request.POST.get("to", "")
    if chosen == NOBODY:
        return None
    # PostgreSQL takes no NUL, wherever it comes from.
    found = User.objects.filter(reference=chosen, is_active=True).first() if chosen.isprintable() else None
    if found is None:
        raise Refused(_("Choose a colleague."), UNPROCESSABLE)
    return found


def marked(request: HttpRequest, user: Any) -> dict[str, Application | None]:
    """The marked references, each with its case when the colleague may see it."""
    references = dict.fromkeys(text[:16] for text in request.POST.getlist("case") if text.isprintable())
    found = {case.reference: case for case in visible_to(user).filter(reference__in=references)}
    return {reference: found.get(reference) for reference in references}


def told(to: User | None) -> str:
    return _("given to %(name)s.") % {"name": to.get_full_name()} if to else _("back in the queue, with nobody.")


def address(request: HttpRequest) -> str:
    """The page of the queue from which the cases were given: its filters, nothing else."""
    return f"{reverse('casework:queue')}?{QueryDict(request.POST.get('back', '')[:500]).urlencode() or 'view=open'}"


def _colleague(request: HttpRequest) -> Any:
    if not rules.sees_queue(request.user):  # type: ignore[arg-type]
        raise PermissionDenied
    return request.user


def _load_page(user: User, form: AwayForm) -> dict[str, Any]:
    people = loads()
    return {
        "people": people,
        "most": max([each.load for each in people] or [1]) or 1,
        "writes_all": has_role(user, Role.MANAGER),
        "form": form,
        "digest": wants_digest(user),
        "header_title": _("Load of colleagues"),
        "header_icon": "group",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("casework:queue"), "label": _("Requests")},
            {"url": "", "label": _("Load of colleagues")},
        ],
    }
