"""A volunteer in a shift: from joining to having been there."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from sealing.fields import SealedTextField
from volunteering.enums import BEFORE_THE_DAY, STANDING, Event, PlacementStatus, SwapStatus
from volunteering.models.opportunity import Shift
from volunteering.models.volunteer import Volunteer

User = settings.AUTH_USER_MODEL


class PlacementQuerySet(models.QuerySet["Placement"]):
    def waiting(self) -> "PlacementQuerySet":
        """The waiting list, in its order."""
        return self.filter(status=PlacementStatus.WAITLISTED).order_by("queued_at", "pk")

    def standing(self) -> "PlacementQuerySet":
        return self.filter(status__in=STANDING)


class Placement(models.Model):
    """One volunteer's place in one shift. Only the moves below change `status`, under the lock of the shift."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="placements")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="placements")
    status = FSMField(_("Status"), choices=PlacementStatus.choices, default=PlacementStatus.APPLIED, max_length=20)
    created_at = models.DateTimeField(_("Applied on"), default=timezone.now)
    queued_at = models.DateTimeField(_("Waiting since"), null=True, blank=True)
    answer_until = models.DateTimeField(
        _("Answer until"), null=True, blank=True, help_text=_("By when the offer, or the guardian, is to be answered.")
    )
    reminded_at = models.DateTimeField(null=True, editable=False)
    reminded_again_at = models.DateTimeField(null=True, editable=False)
    is_walk_in = models.BooleanField(_("Came without a place"), default=False)
    checked_in_at = models.DateTimeField(_("Came at"), null=True, blank=True)
    checked_out_at = models.DateTimeField(_("Left at"), null=True, blank=True)
    checked_in_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_late = models.BooleanField(_("Cancelled late"), default=False)
    is_excused = models.BooleanField(_("Excused"), null=True, blank=True)
    ended_at = models.DateTimeField(_("Ended on"), null=True, blank=True)
    reason = SealedTextField(_("Reason"), blank=True, default="")
    # That somebody was asked for their word, and when; the answer leads back to nobody.
    rating_asked_on = models.DateField(null=True, editable=False)
    stripped_at = models.DateTimeField(null=True, editable=False)  # Its words were kept long enough.

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("Place in a shift")
        verbose_name_plural = _("Places in shifts")
        default_permissions = ()
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["shift", "status", "queued_at"], name="placement_of_a_shift"),
            models.Index(fields=["volunteer", "status"], name="placement_mine"),
            models.Index(fields=["status", "checked_out_at"], name="placement_done"),
            models.Index(fields=["answer_until"], condition=Q(answer_until__isnull=False), name="placement_to_answer"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["shift", "volunteer"], condition=Q(status__in=STANDING), name="placement_once"
            ),
            models.CheckConstraint(
                condition=~Q(status=PlacementStatus.WAITLISTED) | Q(queued_at__isnull=False),
                name="placement_waiting_since",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[PlacementStatus.OFFERED, PlacementStatus.AWAITING_GUARDIAN])
                | Q(answer_until__isnull=False),
                name="placement_answered_until",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[PlacementStatus.CHECKED_IN, PlacementStatus.COMPLETED])
                | Q(checked_in_at__isnull=False),
                name="placement_came_at",
            ),
            models.CheckConstraint(
                condition=~Q(status=PlacementStatus.COMPLETED)
                | Q(checked_out_at__isnull=False, checked_out_at__gte=F("checked_in_at")),
                name="placement_left_after_it_came",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]

    @property
    def is_accepted(self) -> bool:
        return self.status == PlacementStatus.ACCEPTED

    @property
    def is_offered(self) -> bool:
        return self.status == PlacementStatus.OFFERED

    @property
    def is_waitlisted(self) -> bool:
        return self.status == PlacementStatus.WAITLISTED

    @property
    def awaits_guardian(self) -> bool:
        return self.status == PlacementStatus.AWAITING_GUARDIAN

    @property
    def is_present(self) -> bool:
        return self.status == PlacementStatus.CHECKED_IN

    @property
    def is_completed(self) -> bool:
        return self.status == PlacementStatus.COMPLETED

    @property
    def was_missed(self) -> bool:
        return self.status == PlacementStatus.NO_SHOW

    @property
    def may_leave(self) -> bool:
        """Whether the volunteer can still take it back."""
        return self.status in BEFORE_THE_DAY

    @transition(
        status,
        source=[
            PlacementStatus.APPLIED,
            PlacementStatus.AWAITING_GUARDIAN,
            PlacementStatus.WAITLISTED,  # Near the shift, when a free place is for the first who takes it.
            PlacementStatus.OFFERED,
        ],
        target=PlacementStatus.ACCEPTED,
    )
    def accept(self) -> None:
        """A place is theirs."""
        self.answer_until = self.queued_at = None

    @transition(
        status,
        source=[PlacementStatus.APPLIED, PlacementStatus.WAITLISTED, PlacementStatus.OFFERED],
        target=PlacementStatus.AWAITING_GUARDIAN,
    )
    def await_guardian(self) -> None:
        """A place is kept until the guardian answers; `answer_until` is set by the caller."""
        self.queued_at = None

    @transition(status, source=PlacementStatus.APPLIED, target=PlacementStatus.WAITLISTED)
    def wait(self) -> None:
        self.queued_at = timezone.now()

    @transition(status, source=[PlacementStatus.APPLIED, PlacementStatus.WAITLISTED], target=PlacementStatus.OFFERED)
    def offer(self) -> None:
        """A place became free, or a colleague asks them; it is kept until `answer_until`, set by the caller."""

    @transition(
        status, source=[PlacementStatus.OFFERED, PlacementStatus.AWAITING_GUARDIAN], target=PlacementStatus.LAPSED
    )
    def lapse(self) -> None:
        self._end()

    @transition(status, source=BEFORE_THE_DAY, target=PlacementStatus.WITHDRAWN)
    def withdraw(self) -> None:
        self._end()

    @transition(status, source=PlacementStatus.ACCEPTED, target=PlacementStatus.HANDED_OVER)
    def hand_over(self) -> None:
        """Another volunteer takes it over, with the consent of both."""
        self._end()

    @transition(status, source=BEFORE_THE_DAY, target=PlacementStatus.DECLINED)
    def decline(self) -> None:
        """The coordinator, or the guardian, says no; with a reason."""
        self._end()

    @transition(status, source=BEFORE_THE_DAY, target=PlacementStatus.CALLED_OFF)
    def call_off(self) -> None:
        self._end()

    @transition(status, source=PlacementStatus.ACCEPTED, target=PlacementStatus.CHECKED_IN)
    def check_in(self) -> None:
        """They came; `checked_in_at` is set by the caller, since it may have been noted without a connection."""

    @transition(status, source=PlacementStatus.CHECKED_IN, target=PlacementStatus.ACCEPTED)
    def undo_check_in(self) -> None:
        self.checked_in_at = self.checked_in_by = None

    @transition(status, source=PlacementStatus.CHECKED_IN, target=PlacementStatus.COMPLETED)
    def check_out(self) -> None:
        """They left; `checked_out_at` is set by the caller."""
        self.ended_at = timezone.now()

    @transition(status, source=PlacementStatus.COMPLETED, target=PlacementStatus.CHECKED_IN)
    def undo_check_out(self) -> None:
        self.checked_out_at = self.ended_at = None

    @transition(status, source=PlacementStatus.ACCEPTED, target=PlacementStatus.NO_SHOW)
    def miss(self) -> None:
        self.ended_at = timezone.now()

    @transition(status, source=PlacementStatus.NO_SHOW, target=PlacementStatus.ACCEPTED)
    def undo_miss(self) -> None:
        self.is_excused = self.ended_at = None

    def _end(self) -> None:
        self.ended_at = timezone.now()
        self.answer_until = None


class SwapQuerySet(models.QuerySet["Swap"]):
    def asked(self) -> "SwapQuerySet":
        """Those that nobody answered yet."""
        return self.filter(status=SwapStatus.ASKED)


class Swap(models.Model):
    """A place that its holder asks another volunteer to take over."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="swaps")
    to = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="swaps_asked")
    status = FSMField(_("Status"), choices=SwapStatus.choices, default=SwapStatus.ASKED, max_length=10)
    asked_at = models.DateTimeField(_("Asked on"), default=timezone.now)
    answered_at = models.DateTimeField(_("Answered on"), null=True)

    objects = SwapQuerySet.as_manager()

    class Meta:
        verbose_name = _("Handing over of a place")
        verbose_name_plural = _("Handings over of places")
        default_permissions = ()
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["placement"], condition=Q(status=SwapStatus.ASKED), name="swap_one_asked"),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]

    @property
    def is_asked(self) -> bool:
        return self.status == SwapStatus.ASKED

    @property
    def is_agreed(self) -> bool:
        return self.status == SwapStatus.AGREED

    @transition(status, source=SwapStatus.ASKED, target=SwapStatus.AGREED)
    def agree(self) -> None:
        self.answered_at = timezone.now()

    @transition(status, source=SwapStatus.ASKED, target=SwapStatus.REFUSED)
    def refuse(self) -> None:
        self.answered_at = timezone.now()

    @transition(status, source=SwapStatus.ASKED, target=SwapStatus.WITHDRAWN)
    def withdraw(self) -> None:
        self.answered_at = timezone.now()


class VolunteerEvent(models.Model):
    """One line of a volunteer's history, of the whole or of one place."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="events")
    placement = models.ForeignKey(Placement, null=True, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(_("What happened"), max_length=24, choices=Event.choices)
    at = models.DateTimeField(_("When"), default=timezone.now)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    note = SealedTextField(_("Note"), blank=True, default="")

    class Meta:
        verbose_name = _("Event of a volunteer")
        verbose_name_plural = _("History of volunteers")
        default_permissions = ()
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["volunteer", "at"], name="volunteer_history")]

    def __str__(self) -> str:
        return self.kind


class Incident(models.Model):
    """Something that happened in a shift and must not be forgotten: an injury, a loss, a quarrel."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="incidents")
    volunteer = models.ForeignKey(Volunteer, null=True, blank=True, on_delete=models.SET_NULL, related_name="incidents")
    text = SealedTextField(_("What happened"), max_length=2000)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("Written on"), default=timezone.now)
    read_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(_("Read on"), null=True, blank=True)

    class Meta:
        verbose_name = _("Incident")
        verbose_name_plural = _("Incidents")
        default_permissions = ()
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return str(self.pk)[:8]
