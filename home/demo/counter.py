"""What lies at the counter: the book of appointments, calls and letters, requests being written down, the desk's rules.

All of it leans on the requests of `home.demo.cases`, and is made once, together with them.
"""

from typing import Any

from accounts.models import User
from accounts.roles import Role
from applications.following.actions import permit
from casework.models import Route
from casework.replies import actions as replies
from casework.routing.actions import save_rule
from home.demo.book import build_book
from home.demo.callers import answered_on_paper, being_written
from home.demo.cases import case_of
from home.demo.clock import clock, morning, open_morning
from home.demo.contacts import build_contacts
from home.demo.letters import build_letters
from home.demo.people import NEIGHBOURS, account_of
from services.models import ServicePage

MOTHER = NEIGHBOURS[1]
SON: dict[str, Any] = {"name": "خالد", "relation": "ابنها", "mobile": "+966500000051"}
TEMPLATES = {
    "وصلنا طلبك": "السلام عليكم. وصلنا طلبك، ونراجعه الآن. نكتب لك هنا حين ننتهي، ولا يلزمك الاتصال.",
    "صورة أوضح": "نشكر لك صبرك. الصورة التي أرسلتها غير واضحة. فضلًا صوّر المستند كاملًا في ضوء جيد، ثم أرسله مرة أخرى.",
}


def build_counter(service: ServicePage, staff: dict[Role, User]) -> None:
    """The counter's work of the last two weeks and of the coming two."""
    with clock(open_morning(12)):
        _keep_words(staff[Role.MANAGER])
        _send_urdu_to_reception(staff[Role.MANAGER])
    build_letters(staff[Role.RECEPTION])
    build_book(staff)
    draft = being_written(service, staff)
    answered_on_paper(service, staff)
    build_contacts(staff[Role.RECEPTION], draft)
    with clock(morning(4)):
        permit(case_of(MOTHER), by=account_of(MOTHER), **SON)


def _keep_words(manager: User) -> None:
    for title, text in TEMPLATES.items():
        replies.keep(None, by=manager, title=title, language="ar", text=text, is_active=True)


def _send_urdu_to_reception(manager: User) -> None:
    """Requests of whoever reads Urdu go to the desk by themselves."""
    save_rule(Route(), by=manager, colleagues=[], language="ur", role=Role.RECEPTION.value, position=1)
