"""What a page shows of the explanations asked for on it."""

from dataclasses import dataclass

from django.urls import reverse

from applications.models import Application, Clarification
from applications.steps import steps_of

CHECK = "check"
DECLARATION = "declaration"


@dataclass(frozen=True)
class Asked:
    """The explanations of a page, the newest first, and where to ask for one; "" where one cannot."""

    rows: list[Clarification]
    url: str = ""

    @property
    def awaited(self) -> Clarification | None:
        """The one that nobody has answered yet."""
        return next((row for row in self.rows if row.answered_at is None), None)

    @property
    def answered(self) -> list[Clarification]:
        return [row for row in self.rows if row.answered_at is not None]


def asked_at(case: Application, step: str) -> Asked:
    """What was asked on the page `step`; one query, and none where a page's `own` request is known to hold nothing."""
    rows = list(case.clarifications.filter(step=step)) if getattr(case, "has_asked", True) else []
    return Asked(rows, page_asking(case, step))


def asked_in(case: Application) -> Asked:
    """What was asked anywhere in the request, for the tracking page; one query."""
    return Asked(list(case.clarifications.all()))


def has_page(case: Application, step: str) -> bool:
    """Whether the request has a page of that name to ask from; no query."""
    return step in (CHECK, DECLARATION) or any(each.slug == step for each in steps_of(case))


def page_url(case: Application, step: str) -> str:
    """The very page from which it was asked."""
    if step in (CHECK, DECLARATION):
        return reverse(f"applications:{step}", args=[case.reference])
    return case.step_url(step)


def page_asking(case: Application, step: str, *, to_check: bool = False) -> str:
    """The page where one asks about `step`."""
    return reverse("applications:ask", args=[case.reference, step]) + ("?check=1" if to_check else "")
