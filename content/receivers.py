"""What follows when a page goes public, leaves, or is deleted: its share picture does the same."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from content import share
from content.models import ContentPage, SharePicture
from content.tasks import follow_source


@receiver(page_published, dispatch_uid="content.share_published")
def draw(instance: Page, **details: Any) -> None:
    """Ask for the picture, and for the translations, whichever door the page went public by.

    The editor's own button passes Wagtail's action and not `Page.publish`: this signal is the one place of all doors.
    """
    if isinstance(instance, ContentPage):
        share.make_later(instance)
        by = details["revision"].user_id if details.get("revision") else None
        follow_source.enqueue(instance.pk, by)


@receiver(page_unpublished, dispatch_uid="content.share_unpublished")
def take_away(instance: Page, **_details: Any) -> None:
    """Nothing of a page stays to be seen once it is off the site."""
    share.remove(instance)


@receiver(post_delete, sender=SharePicture, dispatch_uid="content.share_deleted")
def delete_file(instance: SharePicture, **_details: Any) -> None:
    """The file goes with its row, once the row is safely gone."""
    if instance.file:
        name, storage = str(instance.file.name), instance.file.storage
        transaction.on_commit(lambda: storage.delete(name))
