"""Traces of what editors decide. The room of pages stands too low to reach the trail, so it is done here."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page, PageLogEntry

from audit.actions import record
from content.models import ContentPage
from home.editing import doors  # noqa: F401 (its hooks and signals are Wagtail's to find here)

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


@hooks.register("construct_main_menu")
def leave_out_help(request: HttpRequest, items: list[Any]) -> None:
    """Wagtail's own help is in English and on another host."""
    items[:] = [item for item in items if item.name != "help"]
