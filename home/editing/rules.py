"""Who works on the content."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page

from accounts.roles import Role
from accounts.rules import has_role
from content.models import ContentPage


def sees_checks(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether the account may see what the checks of all pages found."""
    return has_role(user, Role.EDITOR, Role.PUBLISHER, Role.MANAGER)


def hands_out_previews(user: AbstractBaseUser | AnonymousUser, page: Page) -> bool:
    """Whether the account may show the draft of `page` in another front end, when there is one."""
    if not settings.HEADLESS_PREVIEW_URL or not isinstance(page, ContentPage) or not page.may_leave_as_draft():
        return False
    return bool(page.permissions_for_user(user).can_edit())


def edits(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether the account writes pages."""
    return has_role(user, Role.EDITOR, Role.PUBLISHER)
