"""Searches that found nothing, as editors see them (R10, R14)."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Max, Sum
from django.urls import reverse
from django.utils import timezone

from search.models import SearchMiss

PERIODS = (7, 30, 365)  # days
ON_DASHBOARD = 5


def unanswered(*, days: int, language: str = "", dealt_with: bool = False) -> Any:
    """Words sought in vain in the last `days`, the most frequent first: {words, language, shown, times, last}.

    Lazy; one SQL query for a slice, another for counting. A language that the site has not leaves all in.
    """
    rows = SearchMiss.objects.filter(day__gt=timezone.localdate() - timedelta(days=days))
    rows = rows.exclude(dealt_with_on=None) if dealt_with else rows.open()
    if language in dict(settings.LANGUAGES):
        rows = rows.filter(language=language)
    sums = rows.order_by().values("words", "language")
    return sums.annotate(times=Sum("count"), last=Max("day"), shown=Max("shown")).order_by("-times", "-last", "words")


def ways(row: dict[str, Any]) -> dict[str, Any]:
    """A row with the doors to what an editor may do about it."""
    words = urlencode({"language": row["language"], "terms": row["shown"]})
    return {
        **row,
        "language_name": dict(settings.LANGUAGES).get(row["language"], row["language"]),
        "synonym_url": f"{reverse('search_synonyms:add')}?{words}",
        "promote_url": f"{reverse('search_promoted:add')}?{words}",
        "search_url": f"{reverse('search:results')}?{urlencode({'q': row['shown'], 'lang': row['language']})}",
    }
