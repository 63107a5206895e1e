"""Who edits pages."""

from typing import Any

from wagtail.permissions import page_permission_policy


def edits_pages(user: Any) -> bool:
    """Whether the colleague may change or publish any page."""
    return bool(user.is_authenticated and page_permission_policy.user_has_any_permission(user, {"change", "publish"}))
