"""Traces of what editors decide. The room of pages stands too low to reach the trail, so it is done here."""

from collections.abc import Iterator
from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from audit.actions import record
from content.models import ContentPage
from home import views
from home.editing import doors  # noqa: F401 (its hooks and signals are Wagtail's to find here)
from home.models import StoryPage
from home.rules import can_withdraw
from office.models import Holiday, SpecialHours

PUBLICATIONS = frozenset({"wagtail.publish", "wagtail.publish.scheduled"})


@receiver(post_save, sender=PageLogEntry, dispatch_uid="home.trace_override")
def trace_override(instance: PageLogEntry, created: bool, **_details: Any) -> None:
    """Leave one audit row, with the reason, for each publication of a page that holds unconfirmed facts (ruling 5).

    Wagtail's own log names the person who published, which its signal of publication does not.
    """
    if not created or instance.action not in PUBLICATIONS:
        return
    page = Page.objects.get(pk=instance.page_id).specific
    facts = page.unconfirmed() if isinstance(page, ContentPage) else []
    if facts:
        record(
            "page.published_unconfirmed",
            by=instance.user or (instance.revision.user if instance.revision else None),
            subject=page,
            reason=page.override_reason,
            details={"facts": facts, "revision": instance.revision_id},
        )


@receiver(post_save, sender=ModelLogEntry, dispatch_uid="home.trace_holidays")
def trace_holidays(instance: ModelLogEntry, created: bool, **_details: Any) -> None:
    """Who adds, changes or removes a day of rest or special hours moves deadlines: the trail keeps it."""
    model = instance.content_type.model_class() if instance.content_type_id else None
    if not created or model not in (Holiday, SpecialHours):
        return
    verb = instance.action.removeprefix("wagtail.")
    details = {"id": instance.object_id, "label": instance.label}
    record(f"{model._meta.model_name}.{verb}", by=instance.user, subject=None, details=details)


@hooks.register("register_admin_urls")
def withdrawal_url() -> list[URLPattern]:
    """The page that asks before a story is taken off."""
    return [path("stories/<int:pk>/withdraw/", views.withdraw_story, name="home_withdraw_story")]


def _withdrawal_button(page: Page, user: Any, **details: Any) -> Iterator[Button]:
    if isinstance(page.specific, StoryPage) and can_withdraw(user, page.specific):
        yield Button(
            _("Consent withdrawn"), reverse("home_withdraw_story", args=[page.pk]), icon_name="lock", priority=55
        )


@hooks.register("register_page_header_buttons")
def withdrawal_in_the_editor(page: Page, user: Any, **details: Any) -> Iterator[Button]:
    """Beside a story's other acts while it is edited."""
    return _withdrawal_button(page, user)


@hooks.register("register_page_listing_more_buttons")
def withdrawal_in_the_list(page: Page, user: Any, **details: Any) -> Iterator[Button]:
    """And in the list of stories."""
    return _withdrawal_button(page, user)


@hooks.register("construct_main_menu")
def leave_out_help(request: HttpRequest, items: list[Any]) -> None:
    """Wagtail's own help is in English and on another host."""
    items[:] = [item for item in items if item.name != "help"]
