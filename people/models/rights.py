"""What a person asked about their own data, and the copy of the file that was made for them."""

import uuid
from functools import partial

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from attachments.models import Attachment, MadeFile
from people.models.person import Person
from people.rights.enums import ENDED, ONE_AT_A_TIME, OPEN, RightsKind, RightsStatus
from sealing.fields import SealedTextField
from sealing.references import make
from services.enums import FilePart

PREFIX = "YR"
User = settings.AUTH_USER_MODEL


class RightsRequestQuerySet(models.QuerySet["RightsRequest"]):
    def open(self) -> "RightsRequestQuerySet":
        return self.filter(status__in=OPEN)

    def overdue(self) -> "RightsRequestQuerySet":
        return self.open().filter(due_on__lt=timezone.localdate())


class RightsRequest(models.Model):
    """A request for a copy, a correction or the erasure of a file, with its clock. Only the moves change `status`."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(
        _("Reference"), max_length=16, unique=True, default=partial(make, PREFIX), editable=False
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="rights")
    kind = models.CharField(_("Kind"), max_length=12, choices=RightsKind.choices)
    status = FSMField(_("Status"), choices=RightsStatus.choices, default=RightsStatus.RECEIVED, db_index=True)
    created_at = models.DateTimeField(_("Received on"), default=timezone.now)
    due_on = models.DateField(_("Due on"))
    ended_at = models.DateTimeField(_("Ended on"), null=True, blank=True)
    part = models.CharField(_("Part of the file"), max_length=20, choices=FilePart.choices, blank=True)
    wrong = SealedTextField(_("What is wrong"), blank=True, default="")
    right = SealedTextField(_("What is right"), blank=True, default="")
    paper = models.ForeignKey(Attachment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answer = SealedTextField(_("Words to the person"), blank=True, default="")
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # What erasing did, by the labels of models: {"erased": {...}, "kept": {...}}. No value of the person.
    outcome = models.JSONField(default=dict, blank=True, editable=False)

    objects = RightsRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("Request about one's data")
        verbose_name_plural = _("Requests about one's data")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["status", "due_on"], name="rights_queue"),
            models.Index(fields=["person", "-created_at"], name="rights_mine"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=models.Q(kind__in=ONE_AT_A_TIME, status__in=OPEN),
                name="rights_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=ENDED, ended_at__isnull=False)
                | models.Q(status__in=OPEN, ended_at__isnull=True),
                name="rights_ended_has_its_date",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=RightsStatus.REFUSED) | models.Q(decided_by__isnull=False),
                name="rights_refused_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("people:rights_request", args=[self.reference])

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on < timezone.localdate()

    @property
    def is_new(self) -> bool:
        return self.status == RightsStatus.RECEIVED

    @property
    def is_in_progress(self) -> bool:
        return self.status == RightsStatus.IN_PROGRESS

    @property
    def is_taken_back(self) -> bool:
        return self.status == RightsStatus.TAKEN_BACK

    @property
    def is_correction(self) -> bool:
        return self.kind == RightsKind.CORRECTION

    @property
    def is_erasure(self) -> bool:
        return self.kind == RightsKind.ERASURE

    @property
    def is_access(self) -> bool:
        return self.kind == RightsKind.ACCESS

    # --- The moves -------------------------------------------------------------------------------------

    @transition(status, source=RightsStatus.RECEIVED, target=RightsStatus.IN_PROGRESS)
    def begin(self) -> None:
        """The work has begun: the worker prepares the copy, or a manager has confirmed the erasure."""

    @transition(status, source=OPEN, target=RightsStatus.DONE)
    def finish(self) -> None:
        self.ended_at = timezone.now()

    @transition(status, source=OPEN, target=RightsStatus.REFUSED)
    def refuse(self) -> None:
        self.ended_at = timezone.now()

    @transition(status, source=OPEN, target=RightsStatus.TAKEN_BACK)
    def take_back(self) -> None:
        self.ended_at = timezone.now()


class Export(MadeFile):
    """The copy of a file: one ZIP, sealed on disk with a key of its own, until it expires."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.OneToOneField(RightsRequest, on_delete=models.CASCADE, related_name="export")
    expires_at = models.DateTimeField(_("Kept until"), null=True, db_index=True)

    class Meta:
        verbose_name = _("Copy of a file")
        verbose_name_plural = _("Copies of files")
        default_permissions = ()

    @property
    def is_ready(self) -> bool:
        return bool(self.stored_as and self.expires_at and self.expires_at > timezone.now())
