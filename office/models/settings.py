"""Every number that the association may change, and the facts of contact."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseGenericSetting

from office import panels
from office.enums import TwoWeekReading
from office.models.calendar import LONGEST_PERIOD
from saudi import phones
from saudi.digits import strip_marks, to_western


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
    draft_days = _days(_("Drafts of requests"), 60, _("Calendar days without a change, after which a draft lapses."))
    draft_warn_days = _days(_("Word before a draft lapses"), 7, _("Calendar days before it lapses."))
    contact_days = _days(_("Reply to a call, a letter or a message"), 2, _("Working days."))
    appointment_minutes = _count(_("Length of an appointment"), 30, _("Minutes, unless a colleague gives it more."))
    appointment_remind_hours = _count(_("Reminder of an appointment"), 24, _("Hours before it begins."))
    appointment_change_hours = _count(
        _("Last change of an appointment"),
        12,
        _("Hours before it begins, until when a person may book, move or cancel it online."),
    )
    research_days = _days(_("Social research"), 7, _("Working days from handover to the researcher."))
    delivery_days = _days(_("Delivery of the service"), 10, _("Working days from complete registration."))
    objection_days = _days(_("Objection to a decision"), 30, _("Calendar days from the day the decision is sent."))
    helper_days = _days(_("Trusted helper"), 180, _("Calendar days after which a helper's permission ends by itself."))
    helper_invite_days = _days(_("Invitation of a helper"), 7, _("Calendar days in which a helper may answer."))
    guardian_link_days = _days(_("Guardian's link"), 7, _("Calendar days in which a guardian may use the link."))

    volunteer_min_age = _count(_("Least age of a volunteer"), 15, _("Years. Under 18 a guardian agrees each time."))
    volunteer_review_days = _days(_("Review of a volunteer's registration"), 5, _("Working days."))
    volunteer_offer_hours = _count(
        _("Answer to a free place"),
        24,
        _("Hours in which the next one waiting may take it; less when the shift is near."),
    )
    volunteer_late_hours = _count(
        _("Late cancellation"), 24, _("Hours before a shift, after which the coordinator is told of who can't come.")
    )
    volunteer_remind_hours = _count(_("Reminder of a shift"), 24, _("Hours before it begins."))
    volunteer_remind_again_hours = _count(_("Second reminder of a shift"), 2, _("Hours before it begins."))
    volunteer_tolerance_minutes = _count(
        _("Time beyond a shift"),
        15,
        _("Minutes that hours may be longer than the shift, and before which one checks in."),
    )
    volunteer_no_shows = _count(_("Shifts missed"), 3, _("After so many without an excuse the coordinator is told."))
    volunteer_rating_days = _days(_("Volunteers' word on a shift"), 14, _("Calendar days in which they may say it."))
    volunteer_rating_again_days = _days(
        _("Volunteers' next word on the same opportunity"), 90, _("Calendar days in which nobody is asked again.")
    )
    volunteer_thin_days = _days(
        _("Shifts that lack people"), 14, _("Calendar days ahead in which the coordinator's desk counts them.")
    )

    papers_warn_days = _days(
        _("First word before a paper ends"), 30, _("Calendar days before the last day of a paper in someone's file.")
    )
    papers_warn_again_days = _days(_("Second word before a paper ends"), 7, _("Calendar days before the last day."))
    file_update_days = _days(
        _("Yearly update of the file"), 365, _("Calendar days after which a person is asked to confirm the file.")
    )
    file_remind_days = _days(
        _("Second word about the update"), 30, _("Calendar days after the first one, when nothing was confirmed.")
    )

    inquiry_days = _days(_("Reply to an inquiry"), 2, _("Working days."))
    suggestion_days = _days(_("Reply to a suggestion"), 10, _("Working days."))
    complaint_acknowledge_days = _days(_("Acknowledgement of a complaint"), 1, _("Working days."))
    complaint_resolve_days = _days(_("Settlement of a complaint"), 5, _("Working days."))
    complaint_escalation_days = _days(_("Settlement after escalation"), 5, _("Working days."))
    reopen_days = _days(_("Reopening after a reply"), 10, _("Working days in which the person may reopen a message."))

    household_most = _count(
        _("Members of a household"), 40, _("A file takes no more of them online, nor more contacts.")
    )

    staff_invitation_days = _days(_("A colleague's invitation"), 7, _("Calendar days in which its link works."))
    staff_idle_days = _days(_("Colleagues without a sign-in"), 90, _("Calendar days after which they count as idle."))

    rights_days = _days(_("Reply to a request about one's data"), 30, _("Calendar days from the request."))
    export_days = _days(_("Copy of a file"), 7, _("Calendar days in which the person may download it."))
    exports_a_day = _count(_("Copies a day"), 2, _("How often a person may ask for a copy of the file in a day."))
    identity_searches_a_day = _count(
        _("Searches by identity number a day"), 100, _("How often a colleague who receives people may look in a day.")
    )
    kin_searches_a_day = _count(
        _("Searches for kin a day"), 20, _("How often a colleague may look for a person to declare kinship in a day.")
    )
    retention_notice_days = _days(
        _("Notice before removal"), 7, _("Calendar days between the report of what is due and its removal.")
    )

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
    merge_undo_hours = models.PositiveSmallIntegerField(
        _("Undoing a merge of files"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_PERIOD)],
        help_text=_("Hours in which two files that became one can be taken apart again."),
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
                condition=Q(papers_warn_again_days__lt=F("papers_warn_days")),
                name="office_second_word_after_the_first",
                violation_error_message=_("The second word comes later than the first: give it fewer days."),
            ),
            models.CheckConstraint(
                condition=Q(draft_warn_days__lt=F("draft_days")),
                name="office_draft_warned_before_it_lapses",
                violation_error_message=_("The word comes before the draft lapses: give it fewer days."),
            ),
            models.CheckConstraint(
                condition=Q(volunteer_remind_again_hours__lt=F("volunteer_remind_hours")),
                name="office_second_reminder_is_nearer",
                violation_error_message=_("The second reminder comes later than the first: give it fewer hours."),
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
