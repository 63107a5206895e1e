"""Help in requests: an interpreter who came, a driver who comes tomorrow, and one who is still looked for."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from casework.helping_out import actions as help_in
from home.demo.cases import case_of
from home.demo.clock import HOUR, clock, open_morning, working_day
from home.demo.people import NEIGHBOURS, account_at
from home.demo.volunteering_registering import SERVING, Helping
from volunteering.certificates.actions import issue
from volunteering.enums import ErrandKind, OpenTo, TownPart
from volunteering.errands import actions
from volunteering.models import Errand, Volunteer

DRIVER, URDU, ENGLISH = SERVING[0], SERVING[2], SERVING[5]
READS_ENGLISH, COMES_FROM_FAR, READS_URDU = NEIGHBOURS[7], NEIGHBOURS[8], NEIGHBOURS[2]


def build_volunteering_errands(staff: dict[Role, User]) -> int:
    """Errands in three standings; how many were made, none on a second run."""
    if Errand.objects.exists() or not Volunteer.objects.exists():
        return 0
    with clock(open_morning(20)):
        _may_be_asked(DRIVER, TownPart.NAKHAL, TownPart.BAHR)
        _may_be_asked(URDU, TownPart.BAHR)
        _may_be_asked(ENGLISH, TownPart.BAHR, TownPart.INDUSTRIAL)
    _interpreted(staff)
    _driven_tomorrow(staff[Role.MANAGER])
    _looked_for(staff[Role.RECEPTION])
    return Errand.objects.count()


def _interpreted(staff: dict[Role, User]) -> None:
    """An hour at the counter, noted by whoever received her; the coordinator certified it."""
    case, reception = case_of(READS_ENGLISH), staff[Role.RECEPTION]
    assert case.submitted_at
    begins = max(_at(working_day(-1), time(12)), case.submitted_at + 5 * HOUR)
    with clock(begins - 2 * HOUR):
        where = "عند الاستقبال في المقر."
        wanted = _wanted(ErrandKind.INTERPRETER, "en", TownPart.BAHR, where, open_to=OpenTo.WOMEN)
        errand = help_in.ask(case, by=reception, starts_at=begins, ends_at=begins + HOUR, **wanted)
    with clock(begins - HOUR):
        actions.take(errand, by=account_at(ENGLISH.mobile))
    with clock(begins + HOUR):
        help_in.finish(case.help_wanted.get(), by=reception, minutes=55)
    with clock(begins + 2 * HOUR):
        issue(_volunteer(ENGLISH), None, by=staff[Role.VOLUNTEER_COORDINATOR])


def _driven_tomorrow(manager: User) -> None:
    """He has taken it on, and knows where to be."""
    begins = _at(working_day(1), time(9))
    with clock(timezone.now() - 6 * HOUR):
        where = "من أمام مسجد الحي إلى المقر، ثم العودة. لا يستطيع صعود الدرج."
        wanted = _wanted(ErrandKind.DRIVER, "", TownPart.NAKHAL, where, open_to=OpenTo.MEN)
        errand = help_in.ask(
            case_of(COMES_FROM_FAR), by=manager, starts_at=begins, ends_at=begins + timedelta(hours=2), **wanted
        )
    with clock(timezone.now() - 4 * HOUR):
        actions.take(errand, by=account_at(DRIVER.mobile))


def _looked_for(reception: User) -> None:
    """He was asked this morning and has not answered yet."""
    begins = _at(working_day(3), time(10))
    wanted = _wanted(ErrandKind.INTERPRETER, "ur", TownPart.BAHR, "عند الاستقبال في المقر.")
    with clock(timezone.now() - 2 * HOUR):
        help_in.ask(case_of(READS_URDU), by=reception, starts_at=begins, ends_at=begins + HOUR, **wanted)


def _wanted(
    kind: ErrandKind, language: str, town_part: TownPart, details: str, *, open_to: OpenTo = OpenTo.EVERYONE
) -> dict[str, Any]:
    return {"kind": kind, "language": language, "town_part": town_part, "details": details, "open_to": open_to}


def _may_be_asked(helping: Helping, *parts: TownPart) -> None:
    volunteer = _volunteer(helping)
    actions.choose(volunteer, by=account_at(helping.mobile), takes_errands=True, town_parts=list(parts))


def _volunteer(helping: Helping) -> Volunteer:
    return Volunteer.objects.of(account_at(helping.mobile)).get()


def _at(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
