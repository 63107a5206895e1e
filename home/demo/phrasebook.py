"""The demo in other languages: phrasebooks (PO files) and the pages made of them.

A phrase is an Arabic string as wagtail-localize takes it from a page; the same string has the same translation wherever
it stands. A page whose every string is in the book is translated; any other stays an alias of the Arabic page.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import polib
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import LocaleSynchronization, StringSegment, StringTranslation, Translation
from wagtail_localize.models import TranslationSource as Source
from wagtail_localize.synctree import synchronize_tree

from content.tasks import publish_translation
from home.models import HomePage

FOLDER = Path(__file__).parent / "phrases"


@cache
def phrases(language: str) -> dict[str, str]:
    """Arabic string: translation, of those that have one."""
    book = FOLDER / f"{language}.po"
    if not book.exists():
        return {}
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(book)) if entry.msgstr and not entry.fuzzy}


@transaction.atomic
def translate_pages(by: AbstractBaseUser | None) -> list[Page]:
    """Bring every tree in step with the Arabic one and translate what the books cover; the pages translated now."""
    home = HomePage.objects.get(depth=2, locale__language_code=settings.LANGUAGE_CODE)
    targets = [_locale(code, home.locale) for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    for locale in targets:
        synchronize_tree(home.locale, locale)
    made = []
    for page in home.get_descendants(inclusive=True).live().order_by("path").specific():
        waiting = [locale for locale in targets if not _is_translated(page, locale)]
        if waiting:
            made += _translate(page, waiting, by)
    return made


def strings_of(source: Source) -> list[StringSegment]:
    """What there is to translate of a page, in reading order."""
    return list(source.stringsegment_set.select_related("string", "context").order_by("order"))


def _locale(code: str, source: Locale) -> Locale:
    locale, _made = Locale.objects.get_or_create(language_code=code)
    # Not `get_or_create`: saving the row starts the synchronisation, which is done here once and at once.
    if not LocaleSynchronization.objects.filter(locale=locale).exists():
        LocaleSynchronization.objects.bulk_create([LocaleSynchronization(locale=locale, sync_from=source)])
    return locale


def _is_translated(page: Page, locale: Locale) -> bool:
    return Page.objects.filter(translation_key=page.translation_key, locale=locale, alias_of__isnull=True).exists()


def _translate(page: Page, locales: Iterable[Locale], by: AbstractBaseUser | None) -> list[Page]:
    source, _made = Source.get_or_create_from_instance(page)
    segments = strings_of(source)
    made = []
    for locale in locales:
        book = phrases(locale.language_code)
        if all(segment.string.data in book for segment in segments):
            Translation.objects.get_or_create(source=source, target_locale=locale)
            _write(segments, book, locale)
            publish_translation(source, locale, by=by)
            made.append(source.get_translated_instance(locale))
    return made


def _write(segments: list[StringSegment], book: dict[str, str], locale: Locale) -> None:
    kept = set(
        StringTranslation.objects.filter(
            locale=locale, context__in=[segment.context_id for segment in segments]
        ).values_list("translation_of_id", "context_id")
    )
    missing = {(each.string_id, each.context_id): each for each in segments}
    StringTranslation.objects.bulk_create(
        StringTranslation(translation_of_id=string, locale=locale, context_id=context, data=book[segment.string.data])
        for (string, context), segment in missing.items()
        if (string, context) not in kept
    )
