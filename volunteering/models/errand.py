"""Help in a request by a volunteer: an interpreter or a driver. What the volunteer may see is limited to need.

The room above holds which request an errand is for; here stands nothing of the person.
"""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from saudi.languages import said
from sealing.fields import SealedTextField
from services.enums import Spoken
from volunteering.enums import ErrandKind, ErrandStatus, OpenTo, TownPart
from volunteering.models.volunteer import Volunteer

User = settings.AUTH_USER_MODEL


class ErrandQuerySet(models.QuerySet["Errand"]):
    def done(self) -> "ErrandQuerySet":
        """Somebody helped, and a colleague noted for how long."""
        return self.filter(status=ErrandStatus.DONE)


class Errand(models.Model):
    """A time at which a volunteer is needed. `first_name` and `details` are shown to whoever took it, alone."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("Help"), max_length=12, choices=ErrandKind.choices)
    language = models.CharField(_("Language"), max_length=10, choices=Spoken.choices, blank=True)
    starts_at = models.DateTimeField(_("Begins"))
    ends_at = models.DateTimeField(_("Ends"))
    town_part = models.CharField(
        _("Part of town"),
        max_length=10,
        choices=TownPart.choices,
        help_text=_("Seen by every volunteer who is asked."),
    )
    open_to = models.CharField(
        pgettext_lazy("volunteering", "Open to"), max_length=8, choices=OpenTo.choices, default=OpenTo.EVERYONE
    )
    first_name = SealedTextField(_("First name of the person"), blank=True, default="", max_length=60)
    details = SealedTextField(_("Where exactly, and what to know"), blank=True, default="", max_length=1000)
    status = FSMField(
        _("Status"), choices=ErrandStatus.choices, default=ErrandStatus.OPEN, max_length=10, db_index=True
    )
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("Asked on"), default=timezone.now)
    taken_by = models.ForeignKey(Volunteer, null=True, blank=True, on_delete=models.PROTECT, related_name="errands")
    ended_at = models.DateTimeField(_("Ended on"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("Minutes"), null=True, blank=True)
    noted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ErrandQuerySet.as_manager()

    class Meta:
        verbose_name = _("Help by a volunteer")
        verbose_name_plural = _("Help by volunteers")
        default_permissions = ()
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["status", "starts_at"], name="errand_coming")]
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="errand_ends_after_it_begins"),
            models.CheckConstraint(
                condition=~Q(status__in=[ErrandStatus.TAKEN, ErrandStatus.DONE]) | Q(taken_by__isnull=False),
                name="errand_taken_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ErrandKind.INTERPRETER) | ~Q(language=""), name="errand_interpreter_has_a_language"
            ),
            models.CheckConstraint(
                condition=~Q(status=ErrandStatus.DONE) | Q(minutes__gt=0, noted_by__isnull=False),
                name="errand_noted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]

    def get_language_display(self) -> str:  # type: ignore[no-redef]
        """The language as the reader's own calls it: a choice shows each in its own script."""
        return said(self.language, get_language() or "ar") if self.language else ""

    @property
    def length(self) -> int:
        """Minutes from beginning to end."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def day(self) -> date:
        """The day on which it begins, as at the association."""
        return timezone.localdate(self.starts_at)

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def is_past(self) -> bool:
        return self.ends_at <= timezone.now()

    def forget(self) -> None:
        """What leads to the person is kept no longer than needed."""
        self.first_name = self.details = ""

    @property
    def is_running(self) -> bool:
        """Whether somebody is still looked for, or expected."""
        return self.status in (ErrandStatus.OPEN, ErrandStatus.TAKEN)

    @property
    def is_open(self) -> bool:
        return self.status == ErrandStatus.OPEN

    @property
    def is_taken(self) -> bool:
        return self.status == ErrandStatus.TAKEN

    @transition(status, source=ErrandStatus.OPEN, target=ErrandStatus.TAKEN)
    def take(self) -> None:
        """A volunteer who was asked takes it on; `taken_by` is set by the caller."""

    @transition(status, source=ErrandStatus.TAKEN, target=ErrandStatus.OPEN)
    def give_back(self) -> None:
        """They can't come after all."""
        self.taken_by = None

    @transition(status, source=ErrandStatus.TAKEN, target=ErrandStatus.DONE)
    def finish(self) -> None:
        self._end()

    @transition(status, source=ErrandStatus.OPEN, target=ErrandStatus.UNFILLED)
    def give_up(self) -> None:
        """Its time came and nobody was found."""
        self._end()

    @transition(status, source=[ErrandStatus.OPEN, ErrandStatus.TAKEN], target=ErrandStatus.CANCELLED)
    def cancel(self) -> None:
        self._end()

    def _end(self) -> None:
        self.ended_at = timezone.now()
        self.forget()


class ErrandCall(models.Model):
    """A volunteer who was asked to help."""

    errand = models.ForeignKey(Errand, on_delete=models.CASCADE, related_name="calls")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="errand_calls")
    asked_at = models.DateTimeField(_("Asked on"), default=timezone.now)
    declined_at = models.DateTimeField(_("Could not"), null=True)

    class Meta:
        verbose_name = _("Question to a volunteer")
        verbose_name_plural = _("Questions to volunteers")
        default_permissions = ()
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["errand", "volunteer"], name="errand_call_once")]

    def __str__(self) -> str:
        return str(self.pk)
