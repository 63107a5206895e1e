"""The demo's volunteers: most serve, some wait, and each got there by the same actions as everyone."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from attachments.checks import check
from home.demo.clock import HOUR, clock, open_morning
from home.demo.people import account_at
from home.demo.scans import scan
from notifications.enums import Channel
from notifications.models import Delivery
from people.actions import keep, person_of
from people.consent import guardian
from people.consent.queries import current
from people.enums import Gender
from people.models import GuardianLink
from volunteering.models import Volunteer
from volunteering.registering.actions import moves, profile
from volunteering.registering.queries import CHARTER
from volunteering.registering.staff import actions as review

EVENINGS = {str(day): ["evening"] for day in (6, 0, 1, 2, 3)}
MORNINGS = {str(day): ["morning", "afternoon"] for day in (6, 0, 1, 2)}
WEEKENDS = {"4": ["morning", "afternoon", "evening"], "5": ["afternoon", "evening"]}
STUDENT_YEARS = 16
DECLINED = "اكتمل عدد المتطوعين في هذا المجال هذا الموسم، ونسعد بتسجيلك في الموسم القادم."
SUSPENDED = "تكرر الغياب عن المواعيد دون إشعار. نرجو التواصل معنا لنجد وقتًا يناسبك."
UNCLEAR = "صورة الرخصة غير واضحة. نرجو إرسالها مرة أخرى."


@dataclass(frozen=True)
class Helping:
    """Somebody who volunteers. The names are invented."""

    given: str
    father: str
    family: str
    mobile: str
    born: date
    gender: Gender = Gender.MALE
    nationality: str = "SA"
    spoken: tuple[str, ...] = ("ar",)
    interests: tuple[str, ...] = ("ramadan", "logistics")
    skills: tuple[str, ...] = ()
    interprets: tuple[str, ...] = ()
    has_car: bool = False
    times: dict[str, list[str]] = field(default_factory=lambda: EVENINGS)
    about: str = ""

    @property
    def name(self) -> str:
        return f"{self.given} {self.father} {self.family}"


def _minor(given: str, father: str, mobile: str, **more: Any) -> Helping:
    born = date(timezone.localdate().year - STUDENT_YEARS, 1, 9)
    return Helping(given, father, "الجهني", mobile, born, interests=("ramadan", "events"), times=WEEKENDS, **more)


def _woman(given: str, father: str, family: str, mobile: str, born: date, **more: Any) -> Helping:
    return Helping(given, father, family, mobile, born, gender=Gender.FEMALE, **more)


SERVING = (
    Helping("عبدالإله", "سامي", "الجهني", "+966500000161", date(2003, 2, 11), has_car=True, about="طالب هندسة."),
    Helping("معاذ", "خالد", "الحربي", "+966500000162", date(1999, 8, 3), skills=("organising", "cooking")),
    Helping(
        "محمد عرفان",
        "عبدالحميد",
        "شيخ",
        "+966500000163",
        date(1988, 5, 20),
        nationality="PK",
        spoken=("ur", "ar", "en"),
        interests=("language", "teaching"),
        skills=("interpreting", "teaching"),
        interprets=("ur", "en"),
        has_car=True,
    ),
    Helping(
        "عبدالكريم",
        "نور",
        "إسلام",
        "+966500000164",
        date(1991, 11, 2),
        nationality="BD",
        spoken=("bn", "ar"),
        interests=("language", "visits"),
        skills=("interpreting",),
        interprets=("bn",),
        times=WEEKENDS,
    ),
    _woman("أروى", "ناصر", "العتيبي", "+966500000165", date(2001, 4, 17), interests=("teaching", "visits")),
    _woman(
        "سارة",
        "عبدالعزيز",
        "الشمري",
        "+966500000166",
        date(1996, 9, 30),
        spoken=("ar", "en"),
        interests=("language", "media"),
        skills=("interpreting", "design", "writing"),
        interprets=("en",),
        times=MORNINGS,
    ),
    _woman("ريناد", "فهد", "المطيري", "+966500000167", date(2004, 1, 8), interests=("events", "ramadan")),
    Helping(
        "أنس", "محمود", "الفارسي", "+966500000168", date(1985, 12, 19), skills=("it", "accounting"), times=MORNINGS
    ),
    Helping(
        "طارق", "حسين", "البلوي", "+966500000169", date(1979, 7, 7), has_car=True, interests=("logistics", "visits")
    ),
    _woman("لجين", "إبراهيم", "الغامدي", "+966500000170", date(1998, 3, 25), skills=("first_aid", "medicine")),
    Helping(
        "ياسين", "علي", "الزبيدي", "+966500000171", date(2002, 6, 14), interests=("ramadan", "media"), times=WEEKENDS
    ),
    Helping("بندر", "سعد", "القرني", "+966500000172", date(1993, 10, 1), skills=("photography",), interests=("media",)),
    _woman(
        "هند", "صالح", "الرويلي", "+966500000173", date(1990, 2, 2), interests=("office", "teaching"), times=MORNINGS
    ),
)
WAITING = (
    Helping("راكان", "ماجد", "السلمي", "+966500000174", date(2005, 5, 5), about="أدرس في كلية ينبع الصناعية."),
    _woman("جود", "عادل", "الحازمي", "+966500000175", date(2000, 12, 12), skills=("driving",), has_car=True),
)
STUDENT = _minor("تركي", "بدر", "+966500000176")
ASKED = _minor("عمار", "ياسر", "+966500000177")
REFUSED = Helping("سلطان", "عمر", "الثبيتي", "+966500000178", date(1997, 1, 21))
STOPPED = Helping("نواف", "حمد", "العنزي", "+966500000179", date(1994, 4, 4), has_car=True)
RESTING = Helping("مشعل", "فيصل", "المالكي", "+966500000180", date(1987, 8, 18), interests=("visits",))
BEGUN = Helping("زياد", "وليد", "الأنصاري", "+966500000181", date(2003, 9, 9))


def build_volunteers(staff: dict[Role, User]) -> int:
    """Volunteers in every standing; how many, none on a second run."""
    if Volunteer.objects.exists():
        return 0
    by = staff[Role.VOLUNTEER_COORDINATOR]
    for number, helping in enumerate(SERVING):
        serving(helping, by, days_ago=90 - 5 * number)
    _qualified(SERVING[0], "driving", "رخصة قيادة خاصة", by, ends=timedelta(days=24))
    _qualified(SERVING[9], "first_aid", "دورة إسعافات أولية", by, ends=timedelta(days=300))
    _waiting(by)
    _under_age(by)
    _not_serving(by)
    return Volunteer.objects.count()


def serving(helping: Helping, by: User, *, days_ago: int) -> Volunteer:
    """Registered so many days ago, and accepted two days later."""
    volunteer = _sent(helping, days_ago)
    with clock(open_morning(max(1, days_ago - 2)) + HOUR):
        return review.activate(volunteer, by=by)


def _waiting(by: User) -> None:
    """One was sent yesterday with a paper that is not clear, one is overdue, one is still being written."""
    _sent(WAITING[0], 14)
    volunteer = _sent(WAITING[1], 1)
    paper = _paper(volunteer, "driving", "رخصة قيادة", timezone.localdate() + timedelta(days=900))
    review.refuse_qualification(paper, by=by, reason=UNCLEAR)
    _paper(volunteer, "driving", "رخصة قيادة، صورة أوضح", timezone.localdate() + timedelta(days=900))
    with clock(open_morning(2)):
        begun = profile.begin(by=_account(BEGUN))
        profile.keep_step(begun, "interests", by=_account(BEGUN), interests=["events"])


def _under_age(by: User) -> None:
    """A student whose father agreed to the charter, and one whose mother has not answered yet."""
    father = {"name": "بدر الجهني", "relation": "father", "mobile": "+966500000186"}
    with clock(open_morning(20)):
        volunteer = moves.send(_filled(STUDENT), by=_account(STUDENT), guardian_named=father)
    with clock(open_morning(19)):
        link = GuardianLink.objects.get(person=volunteer.person, used_at=None)
        texts = [current(CHARTER, "ar")]
        guardian.answer(link, code=_code_to(father["mobile"]), agreements=texts, by=None)
    with clock(open_morning(17)):
        review.activate(volunteer, by=by)
    mother = {"name": "منى الجهني", "relation": "mother", "mobile": "+966500000187"}
    with clock(open_morning(2)):
        moves.send(_filled(ASKED), by=_account(ASKED), guardian_named=mother)


def _not_serving(by: User) -> None:
    refused = _sent(REFUSED, 30)
    with clock(open_morning(27)):
        review.decline(refused, by=by, reason=DECLINED)
    stopped = serving(STOPPED, by, days_ago=60)
    with clock(open_morning(8)):
        review.suspend(stopped, by=by, reason=SUSPENDED)
    resting = serving(RESTING, by, days_ago=70)
    with clock(open_morning(6)):
        moves.pause(resting, by=_account(RESTING), until=timezone.localdate() + timedelta(days=40))


def _sent(helping: Helping, days_ago: int) -> Volunteer:
    with clock(open_morning(days_ago)):
        return moves.send(_filled(helping), by=_account(helping), agreement=current(CHARTER, "ar"))


def _filled(helping: Helping) -> Volunteer:
    """The file and every page of the registration."""
    user = _account(helping)
    known: dict[str, Any] = {"given_name": helping.given, "father_name": helping.father, "family_name": helping.family}
    about: dict[str, Any] = {"birth_date": helping.born, "gender": helping.gender, "nationality": helping.nationality}
    keep(person_of(user), by=user, spoken=list(helping.spoken), **known, **about)
    volunteer = profile.begin(by=user)
    for step, given in _answers(helping).items():
        profile.keep_step(volunteer, step, by=user, **given)
    return volunteer


def _answers(helping: Helping) -> dict[str, dict[str, Any]]:
    number = int(helping.mobile[-2:])
    return {
        "interests": {"interests": list(helping.interests)},
        "skills": {"skills": list(helping.skills)},
        "interpreting": {"interprets": list(helping.interprets)},
        "car": {"has_car": helping.has_car},
        "times": {"availability": helping.times},
        "emergency": {"emergency_name": f"أهل {helping.given}", "emergency_mobile": f"+9665000002{number:02d}"},
        "certificate-name": {"shown_name": helping.name},
        "qualifications": {},
        "about": {"about": helping.about},
    }


def _qualified(helping: Helping, skill: str, title: str, by: User, *, ends: timedelta) -> None:
    volunteer = Volunteer.objects.of(_account(helping)).get()
    paper = _paper(volunteer, skill, title, timezone.localdate() + ends)
    review.check_qualification(paper, by=by)


def _paper(volunteer: Volunteer, skill: str, title: str, ends: date) -> Any:
    given: dict[str, Any] = {"skill": skill, "title": title, "expires_on": ends, "paper": check(scan(title))}
    user: Any = volunteer.person.user
    return profile.add_qualification(volunteer, by=user, **given)


def _account(helping: Helping) -> User:
    return account_at(helping.mobile)


def _code_to(mobile: str) -> str:
    """The code of the text message to a guardian; nobody carries it in the demo."""
    sent = Delivery.objects.filter(channel=Channel.SMS, message=None).order_by("created_at")
    return next(each.text for each in sent.reverse() if each.address == mobile).split()[-1]
