"""Reads of the catalogue: each in a fixed number of SQL queries, whatever the number of guides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypedDict
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet, Subquery, TextChoices
from django.utils import timezone
from wagtail.models import Page

from content.queries import shown
from services import opening, snapshot
from services.enums import Audience, Need, Spoken
from services.models import (
    FaqGroupPage,
    FaqIndexPage,
    FaqPage,
    FitQuestion,
    RelatedQuestion,
    ServiceFigures,
    ServicePage,
    ServicePlaces,
    ServicesIndexPage,
)
from services.opening import Opening
from services.snapshot import ApplicationForm


class ServiceCard(TypedDict):
    """A guide in the catalogue, and whether it is open today."""

    page: ServicePage
    opening: Opening


class NeedGroup(TypedDict):
    """One need and the guides that answer it."""

    need: str
    title: str
    services: list[ServiceCard]


class AnsweredGroup(TypedDict):
    """One subject and its questions."""

    page: FaqGroupPage
    questions: list[FaqPage]


@dataclass(frozen=True)
class Filters:
    """What the catalogue is asked for; "" asks for anything. Words that are no choice of ours ask for nothing."""

    need: str
    audience: str
    language: str
    open_now: bool

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "Filters":
        """The filters in an address: `need`, `audience`, `language`, `open=1`."""
        return cls(
            need=_known(asked.get("need", ""), Need),
            audience=_known(asked.get("audience", ""), Audience),
            language=_known(asked.get("language", ""), Spoken),
            open_now=asked.get("open", "") == "1",
        )

    @property
    def any(self) -> bool:
        return bool(self.need or self.audience or self.language or self.open_now)

    @property
    def query(self) -> str:
        """The same filters as a query string."""
        given = {"need": self.need, "audience": self.audience, "language": self.language}
        pairs = {name: value for name, value in given.items() if value}
        return urlencode({**pairs, **({"open": "1"} if self.open_now else {})})

    def fit(self, card: ServiceCard) -> bool:
        """Whether a guide answers all that is asked."""
        page = card["page"]
        return (
            self.need in ("", page.need)
            and (not self.audience or self.audience in page.audiences)
            and (not self.language or self.language in page.languages)
            and (not self.open_now or card["opening"].is_open)
        )


def _known(value: str, choices: type[TextChoices]) -> str:
    return value if value in choices.values else ""


def application_form(service: ServicePage) -> ApplicationForm:
    """What an application for `service` asks now: questions, papers, and whether the committee decides."""
    return snapshot.of(service)


def open_services(language: str) -> QuerySet[ServicePage]:
    """The public guides in `language` that take applications online."""
    return shown(ServicePage.objects.all()).filter(locale__language_code=language, accepts_applications=True)


def open_service(slug: str, language: str) -> ServicePage:
    """The guide that an application is for. Raise ServicePage.DoesNotExist when none is open under `slug`."""
    return open_services(language).get(slug=slug)


def catalogue_of(language: str) -> ServicesIndexPage | None:
    """The public catalogue in `language`, if there is one."""
    return shown(ServicesIndexPage.objects.all()).filter(locale__language_code=language).first()


def services_under(index: ServicesIndexPage) -> QuerySet[ServicePage]:
    """The public guides of one catalogue, in the order that editors keep."""
    return shown(ServicePage.objects.child_of(index)).order_by("path")


def catalogue(index: ServicesIndexPage, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the catalogue shows for the filters in `asked`; groups by need, empty ones left out. Two SQL queries."""
    filters = Filters.read(asked)
    everything = cards(services_under(index).select_related("locale"))
    fitting = [card for card in everything if filters.fit(card)]
    groups = (
        NeedGroup(
            need=need.value, title=str(need.label), services=[each for each in fitting if each["page"].need == need]
        )
        for need in Need
    )
    return {
        "groups": [group for group in groups if group["services"]],
        "count": len(fitting),
        "filters": filters,
        "choices": _choices(everything),
    }


def cards(services: Iterable[ServicePage]) -> list[ServiceCard]:
    """The guides with their state today; one SQL query for all their places."""
    services, today = list(services), timezone.localdate()
    keys = [service.translation_key for service in services if service.capacity is not None]
    places = {row.translation_key: row for row in ServicePlaces.objects.filter(translation_key__in=keys)}
    return [
        ServiceCard(page=each, opening=opening.of(each, places.get(each.translation_key), today)) for each in services
    ]


def opening_today(service: ServicePage) -> Opening:
    """Whether `service` takes requests today."""
    return cards([service])[0]["opening"]


def _choices(everything: list[ServiceCard]) -> dict[str, list[tuple[str, str]]]:
    """Only what at least one guide answers is offered."""
    pages = [card["page"] for card in everything]
    needs = {page.need for page in pages}
    audiences = {value for page in pages for value in page.audiences}
    languages = {value for page in pages for value in page.languages}
    return {
        "needs": [(value, str(label)) for value, label in Need.choices if value in needs],
        "audiences": [(value, str(label)) for value, label in Audience.choices if value in audiences],
        "languages": [(value, str(label)) for value, label in Spoken.choices if value in languages],
    }


def guide(page: ServicePage) -> dict[str, Any]:
    """What a guide's page shows beside its own fields."""
    return {
        "papers": list(page.papers.all()),
        "answers": list(page.answers.all()),
        "related": related_questions(page),
        "has_fit_check": bool(list(page.fit_questions.all())),
        "steps": [block.value for block in page.steps],
        "audience_names": ServicePage._meta.get_field("audiences").labels(page.audiences),
        "channel_names": ServicePage._meta.get_field("channels").labels(page.channels),
        "language_names": spoken(page),
        "opening": opening_today(page),
        "figures": _figures_of(page),
    }


def _figures_of(page: ServicePage) -> ServiceFigures | None:
    if not page.accepts_applications:
        return None
    return ServiceFigures.objects.filter(translation_key=page.translation_key).first()


def spoken(page: ServicePage) -> list[dict[str, str]]:
    """The languages in which the service is given, as {code, name}, each by its own name."""
    return [{"code": value, "name": str(label)} for value, label in Spoken.choices if value in page.languages]


def related_questions(page: ServicePage) -> list[FaqPage]:
    """The frequent questions that editors relate to the guide, in its language and in their order; one SQL query.

    Those of a draft come from the draft, in two.
    """
    if page.related_questions.is_deferring:
        chosen = [row.question.translation_key for row in page.related_questions.all()]
        drafted = shown(FaqPage.objects.filter(locale_id=page.locale_id, translation_key__in=chosen))
        return sorted(drafted.select_related("locale"), key=lambda each: chosen.index(each.translation_key))
    row = RelatedQuestion.objects.filter(page=page, question__translation_key=OuterRef("translation_key"))
    placed = FaqPage.objects.annotate(place=Subquery(row.values("sort_order")[:1]), is_related=Exists(row))
    return list(
        shown(placed.filter(is_related=True, locale_id=page.locale_id)).select_related("locale").order_by("place")
    )


def alternatives(question: FitQuestion, page: ServicePage) -> list[Page]:
    """Where whoever does not fit may go instead, in the language of the guide."""
    chosen = [pk for pk in (question.alternative_id, question.other_alternative_id) if pk]
    found = in_language_of(page, chosen)
    return [found[pk] for pk in chosen if pk in found]


def in_language_of(page: Page, chosen: Iterable[int]) -> dict[int, Page]:
    """Public pages by the id chosen, each as it stands in the language of `page`; two SQL queries at most."""
    wanted = dict(Page.objects.filter(pk__in=list(chosen)).values_list("translation_key", "pk"))
    if not wanted:
        return {}
    found = shown(Page.objects.all()).filter(locale_id=page.locale_id, translation_key__in=wanted)
    return {wanted[each.translation_key]: each for each in found.select_related("locale").specific()}


def questions_under(page: FaqIndexPage | FaqGroupPage) -> QuerySet[FaqPage]:
    """The public questions below `page`, in the order that editors keep."""
    below = shown(FaqPage.objects.descendant_of(page))
    return below.select_related("locale").order_by("path")


def answered(page: FaqIndexPage) -> list[AnsweredGroup]:
    """The groups of `page` with their questions, in three SQL queries; groups without a question are left out."""
    questions = list(questions_under(page))
    groups = shown(FaqGroupPage.objects.child_of(page)).select_related("locale").order_by("path")
    rows = (
        AnsweredGroup(page=group, questions=[each for each in questions if each.is_descendant_of(group)])
        for group in groups
    )
    return [row for row in rows if row["questions"]]


def answer_context(page: FaqPage) -> dict[str, Any]:
    """What a question's page shows beside its answer: its group and the other questions there."""
    group = page.get_parent()
    siblings = shown(FaqPage.objects.sibling_of(page, inclusive=False))
    return {"group": group, "siblings": list(siblings.select_related("locale").order_by("path"))}
