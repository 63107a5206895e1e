"""Asking a child's guardian by text message, the guardian's answer, and taking it back by the same link."""

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.actions import record
from notifications.actions import CODE_LIVES, send_text
from office.queries import settings as office_settings
from people.consent.actions import GUARDIAN_NEEDED, NOT_ONESELF, Guardian, give, taken_back
from people.consent.enums import ON_PAGE, Method
from people.limits import require_patience
from people.models import MOBILE_PURPOSE, Agreement, Consent, GuardianLink, Person
from people.refusals import CONFLICT, FORBIDDEN, GONE, UNPROCESSABLE, require
from sealing.index import blind

logger = logging.getLogger(__name__)
OF_AGE = _("You are of age. You agree yourself.")
LINK_OVER = _("This link is over: it was used, its time has passed, or the code was wrong too often.")
WRONG_CODE = _("The code is not right. Look at the message once more.")

# What upper rooms do with a guardian's answer, in the same transaction: the child, what was asked, what was agreed to.
AFTER_ANSWER: list[Callable[[Person, list[str], list[str]], None]] = []
# The same for what the guardian took back: the child, and the purposes. After the transaction, so that each room takes
# its own locks in its own order.
AFTER_WITHDRAWAL: list[Callable[[Person, list[str]], None]] = []
CODE_SENT = "guardian.code_to_take_back_consents"
NOTHING = _("Nothing that you agreed to by this link stands any more.")


@transaction.atomic
def ask(
    person: Person,
    *,
    name: str,
    relation: str,
    mobile: str,
    by: User,
    purposes: Iterable[str] = ON_PAGE,
    language: str = "ar",
) -> GuardianLink:
    """Send a guardian a link with a code. Asking again sends a new code; the former one opens nothing any more.

    What an open link asks already is asked along. Raises Refused for an adult, for the child's own number, and for
    too many messages a day.
    """
    locked = Person.objects.select_for_update(of=("self",)).select_related("user", "recipient").get(pk=person.pk)
    require(by.pk == locked.user_id, GUARDIAN_NEEDED, FORBIDDEN)
    require(locked.is_minor, OF_AGE, CONFLICT)
    require(mobile != locked.mobile, NOT_ONESELF, UNPROCESSABLE)
    require_patience(locked, "guardian.asked")
    link = locked.guardian_links.filter(used_at__isnull=True).first() or GuardianLink(person=locked)
    link.name, link.relation, link.mobile = name, relation, mobile
    link.mobile_index = blind(mobile, purpose=MOBILE_PURPOSE)
    asked_before = link.purposes if is_open(link) else []
    link.purposes = list(dict.fromkeys([*asked_before, *map(str, purposes)]))
    link.language, link.asked_by = language, by
    link.asked_at = timezone.now()
    code = link.new_code(until=link.asked_at + timedelta(days=office_settings().guardian_link_days))
    link.save()
    record("guardian.asked", by=by, subject=locked)
    _send(link, code)
    return link


def answer(link: GuardianLink, *, code: str, agreements: Iterable[Agreement], by: User | None) -> None:
    """The guardian agrees to each of `agreements`, or to none. A wrong code counts, and closes the link after a few.

    Raises Refused: over, wrong code, the child in the guardian's place, a guardian who is under age.
    """
    with transaction.atomic():
        row = _locked(link)
        require(is_open(row), LINK_OVER, GONE)
        right = row.matches(code)
        if right:
            _agree(row, agreements, by)
        row.save()
    require(right, WRONG_CODE, UNPROCESSABLE)


def agreed(link: GuardianLink) -> list[Consent]:
    """What was agreed to by this very link and still stands, with its text; of a child alone. One query."""
    if link.used_at is None or not link.person.is_minor:
        return []
    return list(link.consents.standing().filter(method=Method.GUARDIAN).select_related("agreement"))


@transaction.atomic
def send_code(link: GuardianLink) -> None:
    """A new code to the number that agreed: whoever holds it may take consents back."""
    row = _locked(link)
    require(bool(agreed(row)), NOTHING, GONE)
    require_patience(row.person, CODE_SENT)
    code = row.new_code(until=timezone.now() + CODE_LIVES)
    row.save()
    record(CODE_SENT, by=None, subject=row.person)
    _send(row, code, taking_back=True)


def take_back(link: GuardianLink, *, code: str, purposes: Iterable[str], by: User | None) -> None:
    """The guardian takes back what stands of `purposes`. Raises Refused: nothing stands, no code or a wrong one."""
    chosen = set(map(str, purposes))
    with transaction.atomic():
        row = _locked(link)
        standing = [each for each in agreed(row) if each.purpose in chosen]
        require(bool(standing), NOTHING, GONE)
        require(not row.code_is_spent(timezone.now()), LINK_OVER, GONE)
        right = row.matches(code)
        if right:
            require(by is None or by.pk != row.person.user_id, NOT_ONESELF, CONFLICT)
            for each in standing:
                taken_back(each, by=by)
        row.save()
    require(right, WRONG_CODE, UNPROCESSABLE)
    for act in AFTER_WITHDRAWAL:
        try:
            act(row.person, [each.purpose for each in standing])
        except Exception:  # The consent is taken back whatever follows; what was missed here, a clock catches up with.
            logger.exception("What follows a consent that was taken back")


def forget_unanswered() -> int:
    """Remove questions whose time is over without an answer; how many."""
    count, _rows = GuardianLink.objects.filter(used_at__isnull=True, code_until__lt=timezone.now()).delete()
    return count


def is_open(link: GuardianLink) -> bool:
    """Whether the link still waits for an answer."""
    return link.used_at is None and not link.code_is_spent(timezone.now())


def _locked(link: GuardianLink) -> GuardianLink:
    """The row anew, locked after its person, as where the question is asked."""
    Person.objects.select_for_update().get(pk=link.person_id)
    return GuardianLink.objects.select_for_update(of=("self",)).select_related("person").get(pk=link.pk)


def _agree(link: GuardianLink, agreements: Iterable[Agreement], by: User | None) -> None:
    require(by is None or by.pk != link.person.user_id, NOT_ONESELF, CONFLICT)
    behind = Person.objects.present().filter(user__mobile=link.mobile).select_related("user").first()
    require(behind is None or not behind.is_minor, GUARDIAN_NEEDED, CONFLICT)
    guardian, given = Guardian(link.name, link.relation, behind, link.mobile_index, link), list(agreements)
    for each in given:
        give(
            link.person,
            each.purpose,
            by=behind.user if behind else None,
            method=Method.GUARDIAN,
            agreement=each,
            guardian=guardian,
        )
    link.used_at = timezone.now()
    for act in AFTER_ANSWER:
        act(link.person, link.purposes, [each.purpose for each in given])


def taking_back_words() -> str:
    """The message with the code by which a guardian takes a consent back, in the active language."""
    return _gettext("Code to take back your consent at our association: %(address)s Code: %(code)s")


def _send(link: GuardianLink, code: str, *, taking_back: bool = False) -> None:
    """The message: nothing in it tells of whom it is about."""
    with translation.override(link.language):
        address = settings.WAGTAILADMIN_BASE_URL + reverse("people:guardian", kwargs={"pk": link.pk})
        asked = _gettext(
            "The Da'wah and Communities Association in Yanbu asks for your consent as a guardian: "
            "%(address)s Code: %(code)s"
        )
        text = (taking_back_words() if taking_back else asked) % {"address": address, "code": code}
    assert link.code_until is not None
    send_text(link.mobile, text, until=link.code_until)
