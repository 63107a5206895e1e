"""Every contact with a person, over whichever of the eight channels (R20 to R27), and the register of letters (R23)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from attachments.models import Attachment
from casework.enums import Way
from casework.letters.words import index_of
from office.models import Branch
from people.models import MOBILE_PURPOSE, Person
from sealing.fields import SealedTextField
from sealing.index import blind
from services.enums import Channel

User = settings.AUTH_USER_MODEL


class InteractionQuerySet(models.QuerySet["Interaction"]):
    def unanswered(self) -> "InteractionQuerySet":
        """Contacts that still want a reply from us."""
        return self.filter(needs_reply=True, answered_at__isnull=True)


class Interaction(models.Model):
    """One contact: a call, a visit, a letter, a message; of a person and a request, or of nobody known yet."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(_("Channel"), max_length=16, choices=Channel.choices)
    way = models.CharField(_("Who began it"), max_length=3, choices=Way.choices, default=Way.IN)
    at = models.DateTimeField(_("When"), default=timezone.now)
    person = models.ForeignKey(
        Person, verbose_name=_("Person"), null=True, blank=True, on_delete=models.PROTECT, related_name="interactions"
    )
    application = models.ForeignKey(
        Application,
        verbose_name=_("Request"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="interactions",
    )
    name = SealedTextField(_("Who it was"), blank=True, default="")
    mobile = SealedTextField(_("Mobile"), blank=True, default="")
    mobile_index = models.CharField(max_length=64, blank=True, default="", editable=False, db_index=True)
    account = SealedTextField(_("Account on social media"), blank=True, default="")
    summary = SealedTextField(_("What it was about"))
    minutes = models.PositiveSmallIntegerField(_("Minutes"), null=True, blank=True)
    branch = models.ForeignKey(
        Branch, verbose_name=_("Branch"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("Noted by"))
    assigned_to = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("Assigned to")
    )
    # A contact that wants a reply has a clock until it is answered.
    needs_reply = models.BooleanField(_("Wants a reply"), default=False)
    clock_from = models.DateTimeField(null=True, editable=False)
    clock_days = models.PositiveSmallIntegerField(null=True, editable=False)
    due_on = models.DateField(_("Due on"), null=True, blank=True)
    answer = SealedTextField(_("The reply"), blank=True, default="")
    answered_at = models.DateTimeField(_("Answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = InteractionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Contact with a person")
        verbose_name_plural = _("Contacts with people")
        default_permissions = ()
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(
                fields=["due_on"], condition=Q(needs_reply=True, answered_at__isnull=True), name="interaction_open"
            ),
            models.Index(fields=["-at"], name="interaction_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(needs_reply=False) | Q(due_on__isnull=False), name="interaction_open_has_its_day"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="interaction_answered_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]

    @property
    def is_overdue(self) -> bool:
        """Whether our reply should have been given by now."""
        waits = self.needs_reply and self.answered_at is None
        return bool(waits and self.due_on and self.due_on < timezone.localdate())

    def index(self) -> None:
        """Keep the caller's number findable."""
        self.mobile_index = blind(self.mobile, purpose=MOBILE_PURPOSE) if self.mobile else ""


class Letter(models.Model):
    """One letter of the register, incoming or outgoing, numbered within its year and direction (R23)."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    way = models.CharField(_("Direction"), max_length=3, choices=Way.choices)
    year = models.PositiveSmallIntegerField(_("Year"), help_text=_("Of the Hijri calendar."))
    number = models.PositiveIntegerField(_("Number in the register"))
    dated_on = models.DateField(_("Date of the letter"), null=True, help_text=_("Empty when none stands on it."))
    registered_at = models.DateTimeField(_("Registered on"), default=timezone.now)
    registered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("Registered by"))
    party = SealedTextField(_("From or to"))
    their_number = models.CharField(_("Their own number"), max_length=40, blank=True)
    subject = SealedTextField(_("Subject"))
    words_index = models.TextField(blank=True, default="", editable=False)
    body = SealedTextField(_("Text"), blank=True, default="", help_text=_("Of a letter that we write."))
    scan = models.OneToOneField(
        Attachment,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="letter",
        verbose_name=_("Scan of the letter"),
    )
    interaction = models.OneToOneField(
        Interaction, on_delete=models.PROTECT, related_name="letter", verbose_name=_("Contact with a person")
    )
    answers = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies", verbose_name=_("In reply to")
    )

    class Meta:
        verbose_name = _("Letter")
        verbose_name_plural = _("Letters")
        default_permissions = ()
        ordering = ["-registered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["way", "year", "number"], name="letter_number_once"),
            models.CheckConstraint(condition=~Q(answers=models.F("id")), name="letter_does_not_answer_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.year}/{self.number}"

    def index(self) -> None:
        """Keep the letter findable by words."""
        self.words_index = index_of(self.subject, self.party)

    @property
    def shown_number(self) -> str:
        """The number as it is written on letters: year, then number."""
        return f"{self.year}/{self.number}"
