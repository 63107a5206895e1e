"""Who may do what with a case. Roles open the door; nobody, superusers included, passes with a case of their own."""

from django.db.models import Q

from accounts.models import User
from accounts.roles import Role
from accounts.rules import has_role
from applications.enums import Event, Status
from applications.models import Application
from people.rules import is_kin

# Whoever made one of these moves had a part: entered or witnessed, took up, sent back, handed over, referred.
PARTS = (
    Event.ENTERED,
    Event.SUBMITTED,
    Event.RESUBMITTED,
    Event.VERIFYING,
    Event.RETURNED,
    Event.RESEARCH,
    Event.COMMITTEE,
)
DESKS = (Role.RECEPTION, Role.RESEARCHER, Role.COMMITTEE, Role.CHAIR, Role.MANAGER)


def sees_queue(user: User) -> bool:
    """Whether the account works on cases at all."""
    return has_role(user, *DESKS)


def is_own(user: User, case: Application) -> bool:
    """Whether the case is the colleague's own, or that of kin."""
    kept = case.__dict__.setdefault("_kin", {})  # Asked several times of one case in one request.
    if user.pk not in kept:
        kept[user.pk] = is_kin(user, case.person)
    return bool(kept[user.pk])


def can_open(user: User, case: Application) -> bool:
    """Whether the colleague may read the case: a desk, a request that was sent, and neither one's own nor kin's."""
    return sees_queue(user) and case.was_submitted and not is_own(user, case)


def is_reception(user: User, case: Application) -> bool:
    """Whether the colleague receives the person: reception, and neither one's own nor kin's."""
    return has_role(user, Role.RECEPTION) and not is_own(user, case)


def wrote_down(user: User, case: Application) -> bool:
    """Whether the colleague ever wrote the request down for somebody, or witnessed its signature."""
    if case.entered_by_id is None:  # Only who writes a request down witnesses it.
        return False
    kept = case.__dict__.setdefault("_wrote", {})
    if user.pk not in kept:
        part = Q(events__kind=Event.ENTERED, events__by=user) | Q(declarations__witnessed_by=user)
        kept[user.pk] = case.entered_by_id == user.pk or Application.objects.filter(part, pk=case.pk).exists()
    return bool(kept[user.pk])


def can_match(user: User, case: Application) -> bool:
    """Whether the colleague may match papers, send back and refer (R36, R37): not what one wrote down oneself."""
    return is_reception(user, case) and not wrote_down(user, case)


def can_study(user: User, case: Application) -> bool:
    """Whether the colleague may study the need (R29)."""
    return has_role(user, Role.RESEARCHER) and not is_own(user, case)


def can_send_back(user: User, case: Application) -> bool:
    """Whether the colleague may ask the person for something: whoever matches, or studies, the case."""
    return can_study(user, case) if case.status == Status.RESEARCH else can_match(user, case)


def can_refer(user: User, case: Application) -> bool:
    """Whether the colleague may refer to the committee: reception without a study, the researcher with one (R40)."""
    return can_study(user, case) if case.status == Status.RESEARCH else can_match(user, case)


def can_be_given(user: User, case: Application) -> bool:
    """Whether the case may be given to the colleague: a desk that works on it, and no kin."""
    return user.is_active and can_open(user, case)


def had_a_part(user: User, case: Application) -> bool:
    """Whether the colleague entered, took up, matched or referred the case; one matched paper is enough."""
    parts = {
        case.entered_by_id,
        case.assigned_to_id,
        case.verified_by_id,
        case.referred_by_id,
        case.recommended_by_id,
    }
    acted = Q(papers__matched_by=user) | Q(events__kind__in=PARTS, events__by=user)
    return user.pk in parts or Application.objects.filter(acted, pk=case.pk).exists()


def can_decide(user: User, case: Application) -> bool:
    """Whether the colleague may vote: of the committee, without a part in the case before (A5)."""
    return has_role(user, Role.COMMITTEE, Role.CHAIR) and not is_own(user, case) and not had_a_part(user, case)
