"""What somebody typed on a page and has not saved: kept on the server, so that nothing typed is lost."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.models.application import Application
from sealing.fields import SealedJSONField

User = settings.AUTH_USER_MODEL


class Unsaved(models.Model):
    """The fields of one page as one account typed them, unchecked, until the page is saved or the request sent.

    A page of the desk may be of no request, such as a call that is written down.
    """

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="unsaved", null=True, blank=True
    )
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    step = models.SlugField(_("Page"), max_length=80)
    content = SealedJSONField(_("What was typed"), default=dict)
    saved_at = models.DateTimeField(_("Kept on"), default=timezone.now)

    class Meta:
        verbose_name = _("Typed and not saved")
        verbose_name_plural = _("Typed and not saved")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["application", "by", "step"], name="unsaved_one_for_a_page_and_account"),
            models.UniqueConstraint(
                fields=["by", "step"],
                condition=models.Q(application__isnull=True),
                name="unsaved_one_for_a_page_of_no_request",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]
