"""A private file: the row here, the sealed bytes under PRIVATE_ROOT."""

import uuid
from base64 import b64decode

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from attachments.enums import FileType
from sealing.fields import SealedTextField


class Attachment(models.Model):
    """One checked file. Upper rooms point to it and decide who may open it; nothing here is public."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("Kind of paper"), max_length=50, blank=True)
    name = SealedTextField(_("Name of the file"), max_length=200, editable=False)
    content_type = models.CharField(_("Type of the file"), max_length=40, choices=FileType.choices, editable=False)
    size = models.PositiveBigIntegerField(_("Size in bytes"), editable=False)
    # A blind index of the SHA-256: equal files are found, yet nobody can confirm a file that they hold.
    fingerprint = models.CharField(_("Fingerprint"), max_length=64, db_index=True, editable=False)
    stored_as = models.CharField(_("Name in the private folder"), max_length=80, unique=True, editable=False)
    sealed_key = SealedTextField(_("Key of the file"), editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Uploaded by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(_("Uploaded on"), auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("Private file")
        verbose_name_plural = _("Private files")
        default_permissions = ()
        ordering = ["-created_at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def key(self) -> bytes:
        """The file's own 32 bytes. Raises sealing.Unreadable."""
        return b64decode(self.sealed_key)

    @property
    def context(self) -> str:
        """What the sealed file is bound to, so that two files can't change places."""
        return f"attachments.file:{self.pk}"
