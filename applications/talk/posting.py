"""What the doors of both sides do with a posted message: the good files are kept whatever is wrong with the rest."""

from contextlib import suppress
from typing import cast
from uuid import UUID

from django.http import HttpRequest

from accounts.models import User
from applications.models import Application
from applications.talk import actions
from applications.talk.forms import MessageForm
from attachments.causes import BadFile


def removed(request: HttpRequest, case: Application) -> bool:
    """Whether the post takes a file out again; it is done then."""
    if "remove" not in request.POST:
        return False
    with suppress(ValueError):  # No such file: it is as if it was gone.
        actions.remove_file(case, UUID(request.POST["remove"]), by=cast(User, request.user))
    return True


def kept(request: HttpRequest, case: Application, form: MessageForm) -> bool:
    """Keep each good file until the message is sent; whether all is well."""
    form.full_clean()
    for checked in form.sent.good:
        try:
            actions.put_file(case, checked, by=cast(User, request.user))
        except BadFile as problem:
            form.refuse(checked.name, problem)
    return form.is_valid()
