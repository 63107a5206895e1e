"""Whether a service takes one more request: its days and its places, counted alone under the row of places.

The day that counts is the day of sending. A draft begun while the service was open stays the person's when the
service closes or fills meanwhile: nothing of it is lost, and it can be sent when a place is free or a new opening
begins. A request withdrawn or declined gives its place back.
"""

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applications.enums import PLACE_HOLDING
from applications.models import Application
from applications.refusals import CONFLICT, Refused, require
from saudi import hijri
from services import opening
from services.actions import lock_places, note_places
from services.enums import State
from services.models import ServicePage
from services.queries import opening_today

FULL = _("All places of this service are taken. Your answers are kept; look again later, or contact us.")
CLOSED = _("This service takes no requests at present: its last day has passed. Your answers are kept.")
SOON = _("This service is not open yet. It opens on %(day)s.")


def require_open(service: ServicePage) -> None:
    """Raise Refused (409) when `service` takes no new request today."""
    now = opening_today(service)
    require(now.is_open, _told(now), CONFLICT)


def take(service: ServicePage) -> None:
    """Take one place for a request that is being sent, or raise Refused (409). One at a time, by the lock."""
    if not _is_bounded(service):
        return
    places = lock_places(service)
    now = opening.of(service, None, timezone.localdate())
    if now.state in (State.CLOSED, State.SOON):
        raise Refused(_told(now), CONFLICT)
    taken = _counted(service)
    if service.capacity is not None and taken >= service.capacity:
        raise Refused(FULL, CONFLICT)
    note_places(places, opens_on=service.opens_on, taken=taken + 1)


def recount(service: ServicePage) -> None:
    """After a request was withdrawn or declined: its place is free again."""
    if service.capacity is not None:
        note_places(lock_places(service), opens_on=service.opens_on, taken=_counted(service))


def _is_bounded(service: ServicePage) -> bool:
    return bool(service.opens_on or service.closes_on or service.capacity is not None)


def _counted(service: ServicePage) -> int:
    """Requests that hold a place of the present opening, whatever the language they were written in."""
    held = Application.objects.filter(service__translation_key=service.translation_key, status__in=PLACE_HOLDING)
    if service.opens_on:
        held = held.filter(submitted_at__date__gte=service.opens_on)
    return held.count()


def _told(now: opening.Opening) -> str | Promise:
    if now.state is State.SOON and now.opens_on:
        return SOON % {"day": hijri.both(now.opens_on, get_language() or "ar")}
    return FULL if now.state is State.FULL else CLOSED
