"""Someone whom a person trusts to help with their account, without the person's phone and without being them."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.helping.enums import HelperScope
from people.models.person import Person, first_name
from people.models.proof import Coded
from sealing.fields import SealedTextField
from sealing.index import blind

HELPER_PURPOSE = "helper.mobile"
User = settings.AUTH_USER_MODEL


class HelperQuerySet(models.QuerySet["Helper"]):
    def standing(self, today: date) -> "HelperQuerySet":
        """Proven by the person, and neither declined, nor ended, nor past its last day."""
        return self.filter(
            proven_at__isnull=False, declined_at__isnull=True, revoked_at__isnull=True, expires_on__gte=today
        )

    def accepted(self, today: date) -> "HelperQuerySet":
        return self.standing(today).filter(accepted_at__isnull=False)

    def invited(self, today: date) -> "HelperQuerySet":
        """Invitations that can still be answered."""
        return self.standing(today).filter(accepted_at__isnull=True, invited_until__gte=today)


class Helper(Coded):
    """One permission: whom, to do what, until when. It ends by either side, or by its date."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="helpers")
    name = SealedTextField(_("Name of the helper"), max_length=120)
    mobile = SealedTextField(_("Mobile of the helper"))
    mobile_index = models.CharField(max_length=64, editable=False, db_index=True)
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="helping")
    scopes = models.JSONField(_("What the helper may do"), default=list)
    invited_at = models.DateTimeField(_("Invited on"), default=timezone.now)
    invited_until = models.DateField(_("To be answered by"))
    expires_on = models.DateField(_("Last day"))
    proven_at = models.DateTimeField(_("Confirmed by the person on"), null=True)
    accepted_at = models.DateTimeField(_("Accepted on"), null=True)
    declined_at = models.DateTimeField(_("Declined on"), null=True)
    revoked_at = models.DateTimeField(_("Ended on"), null=True)
    revoked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = HelperQuerySet.as_manager()

    class Meta:
        verbose_name = _("Trusted helper")
        verbose_name_plural = _("Trusted helpers")
        default_permissions = ()
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "mobile_index"],
                condition=Q(revoked_at__isnull=True, declined_at__isnull=True),
                name="helper_once",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(user__isnull=False, proven_at__isnull=False),
                name="helper_accepted_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(declined_at__isnull=True), name="helper_answered_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]

    def index(self) -> None:
        self.mobile_index = blind(self.mobile, purpose=HELPER_PURPOSE)

    @property
    def state(self) -> str:
        """One of open, invited, unproven, over: what the pages tell apart."""
        today = timezone.localdate()
        if self.revoked_at or self.declined_at or self.expires_on < today:
            return "over"
        if self.accepted_at:
            return "open"
        if self.proven_at is None:
            return "unproven"
        return "invited" if self.invited_until >= today else "over"

    def may(self, scope: str) -> bool:
        return scope in self.scopes

    @property
    def asker(self) -> str:
        """What the invited helper knows the person by, before accepting: the first name."""
        return first_name(self.person) or self.person.reference

    @property
    def words(self) -> list[str]:
        """What the helper may do, in the active language."""
        return [str(scope.label) for scope in HelperScope if scope in self.scopes]
