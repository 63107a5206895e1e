"""Beginning a request, and writing its answers."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import places, rules
from applications.declaration import void_declaration as void_declaration
from applications.enums import BEFORE_SUBMISSION, Event
from applications.history import keep
from applications.interpreting.actions import follow_file
from applications.interpreting.queries import wanted_by
from applications.locking import lock as lock  # These as themselves: rooms above take them from here.
from applications.models import Answer, Application
from applications.refusals import AGREE_FIRST, CONFLICT, Refused, require
from applications.refusals import NOT_YOURS as NOT_YOURS
from applications.signing.actions import sign as sign
from people.actions import keep_part, person_of
from people.consent.enums import Purpose
from people.consent.queries import has_withdrawn
from people.enums import Via
from people.helping.enums import HelperScope
from people.helping.queries import permission_for
from people.models import Person
from people.registry import shut_parts
from services import snapshot
from services.enums import ALWAYS_ASKED, FilePart
from services.models import ServicePage

SENT_ALREADY = _("This request has been sent already, so its answers cannot be changed here.")
SIGNED_ELSEWHERE = _(
    "You signed these details in another request that we are working on. Contact us, and we correct them with you."
)
ONLY_THE_PERSON = _("Only the person changes this. Ask them to do it from their own account.")
ONLY_THE_PERSON_SIGNS = _("All is filled. Only the person signs and sends it, from their own account.")
NEVER_THERE = _("We never ask for an identity number on social media. Ask for it by phone or face to face, then go on.")


@transaction.atomic
def start(service: ServicePage, *, by: User, person: Person | None = None) -> Application:
    """The person's open draft for `service`, begun when there is none: two clicks make one draft (R8, R9).

    A helper who was let in to fill requests gives the `person` whom they help.
    """
    person = person or person_of(by)
    may = person.user_id == by.pk or permission_for(by, person, HelperScope.REQUESTS_FILL) is not None
    require(may, NOT_YOURS)
    drafts = Application.objects.filter(person=person, service=service, status__in=BEFORE_SUBMISSION)
    found = drafts.select_related("person__recipient").first()
    if found:
        return found
    require(not has_withdrawn(person, Purpose.PROCESSING), AGREE_FIRST, CONFLICT)
    places.require_open(service)
    try:
        with transaction.atomic():
            taken = {"form": snapshot.take(service), "interpreter": wanted_by(person)}
            case = Application.objects.create(person=person, service=service, **taken)
            keep(case, Event.STARTED, by=by)
            return case
    except IntegrityError:
        return drafts.get()


@transaction.atomic
def save_part(application: Application, part: FilePart, *, by: User, **details: Any) -> None:
    """Keep a part of the person's file, asked on a page of the request (R8).

    Raises Refused while another request of the person, signed over this part, is with staff (R39).
    """
    case = editable(application, by)
    require(rules.fills_person(by, case, details), ONLY_THE_PERSON, CONFLICT)
    entering = rules.enters(by, case)
    require(rules.may_ask(case, part) or not entering, NEVER_THERE, CONFLICT)
    via = Via.STAFF if entering else Via.SELF if rules.owns(by, case) else Via.HELPER
    mend(case, part.value, by=by)
    if keep_part(case.person, part, by=by, via=via, **details):
        told = shut_parts(case.person).get(part, "") if entering else ""
        require(not told, told, CONFLICT)
        void_declaration(case)
    if part == FilePart.LANGUAGES:
        follow_file(case)


@transaction.atomic
def save_answer(application: Application, key: str, text: str, *, by: User) -> None:
    """Keep one answer. A blank text takes back the answer to an optional question."""
    case = editable(application, by)
    if text:
        Answer.objects.update_or_create(application=case, key=key, defaults={"value": text})
    else:
        case.answers.filter(key=key).delete()
    mend(case, f"q-{key}", by=by)
    void_declaration(case)


def mend(case: Application, step: str, *, by: User) -> None:
    """What staff found wrong on this page was written anew, and nothing typed on it is left unsaved."""
    case.unsaved.filter(step=step, by=by).delete()
    case.corrections.filter(step=step, done_at__isnull=True).update(done_at=timezone.now())


def editable(application: Application, by: User) -> Application:
    case = lock(application)
    require(rules.fills(by, case), NOT_YOURS)
    if not case.is_editable:
        raise Refused(SENT_ALREADY, CONFLICT)
    case.touched_at, case.warned_at = timezone.now(), None  # The draft is alive.
    case.save(update_fields=["touched_at", "warned_at"])
    return case


def signed_parts(person: Person) -> dict[str, Any]:
    """The parts of the file that a request under work was signed over: they are changed with us alone (R39)."""
    at_work = Application.objects.filter(person=person, waiting_since__isnull=True).with_staff()
    forms = list(at_work.values_list("form", flat=True))
    asked = [FilePart(each["part"]) for form in forms for each in form.get("parts", ())]
    return dict.fromkeys([*ALWAYS_ASKED, *asked], SIGNED_ELSEWHERE) if forms else {}
