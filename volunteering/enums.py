"""What volunteering is about, and how far a volunteer, a place in a shift, hours and an errand have come (R25)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.enums import Gender


class Field(TextChoices):
    """What one would like to help with; opportunities are found by it."""

    RAMADAN = "ramadan", _("Ramadan and iftar")
    TEACHING = "teaching", _("Teaching")
    LANGUAGE = "language", _("Interpreting and translation")
    VISITS = "visits", _("Visits to families")
    LOGISTICS = "logistics", _("Sorting, packing and driving")
    EVENTS = "events", _("Trips and events")
    OFFICE = "office", _("Work at the office")
    MEDIA = "media", _("Writing, design and pictures")


class Skill(TextChoices):
    """What a volunteer can do. What needs proof is in `PROVEN`."""

    TEACHING = "teaching", _("Teaching")
    QURAN = "quran", _("Teaching the Quran")
    INTERPRETING = "interpreting", _("Interpreting")
    WRITING = "writing", _("Writing")
    DESIGN = "design", _("Design")
    PHOTOGRAPHY = "photography", _("Photography")
    IT = "it", _("Computers")
    ORGANISING = "organising", _("Organising")
    COOKING = "cooking", _("Cooking")
    DRIVING = "driving", _("Driving")
    FIRST_AID = "first_aid", _("First aid")
    MEDICINE = "medicine", _("Health care")
    COUNSELLING = "counselling", _("Counselling")
    LAW = "law", _("Law")
    ACCOUNTING = "accounting", _("Accounting")


# A place that asks for one of these takes whoever holds a checked and valid qualification for it.
PROVEN = (Skill.DRIVING, Skill.FIRST_AID, Skill.MEDICINE, Skill.COUNSELLING, Skill.LAW)


class Kind(TextChoices):
    """The three kinds of volunteering."""

    GENERAL = "general", _("General")
    SKILLED = "skilled", _("Skilled")
    PROFESSIONAL = "professional", _("Professional")


class Mode(TextChoices):
    """Where it happens."""

    ON_SITE = "on_site", _("At a place")
    REMOTE = "remote", _("From home")


class OpenTo(TextChoices):
    """For whom the setting is arranged."""

    EVERYONE = "everyone", _("Men and women")
    MEN = "men", _("Men")
    WOMEN = "women", _("Women")


GENDER = {OpenTo.MEN: Gender.MALE, OpenTo.WOMEN: Gender.FEMALE}


NOON, SUNSET = 12, 17  # hours at which the afternoon and the evening begin


class PartOfDay(TextChoices):
    """When somebody usually has time."""

    MORNING = "morning", _("Morning")
    AFTERNOON = "afternoon", _("Afternoon")
    EVENING = "evening", _("Evening")

    @classmethod
    def at(cls, hour: int) -> "PartOfDay":
        """The part of the day of an hour from 0 to 23."""
        if hour < NOON:
            return cls.MORNING
        return cls.AFTERNOON if hour < SUNSET else cls.EVENING


class VolunteerStatus(TextChoices):
    """How far somebody has come as a volunteer."""

    DRAFT = "draft", pgettext_lazy("volunteer", "Not sent yet")
    GUARDIAN_PENDING = "guardian_pending", _("Waiting for the guardian")
    UNDER_REVIEW = "under_review", _("Under review")
    ACTIVE = "active", pgettext_lazy("volunteer", "Active")
    PAUSED = "paused", pgettext_lazy("volunteer", "Paused")
    DECLINED = "declined", pgettext_lazy("volunteer", "Declined")
    SUSPENDED = "suspended", pgettext_lazy("volunteer", "Suspended")
    ENDED = "ended", pgettext_lazy("volunteer", "Ended")


WAS_ACCEPTED = (VolunteerStatus.ACTIVE, VolunteerStatus.PAUSED, VolunteerStatus.SUSPENDED)
MAY_BEGIN = (VolunteerStatus.DRAFT, VolunteerStatus.DECLINED, VolunteerStatus.ENDED)


class QualificationStatus(TextChoices):
    """Whether a colleague has seen the proof of a skill."""

    WAITING = "waiting", pgettext_lazy("qualification", "To be checked")
    CHECKED = "checked", pgettext_lazy("qualification", "Checked")
    REFUSED = "refused", pgettext_lazy("qualification", "Not accepted")


class ShiftStatus(TextChoices):
    """Whether a shift takes place."""

    PLANNED = "planned", pgettext_lazy("shift", "Planned")
    CANCELLED = "cancelled", pgettext_lazy("shift", "Cancelled")


class PlacementStatus(TextChoices):
    """How far a volunteer has come in one shift."""

    APPLIED = "applied", pgettext_lazy("placement", "Applied")
    AWAITING_GUARDIAN = "awaiting_guardian", _("Waiting for the guardian")
    WAITLISTED = "waitlisted", _("On the waiting list")
    OFFERED = "offered", _("A place is offered")
    ACCEPTED = "accepted", pgettext_lazy("placement", "Accepted")
    CHECKED_IN = "checked_in", pgettext_lazy("placement", "Present")
    COMPLETED = "completed", pgettext_lazy("placement", "Done")
    NO_SHOW = "no_show", pgettext_lazy("placement", "Did not come")
    WITHDRAWN = "withdrawn", pgettext_lazy("placement", "Withdrawn")
    HANDED_OVER = "handed_over", _("Handed over")
    DECLINED = "declined", pgettext_lazy("placement", "Declined")
    LAPSED = "lapsed", pgettext_lazy("placement", "Not answered in time")
    CALLED_OFF = "called_off", _("The shift was cancelled")


# These take up one place of the shift's capacity.
HOLDING = (
    PlacementStatus.AWAITING_GUARDIAN,
    PlacementStatus.OFFERED,
    PlacementStatus.ACCEPTED,
    PlacementStatus.CHECKED_IN,
    PlacementStatus.COMPLETED,
    PlacementStatus.NO_SHOW,
)
BEFORE_THE_DAY = (
    PlacementStatus.APPLIED,
    PlacementStatus.AWAITING_GUARDIAN,
    PlacementStatus.WAITLISTED,
    PlacementStatus.OFFERED,
    PlacementStatus.ACCEPTED,
)
# Somebody waits for a place, has one to come, or is there.
EXPECTED = (*BEFORE_THE_DAY, PlacementStatus.CHECKED_IN)
# One row of these at most for a volunteer and a shift.
STANDING = (*EXPECTED, PlacementStatus.COMPLETED, PlacementStatus.NO_SHOW)
# These keep the volunteer from another shift at the same time.
BUSY = (
    PlacementStatus.AWAITING_GUARDIAN,
    PlacementStatus.OFFERED,
    PlacementStatus.ACCEPTED,
    PlacementStatus.CHECKED_IN,
    PlacementStatus.COMPLETED,
)
CAME = (PlacementStatus.CHECKED_IN, PlacementStatus.COMPLETED)


class SwapStatus(TextChoices):
    """Whether another volunteer takes over a place."""

    ASKED = "asked", pgettext_lazy("swap", "Asked")
    AGREED = "agreed", pgettext_lazy("swap", "Agreed")
    REFUSED = "refused", pgettext_lazy("swap", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("swap", "Taken back")


class HoursStatus(TextChoices):
    """Whether hours count."""

    PENDING = "pending", pgettext_lazy("hours", "Waiting for approval")
    APPROVED = "approved", pgettext_lazy("hours", "Approved")
    DISPUTED = "disputed", pgettext_lazy("hours", "Disputed")


class TownPart(TextChoices):
    """Where in Yanbu somebody is needed, or can be."""

    BAHR = "bahr", _("Yanbu al-Bahr")
    INDUSTRIAL = "industrial", _("Yanbu Industrial City")
    NAKHAL = "nakhal", _("Yanbu al-Nakhal")
    AROUND = "around", _("Villages around Yanbu")


class ErrandKind(TextChoices):
    """How a volunteer helps in a request."""

    INTERPRETER = "interpreter", _("Interpreter")
    DRIVER = "driver", _("Driver")


class ErrandStatus(TextChoices):
    """How far the help has come."""

    OPEN = "open", pgettext_lazy("errand", "Looking for a volunteer")
    TAKEN = "taken", pgettext_lazy("errand", "Taken")
    DONE = "done", pgettext_lazy("errand", "Done")
    UNFILLED = "unfilled", _("Nobody was found")
    CANCELLED = "cancelled", pgettext_lazy("errand", "Cancelled")


class Event(TextChoices):
    """What happened to a volunteer: each is a line of the history, an audit row, and a message unless it is silent."""

    REGISTERED = "registered", _("The registration was sent")
    GUARDIAN_ASKED = "guardian_asked", _("The guardian was asked")
    GUARDIAN_AGREED = "guardian_agreed", _("The guardian agreed")
    GUARDIAN_REFUSED = "guardian_refused", _("The guardian did not agree")
    GUARDIAN_SILENT = "guardian_silent", _("The guardian did not answer in time")
    REOPENED = "reopened", _("The registration is being changed")
    ACTIVATED = "activated", _("Accepted as a volunteer")
    NOT_ACCEPTED = "not_accepted", _("Not accepted as a volunteer")
    PAUSED = "paused", _("Paused")
    RESUMED = "resumed", _("Back from a pause")
    SUSPENDED = "suspended", _("Suspended")
    REINSTATED = "reinstated", _("The suspension ended")
    ENDED = "ended", _("Volunteering ended")
    QUALIFICATION_CHECKED = "qualification_checked", _("A qualification was checked")
    QUALIFICATION_REFUSED = "qualification_refused", _("A qualification was not accepted")
    JOINED = "joined", _("A place in a shift")
    PLACE_KEPT = "place_kept", _("A place is kept until the guardian answers")
    GUARDIAN_LATE = "guardian_late", _("The guardian did not answer in time")
    WAITLISTED = "waitlisted", _("On the waiting list")
    OFFERED = "offered", _("A free place was offered")
    OFFER_LAPSED = "offer_lapsed", _("The offer was not answered in time")
    WITHDREW = "withdrew", _("Left a shift")
    TURNED_DOWN = "turned_down", _("No place in a shift")
    SHIFT_MOVED = "shift_moved", _("A shift was moved")
    CALLED_OFF = "called_off", _("A shift was cancelled")
    SWAP_ASKED = "swap_asked", _("Asked to take over a place")
    SWAP_REFUSED = "swap_refused", _("A place was not taken over")
    SWAP_ENDED = "swap_ended", _("A question to take over a place was taken back")
    SWAPPED = "swapped", _("A place was handed over")
    CHECKED_IN = "checked_in", pgettext_lazy("volunteer", "Arrived")
    CHECKED_OUT = "checked_out", _("Finished")
    CHECK_IN_UNDONE = "check_in_undone", _("The arrival was noted by mistake")
    MISSED = "missed", _("Did not come")
    EXCUSED = "excused", _("The absence was excused")
    MISS_UNDONE = "miss_undone", _("The absence was noted by mistake")
    CHECK_OUT_UNDONE = "check_out_undone", _("The end was noted by mistake")
    HOURS_CORRECTED = "hours_corrected", _("Other hours were reported")
    HOURS_APPROVED = "hours_approved", _("Hours were approved")
    HOURS_DISPUTED = "hours_disputed", _("The hours were objected to")
    CERTIFIED = "certified", _("A certificate was issued")
    CERTIFICATE_REVOKED = "certificate_revoked", _("A certificate was revoked")
    ERRAND_ASKED = "errand_asked", _("Asked to help in a request")
    ERRAND_TAKEN = "errand_taken", _("Took on to help in a request")
    ERRAND_OVER = "errand_over", _("The help in a request ended")


# The volunteer did it, or sees it at once on the page where it was done.
SILENT_EVENTS = frozenset(
    {
        Event.REOPENED,
        Event.RESUMED,
        Event.SWAP_ENDED,
        Event.CHECKED_IN,
        Event.CHECKED_OUT,
        Event.CHECK_IN_UNDONE,
        Event.CHECK_OUT_UNDONE,
        Event.HOURS_CORRECTED,
        Event.HOURS_DISPUTED,
        Event.GUARDIAN_ASKED,
        Event.EXCUSED,
    }
)
