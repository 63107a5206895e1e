"""What several acts on places share. Each is called with the shift locked."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Max
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications.actions import notify
from office.queries import settings as office_settings
from volunteering.enums import Event
from volunteering.history import keep
from volunteering.joining import clocks, queries
from volunteering.joining.candidates import Candidate, Hindrance
from volunteering.joining.wording import Moment, Span
from volunteering.models import Placement, Shift
from volunteering.refusals import CONFLICT, UNPROCESSABLE, Refused, moving, require

SAY_WHY = _("Write why, in a few words: the volunteer reads it.")
FULL = _("No place is free in this shift.")
STANDS = _("This volunteer stands in the shift already.")
PLACE = "volunteering:place"


class NotForThem(Refused):
    """A shift that this volunteer can't join. `hindrances` say why, each with what can be done about it."""

    def __init__(self, hindrances: Sequence[Hindrance]) -> None:
        super().__init__(hindrances[0].text, CONFLICT)
        self.hindrances = list(hindrances)


def require_fit(candidate: Candidate, shift: Shift, *, besides: Placement | None = None) -> None:
    """Raise NotForThem unless the shift is for the volunteer."""
    if found := candidate.hindrances(shift, besides=besides.pk if besides else None):
        raise NotForThem(found)


def require_reason(reason: str) -> str:
    """The reason without its margins. Raises Refused for none."""
    require(bool(reason.strip()), SAY_WHY, UNPROCESSABLE)
    return reason.strip()


def tell(placement: Placement, event: Event, *, by: User | None, note: str | Promise = "", **context: object) -> None:
    """Event, audit row and message about a place; the message leads to its page."""
    keep(
        placement.volunteer,
        event,
        by=by,
        placement=placement,
        note=str(note),
        url_name=PLACE,
        url_kwargs={"pk": str(placement.pk)},
        when=Span.of(placement.shift),
        **context,
    )


def write(placement: Placement, template: str, **context: object) -> None:
    """A word about a place that is no move: a message alone, which leads to its page."""
    shift = placement.shift
    told = {"reference": placement.volunteer.reference, "opportunity": shift.opportunity.title, "shift": shift}
    notify(
        placement.volunteer.person.recipient,
        template,
        subject=placement,
        url_name=PLACE,
        url_kwargs={"pk": str(placement.pk)},
        context={**told, "when": Span.of(shift), **context},
    )


def seat(placement: Placement, candidate: Candidate, *, by: User | None) -> Placement:
    """The place is theirs, or kept until the guardian answers."""
    if not candidate.needs_guardian(placement.shift):
        return give(placement, by=by)
    with moving():
        placement.await_guardian()
    placement.answer_until = clocks.guardian_until(placement.shift)
    placement.save()
    tell(placement, Event.PLACE_KEPT, by=by, until=Moment(placement.answer_until))
    return placement


def give(placement: Placement, *, by: User | None) -> Placement:
    """The place is theirs."""
    with moving():
        placement.accept()
    told_now(placement)
    placement.save()
    tell(placement, Event.JOINED, by=by)
    return placement


def told_now(placement: Placement) -> None:
    """Whoever gets the place within the hours of a reminder needs none."""
    now, numbers = timezone.now(), office_settings()
    ahead = placement.shift.starts_at - now
    placement.reminded_at = now if ahead <= timedelta(hours=numbers.volunteer_remind_hours) else None
    placement.reminded_again_at = now if ahead <= timedelta(hours=numbers.volunteer_remind_again_hours) else None


def stand_in_line(placement: Placement, *, by: User) -> Placement:
    """To the end of the waiting list; its order never depends on the clock alone."""
    last = placement.shift.placements.waiting().order_by().aggregate(at=Max("queued_at"))["at"]
    placement.wait()
    if last and placement.queued_at and placement.queued_at <= last:
        placement.queued_at = last + timedelta(microseconds=1)
    placement.save()
    tell(placement, Event.WAITLISTED, by=by, line=queries.line_of(placement))
    return placement


def end_swaps(placement: Placement) -> None:
    """Take back what was asked of colleagues about this place."""
    for swap in placement.swaps.asked().select_related("to__person"):
        swap.withdraw()
        swap.save()
        keep(swap.to, Event.SWAP_ENDED, by=None)
