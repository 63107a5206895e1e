"""Telling the followers of a request that there is news: that, and nothing of it."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from applications.models import Application
from notifications.actions import send_text

NEWS_LIVES = timedelta(days=2)


def tell_followers(case: Application) -> None:
    """A text message to each, in the caller's transaction; one query where nobody follows."""
    for follower in case.followers.standing():
        send_text(follower.mobile, _words(case), until=timezone.now() + NEWS_LIVES)


def _words(case: Application) -> str:
    with translation.override(case.person.recipient.language):
        address = settings.WAGTAILADMIN_BASE_URL + reverse("applications:track_phone")
        told = {"reference": case.reference, "address": address}
        return _("There is news about request %(reference)s. Look here: %(address)s") % told
