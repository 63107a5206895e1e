"""Objects of one's own, behind the addresses."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.actions import open_account
from applications.models import Appointment
from attachments.checks import check
from casework.auditing.actions import build as build_history
from casework.exports.actions import build
from casework.models import CaseHistory, QueueExport
from notifications.actions import notify
from notifications.models import Message
from people.actions import person_of
from people.models import Contact, HouseholdMember, Person, RightsRequest
from people.rights.actions.requests import ask_correction
from policies.models import PolicyPage
from services.enums import FilePart
from tests import cases
from tests.volunteering import credits
from tests.volunteering.errands import errand_addresses
from tests.volunteering.registrations import qualified
from tests.volunteering.volunteers import make_opportunity, make_shift
from volunteering.models import OpportunityPage, Placement, Swap, Volunteer
from volunteering.registering.actions.profile import begin

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


def published_policy(library):
    """The version in force of a policy that has an approval."""
    approval = {"meeting_number": 1, "approved_on": date(2021, 5, 5), "approver": "مجلس", "approval_confirmed": True}
    page = library.add_child(instance=PolicyPage(title="سياسة", slug="policy", live=False, **approval))
    page.save_revision().publish()
    return page.versions.get()


def made_history(case, user):
    """The history of a case that a manager asked for; of anybody else's it stays unmade."""
    history = CaseHistory.objects.create(application=case, by=user, expires_at=timezone.now() + timedelta(days=1))
    build_history(str(history.pk))
    return history


def made_table(user):
    """A table of the queue that a manager made; of anybody else's it stays unmade."""
    table = QueueExport.objects.create(by=user, kind="csv", expires_at=timezone.now() + timedelta(days=1))
    build(str(table.pk))
    return table


def letter_to(user) -> Message:
    context = {"reference": "YD-2222-2222", "service": "دعم"}
    return notify(person_of(user).recipient, "applications/withdrawn", subject=None, context=context)


def asked_by(user) -> RightsRequest:
    """A request for a correction, with a paper."""
    given = {"part": FilePart.NAME, "wrong": "أ", "right": "ب", "upload": check(cases.picture())}
    return ask_correction(person_of(user), by=user, **given)


def of_a_credit(route: str, name: str, user) -> str:
    """The address of somebody's day, hours or certificate, with what is there."""
    if not name.startswith(("volunteering_day", "volunteering_hours", "volunteering_certificates")):
        return route
    credit = credits.made()
    found = {"shift": credit.place.shift_id, "placement": credit.place.pk, "entry": credit.entry.pk}
    found |= {"certificate": credit.certificate.pk, "table": credits.table(user).pk}
    for key, value in found.items():
        route = route.replace(f"<uuid:{key}>", str(value))
    return route.replace("<int:opportunity>", str(credit.place.shift.opportunity_id)).replace("<slug:language>", "ar")


def credit_addresses(user) -> dict[str, str]:
    """Of hours and a certificate of one's own, and of a shift in which one was."""
    credit = credits.made(user)
    papers = f"/my/volunteering/certificates/{credit.certificate.number}"
    return {
        "volunteering:hours_correct": f"/my/volunteering/hours/{credit.entry.pk}/",
        "volunteering:arrive": f"/my/volunteering/here/{credit.place.shift_id}/",
        "volunteering:certificate_pdf": f"{papers}/ar.pdf",
        "volunteering:thanks_pdf": f"{papers}/thanks/ar.pdf",
    }


def a_place(volunteer) -> Placement:
    """A place in a shift, as joining leaves it."""
    shift = make_shift(OpportunityPage.objects.first() or make_opportunity())
    place = Placement(shift=shift, volunteer=volunteer, status="accepted")
    place.save()
    return place


def of_a_place(route: str, name: str, volunteer) -> str:
    """The address of a shift's people, with somebody who stands in it."""
    if not name.startswith("shift_people:"):
        return route
    place = a_place(volunteer)
    return route.replace("<uuid:pk>", str(place.shift_id)).replace("<uuid:place>", str(place.pk))


def place_addresses(user) -> dict[str, str]:
    """Of a place, and of the question of another volunteer to take theirs over."""
    place = a_place(Volunteer.objects.of(user).get())
    other = begin(by=open_account(mobile="+966500770077"))
    asked = Swap.objects.create(placement=a_place(other), to=place.volunteer)
    base = f"/my/volunteering/places/{place.pk}/"
    ways = {"accept": "accept", "leave": "leave", "calendar": "calendar", "hand_over": "hand-over", "keep": "keep"}
    pages = {f"volunteering:place_{name}": f"{base}{way}/" for name, way in ways.items()}
    return {**pages, "volunteering:place": base, "volunteering:swap": f"/my/volunteering/swaps/{asked.pk}/"}


def rows_of(person: Person) -> tuple[HouseholdMember, Contact]:
    """A member of the household and another contact, made once."""
    if not person.household.exists():
        HouseholdMember.objects.create(person=person, name="ريما", relation="daughter")
        Contact.objects.create(person=person, kind="mobile", value="+966501112233")
    return person.household.get(), person.contacts.get()


def appointment_addresses(case) -> dict[str, str]:
    """Of a coming appointment, made once."""
    soon = timezone.now() + timedelta(days=5)
    meeting, _made = Appointment.objects.get_or_create(
        application=case, person=case.person, defaults={"meeting": "office", "starts_at": soon}
    )
    base = f"/appointments/{meeting.pk}/"
    pages = {f"applications:appointment_{page}": f"{base}{page}/" for page in ("move", "cancel", "calendar")}
    return {
        **pages,
        "applications:appointment": base,
        "applications:book": f"{case.get_absolute_url()}appointment/",
    }


def paper_addresses(document) -> dict[str, str]:
    base = f"/my/papers/{document.pk}/"
    pages = {f"people:paper_{page}": f"{base}{page}/" for page in ("details", "renew", "remove")}
    return {**pages, "people:paper": base, "people:paper_file": f"{base}files/{document.files.first().pk}/"}


def own_addresses(case, letter, document, helping, asked) -> dict[str, str]:
    base, held = case.get_absolute_url(), f"/my/helping/{helping['held'].pk}/"
    member, contact = rows_of(case.person)
    file = case.papers.get().attachments[0]
    talked = cases.picture_in_tray(case, case.person.user)
    follower = cases.followed(case, "+966500990099")
    followed = f"{cases.followed_by(case.person.user).get_absolute_url()}followed/"
    qualification = qualified(begin(by=case.person.user))
    return {
        "volunteering:qualification_file": f"/my/volunteering/papers/{qualification.pk}/",
        "volunteering:qualification_remove": f"/my/volunteering/papers/{qualification.pk}/remove/",
        "people:member": f"/my/file/household/{member.pk}/",
        "people:member_remove": f"/my/file/household/{member.pk}/remove/",
        "people:contact": f"/my/file/contact/{contact.pk}/",
        "people:contact_remove": f"/my/file/contact/{contact.pk}/remove/",
        **paper_addresses(document),
        **appointment_addresses(case),
        "applications:detail": base,
        "applications:step": case.step_url("name"),
        "applications:check": case.check_url(),
        "applications:tasks": f"{base}tasks/",
        "applications:interpreter": f"{case.get_absolute_url()}interpreter/",
        "applications:ask": f"{base}ask/check/",
        "applications:declaration": f"{base}declaration/",
        "applications:done": f"{base}done/",
        "applications:receipt": f"{base}receipt/",
        "applications:withdraw": f"{base}withdraw/",
        "applications:paper": f"{base}papers/paper-0/{file.pk}/",
        "applications:followers": f"{base}followers/",
        "applications:follower_end": f"{base}followers/{follower.pk}/end/",
        "applications:followed": followed,
        "applications:talk": f"{base}messages/",
        "applications:talk_file": f"{base}messages/{talked.pk}/",
        "home:message": f"/my/messages/{letter.pk}/",
        "people:helper_confirm": f"/my/helpers/{helping['mine'].pk}/confirm/",
        "people:helper_end": f"/my/helpers/{helping['mine'].pk}/end/",
        "people:helped": held,
        "people:helping_answer": f"/my/helping/{helping['asked'].pk}/answer/",
        "people:helping_leave": f"{held}leave/",
        "applications:helped": f"{held}requests/",
        "applications:helped_start": f"{held}apply/support/",
        "home:helped_inbox": f"{held}messages/",
        "home:helped_message": f"{held}messages/{helping['letter'].pk}/",
        "people:rights_request": asked.get_absolute_url(),
        "people:rights_take_back": f"{asked.get_absolute_url()}take-back/",
        "people:rights_file": f"{asked.get_absolute_url()}file/",
        **errand_addresses(case.person.user),
        **place_addresses(case.person.user),
        **credit_addresses(case.person.user),
    }
