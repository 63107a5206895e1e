"""Reads that every room of pages needs, and what readers said of pages, put together for editors."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.paginator import Page as PageOfRows
from django.core.paginator import Paginator
from django.db.models import CharField, Count, Exists, ExpressionWrapper, F, Max, OuterRef, Q
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from content.enums import NotHelpful
from content.models import Helpfulness

P = TypeVar("P", bound=Page)


def shown(pages: "PageQuerySet[P]") -> "PageQuerySet[P]":
    """The published pages that everyone may read, without the query that Wagtail's `public()` spends each time."""
    here = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    barred = PageViewRestriction.objects.annotate(here=here).filter(here__startswith=F("page__path"))
    return pages.live().filter(~Exists(barred))


ON_A_PAGE = 20
WISHES_SHOWN = 5
PERIODS = (30, 90, 365)  # days


@dataclass
class Suggestion:
    """A page that did not help, and what its readers wished."""

    page: Page
    yes: int
    no: int
    last_on: date
    dealt_at: datetime | None = None
    dealt_by: AbstractBaseUser | None = None
    wishes: list[Helpfulness] = field(default_factory=list)


@dataclass(frozen=True)
class Asked:
    """The filters of the report; whatever is no choice of ours asks for nothing."""

    language: str
    reason: str
    days: int
    dealt: bool

    @classmethod
    def read(cls, given: Any) -> "Asked":
        days = given.get("days", "")
        languages, reason = dict(settings.LANGUAGES), given.get("reason", "")
        return cls(
            language=given.get("language", "") if given.get("language", "") in languages else "",
            reason=reason if reason in NotHelpful.values else "",
            days=int(days) if days in map(str, PERIODS) else 0,
            dealt=given.get("dealt", "") == "1",
        )


def open_reports() -> int:
    """How many reports «not helpful» nobody has dealt with."""
    return Helpfulness.objects.filter(was_helpful=False, dealt_at__isnull=True).count()


def suggestions(asked: Asked, number: str = "") -> tuple[list[Suggestion], PageOfRows[Any]]:
    """Pages with reports «not helpful», those with most first, twenty at a time; five SQL queries."""
    chosen = _chosen(asked)
    counted = chosen.values("page_id").annotate(no=Count("pk"), last_on=Max("created_on")).order_by("-no", "page_id")
    rows: PageOfRows[Any] = Paginator(counted, ON_A_PAGE).get_page(number)
    keys = [row["page_id"] for row in rows]
    pages = Page.objects.select_related("locale").in_bulk(keys)
    yes = dict(
        Helpfulness.objects.filter(page_id__in=keys, was_helpful=True)
        .values_list("page_id")
        .annotate(count=Count("pk"))
        .order_by()
    )
    found = {
        row["page_id"]: Suggestion(pages[row["page_id"]], yes.get(row["page_id"], 0), row["no"], row["last_on"])
        for row in rows
    }
    _add_words(found, chosen)
    return list(found.values()), rows


def _chosen(asked: Asked) -> Any:
    narrowed = Q(was_helpful=False, dealt_at__isnull=not asked.dealt)
    if asked.language:
        narrowed &= Q(language=asked.language)
    if asked.reason:
        narrowed &= Q(reason=asked.reason)
    if asked.days:
        narrowed &= Q(created_on__gte=timezone.localdate() - timedelta(days=asked.days))
    return Helpfulness.objects.filter(narrowed)


def _add_words(found: dict[int, Suggestion], chosen: Any) -> None:
    """The newest words on each page, and who dealt with it last."""
    shown: dict[int, int] = defaultdict(int)
    newest = chosen.filter(page_id__in=list(found)).select_related("dealt_by").order_by("-created_on", "-pk")
    for report in newest[: ON_A_PAGE * 50]:
        row = found[report.page_id]
        if report.dealt_at and (row.dealt_at is None or report.dealt_at > row.dealt_at):
            row.dealt_at, row.dealt_by = report.dealt_at, report.dealt_by
        if (report.wish or report.reason) and shown[report.page_id] < WISHES_SHOWN:
            shown[report.page_id] += 1
            row.wishes.append(report)
