"""Accounts in Wagtail's admin: what someone did stays theirs, so an account is shut and never removed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks

from accounts.models import User


@hooks.register("before_delete_user")
def keep_account(request: HttpRequest, _user: User) -> HttpResponse:
    """Answer a deletion with the way to shut the account."""
    messages.error(request, _("An account is not removed: its traces must stay. Make it inactive instead."))
    return redirect("wagtailusers_users:index")


@hooks.register("before_bulk_action")
def keep_accounts(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """The same for many at once."""
    if action_type == "delete" and objects and isinstance(objects[0], User):
        return keep_account(request, objects[0])
    return None
