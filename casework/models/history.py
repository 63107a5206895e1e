"""The history of a case that a manager takes out; the sealed file until it is over."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from attachments.models import MadeFile

User = settings.AUTH_USER_MODEL


class CaseHistory(MadeFile):
    """The history of one case on paper, for an audit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(_("Asked on"), default=timezone.now)
    expires_at = models.DateTimeField(_("Kept until"), db_index=True)

    class Meta:
        verbose_name = _("History of a request")
        verbose_name_plural = _("Histories of requests")
        default_permissions = ()

    @property
    def is_ready(self) -> bool:
        return self.made_at is not None
