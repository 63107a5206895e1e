"""What a reader may say of a page."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NotHelpful(TextChoices):
    """Why a page did not help."""

    UNCLEAR = "unclear", _("It is not clear")
    MISSING = "missing", _("What I look for is not there")
    OUTDATED = "outdated", _("It is out of date or wrong")
    LANGUAGE = "language", _("It is not in my language")
    OTHER = "other", _("Something else")
