"""When the person and a colleague meet: at the office, at home, or on the phone (R11, R20)."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.enums import Booking, Meeting
from applications.models.application import Application
from office.models import Branch
from people.models import Person
from sealing.fields import SealedTextField

User = settings.AUTH_USER_MODEL


class Slot(models.Model):
    """A time that a colleague keeps free for one person. A slot without a colleague is anybody's of the desk."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.CharField(_("Kind of meeting"), max_length=8, choices=Meeting.choices, default=Meeting.OFFICE)
    starts_at = models.DateTimeField(_("Begins"))
    minutes = models.PositiveSmallIntegerField(
        _("Minutes"), default=30, validators=[MinValueValidator(5), MaxValueValidator(480)]
    )
    place = models.CharField(_("Place"), max_length=200, blank=True)
    branch = models.ForeignKey(
        Branch, verbose_name=_("Branch"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    colleague = models.ForeignKey(
        User, verbose_name=_("Colleague"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_open = models.BooleanField(_("People may book it online"), default=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("Appointment slot")
        verbose_name_plural = _("Appointment slots")
        default_permissions = ()
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["starts_at", "meeting"], name="slot_times")]
        constraints = [
            models.UniqueConstraint(fields=["colleague", "starts_at"], name="slot_once_for_a_colleague"),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def booked(self) -> "AppointmentQuerySet":
        return self.filter(state=Booking.BOOKED)

    def coming(self) -> "AppointmentQuerySet":
        """Booked, and not over yet."""
        return self.booked().filter(starts_at__gte=timezone.now())


class Appointment(models.Model):
    """One meeting with one person, about a request or before there is one."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    application = models.ForeignKey(
        Application, null=True, blank=True, on_delete=models.CASCADE, related_name="appointments"
    )
    slot = models.ForeignKey(Slot, null=True, blank=True, on_delete=models.PROTECT, related_name="appointments")
    meeting = models.CharField(_("Kind of meeting"), max_length=8, choices=Meeting.choices)
    starts_at = models.DateTimeField(_("Begins"))
    minutes = models.PositiveSmallIntegerField(_("Minutes"), default=30)
    place = SealedTextField(_("Place"), blank=True, default="")
    colleague = models.ForeignKey(
        User, verbose_name=_("Colleague"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = SealedTextField(_("Note to the person"), blank=True, default="")
    state = models.CharField(_("State"), max_length=10, choices=Booking.choices, default=Booking.BOOKED)
    booked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    booked_at = models.DateTimeField(_("Booked on"), default=timezone.now)
    reminded_at = models.DateTimeField(_("Reminded on"), null=True)
    ended_at = models.DateTimeField(_("Cancelled or held on"), null=True)
    reason = SealedTextField(_("Why it was cancelled"), blank=True, default="")
    sequence = models.PositiveSmallIntegerField(default=0, editable=False)  # RFC 5545: a moved event counts up.

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Appointment")
        verbose_name_plural = _("Appointments")
        default_permissions = ()
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["state", "starts_at"], name="appointment_times"),
            models.Index(fields=["colleague", "starts_at"], name="appointment_desk"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["slot"], condition=Q(state="booked"), name="appointment_one_for_a_slot"),
            models.UniqueConstraint(
                fields=["colleague", "starts_at"],
                condition=Q(state="booked", colleague__isnull=False),
                name="appointment_one_for_a_colleague",
            ),
            models.CheckConstraint(
                condition=Q(state="booked", ended_at__isnull=True) | (~Q(state="booked") & Q(ended_at__isnull=False)),
                name="appointment_ended_has_its_date",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_booked(self) -> bool:
        return self.state == Booking.BOOKED

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def is_visit(self) -> bool:
        return self.meeting == Meeting.HOME

    @property
    def is_at_office(self) -> bool:
        return self.meeting == Meeting.OFFICE
