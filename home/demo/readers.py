"""What readers of the demo said of its pages, by the action that the form uses, on the days on which they said it."""

from datetime import timedelta

import time_machine
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from content.actions import deal_with, report_helpfulness
from content.enums import NotHelpful
from content.models import Helpfulness

# slug: (how many yes, [(days ago, reason, wish)])
WORDS: dict[str, tuple[int, list[tuple[int, NotHelpful, str]]]] = {
    "support-request": (
        11,
        [
            (24, NotHelpful.UNCLEAR, "ما معنى إثبات السكن إن كنت أسكن عند أهلي؟"),
            (9, NotHelpful.MISSING, "لم أجد هل يشمل الدعم رسوم المدرسة."),
            (3, NotHelpful.UNCLEAR, ""),
        ],
    ),
    "umrah": (
        6,
        [(12, NotHelpful.MISSING, "متى الرحلة القادمة؟"), (5, NotHelpful.LANGUAGE, "I need this in Tagalog.")],
    ),
    "iftar": (4, [(7, NotHelpful.OUTDATED, "المواقع المذكورة ليست لهذا العام.")]),
    "reply-time": (8, [(15, NotHelpful.UNCLEAR, "هل الأسبوعان من يوم التقديم أم من يوم الإحالة؟")]),
    "privacy": (2, [(40, NotHelpful.OTHER, "الصفحة طويلة.")]),
}
DEALT = "privacy"


def build_words(editor: User) -> int:
    """Readers' words on a few pages; returns how many were kept, none when any stands already."""
    if Helpfulness.objects.exists():
        return 0
    now, pages = timezone.now(), Page.objects.filter(locale__language_code="ar", slug__in=WORDS)
    for page in pages:
        yes, words = WORDS[page.slug]
        for number in range(yes):
            with time_machine.travel(now - timedelta(days=2 + 3 * number)):
                report_helpfulness(page, was_helpful=True)
        for days, reason, wish in words:
            with time_machine.travel(now - timedelta(days=days)):
                report_helpfulness(page, was_helpful=False, reason=reason, wish=wish)
        if page.slug == DEALT:
            deal_with([page.pk], by=editor)
    return Helpfulness.objects.count()
