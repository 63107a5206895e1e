"""Making two files one, taking them apart again, and saying that two files are of two people."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.actions import record
from notifications.actions import notify
from notifications.enums import Channel
from office.queries import settings
from people import rules
from people.merging import journal
from people.models import Distinct, Merge, Person
from people.refusals import CONFLICT, UNPROCESSABLE, require

NOT_YOURS = _("Your role does not allow this, or the file is your own or of your kin.")
ONESELF = _("This is one and the same file. Choose two.")
ONE_ALREADY = _("One of the two files is part of another one already. Nothing was changed.")
UNDONE_ALREADY = _("These files were taken apart already. Nothing was changed.")
TOO_LATE = _("The time to undo this merge has passed. Nothing was changed.")
LATER_FIRST = _("The file was merged again after this. Undo the later merge first.")
WHY_APART = _("Write how you know that these are two people.")


@transaction.atomic
def merge(kept: Person, absorbed: Person, *, by: User, chosen: Mapping[str, str] | None = None) -> Merge:
    """Take one file into another; nothing is lost, and for a day it can be undone.

    `chosen` says for a unit of `choices.UNITS` whether the value of the "kept" or the "absorbed" file stays.
    Raises Refused: one's own file or kin's (403), the same file twice (422), a file merged before (409).
    """
    require(kept.pk != absorbed.pk, ONESELF, UNPROCESSABLE)
    stays, goes = _locked(kept, absorbed)
    for each in (stays, goes):
        _require_may(by, each)
    require(stays.merged_into_id is None and goes.merged_into_id is None, ONE_ALREADY, CONFLICT)
    done = join(stays, goes, by=by, chosen=chosen or {})
    _tell("people/merged", done, until=done.undo_until)
    return done


def join(kept: Person, absorbed: Person, *, by: User, chosen: Mapping[str, str]) -> Merge:
    """The move itself, for locked files that may be joined, in the caller's transaction. It tells nobody."""
    moved, before = journal.move(kept, absorbed, by=by, chosen=chosen)
    now = timezone.now()
    done = Merge.objects.create(
        kept=kept,
        absorbed=absorbed,
        by=by,
        at=now,
        undo_until=now + timedelta(hours=settings().merge_undo_hours),
        moved=moved,
        before=before,
    )
    _record("person.merged", done, by)
    return done


@transaction.atomic
def undo(merge: Merge, *, by: User) -> Merge:
    """Take the two files apart: each gets back what was its own. What came after the merge stays where it is.

    Raises Refused (409) when the time has passed, when it was undone before, or when a later merge stands on it.
    """
    _locked(merge.kept, merge.absorbed)
    done = Merge.objects.select_for_update(of=("self",)).select_related("kept", "absorbed").get(pk=merge.pk)
    for each in (done.kept, done.absorbed):
        _require_may(by, each)
    require(done.undone_at is None, UNDONE_ALREADY, CONFLICT)
    require(done.can_be_undone, TOO_LATE, CONFLICT)
    require(not journal.later(done).exists(), LATER_FIRST, CONFLICT)
    journal.put_back(done, by=by)
    done.undone_at, done.undone_by = timezone.now(), by
    done.save(update_fields=["undone_at", "undone_by"])
    _record("person.unmerged", done, by)
    _tell("people/unmerged", done)
    return done


@transaction.atomic
def keep_apart(one: Person, other: Person, *, by: User, reason: str) -> Distinct:
    """These are two people: the finder shows the pair no more. Said twice it is as said once."""
    require(one.pk != other.pk, ONESELF, UNPROCESSABLE)
    for each in _locked(one, other):
        _require_may(by, each)
    require(bool(reason.strip()), WHY_APART, UNPROCESSABLE)
    first, second = sorted((one, other), key=lambda each: each.pk)
    pair, is_new = Distinct.objects.get_or_create(
        first=first, second=second, defaults={"by": by, "reason": reason.strip()}
    )
    if is_new:
        for each, beside in ((first, second), (second, first)):
            record("person.kept_apart", by=by, subject=each, details={"beside": beside.reference})
    return pair


@transaction.atomic
def compare_again(one: Person, other: Person, *, by: User) -> None:
    """Take back that these are two people; twice is as once."""
    for each in _locked(one, other):
        _require_may(by, each)
    first, second = sorted((one, other), key=lambda each: each.pk)
    gone, _rows = Distinct.objects.filter(first=first, second=second).delete()
    if gone:
        record("person.compared_again", by=by, subject=first, details={"beside": second.reference})


def _locked(one: Person, other: Person) -> tuple[Person, Person]:
    """Both rows, locked in the order of their keys, handed back in the order asked for."""
    rows = Person.objects.select_for_update(of=("self",)).select_related("recipient__user", "user")
    found = {each.pk: each for each in rows.filter(pk__in=[one.pk, other.pk]).order_by("pk")}
    return found[one.pk], found[other.pk]


def _require_may(by: User, person: Person) -> None:
    require(rules.can_merge(by) and not rules.is_kin(by, person), NOT_YOURS)


def _record(action: str, done: Merge, by: User) -> None:
    """A row about each of the two files."""
    for each, beside in ((done.kept, done.absorbed), (done.absorbed, done.kept)):
        record(action, by=by, subject=each, details={"beside": beside.reference, "stays": done.kept.reference})


def _tell(template: str, done: Merge, **context: object) -> None:
    """Write to both, once to each address; no names and no numbers of either file."""
    fresh = Person.objects.select_related("recipient__user").filter(pk__in=[done.kept_id, done.absorbed_id])
    told: list[dict[Channel, str]] = [{}]
    for person in sorted(fresh, key=lambda each: each.pk != done.kept_id):
        addresses = person.recipient.addresses()
        if addresses not in told or person.pk == done.kept_id:
            notify(person.recipient, template, subject=None, context=context)
        told.append(addresses)
