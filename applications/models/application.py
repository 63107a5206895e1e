"""The request itself and its legal moves."""

import uuid
from functools import partial

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from applications.enums import (
    BEFORE_SUBMISSION,
    DECIDED,
    LAPSABLE,
    RETURNABLE,
    STOPPED,
    WITH_STAFF,
    WITHDRAWABLE,
    Status,
)
from applications.models.standing import Standing
from office.models import Branch
from people.models import Person
from sealing.fields import SealedTextField
from sealing.references import make
from services.enums import Channel, Spoken
from services.models import ServicePage

PREFIX = "YD"
User = settings.AUTH_USER_MODEL
OPEN = models.Q(status__in=WITH_STAFF)


def awaits_person(case: models.Model) -> bool:
    """A move's condition: the person is expected to act."""
    return isinstance(case, Application) and case.is_waiting


def may_lapse(case: models.Model) -> bool:
    """A move's condition: it was never sent, or the person is expected to act."""
    return isinstance(case, Application) and (case.status in BEFORE_SUBMISSION or case.is_waiting)


def awaits_nobody(case: models.Model) -> bool:
    """A move's condition: nothing is expected of the person."""
    return not awaits_person(case)


class ApplicationQuerySet(models.QuerySet["Application"]):
    def of(self, user: models.Model) -> "ApplicationQuerySet":
        """The requests of the person behind an account."""
        return self.filter(person__in=Person.objects.behind(user))

    def with_staff(self) -> "ApplicationQuerySet":
        """Submitted and not yet decided."""
        return self.filter(status__in=WITH_STAFF)

    def waiting(self) -> "ApplicationQuerySet":
        """Sent back to the person, who has not answered yet."""
        return self.filter(waiting_since__isnull=False)


class Application(Standing, models.Model):
    """A person's request for one service. Only the moves below change `status`, under a row lock."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(
        _("Reference"), max_length=16, unique=True, default=partial(make, PREFIX), editable=False
    )
    service = models.ForeignKey(ServicePage, verbose_name=_("Service"), on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="applications")
    status = FSMField(_("Status"), choices=Status.choices, default=Status.DRAFT, db_index=True)
    form = models.JSONField(default=dict, help_text=_("The service's questions and papers as they stood at the start."))
    # By which of the eight channels it came (R20 to R27), and who wrote it down for the person.
    channel = models.CharField(_("Channel"), max_length=16, choices=Channel.choices, default=Channel.WEBSITE)
    branch = models.ForeignKey(
        Branch, verbose_name=_("Branch"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_by = models.ForeignKey(
        User, verbose_name=_("Entered by"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    interpreter = models.CharField(_("Interpreter wanted"), max_length=10, choices=Spoken.choices, blank=True)
    created_at = models.DateTimeField(_("Started on"), default=timezone.now)
    touched_at = models.DateTimeField(_("Last written in by the person"), default=timezone.now)
    warned_at = models.DateTimeField(_("Told that it lapses"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("Received on"), null=True, blank=True)
    committee_at = models.DateTimeField(_("Sent to the committee on"), null=True, blank=True)
    ended_at = models.DateTimeField(_("Ended on"), null=True, blank=True)
    # Waiting for the person (R36): a flag with its own clock.
    waiting_since = models.DateTimeField(_("Waiting since"), null=True, blank=True)
    waiting_until = models.DateField(_("Waiting until"), null=True, blank=True)
    waiting_note = SealedTextField(_("What is missing"), blank=True, default="")
    due_on = models.DateField(_("Due on"), null=True, blank=True, help_text=_("When the present step should be done."))
    # What `due_on` is counted from, so that it can be counted anew when holidays change: a moment and working days.
    # At the committee the days are of the calendar, and counted from `committee_at`.
    clock_from = models.DateTimeField(null=True, blank=True, editable=False)
    clock_days = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    assigned_to = models.ForeignKey(
        User, verbose_name=_("Assigned to"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    verified_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    recommended_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    referred_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Request")
        verbose_name_plural = _("Requests")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["status", "due_on"], name="application_queue"),
            models.Index(fields=["-submitted_at"], name="application_newest"),
            models.Index(fields=["assigned_to", "status"], name="application_desk"),
            models.Index(fields=["branch", "status"], name="application_branch"),
            models.Index(fields=["person", "-created_at"], name="application_mine"),
            # What the queue of staff reads, in its order: the cost of a page is that of its rows.
            models.Index(fields=["due_on", "submitted_at", "id"], condition=OPEN, name="application_open_due"),
            models.Index(fields=["submitted_at", "id"], condition=OPEN, name="application_open_age"),
            models.Index(
                fields=["assigned_to", "due_on", "submitted_at", "id"], condition=OPEN, name="application_open_desk"
            ),
            models.Index(
                fields=["due_on", "submitted_at", "id"],
                condition=OPEN & models.Q(assigned_to__isnull=True),
                name="application_open_free",
            ),
            models.Index(
                fields=["due_on", "submitted_at", "id"],
                condition=models.Q(waiting_since__isnull=False),
                name="application_waiting",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "service"],
                condition=models.Q(status__in=BEFORE_SUBMISSION),
                name="application_one_draft",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=[*WITH_STAFF, *DECIDED]) | models.Q(submitted_at__isnull=False),
                name="application_submitted_has_its_date",
            ),
            models.CheckConstraint(
                condition=~OPEN | models.Q(due_on__isnull=False), name="application_open_has_its_day"
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=[Status.COMMITTEE, *DECIDED])
                | models.Q(committee_at__isnull=False, verified_by__isnull=False, referred_by__isnull=False),
                name="application_committee_has_its_date",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=[*DECIDED, *STOPPED]) | models.Q(ended_at__isnull=False),
                name="application_ended_has_its_date",
            ),
            models.CheckConstraint(
                condition=models.Q(waiting_since__isnull=True, waiting_until__isnull=True)
                | models.Q(waiting_since__isnull=False, waiting_until__isnull=False, status__in=RETURNABLE),
                name="application_waiting_has_its_clock",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("applications:detail", args=[self.reference])

    def step_url(self, slug: str) -> str:
        """The page of one question or paper."""
        return reverse("applications:step", args=[self.reference, slug])

    def check_url(self) -> str:
        """The page that shows all answers before signing."""
        return reverse("applications:check", args=[self.reference])

    # --- The moves -------------------------------------------------------------------------------------

    @transition(status, source=BEFORE_SUBMISSION, target=Status.AWAITING_DECLARATION)
    def make_ready(self) -> None:
        """The person has checked the answers."""

    @transition(status, source=Status.AWAITING_DECLARATION, target=Status.SUBMITTED)
    def submit(self) -> None:
        """The declaration is signed (R39)."""
        self.submitted_at = timezone.now()

    @transition(status, source=Status.SUBMITTED, target=Status.VERIFYING)
    def begin_matching(self) -> None:
        """Reception takes it up (R37)."""

    @transition(status, source=Status.VERIFYING, target=Status.VERIFYING, conditions=[awaits_nobody])
    def send_back(self) -> None:
        """Something is missing (R36): the flag is raised and the clock of staff stops."""
        self.waiting_since = timezone.now()

    @transition(status, source=Status.RESEARCH, target=Status.RESEARCH, conditions=[awaits_nobody])
    def ask_for_more(self) -> None:
        """The study needs something of the person: the same flag, without leaving the study."""
        self.waiting_since = timezone.now()

    @transition(status, source=Status.VERIFYING, target=Status.VERIFYING, conditions=[awaits_person])
    def take_back(self) -> None:
        """The person has completed it: the flag falls."""
        self._stop_waiting()

    @transition(status, source=Status.RESEARCH, target=Status.RESEARCH, conditions=[awaits_person])
    def resume_study(self) -> None:
        """The person has given what the study needed."""
        self._stop_waiting()

    @transition(status, source=Status.VERIFYING, target=Status.RESEARCH, conditions=[awaits_nobody])
    def begin_study(self) -> None:
        """Everything is matched and signed: the social researcher studies the need (R29)."""

    @transition(status, source=Status.RESEARCH, target=Status.VERIFYING, conditions=[awaits_nobody])
    def return_to_matching(self) -> None:
        """The study found that data or papers want matching again."""

    @transition(status, source=RETURNABLE, target=Status.COMMITTEE, conditions=[awaits_nobody])
    def send_to_committee(self) -> None:
        """Matched, signed and studied where the service asks for it (R40); the clock of the decision starts (A1)."""
        self.committee_at = timezone.now()

    @transition(status, source=Status.COMMITTEE, target=Status.APPROVED)
    def approve(self) -> None:
        self._end()

    @transition(status, source=Status.COMMITTEE, target=Status.REJECTED)
    def reject(self) -> None:
        self._end()

    @transition(status, source=WITHDRAWABLE, target=Status.WITHDRAWN)
    def withdraw(self) -> None:
        self._stop_waiting()
        self._end()

    @transition(status, source=LAPSABLE, target=Status.LAPSED, conditions=[may_lapse])
    def lapse(self) -> None:
        """Nobody went on with the draft, or completed what was missing, in the time that was told."""
        self._stop_waiting()
        self._end()

    def _stop_waiting(self) -> None:
        self.waiting_since = self.waiting_until = None
        self.waiting_note = ""

    def _end(self) -> None:
        self.ended_at = timezone.now()
        self.due_on = self.clock_from = self.clock_days = None
