"""What the search writes: what it could not answer, and what editors did about it."""

import re
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from audit.actions import record
from office.models import OfficeSettings
from saudi.digits import to_western
from search.models import SearchMiss, key_of
from search.words import words_of

# What may tell of a person is never kept: a number of five digits or more, an address of mail, a long sentence.
_PERSONAL = re.compile(r"[0-9](?:[\s.()-]*[0-9]){4}|@")
MOST_WORDS_KEPT = 8


@transaction.atomic
def note_miss(words: str, *, language: str) -> bool:
    """Count a search that found nothing; False, and nothing is kept, if it may tell of a person. Two SQL queries."""
    key = key_of(words)
    if not key or _PERSONAL.search(to_western(words)) or len(words_of(words)) > MOST_WORDS_KEPT:
        return False
    day, shown = timezone.localdate(), " ".join(words.split())[:200]
    row = SearchMiss(day=day, language=language, words=key, shown=shown, count=0)
    SearchMiss.objects.bulk_create([row], ignore_conflicts=True)  # Two at once make one row, whichever database.
    SearchMiss.objects.filter(day=day, language=language, words=key).update(count=F("count") + 1)
    return True


@transaction.atomic
def deal_with(words: str, *, language: str, by: Any) -> int:
    """Take an unanswered search off the list: an editor did something about it. Returns how many days it was sought."""
    rows = SearchMiss.objects.select_for_update().filter(words=words, language=language, dealt_with_on=None)
    return _moved(rows, timezone.localdate(), "search.miss_dealt_with", words=words, by=by)


@transaction.atomic
def bring_back(words: str, *, language: str, by: Any) -> int:
    """Undo `deal_with`."""
    rows = SearchMiss.objects.select_for_update().filter(words=words, language=language).exclude(dealt_with_on=None)
    return _moved(rows, None, "search.miss_brought_back", words=words, by=by)


def _moved(rows: Any, day: date | None, action: str, *, words: str, by: Any) -> int:
    keys = list(rows.values_list("pk", flat=True))
    SearchMiss.objects.filter(pk__in=keys).update(dealt_with_on=day)
    if keys:
        record(action, by=by, subject=None, details={"words": words})
    return len(keys)


@transaction.atomic
def forget_misses() -> int:
    """Forget what was sought once after `search_rare_days`, the rest after `search_log_days`; returns how many rows."""
    settings, today = OfficeSettings.load(), timezone.localdate()
    old = SearchMiss.objects.filter(day__lt=today - timedelta(days=settings.search_log_days))
    sums = SearchMiss.objects.values("language", "words").annotate(times=Sum("count")).filter(times__lt=2)
    once = {(row["language"], row["words"]) for row in sums}
    rare = SearchMiss.objects.filter(day__lt=today - timedelta(days=settings.search_rare_days), count__lt=2)
    keys = [row.pk for row in rare if (row.language, row.words) in once]
    return old.delete()[0] + SearchMiss.objects.filter(pk__in=keys).delete()[0]
