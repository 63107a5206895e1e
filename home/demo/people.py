"""The people of the demo site: a colleague at every desk, and families whose names are invented."""

import base64
import hmac
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings

from accounts.actions import create_staff, open_account
from accounts.models import Invitation, User
from accounts.roles import Role
from casework.colleagues.actions import change_roles, invite
from office.models import Branch

PASSWORD = "nakhla-yanbu-1448"  # noqa: S105 (printed at the start of the demo, worth nothing elsewhere)
DOMAIN = "demo.example"
ORIGIN = settings.WAGTAILADMIN_BASE_URL


@dataclass(frozen=True)
class Colleague:
    """Someone who works here."""

    first_name: str
    last_name: str
    roles: tuple[Role, ...]
    number: int = 1  # Of the colleagues with this first role.

    @property
    def email(self) -> str:
        number = f"-{self.number}" if self.number > 1 else ""
        return f"{self.roles[0].replace('_', '-')}{number}@{DOMAIN}"


@dataclass(frozen=True)
class Neighbour:
    """Someone who applies. `identity` passes the check of its digits and belongs to nobody we know."""

    name: str
    mobile: str
    identity_kind: str
    identity: str
    birth: date


COLLEAGUES = (
    Colleague("هدى", "الجهني", (Role.RECEPTION,)),
    Colleague("سلمى", "الرحيلي", (Role.RECEPTION,), number=2),  # Nobody matches what one wrote down oneself.
    Colleague("ياسر", "الصبحي", (Role.RESEARCHER,)),
    Colleague("عبدالرحمن", "الرفاعي", (Role.COMMITTEE,)),
    Colleague("صالح", "العلوني", (Role.CHAIR, Role.COMMITTEE)),
    Colleague("ماجد", "الزهراني", (Role.PROVIDER,)),
    Colleague("طلال", "الفايدي", (Role.DELEGATE,)),
    Colleague("ريم", "الأحمدي", (Role.VOLUNTEER_COORDINATOR,)),
    Colleague("نوف", "المطيري", (Role.QUALITY,)),
    Colleague("سعود", "السناني", (Role.MANAGER,)),
    Colleague("لمى", "الحازمي", (Role.EDITOR,)),
    Colleague("فيصل", "البلوي", (Role.PUBLISHER, Role.EDITOR)),
)

NEIGHBOURS = (
    Neighbour("سالم بن عبدالله بن محمد الحربي", "+966500000011", "national", "1000000008", date(1979, 4, 12)),
    Neighbour("أم خالد منيرة بنت فهد العتيبي", "+966500000012", "national", "1000000016", date(1968, 11, 2)),
    Neighbour("محمد رفيق عبدالكريم", "+966500000013", "resident", "2000000006", date(1987, 7, 25)),
    Neighbour("نورة بنت سعد بن علي الشهري", "+966500000014", "national", "1000000024", date(1991, 1, 30)),
    Neighbour("إبراهيم يوسف أحمد", "+966500000015", "resident", "2000000014", date(1983, 9, 9)),
    Neighbour("فاطمة بنت حسن بن عمر الجهني", "+966500000016", "national", "1000000032", date(1955, 6, 18)),
    Neighbour("عبدالعزيز بن ناصر القرشي", "+966500000017", "national", "1000000040", date(1972, 3, 3)),
    Neighbour("ماريا سانتوس", "+966500000018", "passport", "P1234567", date(1994, 12, 14)),
    Neighbour("حمد بن راشد المالكي", "+966500000019", "national", "1000000057", date(1966, 8, 21)),
    Neighbour("سعاد بنت إبراهيم الحازمي", "+966500000020", "national", "1000000065", date(1989, 5, 5)),
    Neighbour("عمر فاروق شيخ", "+966500000021", "resident", "2000000022", date(1990, 2, 11)),
    Neighbour("خديجة بنت يحيى الفقيه", "+966500000022", "national", "1000000073", date(1976, 10, 27)),
    Neighbour("هيا بنت محمد البقمي", "+966500000023", "national", "1000000099", date(1981, 3, 14)),
    Neighbour("عبدالرشيد ميا", "+966500000024", "resident", "2000000030", date(1992, 6, 1)),
    Neighbour("جميلة بنت عايض الرشيدي", "+966500000025", "national", "1000000107", date(1970, 9, 23)),
    Neighbour("بدر بن سليمان العوفي", "+966500000026", "national", "1000000115", date(1984, 12, 5)),
)

CALLERS = (  # Without an account: colleagues write their requests down.
    Neighbour("مرزوق بن عطية الله بن سعد الجهني", "+966500000041", "national", "1000000123", date(1951, 2, 7)),
    Neighbour("صالحة بنت مبارك بن عيد المرواني", "+966500000042", "national", "1000000131", date(1963, 8, 19)),
)


def secret_of(email: str) -> str:
    """The seed (base32) of a demo colleague's authenticator, different on every machine."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"demo authenticator {email}".encode(), sha256).digest()
    return base64.b32encode(digest[:20]).decode()


def current_code(email: str) -> str:
    """What the authenticator of a demo colleague shows now."""
    now = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret_of(email), now[len(now) // 2]))


def build_staff() -> dict[Role, User]:
    """A colleague at every desk, by the first of their roles; those who stand already stay as they are."""
    made: dict[Role, User] = {}
    for colleague in COLLEAGUES:
        found = User.objects.filter(email=colleague.email).first() or create_staff(
            email=colleague.email,
            first_name=colleague.first_name,
            last_name=colleague.last_name,
            roles=colleague.roles,
            password=PASSWORD,
            totp_secret=secret_of(colleague.email),
        )
        made.setdefault(colleague.roles[0], found)
    return made


def build_branch(staff: dict[Role, User]) -> None:
    """A branch with its delegate, and an invitation that nobody has answered yet."""
    if Invitation.objects.exists():
        return
    manager = staff[Role.MANAGER]
    # No real branch is known, so this one says what it is and the public pages do not show it.
    branch, _made = Branch.objects.get_or_create(name="فرع للتجربة", defaults={"area": "—", "is_active": False})
    why = "تكليف بالفرع"
    change_roles(staff[Role.DELEGATE], roles=[Role.DELEGATE], branch=branch, reason=why, by=manager)
    invite(email=f"new-colleague@{DOMAIN}", roles=[Role.RECEPTION], branch=None, by=manager, origin=ORIGIN)


def account_of(neighbour: Neighbour) -> User:
    """The account of a demo applicant, its number proven as by a code."""
    return account_at(neighbour.mobile)


def account_at(mobile: str) -> User:
    """The account of a mobile, its number proven as by a code."""
    user = open_account(mobile=mobile)
    if user.mobile_proven_at is None:
        user.prove_mobile()
        user.save(update_fields=["mobile_proven_at"])
    return user
