"""What the association decides about its own place and pace: holidays, branches, and every number it may change."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseGenericSetting

from office import panels
from office.enums import Occasion, TwoWeekReading
from saudi import hijri, phones
from saudi.digits import strip_marks, to_western

LONGEST_PERIOD = 365  # days; a longer one is a slip of the hand


class Holiday(models.Model):
    """One day on which the association rests beside its weekend; a feast is several of them."""

    day = models.DateField(_("Day"), unique=True)
    name = models.CharField(_("Occasion"), max_length=100)
    occasion = models.CharField(
        _("Kind of occasion"),
        max_length=20,
        choices=Occasion.choices,
        default=Occasion.OTHER,
        blank=True,
        help_text=_("A known one is named to visitors in their own language."),
    )

    panels: ClassVar = [FieldPanel("day"), FieldPanel("name"), FieldPanel("occasion")]

    class Meta:
        verbose_name = _("Holiday")
        verbose_name_plural = _("Holidays")
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.name} · {hijri.both_short(self.day)}"

    def title(self) -> str:
        """The occasion in the active language; "" where only its Arabic name is known and the reader reads another."""
        if (get_language() or "ar").startswith("ar"):
            return self.name
        return "" if self.occasion in ("", Occasion.OTHER) else self.get_occasion_display()


class SpecialHours(models.Model):
    """Other opening hours from one day to another, as in Ramadan. The weekend and holidays stay days of rest."""

    name = models.CharField(_("Occasion"), max_length=100, help_text=_("Such as Ramadan."))
    first_day = models.DateField(_("First day"))
    last_day = models.DateField(_("Last day"))
    opening_time = models.TimeField(_("Opening time"))
    closing_time = models.TimeField(_("Closing time"))

    panels: ClassVar = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
        FieldRowPanel([FieldPanel("opening_time"), FieldPanel("closing_time")]),
    ]

    class Meta:
        verbose_name = _("Special hours")
        verbose_name_plural = _("Special hours")
        ordering = ("first_day",)
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")),
                name="office_special_days_in_order",
                violation_error_message=_("The last day can't come before the first."),
            ),
            models.CheckConstraint(
                condition=Q(opening_time__lt=F("closing_time")),
                name="office_special_opens_before_it_closes",
                violation_error_message=_("The closing can't come before the opening."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {hijri.both_short(self.first_day)}"

    def clean(self) -> None:
        """Two special hours for one day would contradict each other."""
        super().clean()
        if self.first_day and self.last_day:
            same = SpecialHours.objects.filter(first_day__lte=self.last_day, last_day__gte=self.first_day)
            if other := same.exclude(pk=self.pk).first():
                raise ValidationError(_("These days have special hours already: %(other)s."), params={"other": other})


class BranchQuerySet(models.QuerySet["Branch"]):
    """Branches that serve today."""

    def active(self) -> "BranchQuerySet":
        return self.filter(is_active=True)


class Branch(models.Model):
    """A sub-office and its delegate, if there are any (R27)."""

    name = models.CharField(_("Branch"), max_length=100, unique=True)
    area = models.CharField(_("Area it serves"), max_length=200)
    delegate_name = models.CharField(
        _("Delegate"), max_length=100, blank=True, help_text=_("Shown to the public. Leave it empty until confirmed.")
    )
    is_active = models.BooleanField(
        _("Serves the public"), default=True, help_text=_("Without any such branch the public page shows none.")
    )

    objects = BranchQuerySet.as_manager()

    panels: ClassVar = [FieldPanel(name) for name in ("name", "area", "delegate_name", "is_active")]

    class Meta:
        verbose_name = _("Branch")
        verbose_name_plural = _("Branches")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class JobRun(models.Model):
    """How the last run of one scheduled command went (`office.schedule`)."""

    name = models.CharField(_("Work"), max_length=80, unique=True)
    last_started_at = models.DateTimeField(_("Last start"), null=True, editable=False)
    last_finished_at = models.DateTimeField(_("Last end"), null=True, editable=False)
    last_error = models.CharField(_("Failure"), max_length=80, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("Scheduled work")
        verbose_name_plural = _("Scheduled work")
        ordering = ("name",)
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.name

    @property
    def was_cut_short(self) -> bool:
        """Whether the last run began and never said how it ended: its process was killed."""
        return self.leased_until is not None


def _days(label: object, default: int, help_text: object) -> "models.PositiveSmallIntegerField[int, int]":
    """A period that the association may change, from one day to a year."""
    limits = [MinValueValidator(1), MaxValueValidator(LONGEST_PERIOD)]
    return models.PositiveSmallIntegerField(label, default=default, validators=limits, help_text=help_text)  # type: ignore[arg-type]


def _count(label: object, default: int, help_text: object) -> "models.PositiveSmallIntegerField[int, int]":
    """A limit of plain writing, from 1 to 200."""
    limits = [MinValueValidator(1), MaxValueValidator(200)]
    return models.PositiveSmallIntegerField(label, default=default, validators=limits, help_text=help_text)  # type: ignore[arg-type]


def _link(label: object) -> "models.URLField[str, str]":
    return models.URLField(label, blank=True)  # type: ignore[arg-type]


class OfficeSettings(BaseGenericSetting):
    """The proposals of the policy's reading as settings, and the facts of contact.

    Periods ending in `_days` count working days or calendar days as their help text says. A blank fact of
    contact means that an editor has yet to confirm it: pages then say so, and never invent one.
    """

    two_week_reading = models.CharField(
        _("Reading of the two weeks"),
        max_length=10,
        choices=TwoWeekReading,
        default=TwoWeekReading.MINIMUM,
        help_text=_("The policy speaks of two weeks for the committee's reply. Choose what they mean."),
    )
    min_days = _days(
        _("Two weeks, in days"), 14, _("Calendar days, counted from referral to the committee, less pauses.")
    )
    target_max_days = _days(
        _("Target for the reply"), 30, _("Calendar days from referral. After them the case counts as overdue.")
    )

    verify_days = _days(_("Matching of data and papers"), 3, _("Working days from submission."))
    referral_days = _days(_("Reply to a request for explanation"), 2, _("Working days from the referral."))
    returned_lapse_days = _days(
        _("Waiting for the applicant"),
        30,
        _("Calendar days to complete the request. After them it lapses."),
    )
    research_days = _days(_("Social research"), 7, _("Working days from handover to the researcher."))
    delivery_days = _days(_("Delivery of the service"), 10, _("Working days from complete registration."))
    objection_days = _days(_("Objection to a decision"), 30, _("Calendar days from the day the decision is sent."))
    guardian_link_days = _days(_("Guardian's link"), 7, _("Calendar days in which a guardian may use the link."))

    inquiry_days = _days(_("Reply to an inquiry"), 2, _("Working days."))
    suggestion_days = _days(_("Reply to a suggestion"), 10, _("Working days."))
    complaint_acknowledge_days = _days(_("Acknowledgement of a complaint"), 1, _("Working days."))
    complaint_resolve_days = _days(_("Settlement of a complaint"), 5, _("Working days."))
    complaint_escalation_days = _days(_("Settlement after escalation"), 5, _("Working days."))
    reopen_days = _days(_("Reopening after a reply"), 10, _("Working days in which the person may reopen a message."))

    sentence_words = _count(
        _("Words in a sentence"), 20, _("The check of pages marks a longer one. Policies are exempt.")
    )
    paragraph_sentences = _count(_("Sentences in a paragraph"), 3, _("The check of pages marks a longer one."))
    search_title_length = _count(_("Letters of a title"), 60, _("Search engines cut a longer one off."))
    review_notice_days = _days(_("Notice before a review"), 14, _("Calendar days before a page's review date."))
    figures_min_cases = models.PositiveSmallIntegerField(
        _("Least requests to speak of"),
        default=5,
        validators=[MinValueValidator(1)],
        help_text=_("A guide shows its actual time only when at least so many requests were answered."),
    )
    figures_days = models.PositiveSmallIntegerField(
        _("Days looked back on"),
        default=365,
        validators=[MinValueValidator(1)],
        help_text=_("The actual time is that of requests answered in so many days until today."),
    )
    search_log_days = _days(_("Unanswered searches"), 365, _("Calendar days they are kept for the editors."))
    search_rare_days = _days(_("Searches made once"), 30, _("Calendar days. Rare words may tell of a person."))

    opening_time = models.TimeField(
        _("Opening time"), null=True, blank=True, help_text=_("On working days. Leave both empty until confirmed.")
    )
    closing_time = models.TimeField(
        _("Closing time"), null=True, blank=True, help_text=_("What arrives later counts as the next working day's.")
    )
    phone = models.CharField(
        _("Phone"), max_length=20, blank=True, help_text=_("Any digits. Leave it empty until confirmed.")
    )
    whatsapp = models.CharField(_("WhatsApp"), max_length=20, blank=True, help_text=_("A mobile number."))
    email = models.EmailField(_("E-mail"), blank=True)
    address = models.TextField(_("Address"), blank=True)
    map_url = _link(_("Place on a map"))

    x_url = _link(_("X account"))
    instagram_url = _link(_("Instagram account"))
    youtube_url = _link(_("YouTube channel"))
    facebook_url = _link(_("Facebook page"))
    snapchat_url = _link(_("Snapchat account"))
    tiktok_url = _link(_("TikTok account"))
    telegram_url = _link(_("Telegram channel"))

    edit_handler = TabbedInterface([ObjectList(tab.panels, heading=tab.heading) for tab in panels.TABS])

    class Meta:
        verbose_name = _("Association settings")
        constraints = [
            models.CheckConstraint(
                condition=Q(min_days__lte=F("target_max_days")),
                name="office_target_not_before_two_weeks",
                violation_error_message=_("The target for the reply can't be shorter than the two weeks."),
            ),
            models.CheckConstraint(
                condition=Q(opening_time__isnull=True, closing_time__isnull=True)
                | Q(opening_time__isnull=False, closing_time__isnull=False, opening_time__lt=F("closing_time")),
                name="office_opens_before_it_closes",
                violation_error_message=_("Give both times, the opening before the closing, or leave both empty."),
            ),
        ]

    def clean(self) -> None:
        """Numbers of contact in one plain form, whatever was typed."""
        super().clean()
        self.phone = _plain_phone(self.phone)
        if self.whatsapp:
            try:
                self.whatsapp = phones.normalise(self.whatsapp)
            except phones.InvalidPhone:
                raise ValidationError({"whatsapp": _("Write a mobile number, such as 05 and eight digits.")}) from None

    @property
    def social_accounts(self) -> list[tuple[str, str]]:
        """(name, address) of the accounts that an editor has confirmed (R22)."""
        fields = [(name, self._meta.get_field(name).verbose_name) for name in panels.SOCIAL_FIELDS]
        return [(str(label), getattr(self, name)) for name, label in fields if getattr(self, name)]

    @property
    def has_hours(self) -> bool:
        """Whether anyone has confirmed the opening hours."""
        return self.opening_time is not None and self.closing_time is not None


def _plain_phone(text: str) -> str:
    """Digits with at most a leading plus: a landline or a short service number is welcome here."""
    plain = "".join(char for char in to_western(strip_marks(text)) if not char.isspace() and char not in "()-./")
    if plain and not (plain.isascii() and plain.removeprefix("+").isdigit() and 3 <= len(plain) <= 16):
        raise ValidationError({"phone": _("Write a phone number in digits only.")})
    return plain
