"""Where a request stands, what happened to it, and why it was declined. Words for people are in `wording.py`."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    """The stations of a request; waiting for the applicant is a flag beside them, not one of them."""

    DRAFT = "draft", _("Draft")
    AWAITING_DECLARATION = "awaiting_declaration", _("Awaiting declaration")
    SUBMITTED = "submitted", _("Submitted")
    VERIFYING = "verifying", _("Being matched")
    RESEARCH = "research", _("Being studied")
    COMMITTEE = "committee", _("With the committee")
    APPROVED = "approved", _("Accepted")
    REJECTED = "rejected", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("Lapsed")


BEFORE_SUBMISSION = (Status.DRAFT, Status.AWAITING_DECLARATION)
WITH_STAFF = (Status.SUBMITTED, Status.VERIFYING, Status.RESEARCH, Status.COMMITTEE)
RETURNABLE = (Status.VERIFYING, Status.RESEARCH)
DECIDED = (Status.APPROVED, Status.REJECTED)
PLACE_HOLDING = (*WITH_STAFF, Status.APPROVED)
OPEN_STATUSES = (*BEFORE_SUBMISSION, *WITH_STAFF)
WITHDRAWABLE = (*OPEN_STATUSES, Status.APPROVED)
LAPSABLE = (*BEFORE_SUBMISSION, *RETURNABLE)
STOPPED = (Status.WITHDRAWN, Status.LAPSED)


class Event(models.TextChoices):
    """What a person can read in the history of a request."""

    STARTED = "started", _("Request started")
    READY = "ready", _("Answers checked")
    SUBMITTED = "submitted", _("Request received")
    VERIFYING = "verifying", _("Matching began")
    RETURNED = "returned", _("Something is missing")
    RESUBMITTED = "resubmitted", _("Missing items completed")
    RESEARCH = "research", _("The study began")
    COMMITTEE = "committee", _("Sent to the committee")
    APPROVED = "approved", _("Accepted")
    REJECTED = "rejected", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSE_WARNED = "lapse_warned", _("Told that the time is running out")
    LAPSED = "lapsed", _("Lapsed")
    ENTERED = "entered", _("Entered by a colleague")
    ASKED = "asked", _("Asked for an explanation")
    EXPLAINED = "explained", _("Explained")
    APPOINTED = "appointed", _("Appointment made")
    UNAPPOINTED = "unappointed", _("Appointment cancelled")
    DAYS_MOVED = "days_moved", _("The days moved because of a holiday")
    FILE_REFUSED = "file_refused", _("A file was removed: it had a virus")


# Moves that the person makes on the screen at that moment need no message; every other event sends one.
SILENT_EVENTS = frozenset({Event.STARTED, Event.READY, Event.VERIFYING, Event.ASKED})


class DeclineReason(models.TextChoices):
    """Why a request is declined; the person reads it beside the committee's own words."""

    CONDITIONS = "conditions", _("The conditions of the service are not met")
    OUTSIDE_AREA = "outside_area", _("The home is outside the area that we serve")
    OTHER_SUPPORT = "other_support", _("The need is met by another body")
    UNPROVEN = "unproven", _("The papers do not show the need")
    NO_CAPACITY = "no_capacity", _("The service has no place left at present")
    OTHER = "other", _("Another reason, explained below")


class Excuse(models.TextChoices):
    """Why a paper cannot be brought (R8)."""

    LOST = "lost", _("It is lost")
    NEVER_HAD = "never_had", _("I was never given one")
    WITH_OTHERS = "with_others", _("Someone else keeps it")
    OTHER = "other", _("Another reason")


class Signing(models.TextChoices):
    """How the declaration was signed (A3)."""

    TICKS = "ticks", _("By two ticks on the page")  # What was signed before codes were asked for.
    CODE = "code", _("By a code to the person's own address")
    SCAN = "scan", _("On paper, before a colleague")


class Meeting(models.TextChoices):
    """Where an appointment takes place (R20)."""

    OFFICE = "office", _("At our office")
    HOME = "home", _("A visit to the home")
    CALL = "call", pgettext_lazy("appointment", "A phone call")


class Booking(models.TextChoices):
    """What became of an appointment."""

    BOOKED = "booked", _("Booked")
    CANCELLED = "cancelled", pgettext_lazy("appointment", "Cancelled")
    KEPT = "kept", _("Took place")
    MISSED = "missed", _("The person did not come")
