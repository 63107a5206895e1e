"""Someone who may follow a request on their own phone, with the person's permission: a son, a neighbour (R5)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.models.application import Application
from people.consent.enums import Method
from sealing.fields import SealedTextField
from sealing.index import blind

FOLLOWER_PURPOSE = "follower.mobile"
User = settings.AUTH_USER_MODEL


class FollowerQuerySet(models.QuerySet["Follower"]):
    def standing(self) -> "FollowerQuerySet":
        return self.filter(revoked_at__isnull=True)

    def reached_at(self, mobile: str) -> "FollowerQuerySet":
        """Those with this number (E.164)."""
        return self.standing().filter(mobile_index=blind(mobile, purpose=FOLLOWER_PURPOSE))


class Follower(models.Model):
    """One number that may follow one request: it sees where the request stands, and nothing of the file."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="followers")
    name = SealedTextField(_("Name"))
    relation = SealedTextField(_("What they are to the person"), blank=True, default="")
    mobile = SealedTextField(_("Mobile"))
    mobile_index = models.CharField(max_length=64, editable=False, db_index=True)
    method = models.CharField(_("How the person permitted it"), max_length=10, choices=Method.choices)
    permitted_at = models.DateTimeField(_("Permitted on"), default=timezone.now)
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("Noted by"))
    revoked_at = models.DateTimeField(_("Ended on"), null=True)

    objects = FollowerQuerySet.as_manager()

    class Meta:
        verbose_name = _("Follower of a request")
        verbose_name_plural = _("Followers of requests")
        default_permissions = ()
        ordering = ["permitted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "mobile_index"], condition=Q(revoked_at__isnull=True), name="follower_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]

    def index(self) -> None:
        """Keep the number findable."""
        self.mobile_index = blind(self.mobile, purpose=FOLLOWER_PURPOSE)
