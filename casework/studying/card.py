"""The study on the case page."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from casework.cards import Card
from casework.queries import needs_study
from casework.studying import queries, rules


def study_card(request: HttpRequest, case: Application) -> Card | None:
    """The newest signed study, and a way to the draft; nothing where no study is asked for or begun."""
    may_write = rules.can_write(request.user, case)  # type: ignore[arg-type]
    studies = queries.studies_of(case)
    signed = next((study for study in studies if study.signed_at), None)
    draft = next((study for study in studies if not study.signed_at), None)
    if not (signed or may_write or needs_study(case)):
        return None
    given = {"reference": case.reference, "signed": signed, "may_write": may_write, "draft": draft}
    return Card(_("Study"), "casework/studying/card.html", given, order=20, is_main=True)
