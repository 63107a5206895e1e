"""Reads of a registration and of a volunteer's own page, each in a fixed number of queries."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from accounts.models import User
from office.queries import settings
from people.consent import queries as consents
from people.consent.enums import Method, Purpose
from people.consent.guardian import is_open
from people.models import Agreement, GuardianLink, Person
from people.parts import file_of
from people.parts import rows as file_rows
from services.enums import FilePart
from volunteering.enums import BEFORE_THE_DAY
from volunteering.guardians.queries import standing
from volunteering.models import GuardianConsent, OpportunitiesIndexPage, Placement, Volunteer
from volunteering.registering.steps import ASKED_OF_THE_FILE, Step, title_of
from volunteering.registering.words import said

CHARTER = Purpose.VOLUNTEER_CHARTER


def of(user: User) -> Volunteer | None:
    """The volunteer behind an account, if there is one."""
    return Volunteer.objects.of(user).select_related("person__recipient", "person__user").first()


def charter(language: str) -> Agreement:
    """The text of the charter in force."""
    return consents.current(CHARTER, language)


def needs_charter(volunteer: Volunteer) -> bool:
    """Whether somebody of age has to sign the charter in force: never signed, by a guardian then, or a newer text."""
    if volunteer.person.is_minor:
        return not consents.has_consent(volunteer.person, CHARTER)
    return not _signed_oneself(volunteer.person)


def has_signed(volunteer: Volunteer) -> bool:
    """Whether the charter stands agreed to by whoever must today: oneself once one is of age. A newer text waits."""
    standing = volunteer.person.consents.standing().filter(purpose=CHARTER)
    return (standing if volunteer.person.is_minor else standing.exclude(method=Method.GUARDIAN)).exists()


def awaits_charter_of_guardian(volunteer: Volunteer) -> bool:
    """Whether a minor's guardian has the charter to answer: before the review, or since the consent was taken back."""
    again = volunteer.was_accepted and volunteer.person.is_minor and not has_signed(volunteer)
    return volunteer.awaits_guardian or again


def guardian_has_signed(person: Person) -> bool:
    """Whether a guardian agreed to the charter that is in force."""
    return bool(_in_force(person, {Method.GUARDIAN}))


def charter_question(person: Person) -> GuardianLink | None:
    """The question about the charter that a guardian has not answered yet."""
    found = person.guardian_links.filter(used_at__isnull=True).first()
    return found if found and CHARTER in found.purposes and is_open(found) else None


def youngest_since(person: Person) -> date | None:
    """The day from which somebody is old enough to volunteer, while it is still to come."""
    born, years = person.birth_date, settings().volunteer_min_age
    if born is None:
        return None
    try:
        day = born.replace(year=born.year + years)
    except ValueError:  # Born on 29 February.
        day = date(born.year + years, 3, 1)
    return day if day > timezone.localdate() else None


def coming_places(volunteer: Volunteer) -> int:
    """How many places in coming shifts a volunteer has or waits for."""
    return _coming(volunteer).count()


def coming(volunteer: Volunteer) -> list[Placement]:
    """The places that a volunteer would give up, in an order that two at once keep alike."""
    return list(_coming(volunteer).select_related("shift").order_by("shift_id"))


def opportunities_url() -> str:
    """Where the opportunities are listed, in the reader's language; "" while there is no such page."""
    page = OpportunitiesIndexPage.objects.live().filter(locale__language_code=get_language() or "ar").first()
    found = page or OpportunitiesIndexPage.objects.live().first()
    return (found.url or "") if found else ""


def guardians_asked(volunteer: Volunteer) -> list[GuardianConsent]:
    """What guardians were asked of opportunities and agreed to."""
    return list(standing(volunteer))


def answers(volunteer: Volunteer, url: Any) -> list[dict[str, Any]]:
    """What is about to be sent, in groups for `components/check_answers.html`; `url(slug)` leads to each page."""
    file = file_of(volunteer.person, ASKED_OF_THE_FILE)
    about = [
        {"label": row.label, "value": row.value, "url": url(part.value)}
        for part in ASKED_OF_THE_FILE
        for row in file_rows(file, FilePart(part))
    ]
    own = [{"label": title_of(step), "value": said(volunteer, step), "url": url(step)} for step in Step]
    return [{"title": "", "rows": [*about, *own]}]


def _signed_oneself(person: Person) -> bool:
    return bool(_in_force(person, set(Method) - {Method.GUARDIAN}))


def _in_force(person: Person, methods: set[Method]) -> bool:
    """Whether the charter's version in force stands agreed to in one of these ways."""
    standing = consents.standings(consents.history(person), "ar", [CHARTER])
    return any(
        each.consent is not None and not each.needs_again and each.consent.method in methods for each in standing
    )


def _coming(volunteer: Volunteer) -> QuerySet[Placement]:
    return Placement.objects.filter(volunteer=volunteer, status__in=BEFORE_THE_DAY, shift__starts_at__gt=timezone.now())
