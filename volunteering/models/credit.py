"""What a volunteer's time comes to: hours that somebody else approved, and certificates of them."""

import uuid
from functools import partial
from secrets import choice

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from sealing.fields import SealedTextField
from sealing.references import ALPHABET
from volunteering.enums import HoursStatus
from volunteering.models.opportunity import OpportunityPage
from volunteering.models.placement import Placement
from volunteering.models.volunteer import Volunteer

User = settings.AUTH_USER_MODEL
ERRANDS = _("Help in requests")
NUMBER_LENGTH = 12  # of 29 characters each: nobody guesses one


def new_number(length: int = NUMBER_LENGTH) -> str:
    """A certificate's number, in groups of four."""
    letters = "".join(choice(ALPHABET) for _each in range(length))
    return "-".join(letters[at : at + 4] for at in range(0, length, 4))


class HoursEntry(models.Model):
    """The minutes of one place: proposed by coming and going, corrected with a reason, settled by somebody else."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    placement = models.OneToOneField(Placement, on_delete=models.CASCADE, related_name="hours")
    status = FSMField(
        _("Status"), choices=HoursStatus.choices, default=HoursStatus.PENDING, max_length=10, db_index=True
    )
    proposed_minutes = models.PositiveSmallIntegerField(_("Proposed minutes"))
    claimed_minutes = models.PositiveSmallIntegerField(_("Minutes as the volunteer says"), null=True, blank=True)
    claim = SealedTextField(_("Why"), blank=True, default="", max_length=500)
    approved_minutes = models.PositiveSmallIntegerField(_("Approved minutes"), null=True, blank=True)
    approved_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(_("Approved on"), null=True, blank=True)
    answer = SealedTextField(_("Word of the coordinator"), blank=True, default="", max_length=500)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Hours")
        verbose_name_plural = _("Hours")
        default_permissions = ()
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=HoursStatus.APPROVED)
                | Q(approved_minutes__isnull=False, approved_by__isnull=False, approved_at__isnull=False),
                name="hours_approved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]

    @property
    def is_approved(self) -> bool:
        return self.status == HoursStatus.APPROVED

    @property
    def minutes(self) -> int:
        """What counts now: approved, else what the volunteer says, else what was proposed."""
        for known in (self.approved_minutes if self.is_approved else None, self.claimed_minutes):
            if known is not None:
                return known
        return self.proposed_minutes

    @transition(status, source=HoursStatus.PENDING, target=HoursStatus.PENDING)
    def correct(self) -> None:
        """The volunteer says other minutes, with a reason."""

    @transition(status, source=[HoursStatus.PENDING, HoursStatus.DISPUTED], target=HoursStatus.APPROVED)
    def approve(self) -> None:
        """Somebody else than the volunteer settles the minutes."""
        self.approved_at = timezone.now()

    @transition(status, source=HoursStatus.APPROVED, target=HoursStatus.DISPUTED)
    def dispute(self) -> None:
        """The volunteer objects to what was approved."""


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def valid(self) -> "CertificateQuerySet":
        return self.filter(revoked_at__isnull=True)


class Certificate(models.Model):
    """A certificate of approved hours in one opportunity, or of help in requests when it has none.

    What it says never changes; revoked, it says so.
    """

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("Number"), max_length=20, unique=True, default=partial(new_number), editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="certificates")
    opportunity = models.ForeignKey(OpportunityPage, null=True, on_delete=models.PROTECT, related_name="+")
    shown_name = SealedTextField(_("Name on the certificate"), max_length=120)
    minutes = models.PositiveIntegerField(_("Minutes"))
    first_day = models.DateField(_("First day"))
    last_day = models.DateField(_("Last day"))
    issued_at = models.DateTimeField(_("Issued on"), default=timezone.now)
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(_("Revoked on"), null=True, blank=True)
    revoked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    revoked_reason = SealedTextField(_("Why it was revoked"), blank=True, default="")

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("Certificate")
        verbose_name_plural = _("Certificates")
        default_permissions = ()
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "opportunity"],
                condition=Q(revoked_at__isnull=True),
                name="certificate_one_valid",
            ),
            models.UniqueConstraint(
                fields=["volunteer"],
                condition=Q(revoked_at__isnull=True, opportunity__isnull=True),
                name="certificate_one_valid_of_errands",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_by__isnull=False),
                name="certificate_revoked_by",
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="certificate_of_some_time"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> str | Promise:
        """What it is of."""
        return self.opportunity.title if self.opportunity else ERRANDS

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None
