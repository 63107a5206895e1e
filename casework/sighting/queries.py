"""The originals that the counter may ask to see."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from applications.models import Application
from applications.rules import may_ask
from people.models import Document
from services.enums import FilePart

IDENTITY = "identity"


@dataclass(frozen=True)
class Original:
    """One of them: what it is, and by whom and when it was seen."""

    key: str
    label: str
    at: datetime | None
    by_id: int | None
    by_name: str
    document: Document | None = None


def originals(case: Application) -> list[Original]:
    """The identity document whose number was typed, and the papers that stand in the file; three queries."""
    names = {paper["key"]: paper["name"] for paper in case.form["papers"]}
    given = case.papers.filter(document__isnull=False).select_related("document__sighted_by").order_by("key")
    found = [_of_paper(paper.key, names.get(paper.key, paper.key), paper.document) for paper in given if paper.document]
    person = case.person
    if person.identity_number and may_ask(case, FilePart.IDENTITY):
        who = person.identity_sighted_by
        name = who.get_full_name() if who else ""
        label = _("Identity document")
        found.insert(0, Original(IDENTITY, label, person.identity_sighted_at, person.identity_sighted_by_id, name))
    return found


def _of_paper(key: str, name: str, document: Document) -> Original:
    who = document.sighted_by
    return Original(
        key, name, document.sighted_at, document.sighted_by_id, who.get_full_name() if who else "", document
    )
