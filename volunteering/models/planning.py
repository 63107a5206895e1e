"""Many shifts made at once, and many volunteers placed at once."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from volunteering.models.opportunity import OpportunityPage, Shift
from volunteering.models.placement import Placement
from volunteering.models.volunteer import Volunteer

User = settings.AUTH_USER_MODEL


class ShiftBatch(models.Model):
    """Shifts that were made together. The preview that was confirmed names the key: a second click makes no more."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opportunity = models.ForeignKey(OpportunityPage, on_delete=models.PROTECT, related_name="shift_batches")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("Made on"), default=timezone.now)
    count = models.PositiveSmallIntegerField(_("How many shifts"))
    undone_at = models.DateTimeField(_("Undone on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Set of shifts")
        verbose_name_plural = _("Sets of shifts")
        default_permissions = ()
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return str(self.pk)[:8]

    @property
    def is_undone(self) -> bool:
        return self.undone_at is not None


class Placing(models.Model):
    """Places in shifts that are offered to many volunteers at once; the worker goes through its lines."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opportunity = models.ForeignKey(OpportunityPage, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("Asked on"), default=timezone.now)
    answer_until = models.DateTimeField(_("Answer until"))
    ended_at = models.DateTimeField(_("Ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Offer of places to many")
        verbose_name_plural = _("Offers of places to many")
        default_permissions = ()
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return str(self.pk)[:8]

    @property
    def is_ended(self) -> bool:
        return self.ended_at is not None


class PlacingLine(models.Model):
    """One volunteer and one shift: the place that was offered, or why it could not be."""

    wagtail_reference_index_ignore = True

    placing = models.ForeignKey(Placing, on_delete=models.CASCADE, related_name="lines")
    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="+")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="+")
    placement = models.ForeignKey(Placement, null=True, on_delete=models.SET_NULL, related_name="+")
    refused = models.CharField(_("Why not"), max_length=400, blank=True)
    done_at = models.DateTimeField(_("Done on"), null=True)

    class Meta:
        verbose_name = _("Line of an offer to many")
        verbose_name_plural = _("Lines of offers to many")
        default_permissions = ()
        ordering = ["pk"]
        indexes = [models.Index(fields=["placing"], condition=Q(done_at__isnull=True), name="placing_goes_on")]
        constraints = [models.UniqueConstraint(fields=["placing", "shift", "volunteer"], name="placing_line_once")]

    def __str__(self) -> str:
        return str(self.pk)
