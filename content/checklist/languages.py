"""Which languages lag behind a page."""

from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Locale, Page

from content.languages import Standing, code_of, state

OLDER = frozenset({Standing.STALE, Standing.PARTIAL})


@dataclass(frozen=True)
class Lag:
    """A language in which nobody translated the page, or in which it is not what its source says now."""

    code: str
    name: str
    is_missing: bool


def lagging(page: Page) -> list[Lag]:
    """The languages that lag, in the order of settings; two SQL queries and a few for each translation.

    A translation reports itself alone.
    """
    names, own = dict(settings.LANGUAGES), code_of(page)
    if own != settings.LANGUAGE_CODE:
        return [Lag(own, names.get(own, own), is_missing=False)] if state(page).standing in OLDER else []
    twins = {code_of(twin): twin for twin in Page.objects.filter(translation_key=page.translation_key, live=True)}
    codes = set(Locale.objects.values_list("language_code", flat=True)) - {own}
    asked = [(code, name, twins.get(code)) for code, name in settings.LANGUAGES if code in codes]
    return [
        Lag(code, name, is_missing=twin is None or bool(twin.alias_of_id))
        for code, name, twin in asked
        if twin is None or state(twin).standing in OLDER | {Standing.ALIAS}
    ]
