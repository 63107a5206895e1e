"""The picture that a shared link shows: a page's title set in its own script, made after publishing, never before.

A picture is made anew only when what it shows has changed. One that can't be set is left out, and the site's own
picture stands in for it: publishing never waits for it and never fails because of it.
"""

import json
import logging
from hashlib import sha256

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task
from wagtail.models import Page

from content import placeholders, typeset
from content.models import SharePicture

TEMPLATE = "content/typst/share.typ"
TEMPLATE_VERSION = 1  # raise it when the template changes: every picture is then made anew
FRONT_DEPTH = 2  # of the home page in the tree

logger = logging.getLogger(__name__)


def make_later(page: Page) -> None:
    """Ask the worker for the picture of a page, once the page is safely written."""
    if settings.SHARE_PICTURES:
        transaction.on_commit(lambda: make_share_picture.enqueue(page.pk))


@task()
def make_share_picture(page_id: int) -> None:
    """The worker's part; a page that went meanwhile needs no picture."""
    page = Page.objects.filter(pk=page_id).select_related("locale").first()
    if page is None or not page.live:
        return
    try:
        make(page)
    except typeset.NotTypeset:
        logger.exception("No share picture for page %s", page_id)


def make(page: Page) -> bool:
    """Set the picture of `page`; whether that was needed. Raises typeset.NotTypeset."""
    words = words_of(page)
    mark = fingerprint(words)
    standing = SharePicture.objects.filter(page=page).first()
    if standing and standing.fingerprint == mark and standing.file.storage.exists(str(standing.file.name)):
        return False
    drawn = typeset.png(TEMPLATE, words)
    _keep(page, mark, drawn)
    return True


@transaction.atomic
def _keep(page: Page, mark: str, drawn: bytes) -> None:
    picture, _made = SharePicture.objects.select_for_update().get_or_create(page=page)
    old, storage = picture.file.name, picture.file.storage
    picture.file.save(f"{page.pk}-{mark[:12]}.png", ContentFile(drawn), save=False)
    picture.fingerprint = mark
    picture.save()
    if old and old != picture.file.name:
        transaction.on_commit(lambda: storage.delete(old))


def remove(page: Page) -> None:
    """Take the picture of a page away, its file too."""
    for picture in SharePicture.objects.filter(page=page):
        picture.delete()


def words_of(page: Page) -> dict[str, str]:
    """What the template sets: the title, the page above it, the association, in the page's own language."""
    language = page.locale.language_code
    above = page.get_parent() if page.depth > FRONT_DEPTH + 1 else None
    with override(language):
        return {
            "title": placeholders.plain(page.title),
            "kind": placeholders.plain(above.title) if above else "",
            "association": _("Da'wah and Communities Association, Yanbu"),
            "lang": language,
        }


def fingerprint(words: dict[str, str]) -> str:
    """Tells whether a picture still shows what it should."""
    return sha256(json.dumps([TEMPLATE_VERSION, words], sort_keys=True).encode()).hexdigest()
