"""Writes of the room of pages: what a check found, pages at their hour, sizes of pictures."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from wagtail.models import Page, Revision

from content.checklist import Limits, check
from content.models import ContentPage, PageFinding, UnconfirmedFacts


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
