"""A person as a volunteer, what they can prove, and what a guardian agreed to."""

import uuid
from datetime import date, datetime
from functools import partial

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from attachments.models import Attachment
from people.consent.enums import GuardianRelation
from people.models import Person
from people.models.proof import Coded
from sealing.fields import SealedTextField
from sealing.references import make
from services.enums import Spoken
from services.fields import ChoiceListField
from volunteering.enums import (
    MAY_BEGIN,
    WAS_ACCEPTED,
    Field,
    PartOfDay,
    QualificationStatus,
    Skill,
    TownPart,
    VolunteerStatus,
)
from volunteering.models.opportunity import OpportunityPage

User = settings.AUTH_USER_MODEL
PREFIX = "YV"
STILL_GOOD = (QualificationStatus.WAITING, QualificationStatus.CHECKED)


class VolunteerQuerySet(models.QuerySet["Volunteer"]):
    def of(self, user: models.Model) -> "VolunteerQuerySet":
        """The volunteer behind an account, if there is one."""
        return self.filter(person__in=Person.objects.behind(user))

    def active(self) -> "VolunteerQuerySet":
        return self.filter(status=VolunteerStatus.ACTIVE)


class Volunteer(models.Model):
    """Somebody who gives time. Name, birth date, gender and languages are those of the person's file."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(
        _("Reference"), max_length=16, unique=True, default=partial(make, PREFIX), editable=False
    )
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="volunteer")
    status = FSMField(
        _("Status"), choices=VolunteerStatus.choices, default=VolunteerStatus.DRAFT, db_index=True, max_length=20
    )
    interests = ChoiceListField(_("I would like to help with"), of=Field)
    skills = ChoiceListField(_("I can"), of=Skill)
    interprets = ChoiceListField(_("I can interpret between Arabic and"), of=Spoken)
    has_car = models.BooleanField(_("I have a car and a driving licence"), default=False)
    takes_errands = models.BooleanField(_("Ask me when somebody needs help near me"), default=False)
    town_parts = ChoiceListField(_("Where I can be"), of=TownPart)
    # {"0": ["morning", …]}: days as in `date.weekday()`, parts of the day as in `PartOfDay`.
    availability = models.JSONField(_("When I usually have time"), default=dict, blank=True)
    about = SealedTextField(_("About you"), blank=True, default="", max_length=1000)
    emergency_name = SealedTextField(_("Whom to call in an emergency"), blank=True, default="", max_length=120)
    emergency_mobile = SealedTextField(_("Their mobile"), blank=True, default="")
    shown_name = SealedTextField(_("Name on the certificate"), blank=True, default="", max_length=120)
    # Pages of the registration that were passed, since nothing may be the answer.
    answered = models.JSONField(default=list, blank=True, editable=False)
    # Changed to make an old card worthless; the card's code is signed with it.
    card_number = models.PositiveIntegerField(default=1, editable=False)
    feed_key = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(_("Sent on"), null=True, blank=True)
    due_on = models.DateField(_("Review due on"), null=True, blank=True)
    reviewed_at = models.DateTimeField(_("Reviewed on"), null=True, blank=True)
    reviewed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    paused_until = models.DateField(_("Paused until"), null=True, blank=True)
    reason = SealedTextField(_("Reason, as the volunteer reads it"), blank=True, default="")
    stripped_at = models.DateTimeField(null=True, editable=False)  # What they told of themselves was kept long enough.

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        verbose_name = _("Volunteer")
        verbose_name_plural = _("Volunteers")
        default_permissions = ()
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["status", "due_on"], name="volunteer_queue")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=VolunteerStatus.UNDER_REVIEW) | Q(sent_at__isnull=False, due_on__isnull=False),
                name="volunteer_under_review_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[*WAS_ACCEPTED, VolunteerStatus.DECLINED])
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="volunteer_reviewed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_active(self) -> bool:
        return self.status == VolunteerStatus.ACTIVE

    @property
    def is_draft(self) -> bool:
        """Whether the registration is being filled in, for the first time or again."""
        return self.status in MAY_BEGIN

    @property
    def is_under_review(self) -> bool:
        return self.status == VolunteerStatus.UNDER_REVIEW

    @property
    def awaits_guardian(self) -> bool:
        return self.status == VolunteerStatus.GUARDIAN_PENDING

    @property
    def was_accepted(self) -> bool:
        """Whether a coordinator accepted them and they have not ended it."""
        return self.status in WAS_ACCEPTED

    @property
    def is_suspended(self) -> bool:
        return self.status == VolunteerStatus.SUSPENDED

    @property
    def is_paused(self) -> bool:
        return self.status == VolunteerStatus.PAUSED

    @property
    def is_ended(self) -> bool:
        return self.status == VolunteerStatus.ENDED

    def parts_free(self, weekday: int) -> list[str]:
        """The parts of the day that somebody said they have time on, on a weekday (Monday is 0)."""
        known = self.availability.get(str(weekday), []) if isinstance(self.availability, dict) else []
        return [part for part in PartOfDay.values if part in known]

    def has_time(self, moment: datetime) -> bool:
        """Whether they said they usually have time then; saying nothing is no yes."""
        begun = timezone.localtime(moment)
        return PartOfDay.at(begun.hour) in self.parts_free(begun.weekday())

    @transition(status, source=MAY_BEGIN, target=VolunteerStatus.GUARDIAN_PENDING)
    def await_guardian(self) -> None:
        """Under age: the guardian answers first."""

    @transition(status, source=[*MAY_BEGIN, VolunteerStatus.GUARDIAN_PENDING], target=VolunteerStatus.UNDER_REVIEW)
    def send(self) -> None:
        """The coordinator reviews it; `due_on` is set by the caller."""
        self.sent_at, self.reason = timezone.now(), ""

    @transition(
        status,
        source=[VolunteerStatus.GUARDIAN_PENDING, VolunteerStatus.UNDER_REVIEW],
        target=VolunteerStatus.DRAFT,
    )
    def reopen(self) -> None:
        """The person changes what was sent, or the guardian did not agree."""

    @transition(status, source=VolunteerStatus.UNDER_REVIEW, target=VolunteerStatus.ACTIVE)
    def activate(self) -> None:
        self.due_on, self.reason = None, ""

    @transition(status, source=VolunteerStatus.UNDER_REVIEW, target=VolunteerStatus.DECLINED)
    def decline(self) -> None:
        self.due_on = None

    @transition(status, source=VolunteerStatus.ACTIVE, target=VolunteerStatus.PAUSED)
    def pause(self) -> None:
        """No messages of new places, until `paused_until` or until they come back."""

    @transition(status, source=VolunteerStatus.PAUSED, target=VolunteerStatus.ACTIVE)
    def resume(self) -> None:
        self.paused_until = None

    @transition(status, source=[VolunteerStatus.ACTIVE, VolunteerStatus.PAUSED], target=VolunteerStatus.SUSPENDED)
    def suspend(self) -> None:
        self.paused_until = None

    @transition(status, source=VolunteerStatus.SUSPENDED, target=VolunteerStatus.ACTIVE)
    def reinstate(self) -> None:
        self.reason = ""

    @transition(
        status,
        source=[status for status in VolunteerStatus if status != VolunteerStatus.ENDED],
        target=VolunteerStatus.ENDED,
    )
    def end(self) -> None:
        self.paused_until = self.due_on = None


class QualificationQuerySet(models.QuerySet["Qualification"]):
    def valid_on(self, day: date) -> "QualificationQuerySet":
        """Checked, and not over on `day`."""
        return self.filter(status=QualificationStatus.CHECKED).exclude(expires_on__lt=day)


class Qualification(models.Model):
    """The proof of a skill: a paper, seen by a colleague, until it expires."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="qualifications")
    skill = models.CharField(_("Skill"), max_length=16, choices=Skill.choices)
    title = SealedTextField(_("Name of the paper"), max_length=120)
    issued_on = models.DateField(_("Issued on"), null=True, blank=True)
    expires_on = models.DateField(_("Last day"), null=True, blank=True)
    paper = models.ForeignKey(Attachment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    status = FSMField(
        _("Status"), choices=QualificationStatus.choices, default=QualificationStatus.WAITING, max_length=10
    )
    checked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(_("Checked on"), null=True, blank=True)
    reason = SealedTextField(_("Why it was not accepted"), blank=True, default="")
    warned_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = QualificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Qualification")
        verbose_name_plural = _("Qualifications")
        default_permissions = ()
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["status", "expires_on"], name="qualification_ends")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=QualificationStatus.WAITING) | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="qualification_checked_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True)
                | Q(expires_on__isnull=True)
                | Q(issued_on__lte=models.F("expires_on")),
                name="qualification_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]

    @transition(status, source=QualificationStatus.WAITING, target=QualificationStatus.CHECKED)
    def confirm(self) -> None:
        self.checked_at, self.reason = timezone.now(), ""

    @transition(status, source=STILL_GOOD, target=QualificationStatus.REFUSED)
    def refuse(self) -> None:
        self.checked_at = timezone.now()


class GuardianConsent(Coded):
    """A guardian's answer for one opportunity: one link, one code, one use. Under 18 nobody serves without it."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="guardian_consents")
    opportunity = models.ForeignKey(OpportunityPage, on_delete=models.PROTECT, related_name="+")
    name = SealedTextField(_("Name of the guardian"), max_length=120)
    relation = models.CharField(_("The guardian is"), max_length=12, choices=GuardianRelation.choices)
    mobile = SealedTextField(_("Mobile of the guardian"))
    mobile_index = models.CharField(max_length=64, editable=False)
    language = models.CharField(_("Language"), max_length=10, default="ar")
    asked_at = models.DateTimeField(_("Asked on"), default=timezone.now)
    answered_at = models.DateTimeField(_("Answered on"), null=True)
    is_given = models.BooleanField(_("Agreed"), default=False)
    withdrawn_at = models.DateTimeField(_("Withdrawn on"), null=True)

    class Meta:
        verbose_name = _("Guardian's consent to an opportunity")
        verbose_name_plural = _("Guardians' consents to opportunities")
        default_permissions = ()
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "opportunity"],
                condition=Q(withdrawn_at__isnull=True) & (Q(answered_at__isnull=True) | Q(is_given=True)),
                name="guardian_consent_one_standing",
            ),
            models.CheckConstraint(
                condition=Q(is_given=False) | Q(answered_at__isnull=False), name="guardian_consent_given_has_its_date"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]

    @property
    def is_standing(self) -> bool:
        """Whether the guardian agreed and has not taken it back."""
        return self.is_given and self.withdrawn_at is None
