"""Who is under age on which day, and whether the guardian agreed to an opportunity."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from people.models.person import ADULT_YEARS
from volunteering.enums import PlacementStatus
from volunteering.models import GuardianConsent, OpportunityPage, Shift, Volunteer

MOST_TIMES = 12


def is_minor_on(volunteer: Volunteer, day: date) -> bool:
    """Whether the volunteer is under eighteen on `day`; nobody knows of whoever gave no birth date."""
    age = volunteer.person.age_on(day)
    return age is not None and age < ADULT_YEARS


def has_consent(volunteer: Volunteer, opportunity: OpportunityPage) -> bool:
    """Whether a guardian agreed to the opportunity, in whatever language its page is, and stands by it."""
    return consents_to(volunteer, opportunity).filter(is_given=True, withdrawn_at__isnull=True).exists()


def consents_to(volunteer: Volunteer, opportunity: OpportunityPage) -> QuerySet[GuardianConsent]:
    """What was asked of guardians about one opportunity, newest first."""
    return volunteer.guardian_consents.filter(opportunity__translation_key=opportunity.translation_key)


def unanswered(volunteer: Volunteer, opportunity: OpportunityPage) -> GuardianConsent | None:
    """The question that still waits for its answer."""
    return consents_to(volunteer, opportunity).filter(answered_at__isnull=True, withdrawn_at__isnull=True).first()


def standing(volunteer: Volunteer) -> QuerySet[GuardianConsent]:
    """What guardians agreed to, and what they are asked, newest first."""
    rows = volunteer.guardian_consents.filter(withdrawn_at__isnull=True).select_related("opportunity")
    return rows.exclude(answered_at__isnull=False, is_given=False)


def named_before(volunteer: Volunteer) -> dict[str, str]:
    """The guardian whom the volunteer named last, so that nobody types it again."""
    known = volunteer.guardian_consents.first() or volunteer.person.guardian_links.first()
    return {"name": known.name, "relation": known.relation, "mobile": known.mobile} if known else {}


def source_of(opportunity: OpportunityPage) -> OpportunityPage:
    """The Arabic page of an opportunity, on which its shifts hang."""
    pages = OpportunityPage.objects.filter(translation_key=opportunity.translation_key)
    return pages.filter(locale__language_code="ar").first() or opportunity


def in_language(opportunity: OpportunityPage, language: str) -> OpportunityPage:
    """The opportunity as the guardian reads it: translated when it is, else the Arabic one."""
    pages = OpportunityPage.objects.live().filter(translation_key=opportunity.translation_key)
    return pages.filter(locale__language_code=language).first() or opportunity


def times_of(consent: GuardianConsent) -> list[Shift]:
    """The coming shifts that the guardian is asked about: those with a place of the child, else all of them."""
    coming = Shift.objects.of(consent.opportunity).coming().select_related("opportunity").order_by("starts_at")
    waiting = [PlacementStatus.AWAITING_GUARDIAN, PlacementStatus.ACCEPTED, PlacementStatus.WAITLISTED]
    held = coming.filter(placements__volunteer=consent.volunteer_id, placements__status__in=waiting)
    return list(held[:MOST_TIMES]) or list(coming[:MOST_TIMES])


def is_open(consent: GuardianConsent) -> bool:
    """Whether the question still waits for its answer, and its code opens it."""
    unanswered = consent.answered_at is None and consent.withdrawn_at is None
    return unanswered and not consent.code_is_spent(timezone.now())
