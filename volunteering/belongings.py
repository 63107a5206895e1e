"""What volunteering holds of a person (`people.registry`)."""

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from people.models import Person
from people.registry import Belonging, Erasing, register, works_on
from people.wallet.actions import let_go
from volunteering.enums import EXPECTED, ErrandStatus
from volunteering.models import (
    Certificate,
    Errand,
    ErrandCall,
    GuardianConsent,
    HoursEntry,
    Incident,
    Placement,
    PlacingLine,
    Qualification,
    Swap,
    Volunteer,
    VolunteerEvent,
)

GIVEN = "volunteer__person"
IN_A_PLACE = "placement__volunteer__person"
# What a volunteer told of themselves.
TOLD = ("about", "emergency_name", "emergency_mobile", "shown_name", "reason", "feed_key")
SHOWN = _("A certificate can be verified by anyone who holds it, and hours were reported.")


def open_place(person: Person) -> str | Promise:
    """Why a person who is expected in a shift cannot be erased yet."""
    if Placement.objects.filter(volunteer__person=person, status__in=EXPECTED).exists():
        return _("You still have a place in a shift. Leave it first.")
    if Errand.objects.filter(taken_by__person=person, status=ErrandStatus.TAKEN).exists():
        return _("You took on to help somebody. Give it back first.")
    return ""


def is_the_second(volunteer: Volunteer, kept: Person) -> bool:
    """Whether the other file volunteers already: a person does so once."""
    return Volunteer.objects.filter(person=kept).exists()


def let_go_of_paper(qualification: Qualification) -> None:
    """Take the paper from a qualification before it is erased."""
    paper, qualification.paper = qualification.paper, None
    qualification.save(update_fields=["paper"])
    if paper:
        let_go(paper)


def coordinates_them(user: User, person: Person) -> bool:
    """Whether the colleague reviewed the volunteer, settled their hours or certified them."""
    hours = Q(placements__hours__approved_by=user) | Q(certificates__issued_by=user) | Q(errands__noted_by=user)
    return Volunteer.objects.filter(Q(reviewed_by=user) | hours, person=person).exists()


def tell() -> None:
    """Register this room's models: what somebody said of themselves goes; hours that were reported stay."""
    works_on(coordinates_them)
    register(
        Belonging(
            Volunteer,
            _("Volunteering"),
            (
                "reference",
                "status",
                "interests",
                "skills",
                "interprets",
                "has_car",
                "availability",
                "about",
                "emergency_name",
                "emergency_mobile",
                "shown_name",
                "reason",
                "sent_at",
                "reviewed_at",
            ),
            erasing=Erasing.CLEAR,
            cleared=TOLD,
            stays=is_the_second,
            obstacle=open_place,
        ),
        Belonging(
            Qualification,
            _("Qualifications"),
            ("skill", "title", "issued_on", "expires_on", "status", "reason"),
            path=GIVEN,
            before_erasing=let_go_of_paper,
        ),
        Belonging(
            GuardianConsent,
            _("Consents of a guardian to opportunities"),
            ("name", "relation", "asked_at", "answered_at", "is_given", "withdrawn_at"),
            path=GIVEN,
        ),
        Belonging(
            Placement,
            _("Places in shifts"),
            ("status", "created_at", "checked_in_at", "checked_out_at", "is_excused", "reason"),
            path=GIVEN,
            erasing=Erasing.CLEAR,
            cleared=("reason",),
        ),
        Belonging(PlacingLine, _("Places that were offered to many"), ("refused", "done_at"), path=GIVEN),
        Belonging(Swap, _("Places handed over"), ("status", "asked_at", "answered_at"), path=IN_A_PLACE),
        Belonging(
            VolunteerEvent,
            _("Course of the volunteering"),
            ("at", "kind", "note"),
            path=GIVEN,
            erasing=Erasing.CLEAR,
            cleared=("note",),
        ),
        Belonging(Incident, _("Incidents"), ("at", "text"), path=GIVEN, erasing=Erasing.CLEAR, cleared=("volunteer",)),
        Belonging(
            HoursEntry,
            _("Hours"),
            ("status", "proposed_minutes", "claimed_minutes", "claim", "approved_minutes", "approved_at", "answer"),
            path=IN_A_PLACE,
            erasing=Erasing.CLEAR,
            cleared=("claim", "answer"),
        ),
        Belonging(
            Certificate,
            _("Certificates"),
            ("number", "shown_name", "minutes", "first_day", "last_day", "issued_at", "revoked_at", "revoked_reason"),
            path=GIVEN,
            erasing=Erasing.KEEP,
            kept_because=SHOWN,
        ),
        Belonging(ErrandCall, _("Questions whether one can help"), ("asked_at", "declined_at"), path=GIVEN),
        Belonging(
            Errand,
            _("Help in requests"),
            ("kind", "language", "starts_at", "ends_at", "status", "minutes"),
            path="taken_by__person",
            erasing=Erasing.KEEP,
            kept_because=SHOWN,
        ),
    )
