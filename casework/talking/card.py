"""The talk on the case page: what waits, the newest messages, and a form to answer at once."""

from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models import Application
from applications.talk import actions, queries
from applications.talk.rules import is_open
from applications.typed.queries import typed_here
from casework.cards import Card, case_url
from casework.talking.forms import PAGE, ReplyForm
from casework.talking.queries import open_questions, said

LATEST = 5


def talk_card(request: HttpRequest, case: Application) -> Card:
    """The newest messages; showing them to whoever has the case marks them as read."""
    found = list(queries.talk_of(case)[: LATEST + 1])
    asked = open_questions(case) if len(found) > LATEST else [each for each in found if each.is_open_question]
    form = ReplyForm(questions=asked) if is_open(case) else None
    context = {
        "case": case,
        "said": said(case, found[:LATEST]),
        "has_more": len(found) > LATEST,
        "open": len(asked),
        "form": form,
        "typed": typed_here(request, form, PAGE, case=case, page=f"{case_url(case)}#talk") if form else None,
    }
    if any(each.from_person and each.read_at is None for each in found):
        actions.read(case, by=cast(User, request.user))
    return Card(_("Messages with the person"), "casework/talking/card.html", context, order=30, is_main=True)
