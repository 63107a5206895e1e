"""Work on pages that waits for the worker: sizes of pictures, translations that follow their source, large trees."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django_tasks import task
from wagtail.models import Locale, Page
from wagtail_localize.models import TranslationSource
from wagtail_localize.operations import translate_page_subtree
from wagtail_localize.synctree import synchronize_tree

from content.languages import is_whole


@task()
def follow_source(page_pk: int, user_pk: Any = None) -> int:
    """After an Arabic page is published: its translations that need no new string follow at once; returns how many.

    Where strings are missing the older translation stands, and says that its source has changed since. So dates and
    choices, which need no translator, are the same in every language as soon as the worker comes by. Done in the name
    of whoever published the source.
    """
    page = Page.objects.filter(pk=page_pk).first()
    source = TranslationSource.objects.get_for_instance_or_none(page) if page else None
    if source is None:
        return 0
    by = get_user_model().objects.filter(pk=user_pk).first()
    with transaction.atomic():
        source.update_from_db()
        whole = [each for each in source.translations.filter(enabled=True) if is_whole(each)]
        return sum(publish_translation(source, each.target_locale, by=by) for each in whole)


def publish_translation(source: TranslationSource, locale: Locale, *, by: Any = None, publish: bool = True) -> bool:
    """Make or renew the page of `source` in `locale` from its strings; whether it was published.

    The revision is published here and not after the commit, as wagtail-localize would: an enclosing transaction may
    never commit, and a task must know how it went.
    """
    page, _made = source.create_or_update_translation(
        locale, user=by, publish=False, copy_parent_pages=True, fallback=True
    )
    if publish:
        page.latest_revision.publish(user=by, skip_permission_checks=True)
    return publish


@task()
def translate_below(page_pk: int, locale_pks: list[int], user_pk: Any) -> None:
    """Submit everything below a page for translation."""
    user = get_user_model().objects.filter(pk=user_pk).first()
    translate_page_subtree(page_pk, list(Locale.objects.filter(pk__in=locale_pks)), None, user)


@task()
def bring_trees_in_step(source_pk: int, target_pk: int) -> None:
    """Give every page of one language its alias in another."""
    synchronize_tree(Locale.objects.get(pk=source_pk), Locale.objects.get(pk=target_pk))


@task()
def draw_picture_sizes(pk: int) -> None:
    """Make the sizes of one picture, unless it was removed meanwhile."""
    from content.models import SitePicture  # Its own models enqueue this work.
    from content.pictures import draw_sizes

    picture = SitePicture.objects.filter(pk=pk).first()
    if picture:
        draw_sizes(picture)
