"""The people of the demo site: a colleague at every desk, and families whose names are invented."""

import base64
import hmac
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings

from accounts.actions import create_staff, open_account
from accounts.models import User
from accounts.roles import Role

PASSWORD = "nakhla-yanbu-1448"  # noqa: S105 (printed at the start of the demo, worth nothing elsewhere)
DOMAIN = "demo.example"


@dataclass(frozen=True)
class Colleague:
    """Someone who works here."""

    first_name: str
    last_name: str
    roles: tuple[Role, ...]

    @property
    def email(self) -> str:
        return f"{self.roles[0].replace('_', '-')}@{DOMAIN}"


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
    made = {}
    for colleague in COLLEAGUES:
        found = User.objects.filter(email=colleague.email).first()
        made[colleague.roles[0]] = found or create_staff(
            email=colleague.email,
            first_name=colleague.first_name,
            last_name=colleague.last_name,
            roles=colleague.roles,
            password=PASSWORD,
            totp_secret=secret_of(colleague.email),
        )
    return made


def account_of(neighbour: Neighbour) -> User:
    """The account of a demo applicant, its number proven as by a code."""
    user = open_account(mobile=neighbour.mobile)
    if user.mobile_proven_at is None:
        user.prove_mobile()
        user.save(update_fields=["mobile_proven_at"])
    return user
