"""The texts that people agree to, in the Wagtail admin: drafts, publication by a second colleague, and counts."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.menu import MenuItem

from accounts.models import User
from people.consent import actions, queries, rules
from people.consent.enums import Purpose
from people.models import Agreement
from people.models.agreement import BINDING
from people.refusals import UNPROCESSABLE, Refused

PAGE_SIZE = 30


class AgreementForm(forms.Form):
    """A draft of the next version of one text in one language."""

    purpose = forms.ChoiceField(label=gettext_lazy("Purpose"), choices=Purpose.choices)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=120)
    text = forms.CharField(label=gettext_lazy("Text"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8}))
    consequence = forms.CharField(
        label=gettext_lazy("What follows a withdrawal"),
        help_text=gettext_lazy("The person reads it before taking the consent back."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    what_changed = forms.CharField(
        label=gettext_lazy("What this version changed"),
        help_text=gettext_lazy("Whoever agreed to the former text reads it."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AgreementsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return rules.writes_agreements(request.user)


class WithdrawalsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return rules.sees_withdrawals(request.user)


@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    """Every version of every text, with how many agree to it."""
    _require(rules.writes_agreements(request.user))
    page = Paginator(queries.versions(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "people/admin/agreements.html", {"page_obj": page})


@require_safe
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """One text as people read it, and the way to publish it."""
    _require(rules.writes_agreements(request.user))
    row = get_object_or_404(queries.versions(), pk=pk)
    context = {"row": row, "may_publish": rules.publishes(request.user, row)}
    return render(request, "people/admin/agreement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """The draft of the next version; begun from the text in force."""
    _require(rules.writes_agreements(request.user))
    form = AgreementForm(request.POST if request.method == "POST" else None, initial=_begun(request))
    if form.is_valid():
        data = form.cleaned_data
        words = {"title": data["title"], "text": data["text"], "consequence": data["consequence"]}
        row = actions.draft(
            data["purpose"], data["language"], by=cast(User, request.user), changed=data["what_changed"], **words
        )
        messages.success(request, _("The draft is kept. Another colleague reads and publishes it."))
        return redirect("people_agreement", row.pk)
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "people/admin/draft.html", {"form": form}, status=status)


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    _require(rules.writes_agreements(request.user))
    row = get_object_or_404(Agreement, pk=pk)
    try:
        if not row.is_published:
            _require(rules.publishes(request.user, row) or row.created_by_id == request.user.pk)
        actions.publish(row, by=cast(User, request.user))
    except Refused as refusal:
        context = {"row": get_object_or_404(queries.versions(), pk=pk), "may_publish": False, "told": refusal.message}
        return render(request, "people/admin/agreement.html", context, status=refusal.status)
    messages.success(request, _("The text is in force. Whoever agreed to the former one is asked anew."))
    return redirect("people_agreement", pk)


@require_safe
def withdrawals(request: HttpRequest) -> HttpResponse:
    """What was taken back, latest first."""
    _require(rules.sees_withdrawals(request.user))
    page = Paginator(queries.withdrawals(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "people/admin/withdrawals.html", {"page_obj": page})


ADDRESSES: list[URLPattern] = [
    path("agreements/", agreements, name="people_agreements"),
    path("agreements/draft/", draft, name="people_agreement_draft"),
    path("agreements/withdrawals/", withdrawals, name="people_withdrawals"),
    path("agreements/<int:pk>/", agreement, name="people_agreement"),
    path("agreements/<int:pk>/publish/", publish, name="people_agreement_publish"),
]


def _begun(request: HttpRequest) -> dict[str, Any]:
    """What the form shows at first: the draft that waits, or else the newest text."""
    purpose, language = request.GET.get("purpose", ""), request.GET.get("language", BINDING)
    newest = Agreement.objects.filter(purpose=purpose, language=language).order_by("-number").first()
    if newest is None:
        return {"purpose": purpose, "language": language}
    fields = ("purpose", "language", "title", "text", "consequence")
    begun = {name: getattr(newest, name) for name in fields}
    return {**begun, "what_changed": "" if newest.is_published else newest.what_changed}


def _require(held: bool) -> None:
    if not held:
        raise PermissionDenied
