"""The card that takes a request back."""

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models import Application
from applications.typed.queries import typed_here
from casework.cards import Card, case_url
from casework.withdrawing.forms import WithdrawForm
from casework.withdrawing.rules import can_withdraw


def withdrawing_card(request: HttpRequest, case: Application) -> Card | None:
    """Folded, at the end; nothing for whoever takes it back in the own account."""
    if not can_withdraw(cast(User, request.user), case):
        return None
    form: WithdrawForm = getattr(request, "withdraw_form", None) or WithdrawForm()
    typed = typed_here(request, form, "withdraw", case=case, page=case_url(case))
    given = {"form": form, "reference": case.reference, "typed": typed}
    return Card(_("Taking the request back"), "casework/withdrawing/card.html", given, order=90)
