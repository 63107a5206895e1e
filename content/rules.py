"""Who edits pages, and who may publish what needs two pairs of eyes."""

from typing import Any

from wagtail.models import Page, Revision
from wagtail.permissions import page_permission_policy

# What publishing, scheduling or locking writes into a revision is nobody's edit of the text.
BOOKKEEPING = frozenset(
    {
        "draft_title",
        "expire_at",
        "expired",
        "first_published_at",
        "go_live_at",
        "has_unpublished_changes",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "override_reason",
        "wagtail_admin_comments",
    }
)


def authors_since_publication(page: Page, *, until: Revision | None = None) -> frozenset[int]:
    """The accounts whose revisions changed the words since the page was last published; three SQL queries.

    Saving or publishing a draft unchanged makes nobody its author. `until` leaves out later revisions.
    """
    published = _published(page)
    revisions = page.revisions.order_by("pk")
    if published:
        revisions = revisions.filter(pk__gt=published.pk)
    if until:
        revisions = revisions.filter(pk__lte=until.pk)
    before = _words(published.content) if published else None
    authors = set()
    for revision in revisions:
        words = _words(revision.content)
        if words != before and revision.user_id:
            authors.add(revision.user_id)
        before = words
    return frozenset(authors)


def _published(page: Page) -> Revision | None:
    """The revision that the public reads, or read until the page was taken back."""
    if page.live_revision_id:
        return page.live_revision
    if page.last_published_at is None:
        return None
    return page.revisions.filter(created_at__lte=page.last_published_at).order_by("pk").last()


def _words(content: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name not in BOOKKEEPING}


def edits_pages(user: Any) -> bool:
    """Whether the colleague may change or publish any page."""
    return bool(user.is_authenticated and page_permission_policy.user_has_any_permission(user, {"change", "publish"}))
