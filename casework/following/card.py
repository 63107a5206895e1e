"""Who follows the request, on the case page."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from casework.cards import Card


def follower_card(request: HttpRequest, case: Application) -> Card:
    context = {"case": case, "followers": list(case.followers.standing())}
    return Card(_("Who follows this request"), "casework/following/card.html", context, order=60)
