"""Writes of the room of pages: what a check found, pages at their hour, sizes of pictures, readers' words."""

import re
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone, translation
from wagtail.models import Page, Revision

from content.checklist import Limits, check
from content.models import ContentPage, Helpfulness, PageFinding, UnconfirmedFacts
from saudi.digits import to_western


def note_findings(page: ContentPage, limits: Limits) -> int:
    """Check the page as the public reads it and keep what was found, in place of what was kept before; its number."""
    with translation.override(settings.LANGUAGE_CODE):
        found = check(page, limits) if page.live else []
    now = timezone.now()
    rows = [
        PageFinding(
            page_id=page.pk,
            kind=each.kind,
            stops=each.stops,
            words=each.words[:200],
            where=each.where[:200],
            path=each.anchor[:200],
            counted_at=now,
        )
        for each in found
    ]
    with transaction.atomic():
        Page.objects.select_for_update().filter(pk=page.pk).first()  # Two checks at once leave one set.
        PageFinding.objects.filter(page_id=page.pk).delete()
        PageFinding.objects.bulk_create(rows)
    return len(rows)


def publish_due(now: datetime | None = None) -> tuple[int, int]:
    """Publish and take back what is due; (done, refused). One refusal holds up no other page.

    A page refused stays a draft with its hour passed, and is tried again at the next run.
    """
    now = now or timezone.now()
    done = refused = 0
    for page in list(Page.objects.filter(live=True, expire_at__lt=now).specific()):
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        done += 1
    for revision in list(Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")):
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
            done += 1
        except UnconfirmedFacts:
            refused += 1
    return done, refused


# A run of seven digits is a phone, an identity or an account number, whatever stands between them.
NUMBER = re.compile(r"\+?[0-9](?:[\s().,/_\-]*[0-9]){6,}")
MAIL = re.compile(r"\S+@\S+")
STRUCK = "•••"


def report_helpfulness(page: Page, *, was_helpful: bool, reason: str = "", wish: str = "") -> Helpfulness:
    """Keep a reader's word; numbers and addresses that could name a person are struck out before it is kept."""
    return Helpfulness.objects.create(
        page=page,
        language=page.locale.language_code,
        was_helpful=was_helpful,
        reason="" if was_helpful else reason,
        wish="" if was_helpful else without_personal_data(wish)[:500],
    )


@transaction.atomic
def deal_with(pages: Iterable[int], *, by: AbstractBaseUser) -> int:
    """Close the open reports «not helpful» of `pages` (ids); returns how many. A repeat closes nothing more."""
    still = Helpfulness.objects.select_for_update().filter(
        page_id__in=list(pages), was_helpful=False, dealt_at__isnull=True
    )
    return still.update(dealt_at=timezone.now(), dealt_by=by)


@transaction.atomic
def reopen(page: int) -> int:
    """Take back the last closing of a page's reports; returns how many are open again."""
    closed = Helpfulness.objects.select_for_update().filter(page_id=page, dealt_at__isnull=False)
    last = closed.order_by("-dealt_at").values_list("dealt_at", flat=True).first()
    return closed.filter(dealt_at=last).update(dealt_at=None, dealt_by=None) if last else 0


def without_personal_data(text: str) -> str:
    """`text` in Western digits, with long numbers and mail addresses struck out."""
    return MAIL.sub(STRUCK, NUMBER.sub(STRUCK, to_western(text))).strip()
