"""Offering places to many: asked once, done by the worker line by line, each in a transaction of its own."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.actions import record
from volunteering.joining import actions as joining
from volunteering.models import OpportunityPage, Placing, PlacingLine, Shift
from volunteering.refusals import CONFLICT, NOT_YOURS, UNPROCESSABLE, Refused, require
from volunteering.rules import coordinates
from volunteering.scheduling.placing.spreading import Pair
from volunteering.scheduling.placing.tasks import offer_places

MOST = 5000  # places in one offer to many
NOBODY = _("No place is left to be offered. Choose other shifts or other volunteers.")
TOO_MANY = _("These are too many places at once. Offer 5000 at most.")
TOO_LATE = _("The day until which they may answer has passed. Choose a later one.")
NOT_PUBLIC = _("The page of this opportunity is not published yet. Nobody could read what is offered.")


@transaction.atomic
def ask(opportunity: OpportunityPage, pairs: Iterable[Pair], *, answer_until: datetime, key: UUID, by: User) -> Placing:
    """Hand the offers to the worker. The key makes a second click find the offers of the first."""
    require(coordinates(by), NOT_YOURS)
    page = OpportunityPage.objects.select_for_update(of=("self",), no_key=True).get(pk=opportunity.pk)
    if made := Placing.objects.filter(pk=key).first():
        return made
    lines = dict.fromkeys((volunteer.pk, shift.pk) for volunteer, shift in pairs)
    require(page.live, NOT_PUBLIC, CONFLICT)
    require(bool(lines), NOBODY, UNPROCESSABLE)
    require(len(lines) <= MOST, TOO_MANY, UNPROCESSABLE)
    require(answer_until > timezone.now(), TOO_LATE, UNPROCESSABLE)
    placing = Placing.objects.create(pk=key, opportunity=page, asked_by=by, answer_until=answer_until)
    PlacingLine.objects.bulk_create(
        [PlacingLine(placing=placing, volunteer_id=volunteer, shift_id=shift) for volunteer, shift in lines]
    )
    record("volunteering.places_offered", by=by, subject=placing, details={"count": len(lines)})
    transaction.on_commit(partial(offer_places.enqueue, str(placing.pk)))
    return placing


@transaction.atomic
def go_on(placing: Placing, *, by: User) -> None:
    """Hand what is left to the worker once more, when it was stopped on the way."""
    require(coordinates(by), NOT_YOURS)
    if not placing.is_ended:
        transaction.on_commit(partial(offer_places.enqueue, str(placing.pk)))


def go_through(placing_id: str) -> None:
    """Offer the place of every line that is not done; a second run of a finished one does nothing."""
    placing = Placing.objects.filter(pk=placing_id).first()
    if placing is None:
        return
    waiting = placing.lines.filter(done_at__isnull=True)
    with translation.override(settings.LANGUAGE_CODE):
        for key in list(waiting.values_list("pk", flat=True)):
            _offer(key)
    if not waiting.exists():
        Placing.objects.filter(pk=placing.pk, ended_at__isnull=True).update(ended_at=timezone.now())


@transaction.atomic
def _offer(key: int) -> None:
    """One line, behind the lock of its shift; what joining refuses stays as its reason."""
    line = PlacingLine.objects.select_related("shift", "volunteer", "placing__asked_by").filter(pk=key).first()
    if line is None or not Shift.objects.select_for_update(no_key=True).filter(pk=line.shift_id).exists():
        return  # The set of the shift was undone meanwhile, and its lines went with it.
    fresh = PlacingLine.objects.select_for_update(no_key=True).get(pk=key)
    if fresh.done_at:
        return
    try:
        with transaction.atomic():
            until, by = line.placing.answer_until, line.placing.asked_by
            fresh.placement = joining.offer_to(line.shift, line.volunteer, by=by, until=until)
    except Refused as refusal:
        fresh.refused = str(refusal.message)[:400]
    fresh.done_at = timezone.now()
    fresh.save(update_fields=["placement", "refused", "done_at"])
