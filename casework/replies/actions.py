"""Keeping the templates."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.refusals import CONFLICT, Refused, require
from audit.actions import record
from casework.models import ReplyTemplate
from casework.replies.rules import keeps_templates

NOT_YOURS = _("Only a manager keeps the reply templates.")
TAKEN = _("A template of this language has this title already.")


@transaction.atomic
def keep(
    template: ReplyTemplate | None, *, by: User, title: str, language: str, text: str, is_active: bool
) -> ReplyTemplate:
    """Write a template, new or anew. Raises Refused (409) when its title is taken in that language."""
    require(keeps_templates(by), NOT_YOURS)
    row = ReplyTemplate.objects.select_for_update().get(pk=template.pk) if template else ReplyTemplate()
    row.title, row.language, row.text, row.is_active = title, language, text, is_active
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refused(TAKEN, CONFLICT) from None
    record("reply_template.kept", by=by, subject=row)
    return row
