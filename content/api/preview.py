"""Signed links to one draft: a page and exactly one of its revisions, for a limited time (docs/decisions/0014)."""

from urllib.parse import quote

from django.conf import settings
from django.core import signing
from wagtail.models import Page, Revision

SALT = "content.api.preview"


class Refused(Exception):
    """The link is missing, altered or expired, or its draft is gone; which one, no stranger learns."""


def token_for(page: Page, revision: Revision) -> str:
    """A token that opens `revision` of `page` for HEADLESS_PREVIEW_MAX_AGE seconds."""
    return signing.dumps([page.pk, revision.pk], salt=SALT)


def address_of(token: str) -> str:
    """Where the other front end shows the draft of `token`."""
    return str(settings.HEADLESS_PREVIEW_URL).replace("{token}", quote(token, safe=""))


def opened(token: str) -> Page:
    """The draft that `token` stands for. Raise Refused."""
    try:
        page_id, revision_id = signing.loads(token, salt=SALT, max_age=settings.HEADLESS_PREVIEW_MAX_AGE)
    except (signing.BadSignature, ValueError, TypeError):
        raise Refused("the token does not open a draft") from None
    revision = Revision.page_revisions.filter(pk=revision_id, object_id=str(page_id)).first()
    page = revision.as_object() if revision else None
    if not isinstance(page, Page) or not getattr(page, "may_leave_as_draft", bool)():
        raise Refused("the token does not open a draft")
    return page
