"""Which text is in force, who agreed to it, and what a person's own page shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from people.consent.enums import ON_PAGE, Purpose
from people.models import Agreement, Consent, Person
from people.models.agreement import BINDING


@dataclass(frozen=True)
class Standing:
    """One purpose on the person's page: the text in force in the reader's language, and what was agreed to."""

    purpose: Purpose
    agreement: Agreement
    consent: Consent | None

    @property
    def needs_again(self) -> bool:
        """Whether the text changed since the person agreed. The old consent stands until then."""
        return self.consent is not None and self.consent.agreement.number < self.agreement.number


def current(purpose: str, language: str) -> Agreement:
    """The text in force: that of the newest Arabic version, in `language` when it is translated.

    Raises Agreement.DoesNotExist for a purpose without a published text.
    """
    found = _in_force([purpose], language)
    if purpose not in found:
        raise Agreement.DoesNotExist(purpose)
    return found[purpose]


def standings(rows: Iterable[Consent], language: str, purposes: Iterable[Purpose] = ON_PAGE) -> list[Standing]:
    """Each purpose with its text and, among `rows` of one person's history, the standing consent; one query."""
    wanted = list(purposes)
    texts = _in_force(wanted, language)
    given = {each.purpose: each for each in rows if each.is_standing}
    return [Standing(each, texts[each], given.get(each)) for each in wanted if each in texts]


def history(person: Person) -> QuerySet[Consent]:
    """Every consent of the person, newest first, with its text."""
    return person.consents.select_related("agreement")


def has_consent(person: Person, purpose: str) -> bool:
    """Whether the person agrees to `purpose` now."""
    return person.consents.standing().filter(purpose=purpose).exists()


def has_withdrawn(person: Person, purpose: str) -> bool:
    """Whether the person agreed once, took it back, and did not agree again."""
    rows = person.consents.filter(purpose=purpose).values_list("withdrawn_at", "replaced_at")
    return bool(rows) and all(withdrawn or replaced for withdrawn, replaced in rows)


def versions() -> QuerySet[Agreement]:
    """Every text, with how many agree to it now and how many took it back."""
    stands = Q(consents__withdrawn_at__isnull=True, consents__replaced_at__isnull=True)
    return (
        Agreement.objects.select_related("created_by", "published_by")
        .annotate(
            agreeing=Count("consents", filter=stands, distinct=True),
            withdrawn=Count("consents", filter=Q(consents__withdrawn_at__isnull=False), distinct=True),
        )
        .order_by("purpose", "-number", "language")
    )


def withdrawals() -> QuerySet[Consent]:
    """What was taken back, latest first: some of it asks a colleague to act, as with a story."""
    taken = Consent.objects.filter(withdrawn_at__isnull=False)
    return taken.select_related("person").order_by("-withdrawn_at", "-pk")


def _in_force(purposes: Iterable[str], language: str) -> dict[str, Agreement]:
    """The texts in force by purpose, in one query. A translation of an older version does not stand in for the new."""
    rows = list(Agreement.objects.published().filter(purpose__in=list(purposes), language__in={BINDING, language}))
    newest = {row.purpose: row for row in sorted(rows, key=lambda each: each.number) if row.language == BINDING}
    translated = {(row.purpose, row.number): row for row in rows if row.language == language}
    return {purpose: translated.get((purpose, row.number), row) for purpose, row in newest.items()}
