"""An invitation to work here: who may become a colleague, in which roles, until when."""

import uuid
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role
from office.models import Branch
from sealing.fields import SealedTextField
from sealing.index import blind

ADDRESS_PURPOSE = "invitation.email"


def digest(token: str) -> str:
    """What is kept of the secret in the link: enough to know it again, nothing to enter with."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> "InvitationQuerySet":
        """Sent and neither used, taken back nor over."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """One invitation by e-mail; its link opens once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = SealedTextField(_("E-mail"))
    email_index = models.CharField(max_length=64, db_index=True, editable=False)
    roles = models.JSONField(_("Roles"), default=list)
    branch = models.ForeignKey(Branch, verbose_name=_("Branch"), null=True, blank=True, on_delete=models.PROTECT)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Invited by"), on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(_("Invited on"), default=timezone.now)
    expires_at = models.DateTimeField(_("Works until"))
    accepted_at = models.DateTimeField(_("Accepted on"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(_("Taken back on"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Invitation")
        verbose_name_plural = _("Invitations")
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email_index"],
                condition=models.Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invitation_one_open",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]

    @property
    def is_waiting(self) -> bool:
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def role_labels(self) -> list[str]:
        labels = dict(Role.choices)
        return [str(labels.get(role, role)) for role in self.roles]

    def index(self) -> None:
        self.email_index = blind(self.email.strip().lower(), purpose=ADDRESS_PURPOSE)
