"""Opportunities and shifts, volunteers and their places, hours, certificates, help in requests."""

from volunteering.models.credit import Certificate, HoursEntry
from volunteering.models.errand import Errand, ErrandCall
from volunteering.models.opportunity import OpportunitiesIndexPage, OpportunityPage, Shift
from volunteering.models.placement import Incident, Placement, Swap, VolunteerEvent
from volunteering.models.planning import Placing, PlacingLine, ShiftBatch
from volunteering.models.rating import OpportunityFigures, OpportunityRating, RatingInvitation, VolunteeringMonth
from volunteering.models.table import HoursTable
from volunteering.models.tap import Tap
from volunteering.models.volunteer import GuardianConsent, Qualification, Volunteer

__all__ = [
    "Certificate",
    "Errand",
    "ErrandCall",
    "GuardianConsent",
    "HoursEntry",
    "HoursTable",
    "Incident",
    "OpportunitiesIndexPage",
    "OpportunityFigures",
    "OpportunityPage",
    "OpportunityRating",
    "Placement",
    "Placing",
    "PlacingLine",
    "Qualification",
    "RatingInvitation",
    "Shift",
    "ShiftBatch",
    "Swap",
    "Tap",
    "Volunteer",
    "VolunteerEvent",
    "VolunteeringMonth",
]
