"""A private file: the row here, the sealed bytes under PRIVATE_ROOT."""

import uuid
from base64 import b64decode, b64encode

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from attachments.enums import FileType, State
from sealing import Unreadable, keyring
from sealing.crypto import unwrap, wrap
from sealing.fields import SealedTextField


class Attachment(models.Model):
    """One checked file. Upper rooms point to it and decide who may open it; nothing here is public."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("Kind of paper"), max_length=50, blank=True)
    name = SealedTextField(_("Name of the file"), max_length=200, editable=False)
    content_type = models.CharField(_("Type of the file"), max_length=100, choices=FileType.choices, editable=False)
    state = models.CharField(
        _("State"), max_length=11, choices=State.choices, default=State.CLEAN, db_index=True, editable=False
    )
    # Which form it waits for, before that is sent; blank once something points to the file.
    tray = models.CharField(_("Waits for"), max_length=120, blank=True, db_index=True, editable=False)
    size = models.PositiveBigIntegerField(_("Size in bytes"), editable=False)
    # A blind index of the SHA-256: equal files are found, yet nobody can confirm a file that they hold.
    fingerprint = models.CharField(_("Fingerprint"), max_length=64, db_index=True, editable=False)
    stored_as = models.CharField(_("Name in the private folder"), max_length=80, unique=True, editable=False)
    # Whose key in the keyring wraps the file's own: when that is erased, nobody opens the file in any copy.
    owner = models.UUIDField(_("Whose paper"), null=True, blank=True, db_index=True, editable=False)
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
    def is_open(self) -> bool:
        """Whether it was found clean, so that those who may can read it."""
        return self.state == State.CLEAN

    @property
    def is_refused(self) -> bool:
        """Whether a virus was found after the file was sent; its bytes are gone."""
        return self.state == State.REFUSED

    @property
    def is_waiting(self) -> bool:
        """Whether the scanner has yet to see it."""
        return self.state == State.QUARANTINED

    @property
    def key(self) -> bytes:
        """The file's own 32 bytes. Raises sealing.Erased when its owner's key was, or else sealing.Unreadable."""
        if self.owner is not None:
            return unwrap(self.sealed_key, key=keyring.key_of(self.owner), context=self._key_context)
        try:
            return b64decode(self.sealed_key, validate=True)
        except ValueError:
            raise Unreadable("The key of the file was wrapped for someone.") from None

    def keep_key(self, key: bytes) -> None:
        """Hold `key`, wrapped for the owner, who gets a key with the first file. Raises sealing.Erased."""
        if self.owner is None:
            self.sealed_key = b64encode(key).decode()
        else:
            self.sealed_key = wrap(key, key=keyring.key_for(self.owner), context=self._key_context)

    @property
    def context(self) -> str:
        """What the sealed file is bound to, so that two files can't change places."""
        return f"attachments.file:{self.pk}"

    @property
    def _key_context(self) -> str:
        return f"attachments.key:{self.pk}:{self.owner}"


class MadeFile(models.Model):
    """A file that the worker makes for one account, sealed on disk with a key of its own until it expires."""

    stored_as = models.CharField(_("Name in the private folder"), max_length=80, unique=True, null=True)
    sealed_key = SealedTextField(_("Key of the file"), blank=True, default="")
    size = models.PositiveBigIntegerField(_("Size in bytes"), default=0)
    made_at = models.DateTimeField(_("Made on"), null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)[:8]

    @property
    def key(self) -> bytes:
        """The file's own 32 bytes. Raises sealing.Unreadable."""
        return b64decode(self.sealed_key)

    @property
    def context(self) -> str:
        """What the sealed file is bound to."""
        return f"{self._meta.label_lower}:{self.pk}"


class MadeTable(MadeFile):
    """A table that a colleague asked for: its filters, how far it is, and the sealed file until it is over."""

    class Kind(models.TextChoices):
        XLSX = "xlsx", "Excel"
        CSV = "csv", "CSV"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("Format"), max_length=4, choices=Kind.choices)
    filters = models.JSONField(_("Filters"), default=dict)
    total = models.PositiveIntegerField(_("Rows"), default=0)
    done = models.PositiveIntegerField(_("Rows written"), default=0)
    asked_at = models.DateTimeField(_("Asked on"), default=timezone.now)
    expires_at = models.DateTimeField(_("Kept until"), db_index=True)

    class Meta(MadeFile.Meta):
        abstract = True

    @property
    def is_ready(self) -> bool:
        return self.made_at is not None
