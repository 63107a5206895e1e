"""Times as an iCalendar file (RFC 5545): folded lines of octets, moments in UTC, texts escaped."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone

LONGEST = 75  # octets of a line; what is longer goes on in the next one, after a space
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


@dataclass(frozen=True)
class Entry:
    """One event. `key` names it for ever and `sequence` grows with each change; 0 hours mean no alarm."""

    key: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    where: str = ""
    address: str = ""
    sequence: int = 0
    is_cancelled: bool = False
    remind_hours: int = 0


def calendar_file(entries: Iterable[Entry], *, product: str, name: str, public: bool = False) -> HttpResponse:
    """The file `name`.ics. What is not `public` is kept by no cache."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Association//{product}//AR", "METHOD:PUBLISH"]
    for each in entries:
        lines += _event(each)
    body = "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in folded(line))
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    if not public:
        answer["Cache-Control"] = "private, no-store"
    return answer


def folded(line: str) -> list[str]:
    """One content line as lines of at most 75 octets, cut between letters and never inside one."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > LONGEST:
            parts.append(part)
            part = " "
        part += letter
    return [*parts, part]


def _event(entry: Entry) -> list[str]:
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    summary, where = (words.translate(ESCAPED) for words in (entry.summary, entry.where))
    alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{summary}", f"TRIGGER:-PT{entry.remind_hours}H"]
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.key}@{host}",
        f"DTSTAMP:{_moment(timezone.now())}",
        f"DTSTART:{_moment(entry.starts_at)}",
        f"DTEND:{_moment(entry.ends_at)}",
        f"SEQUENCE:{entry.sequence}",
        f"STATUS:{'CANCELLED' if entry.is_cancelled else 'CONFIRMED'}",
        f"SUMMARY:{summary}",
        f"LOCATION:{where}",
        *([f"URL:{entry.address}"] if entry.address else []),
        *([*alarm, "END:VALARM"] if entry.remind_hours else []),
        "END:VEVENT",
    ]


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
