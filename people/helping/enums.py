"""What a trusted helper may do, and how their permission stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HelperScope(models.TextChoices):
    """Parts of an account that a helper may be let into. What is not here is never open to one."""

    FILE = "file", _("See and fill the file, without the bank account")
    PAPERS = "papers", _("Add papers and see them")
    REQUESTS_SEE = "requests_see", _("See the requests and where they stand")
    REQUESTS_FILL = "requests_fill", _("Fill requests, which the person then signs")
    MESSAGES = "messages", _("Read the messages")
