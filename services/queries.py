"""Reads of the catalogue: each in a fixed number of SQL queries, whatever the number of guides."""

from typing import Any, TypedDict

from django.db.models import QuerySet

from services import snapshot
from services.enums import Need
from services.models import FaqGroupPage, FaqIndexPage, FaqPage, ServicePage, ServicesIndexPage
from services.snapshot import ApplicationForm


class NeedGroup(TypedDict):
    """One need and the guides that answer it."""

    need: str
    title: str
    services: list[ServicePage]


class AnsweredGroup(TypedDict):
    """One subject and its questions."""

    page: FaqGroupPage
    questions: list[FaqPage]


def application_form(service: ServicePage) -> ApplicationForm:
    """What an application for `service` asks now: questions, papers, and whether the committee decides."""
    return snapshot.of(service)


def open_services(language: str) -> QuerySet[ServicePage]:
    """The public guides in `language` that take applications online."""
    return ServicePage.objects.live().public().filter(locale__language_code=language, accepts_applications=True)


def open_service(slug: str, language: str) -> ServicePage:
    """The guide that an application is for. Raise ServicePage.DoesNotExist when none is open under `slug`."""
    return open_services(language).get(slug=slug)


def catalogue_of(language: str) -> ServicesIndexPage | None:
    """The public catalogue in `language`, if there is one."""
    return ServicesIndexPage.objects.live().public().filter(locale__language_code=language).first()


def services_under(index: ServicesIndexPage) -> QuerySet[ServicePage]:
    """The public guides of one catalogue, in the order that editors keep."""
    return ServicePage.objects.child_of(index).live().public().order_by("path")


def catalogue(index: ServicesIndexPage) -> list[NeedGroup]:
    """The guides of `index` grouped by need, empty groups left out."""
    services = list(services_under(index))
    groups = [
        NeedGroup(need=need.value, title=str(need.label), services=[each for each in services if each.need == need])
        for need in Need
    ]
    return [group for group in groups if group["services"]]


def guide(page: ServicePage) -> dict[str, Any]:
    """What a guide's page shows beside its own fields."""
    return {
        "papers": list(page.papers.all()),
        "answers": list(page.answers.all()),
        "steps": [block.value for block in page.steps],
        "audience_names": ServicePage._meta.get_field("audiences").labels(page.audiences),
        "channel_names": ServicePage._meta.get_field("channels").labels(page.channels),
    }


def questions_under(page: FaqIndexPage | FaqGroupPage) -> QuerySet[FaqPage]:
    """The public questions below `page`, in the order that editors keep."""
    below = FaqPage.objects.descendant_of(page).live().public()
    return below.select_related("locale").order_by("path")


def answered(page: FaqIndexPage) -> list[AnsweredGroup]:
    """The groups of `page` with their questions, in three SQL queries; groups without a question are left out."""
    questions = list(questions_under(page))
    groups = FaqGroupPage.objects.child_of(page).live().public().select_related("locale").order_by("path")
    rows = (
        AnsweredGroup(page=group, questions=[each for each in questions if each.is_descendant_of(group)])
        for group in groups
    )
    return [row for row in rows if row["questions"]]


def answer_context(page: FaqPage) -> dict[str, Any]:
    """What a question's page shows beside its answer: its group and the other questions there."""
    group = page.get_parent()
    siblings = FaqPage.objects.sibling_of(page, inclusive=False).live().public()
    return {"group": group, "siblings": list(siblings.select_related("locale").order_by("path"))}
