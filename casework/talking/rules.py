"""No request ends with a question of the person left open (R34)."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.models import Application
from applications.refusals import CONFLICT, Refused, require
from applications.talk.rules import awaits_answer

CONTACT_OPEN = gettext_lazy("A call or a letter about this request still waits for our reply. Answer it first.")


def require_answered(case: Application) -> None:
    """Raise Refused, with the way to the questions, while one is open."""
    if awaits_answer(case):
        told, link = _("A question of the person is still open. Answer it first."), _("Show the question")
        address = f"{reverse('casework:case', args=[case.reference])}#talk"
        raise Refused(format_html('{} <a href="{}">{}</a>', told, address, link), CONFLICT)
    require(not case.interactions.unanswered().exists(), CONTACT_OPEN, CONFLICT)
