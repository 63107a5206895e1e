"""Writes of readers' words about pages, and of the editors who deal with them."""

import re
from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from content.models import Helpfulness
from saudi.digits import to_western

# A run of seven digits is a phone, an identity or an account number, whatever stands between them.
NUMBER = re.compile(r"\+?[0-9](?:[\s().,/_\-]*[0-9]){6,}")
MAIL = re.compile(r"\S+@\S+")
STRUCK = "•••"


def report_helpfulness(page: Page, *, was_helpful: bool, reason: str = "", wish: str = "") -> Helpfulness:
    """Keep a reader's word; numbers and addresses that could name a person are struck out before it is kept."""
    return Helpfulness.objects.create(
        page=page,
        language=page.locale.language_code,
        was_helpful=was_helpful,
        reason="" if was_helpful else reason,
        wish="" if was_helpful else without_personal_data(wish)[:500],
    )


@transaction.atomic
def deal_with(pages: Iterable[int], *, by: AbstractBaseUser) -> int:
    """Close the open reports «not helpful» of `pages` (ids); returns how many. A repeat closes nothing more."""
    still = Helpfulness.objects.select_for_update().filter(
        page_id__in=list(pages), was_helpful=False, dealt_at__isnull=True
    )
    return still.update(dealt_at=timezone.now(), dealt_by=by)


@transaction.atomic
def reopen(page: int) -> int:
    """Take back the last closing of a page's reports; returns how many are open again."""
    closed = Helpfulness.objects.select_for_update().filter(page_id=page, dealt_at__isnull=False)
    last = closed.order_by("-dealt_at").values_list("dealt_at", flat=True).first()
    return closed.filter(dealt_at=last).update(dealt_at=None, dealt_by=None) if last else 0


def without_personal_data(text: str) -> str:
    """`text` in Western digits, with long numbers and mail addresses struck out."""
    return MAIL.sub(STRUCK, NUMBER.sub(STRUCK, to_western(text))).strip()
