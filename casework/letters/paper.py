"""A letter of ours on paper: the association's name, the number of the register, both dates, and the text."""

from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from casework.models import Letter
from content import typeset
from people.rights.copy import pieces
from saudi.hijri import both

TEMPLATE = "casework/typst/letter.typ"


def pdf(letter: Letter) -> bytes:
    """The letter in Arabic, as it stands in the register. Raises typeset.NotTypeset."""
    with translation.override("ar"):
        return typeset.pdf(TEMPLATE, data_of(letter))


def data_of(letter: Letter) -> dict[str, Any]:
    """What `casework/typst/letter.typ` reads."""
    day = letter.dated_on or timezone.localdate(letter.registered_at)
    first = letter.answers
    return {
        "lang": "ar",
        "rtl": True,
        "association": str(settings.WAGTAIL_SITE_NAME),
        "number": letter.shown_number,
        "day": pieces(both(day, "ar")),
        "party": pieces(letter.party),
        "subject": pieces(letter.subject),
        "answers": (first.their_number or first.shown_number) if first else "",
        "paragraphs": [pieces(line) for line in letter.body.splitlines() if line.strip()],
        "signed": letter.registered_by.get_full_name(),
        "words": {
            "title": _("Letter"),
            "number": _("Number"),
            "day": _("Date"),
            "to": _("To"),
            "subject": _("Subject"),
            "answers": _("In reply to your letter"),
            "signature": _("Name and signature"),
        },
    }
