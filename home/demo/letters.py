"""The register of letters: one that was answered, one without a date, and our reply (R23)."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from accounts.models import User
from attachments.checks import check
from casework.enums import Way
from casework.letters.actions import register
from casework.models import Letter
from home.demo.clock import DAY, HOUR, clock, open_morning
from home.demo.scans import scan

SCHOOL = "مديرة مدرسة في حي المشهد"
ASKS = "طلب زيارة تعريفية لطالبات الصف الثالث"
REPLY = (
    "السلام عليكم ورحمة الله وبركاته.\n\n"
    "وصلنا خطابكم، ونشكر لكم حسن ظنكم. يسعدنا أن نستقبل الطالبات صباح يوم يناسبكم.\n\n"
    "فضلًا أخبرونا بعددهن قبل الزيارة بثلاثة أيام، لنعدّ لهن ما يلزم.\n\n"
    "وتقبلوا تحياتنا."
)


def build_letters(reception: User) -> None:
    """Two that came, each on its day, and the reply to the first."""
    with clock(open_morning(9)):
        dated = timezone.localdate() - 2 * DAY
        asked: dict[str, Any] = {
            "dated_on": dated,
            "their_number": "142",
            "needs_reply": True,
            "scan": check(scan("خطاب المدرسة")),
        }
        letter = _registered(reception, Way.IN, SCHOOL, ASKS, **asked)
    with clock(open_morning(8) + HOUR):
        _registered(reception, Way.IN, "أحد سكان حي البندر", "شكر على إفطار الصائمين", dated_on=None, is_undated=True)
    with clock(open_morning(7) + 2 * HOUR):
        told: dict[str, Any] = {"dated_on": timezone.localdate(), "body": REPLY, "answers": letter}
        _registered(reception, Way.OUT, SCHOOL, "الرد على طلب الزيارة التعريفية", **told)


def _registered(by: User, way: Way, party: str, subject: str, **details: Any) -> Letter:
    key = uuid5(NAMESPACE_URL, f"demo letter {subject}")
    return register(by=by, key=key, way=way, party=party, subject=subject, **details)
