"""Giving and withdrawing consent, and the life of its texts (R8, R39)."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rules import is_staff
from attachments.models import Attachment
from audit.actions import record
from people.consent import queries
from people.consent.enums import Method
from people.models import Agreement, Consent, GuardianLink, Guardianship, Person
from people.models.agreement import BINDING
from people.refusals import CONFLICT, FORBIDDEN, UNPROCESSABLE, require

GUARDIAN_NEEDED = _("A guardian must agree for whoever is under eighteen.")
NOT_ONESELF = _("Nobody can be the guardian of oneself.")
NOT_YOURS = _("Only the person agrees, and nobody in their place.")
NEWER_TEXT = _("The text changed while you read it. Read it once more, then agree.")
NEEDS_PAPER = _("Add the signed paper.")
NEEDS_WITNESS = _("A second colleague must have heard it.")
SAME_EYES = _("A colleague who did not write the text publishes it.")
PUBLISHED_ALREADY = _("This text is published and cannot change. Write a new version.")
NOT_BEFORE_ARABIC = _("Publish the Arabic text of this version first: the others are its translations.")


@dataclass(frozen=True)
class Guardian:
    """Who agrees for a child. `person` is the guardian's own file, if there is one; `link` is the question answered."""

    name: str
    relation: str
    person: Person | None = None
    mobile_index: str = ""
    link: GuardianLink | None = None


@transaction.atomic
def give(
    person: Person,
    purpose: str,
    *,
    by: User | None,
    language: str = BINDING,
    method: Method = Method.ONLINE,
    agreement: Agreement | None = None,
    witness: User | None = None,
    paper: Attachment | None = None,
    guardian: Guardian | None = None,
) -> Consent:
    """Agree to the text in force. `agreement` is the text that was read; a repeat changes nothing.

    Raises Refused: a minor without a guardian, somebody in the person's place, a text that changed meanwhile.
    """
    locked = Person.objects.select_for_update(of=("self",)).select_related("user").get(pk=person.pk)
    text = queries.current(purpose, language)
    _require_right(locked, by, method, witness, paper, guardian)
    require(agreement is None or agreement.number == text.number, NEWER_TEXT, CONFLICT)
    read = agreement if agreement is not None and agreement.purpose == purpose else text
    standing = locked.consents.standing().select_related("agreement").filter(purpose=purpose).first()
    came_of_age = standing is not None and standing.method == Method.GUARDIAN and method != Method.GUARDIAN
    if standing and standing.agreement.number == read.number and not came_of_age:
        if guardian and guardian.link:  # Whoever answered last is the one who may take it back by the link.
            standing.guardian_link = guardian.link
            standing.save(update_fields=["guardian_link"])
        return standing
    if standing:
        standing.replaced_at = timezone.now()
        standing.save(update_fields=["replaced_at"])
    consent = Consent(person=locked, agreement=read, purpose=purpose, method=method, given_by=by)
    consent.witness, consent.paper = witness, paper
    if guardian:
        _note_guardian(consent, guardian)
    consent.save(force_insert=True)
    record("consent.given", by=by, subject=consent, details={"purpose": str(purpose), "version": read.number})
    return consent


@transaction.atomic
def withdraw(consent: Consent, *, by: User, reason: str = "") -> Consent:
    """Take a consent back. The row stays with its dates; a repeat changes nothing."""
    Person.objects.select_for_update().get(pk=consent.person_id)
    fresh = Consent.objects.select_for_update(of=("self",)).select_related("person").get(pk=consent.pk)
    require(by.pk == fresh.person.user_id or is_staff(by), NOT_YOURS, FORBIDDEN)
    return taken_back(fresh, by=by, reason=reason)


def taken_back(fresh: Consent, *, by: User | None, reason: str = "") -> Consent:
    """Note it on a row that the caller has locked and may take back."""
    if not fresh.is_standing:
        return fresh
    fresh.withdrawn_at, fresh.withdrawn_by, fresh.withdrawn_reason = timezone.now(), by, reason
    fresh.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    record("consent.withdrawn", by=by, subject=fresh, details={"purpose": fresh.purpose})
    return fresh


@transaction.atomic
def draft(purpose: str, language: str, *, by: User, title: str, text: str, consequence: str, changed: str) -> Agreement:
    """Begin or rewrite the draft of the next version; whoever wrote last is its writer."""
    words = {"title": title, "text": text, "consequence": consequence, "what_changed": changed, "created_by": by}
    row, made = Agreement.objects.select_for_update().get_or_create(
        purpose=purpose,
        language=language,
        published_at=None,
        defaults={"number": next_number(purpose, language), **words},
    )
    if not made:
        for name, value in words.items():
            setattr(row, name, value)
        row.save()
    record("agreement.drafted", by=by, subject=row)
    return row


@transaction.atomic
def publish(agreement: Agreement, *, by: User) -> Agreement:
    """Bring a draft into force. Raises Refused for its own writer, and for a translation before its Arabic text."""
    row = Agreement.objects.select_for_update().get(pk=agreement.pk)
    require(not row.is_published, PUBLISHED_ALREADY, CONFLICT)
    require(row.created_by_id != by.pk, SAME_EYES, CONFLICT)
    arabic = Agreement.objects.published().filter(purpose=row.purpose, language=BINDING, number=row.number)
    require(row.language == BINDING or arabic.exists(), NOT_BEFORE_ARABIC, CONFLICT)
    row.published_at, row.published_by = timezone.now(), by
    row.save(update_fields=["published_at", "published_by"])
    record("agreement.published", by=by, subject=row)
    return row


def next_number(purpose: str, language: str) -> int:
    """The number of a new draft: a translation bears that of the Arabic version which it lacks."""
    rows = Agreement.objects.filter(purpose=purpose)
    arabic = max(rows.filter(language=BINDING).values_list("number", flat=True), default=0)
    own = max(rows.filter(language=language).values_list("number", flat=True), default=0)
    return max(arabic, own + 1) if language != BINDING else arabic + 1


def _require_right(
    person: Person,
    by: User | None,
    method: Method,
    witness: User | None,
    paper: Attachment | None,
    guardian: Guardian | None,
) -> None:
    """Who may agree, and with what beside it."""
    if method is Method.GUARDIAN:
        itself = guardian is not None and guardian.person is not None and guardian.person.pk == person.pk
        require(not itself and (by is None or by.pk != person.user_id), NOT_ONESELF, CONFLICT)
    elif method is Method.ONLINE:
        require(by is not None and by.pk == person.user_id, NOT_YOURS, FORBIDDEN)
    else:
        require(by is not None and is_staff(by) and by.pk != person.user_id, NOT_YOURS, FORBIDDEN)
    alone = guardian is None or method is Method.ONLINE
    require(not alone or not (person.is_minor or method is Method.GUARDIAN), GUARDIAN_NEEDED, CONFLICT)
    require(method is not Method.PAPER or paper is not None, NEEDS_PAPER, UNPROCESSABLE)
    heard = witness is not None and is_staff(witness) and witness != by
    require(method is not Method.SPOKEN or heard, NEEDS_WITNESS, UNPROCESSABLE)


def _note_guardian(consent: Consent, guardian: Guardian) -> None:
    """The guardian on the consent itself, and beside the child for later."""
    consent.guardian_name, consent.guardian_relation = guardian.name, guardian.relation
    consent.guardian_person, consent.guardian_link = guardian.person, guardian.link
    if guardian.mobile_index and consent.person.is_minor:
        found = Guardianship.objects.filter(
            child=consent.person, mobile_index=guardian.mobile_index, until__isnull=True
        ).first()
        row = found or Guardianship(child=consent.person, mobile_index=guardian.mobile_index)
        row.name, row.relation, row.guardian = guardian.name, guardian.relation, guardian.person
        row.save()
