"""Reads of the opportunities and their shifts, each in a fixed number of SQL queries."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Page as PageOfRows
from django.core.paginator import Paginator
from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest
from wagtail.models import Page

from content.placeholders import found_in
from content.queries import shown
from office.queries import settings as office_settings
from people.models.person import ADULT_YEARS
from services.enums import Spoken
from volunteering.catalogue.filters import Filters, Weekday
from volunteering.enums import PROVEN, Field, Kind, Mode, Skill
from volunteering.models import OpportunitiesIndexPage, OpportunityPage, Shift
from volunteering.models.opportunity import ShiftQuerySet

CARDS_ON_A_PAGE = 12
SHIFTS_ON_A_PAGE = 12
LONG_TEXTS = ("tasks", "conditions", "benefits")
CONTACT = "contact"  # The slug of the contact page in every language.
Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Places:
    """A shift as a visitor sees it: how many places are free, and how many wait for one."""

    shift: Shift
    free: int
    waiting: int

    @property
    def is_full(self) -> bool:
        return self.free == 0


@dataclass(frozen=True)
class Card:
    """An opportunity in the list, with its next fitting shift and how many come after that."""

    page: OpportunityPage
    next: Places | None
    further: int


class SkillRow(NamedTuple):
    """A skill that an opportunity needs, and whether a paper must prove it."""

    name: str
    is_proven: bool


class Ages(NamedTuple):
    """How old one is on the day of the shift, in years."""

    least: int
    most: int | None
    asks_guardian: bool


@dataclass(frozen=True)
class Chosen:
    """The opportunities that fit, by translation key, and their fitting shifts, counted, each with its `key`."""

    pages: dict[UUID, OpportunityPage]
    shifts: ShiftQuerySet
    filters: Filters
    choices: dict[str, Choices]


def places_of(shifts: Iterable[Shift]) -> list[Places]:
    """Shifts that were `counted`, with their free places."""
    return [Places(each, max(each.capacity - each.taken, 0), each.waiting) for each in shifts]  # type: ignore[attr-defined]


def opportunities_under(index: OpportunitiesIndexPage) -> QuerySet[OpportunityPage]:
    """The public opportunities of one list, in the order that editors keep."""
    return shown(OpportunityPage.objects.child_of(index)).order_by("path")


def choose(index: OpportunitiesIndexPage, asked: Mapping[str, str]) -> Chosen:
    """What of an index the address asks for; one SQL query, the shifts not yet read."""
    everything = list(opportunities_under(index).select_related("locale").defer(*LONG_TEXTS))
    choices, filters = _choices(everything), Filters.read(asked)
    if filters.place not in dict(choices["places"]):
        filters = replace(filters, place="")
    pages = {page.translation_key: page for page in everything if filters.fit(page)}
    shifts = filters.shifts().filter(opportunity__translation_key__in=list(pages))
    if filters.place:
        there = [key for key, page in pages.items() if page.place == filters.place]
        shifts = shifts.filter(Q(place=filters.place) | Q(place="", opportunity__translation_key__in=there))
    return Chosen(pages, shifts.annotate(key=F("opportunity__translation_key")), filters, choices)


def listing(index: OpportunitiesIndexPage, asked: Mapping[str, str]) -> dict[str, Any]:
    """The list of cards for the filters in `asked`, soonest first, twelve at a time; two SQL queries."""
    chosen = choose(index, asked)
    cards = _with_a_shift(chosen)
    if not chosen.filters.asks_for_a_shift:
        there = {card.page.pk for card in cards}
        cards += [Card(page, None, 0) for page in chosen.pages.values() if page.pk not in there]
    page_obj: PageOfRows[Card] = Paginator(cards, CARDS_ON_A_PAGE).get_page(asked.get("page", ""))
    return {
        "cards": list(page_obj),
        "page_obj": page_obj,
        "count": len(cards),
        "filters": chosen.filters,
        "choices": chosen.choices,
    }


def opportunity(page: OpportunityPage, request: HttpRequest) -> dict[str, Any]:
    """What an opportunity's page shows beside its own fields; four SQL queries."""
    coming = Shift.objects.of(page).coming()
    rows: PageOfRows[Shift] = Paginator(coming.counted().order_by("starts_at", "pk"), SHIFTS_ON_A_PAGE).get_page(
        request.GET.get("page", "")
    )
    return {
        "page_obj": rows,
        "shifts": places_of(rows),
        "skill_rows": _skills(page),
        "language_rows": [(code, str(name)) for code, name in Spoken.choices if code in page.languages],
        "ages": _ages(page, request),
        "contact": contact_beside(page),
    }


def contact_beside(page: Page) -> Page | None:
    """The contact page in the language of `page`."""
    return shown(Page.objects.filter(slug=CONTACT, locale_id=page.locale_id)).first()


def _skills(page: OpportunityPage) -> list[SkillRow]:
    return [SkillRow(str(label), code in PROVEN) for code, label in Skill.choices if code in page.skills]


def _ages(page: OpportunityPage, request: HttpRequest) -> Ages:
    least = page.min_age or office_settings(request).volunteer_min_age
    return Ages(least, page.max_age, asks_guardian=least < ADULT_YEARS)


def _with_a_shift(chosen: Chosen) -> list[Card]:
    """The opportunities with a fitting shift, each with its first and how many there are; one SQL query."""
    of_one = F("opportunity_id")
    ranked = chosen.shifts.annotate(
        rank=Window(RowNumber(), partition_by=of_one, order_by=["starts_at", "pk"]),
        number=Window(Count("pk"), partition_by=of_one),
    )
    firsts: Any = ranked.filter(rank=1).order_by("starts_at", "pk")
    rows: list[tuple[Any, Places]] = [(each.shift, each) for each in places_of(firsts)]
    return [Card(chosen.pages[shift.key], each, shift.number - 1) for shift, each in rows]


def _choices(everything: list[OpportunityPage]) -> dict[str, Choices]:
    """Only what at least one opportunity answers is offered."""
    spoken = {code for page in everything for code in page.languages}
    known = {page.place for page in everything if page.place and page.mode != Mode.REMOTE}
    places = {place for place in known if not found_in(place)}  # What nobody confirmed is no place to look for.
    return {
        "fields": _labels(Field.choices, {page.field for page in everything}.__contains__),
        "kinds": _labels(Kind.choices, {page.kind for page in everything}.__contains__),
        "languages": _labels(Spoken.choices, spoken.__contains__),
        "places": [(place, place) for place in sorted(places)],
        "days": [(day.value, day.label) for day in Weekday],
        "remote": [("1", "")] if any(page.mode == Mode.REMOTE for page in everything) else [],
    }


def _labels(choices: Iterable[tuple[str, Any]], offered: Callable[[str], bool]) -> Choices:
    return [(value, str(label)) for value, label in choices if offered(value)]
