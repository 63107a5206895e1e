"""Calls, messages and visits that the counter noted: answered ones, and two that wait."""

from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from accounts.models import User
from applications.models import Application
from casework.contacts import actions
from casework.enums import Way
from casework.models import Interaction
from home.demo.cases import case_of
from home.demo.clock import HOUR, clock, open_morning
from home.demo.people import NEIGHBOURS
from services.enums import Channel


def build_contacts(reception: User, draft: Application) -> None:
    """Two calls that were answered, a visit to the counter, a message that is overdue, a call that waits."""
    with clock(open_morning(6)):
        words = "سألت عن أوراق طلب الدعم، وهل يكفي أن ترسلها من الجوال."
        asked: dict[str, Any] = {"name": "أم ريان", "mobile": "+966500000061", "minutes": 6}
        call = _noted(reception, Channel.PHONE, words, needs_reply=True, **asked)
    _answered(call, reception, "اتصلنا بها وقرأنا لها قائمة الأوراق. يكفي أن ترسلها من الجوال.", after=3 * HOUR)
    _becomes_a_request(reception, draft)
    with clock(open_morning(3) + HOUR):
        words = "جاء إلى المقر وسأل كيف يصوّر العقد. صوّرناه معه، وسيرسله من جواله."
        _noted(reception, Channel.INTERVIEW, words, application=case_of(NEIGHBOURS[0]), minutes=15)
    with clock(open_morning(14)):
        words = "كتب على الخاص: متى تبدأ حلقات تعليم العربية، وهل فيها مكان للنساء؟"
        _noted(reception, Channel.SOCIAL, words, needs_reply=True, account="demo.reader")
    with clock(timezone.now() - HOUR):
        words = "يسأل عن موعد لزيارة الجمعية مع والده الكبير في السن. ينتظر اتصالنا."
        waits: dict[str, Any] = {"name": "أبو فهد", "mobile": "+966500000062", "minutes": 4}
        actions.take(_noted(reception, Channel.PHONE, words, needs_reply=True, **waits), by=reception)


def _becomes_a_request(reception: User, draft: Application) -> None:
    """The call from which the request that is being written came."""
    came: datetime = draft.created_at - timedelta(minutes=5)
    with clock(came):
        words = "يريد طلب دعم، ولا يقرأ ولا يكتب. نكتب عنه ما يقول، ونقرؤه عليه قبل إرساله."
        call = _noted(reception, Channel.PHONE, words, needs_reply=True, mobile="+966500000041", minutes=18)
    with clock(draft.created_at + timedelta(minutes=1)):
        actions.attach(call, draft, by=reception)
    _answered(call, reception, "بدأنا كتابة طلبه معه على الهاتف. نكمله حين تكون أوراقه عنده.", after=HOUR)


def _noted(by: User, channel: Channel, summary: str, **details: Any) -> Interaction:
    key = uuid5(NAMESPACE_URL, f"demo contact {summary}")
    return actions.note(by=by, key=key, channel=channel, way=Way.IN, summary=summary, **details)


def _answered(contact: Interaction, by: User, text: str, *, after: timedelta) -> None:
    with clock(contact.at + after):
        actions.answer(contact, by=by, text=text)
