"""What keeps a volunteer from a shift: read once of the volunteer, then asked of as many shifts as are shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.models import OfficeSettings
from office.queries import settings as office_settings
from people.enums import Gender
from people.wording import language_name, listed
from volunteering.enums import BUSY, PROVEN, ErrandStatus, OpenTo, Skill, VolunteerStatus
from volunteering.guardians.queries import is_minor_on
from volunteering.joining import clocks
from volunteering.joining.wording import span
from volunteering.models import Errand, OpportunityPage, Placement, Shift, Volunteer
from volunteering.registering.queries import has_signed

MINE = "volunteering:mine"
STANDS: dict[str, str | Promise] = {
    VolunteerStatus.GUARDIAN_PENDING: gettext_lazy("Your registration waits for your guardian."),
    VolunteerStatus.UNDER_REVIEW: gettext_lazy("Your registration is being reviewed. We write to you when it is done."),
    VolunteerStatus.PAUSED: gettext_lazy("Your volunteering is paused. End the pause first."),
    VolunteerStatus.SUSPENDED: gettext_lazy("Your volunteering is suspended. Please talk to the coordinator."),
}
REGISTER = gettext_lazy("You are not a volunteer with us yet. Register first; it takes a few minutes.")
CANCELLED = gettext_lazy("This shift was cancelled.")
BEGUN = gettext_lazy("This shift has begun or is over. Choose another one.")
NO_CHARTER = gettext_lazy("Sign the charter of volunteers first.")
NO_GUARDIAN = gettext_lazy("Your guardian does not agree to the charter of volunteers any more.")
NO_BIRTH_DATE = gettext_lazy("Your birth date is missing in your file, and this opportunity is for certain ages.")
GUARDIAN_TOO_LATE = gettext_lazy(
    "You are under 18 on that day, and your guardian would have to agree at least 24 hours before. "
    "Choose a later shift, or ask for the consent to this opportunity first."
)
FOR_MEN = gettext_lazy("This opportunity is for men.")
FOR_WOMEN = gettext_lazy("This opportunity is for women.")


@dataclass(frozen=True)
class Hindrance:
    """Why somebody can't join, and where they can do something about it."""

    text: str | Promise
    url: str = ""
    action: str | Promise = ""


@dataclass(frozen=True)
class Busy:
    """A time that is taken: a place in another shift, or help that was promised."""

    starts_at: datetime
    ends_at: datetime
    placement: Placement | None = None


@dataclass(frozen=True)
class Candidate:
    """A volunteer with all that decides whether a shift is for them."""

    volunteer: Volunteer
    least_age: int
    has_charter: bool
    consents: frozenset[UUID]  # The opportunities, by translation_key, to which a guardian agreed.
    busy: tuple[Busy, ...] = ()
    proofs: tuple[tuple[str, date | None], ...] = field(default=())

    def hindrances(self, shift: Shift, *, besides: UUID | None = None) -> list[Hindrance]:
        """Everything that stands against the shift; a place `besides` is not counted as another one. No query."""
        return list(closed_hindrances(shift)) or self.personal(shift, besides=besides)

    def personal(self, shift: Shift, *, besides: UUID | None = None) -> list[Hindrance]:
        """What stands against the shift for this volunteer, even when it has begun: somebody may walk in."""
        page, day = shift.opportunity, shift.day
        return [
            *self._standing(),
            *self._age(page, day),
            *self._guardian(shift),
            *self._gender(page),
            *self._languages(page),
            *self._proofs(page, day),
            *self._overlaps(shift, besides),
        ]

    def overlaps(self, shift: Shift, *, besides: UUID | None = None) -> list[Busy]:
        """The times that are taken already, of those that the shift needs."""
        touching = (each for each in self.busy if each.starts_at < shift.ends_at and each.ends_at > shift.starts_at)
        return [each for each in touching if not (each.placement and each.placement.pk == besides)]

    def place_in(self, shift: Shift) -> UUID | None:
        """The key of the place that keeps the volunteer busy in this very shift."""
        mine = (each.placement for each in self.busy if each.placement)
        return next((place.pk for place in mine if place.shift_id == shift.pk), None)

    def needs_guardian(self, shift: Shift) -> bool:
        """Whether a guardian must still agree before the place is theirs."""
        minor = is_minor_on(self.volunteer, shift.day)
        return minor and shift.opportunity.translation_key not in self.consents

    def _standing(self) -> Iterator[Hindrance]:
        if not self.volunteer.is_active:
            told = STANDS.get(self.volunteer.status, REGISTER)
            yield Hindrance(told, reverse(MINE), _("My volunteering"))
        elif not self.has_charter and self.volunteer.person.is_minor:
            yield Hindrance(NO_GUARDIAN, reverse("volunteering:charter"), _("Write to my guardian again"))
        elif not self.has_charter:
            yield Hindrance(NO_CHARTER, reverse("volunteering:charter"), _("Read and sign it"))

    def _age(self, page: OpportunityPage, day: date) -> Iterator[Hindrance]:
        least = page.min_age or self.least_age
        age = self.volunteer.person.age_on(day)
        if age is None:
            yield Hindrance(NO_BIRTH_DATE, reverse("people:file"), _("My file"))
        elif age < least:
            yield Hindrance(_("You must be at least %(least)d years old on that day.") % {"least": least})
        elif page.max_age and age > page.max_age:
            yield Hindrance(_("This opportunity is for people up to %(most)d years old.") % {"most": page.max_age})

    def _guardian(self, shift: Shift) -> Iterator[Hindrance]:
        if self.needs_guardian(shift) and timezone.now() >= clocks.last_consent(shift):
            yield Hindrance(GUARDIAN_TOO_LATE)

    def _gender(self, page: OpportunityPage) -> Iterator[Hindrance]:
        gender = self.volunteer.person.gender
        if page.open_to == OpenTo.MEN and gender != Gender.MALE:
            yield Hindrance(FOR_MEN)
        elif page.open_to == OpenTo.WOMEN and gender != Gender.FEMALE:
            yield Hindrance(FOR_WOMEN)

    def _languages(self, page: OpportunityPage) -> Iterator[Hindrance]:
        speaks = {*self.volunteer.person.spoken, *self.volunteer.interprets}
        if page.languages and speaks.isdisjoint(page.languages):
            named = listed(map(language_name, page.languages))
            told = _("This opportunity needs one of these languages, and none of them is in your file: %(languages)s.")
            yield Hindrance(told % {"languages": named}, reverse(MINE), _("My volunteering"))

    def _proofs(self, page: OpportunityPage, day: date) -> Iterator[Hindrance]:
        valid = {skill for skill, last in self.proofs if last is None or last >= day}
        for skill in PROVEN:
            if skill in page.skills and skill not in valid:
                told = _("This opportunity needs a checked proof, valid on that day: %(skill)s.")
                yield Hindrance(told % {"skill": Skill(skill).label}, reverse(MINE), _("My qualifications"))

    def _overlaps(self, shift: Shift, besides: UUID | None) -> Iterator[Hindrance]:
        for each in self.overlaps(shift, besides=besides):
            when = span(each.starts_at, each.ends_at)
            if each.placement is None:
                yield Hindrance(_("You promised to help somebody at that time: %(when)s.") % {"when": when})
                continue
            named = {"opportunity": each.placement.shift.opportunity.title, "when": when}
            told = _("You have a place at that time already: %(opportunity)s, %(when)s.") % named
            url = reverse("volunteering:place", kwargs={"pk": each.placement.pk})
            yield Hindrance(told, url, _("See that shift"))


def closed_hindrances(shift: Shift) -> Iterator[Hindrance]:
    """What stands against the shift for everybody."""
    if not shift.is_planned:
        yield Hindrance(CANCELLED)
    elif shift.has_begun:
        yield Hindrance(BEGUN)


def nobody(shift: Shift) -> list[Hindrance]:
    """What stands against whoever never registered."""
    register = Hindrance(REGISTER, reverse(MINE), _("Register as a volunteer"))
    return list(closed_hindrances(shift)) or [register]


def candidate(volunteer: Volunteer, shift: Shift | None = None, *, numbers: OfficeSettings | None = None) -> Candidate:
    """The volunteer, read whole in a fixed number of queries; for one `shift` only what that asks.

    `volunteer.person` is loaded. Whoever is of age today stays so, and needs no guardian.
    """
    given = volunteer.guardian_consents.filter(is_given=True, withdrawn_at__isnull=True)
    if not is_minor_on(volunteer, timezone.localdate()):
        given = given.none()
    proofs = volunteer.qualifications.valid_on(timezone.localdate()).values_list("skill", "expires_on")
    if shift and set(PROVEN).isdisjoint(shift.opportunity.skills):
        proofs = proofs.none()
    return Candidate(
        volunteer,
        least_age=(numbers or office_settings()).volunteer_min_age,
        has_charter=has_signed(volunteer),
        consents=frozenset(given.values_list("opportunity__translation_key", flat=True)),
        busy=tuple(_busy(volunteer)),
        proofs=tuple(proofs),
    )


def _busy(volunteer: Volunteer) -> Iterable[Busy]:
    """The times that are taken from now on."""
    now = timezone.now()
    places = volunteer.placements.filter(status__in=BUSY, shift__ends_at__gt=now).select_related("shift__opportunity")
    for place in places.order_by("shift__starts_at"):
        yield Busy(place.shift.starts_at, place.shift.ends_at, place)
    errands = Errand.objects.filter(taken_by=volunteer, status=ErrandStatus.TAKEN, ends_at__gt=now)
    for starts_at, ends_at in errands.values_list("starts_at", "ends_at"):
        yield Busy(starts_at, ends_at)
