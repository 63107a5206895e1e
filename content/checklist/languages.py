"""Which languages lag behind a page: the one place that asks, so that another record can be asked instead."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from wagtail.models import Locale, Page


@dataclass(frozen=True)
class Lag:
    """A language in which the page is missing, or stands as it was before its source changed."""

    code: str
    name: str
    is_missing: bool


def lagging(page: Page) -> list[Lag]:
    """The languages that lag, in the order of settings; two SQL queries. A translation reports itself alone."""
    names = dict(settings.LANGUAGES)
    live = Page.objects.filter(translation_key=page.translation_key, live=True)
    stands: dict[str, datetime | None] = dict(live.values_list("locale__language_code", "last_published_at"))
    own = page.locale.language_code
    source = stands.get(settings.LANGUAGE_CODE)
    if own != settings.LANGUAGE_CODE:
        return [Lag(own, names.get(own, own), is_missing=False)] if _is_older(stands.get(own), source) else []
    codes = set(Locale.objects.values_list("language_code", flat=True))
    return [
        Lag(code, name, is_missing=code not in stands)
        for code, name in settings.LANGUAGES
        if code in codes - {own} and (code not in stands or _is_older(stands[code], source))
    ]


def _is_older(translation: datetime | None, source: datetime | None) -> bool:
    return bool(translation and source and translation < source)
