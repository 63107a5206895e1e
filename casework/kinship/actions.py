"""Declaring kinship and taking it back. One order everywhere: lock, rule, move, save, event, audit, notify."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.enums import WITH_STAFF
from applications.models import Application
from applications.refusals import UNPROCESSABLE, require
from audit.actions import record
from casework.kinship import queries, rules
from casework.seeking import actions as seeking
from people.models import Kinship, Person

NOT_YOURS = _("Only the colleague or a manager declares this.")
ONLY_A_MANAGER = _("Only another manager takes a declaration back.")
WHY = _("Write why the declaration is taken back.")


@transaction.atomic
def seek(words: str, *, by: User) -> Person | None:
    """The one person whom the number names. Each look leaves a row, and is allowed so often in a day."""
    require(rules.declares(by), NOT_YOURS)
    seeking.require_patience(by, seeking.KINSHIP)
    kind, found = queries.person_named(words)
    seeking.note_sought([found] if found else [], by=by, kind=kind, place=seeking.KINSHIP)
    return found


@transaction.atomic
def declare(colleague: User, person: Person, *, by: User) -> Kinship:
    """Note that `colleague` is kin of `person`: their requests are closed to the colleague from now on.

    Open requests of the person that stood with the colleague wait unassigned. Declared again, nothing changes.
    """
    require(rules.may_declare_for(by, colleague), NOT_YOURS)
    held = list(_held(colleague, person))  # Requests are locked before their person, everywhere.
    file = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    kept, made = Kinship.objects.get_or_create(user=colleague, person=file, defaults={"declared_by": by})
    if made:
        record("kinship.declared", by=by, subject=file, details={"colleague": colleague.reference})
        _let_go(held, colleague, by)
    return kept


@transaction.atomic
def remove(kinship: Kinship, *, by: User, reason: str) -> None:
    """Take back a declaration made by mistake, against a reason that stays. Harmless when it is gone already."""
    row = Kinship.objects.select_for_update(of=("self",)).select_related("user", "person").filter(pk=kinship.pk).first()
    require(rules.may_remove(by, row or kinship), ONLY_A_MANAGER)
    require(bool(reason.strip()), WHY, UNPROCESSABLE)
    if row is None:
        return
    details = {"colleague": row.user.reference}
    record("kinship.removed", by=by, subject=row.person, reason=reason.strip(), details=details)
    row.delete()


def _held(colleague: User, person: Person) -> QuerySet[Application]:
    cases = Application.objects.select_for_update(of=("self",)).filter(person=person, assigned_to=colleague)
    return cases.filter(status__in=WITH_STAFF).order_by("pk")


def _let_go(held: list[Application], colleague: User, by: User) -> None:
    for case in held:
        case.assigned_to = None
        case.save(update_fields=["assigned_to"])
        record("application.unassigned", by=by, subject=case, details={"colleague": colleague.reference})
