"""Writes that editing needs beyond Wagtail's own."""

from collections import Counter
from typing import Any

from django.conf import settings
from django.db import transaction

from audit.actions import record
from content.actions import note_findings
from content.api import preview
from content.checklist import check
from content.enums import FindingKind
from content.models import ContentPage
from home.editing.queries import checked_pages, limits

CHUNK = 100


class DraftMoved(Exception):
    """The draft is no longer the one that was read: a colleague has saved meanwhile."""


def check_all() -> int:
    """Check every live page and keep what is found; how many were checked."""
    known, checked = limits(), 0
    for page in checked_pages().specific().iterator(chunk_size=CHUNK):
        if isinstance(page, ContentPage):
            note_findings(page, known)
            checked += 1
    return checked


@transaction.atomic
def hand_out_preview(page: ContentPage, *, by: Any) -> str:
    """The address at which another front end shows the latest draft of `page`; the trail keeps who handed it out."""
    revision = page.get_latest_revision() or page.save_revision(log_action=False)
    details = {"revision": revision.pk, "seconds": settings.HEADLESS_PREVIEW_MAX_AGE}
    record("page.preview_handed_out", by=by, subject=page, details=details)
    return preview.address_of(preview.token_for(page, revision))


@transaction.atomic
def publish_anyway(page: ContentPage, *, by: Any, reason: str, seen: int | None) -> ContentPage:
    """Publish the draft `seen` (a revision's key) although the checklist stops it; the reason stands in the trail.

    Raises UnconfirmedFacts where no reason helps, an approval that is missing or one's own words, and DraftMoved.
    """
    locked: Any = type(page).objects.select_for_update().get(pk=page.pk)
    if locked.latest_revision_id != seen:
        raise DraftMoved
    draft: ContentPage = locked.get_latest_revision_as_object()
    found = [finding for finding in check(draft, limits()) if finding.stops]
    revision = locked.get_latest_revision() or draft.save_revision(user=by)
    if any(finding.kind == FindingKind.PLACEHOLDER for finding in found):
        draft.override_reason = reason[:200]
        revision = draft.save_revision(user=by)
    revision.publish(user=by)
    counts = Counter(finding.kind for finding in found)
    record("page.published_anyway", by=by, subject=locked, reason=reason, details={"findings": dict(counts)})
    return draft
