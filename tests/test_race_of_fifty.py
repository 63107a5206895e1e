"""Fifty identical sends at once: one request, one event, one message; Arabic words for the others (invariant 4)."""

import json
import os
import re

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import Replay
from applications import actions as person_acts
from applications.models import Application, Declaration
from audit.models import AuditEvent
from casework import actions as staff_acts
from notifications.models import Delivery, Message
from tests import cases
from tests.people.test_api import BASE, Caller
from tests.test_races import race, traces

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
MANY = int(os.environ.get("SENDS", "50"))
ARABIC = re.compile("[\u0621-\u064a]{3}")


@pytest.fixture
def ready(member):
    """A request that only wants its signature, and the code for it."""
    case = person_acts.make_ready(cases.drafted(member, cases.make_service()), by=member)
    return case, cases.code_for(case, member)


def sent_once(case):
    """One submission with all that it leaves, and nothing of it twice."""
    assert Application.objects.get().status == "submitted"
    assert traces(case, "submitted") == (1, 1, 1)
    assert Declaration.objects.filter(application=case).count() == 1
    letter = Message.objects.get(template="applications/submitted")
    channels = list(Delivery.objects.filter(message=letter).values_list("channel", flat=True))
    assert channels and len(channels) == len(set(channels))
    return True


def test_fifty_signatures_send_one_request(ready, member):
    case, given = ready
    won, refused = race(*[lambda: person_acts.sign(case, by=member, **given)] * MANY)
    assert {each.status for each in won} == {"submitted"} and len(won) == MANY
    assert refused == []
    assert sent_once(case)


def test_fifty_clicks_of_one_page_send_one_request(ready, member, sign_in):
    """Each click is a browser of its own with the session of one person; none waits for another's answer."""
    case, given = ready
    cookies, url = sign_in(member).cookies, f"{case.get_absolute_url()}declaration/"
    session = f"{settings.SESSION_COOKIE_NAME}={cookies[settings.SESSION_COOKIE_NAME].value}"
    shown = Client(headers={"cookie": session}).get(url).context["form"].initial["text_version"]
    data = {**given, "text_version": shown, "is_true": "on", "notice_seen": "on", "action": "sign"}

    def click():
        client = Client(
            headers={"cookie": f"{settings.SESSION_COOKIE_NAME}={cookies[settings.SESSION_COOKIE_NAME].value}"}
        )
        answer = client.post(url, data)
        return answer.status_code, answer.headers.get("Location", ""), answer.content.decode()

    answers, _refused = race(*[click] * MANY)
    assert len(answers) == MANY
    assert {status for status, _to, _words in answers} <= {302, 409}
    assert {to for status, to, _words in answers if status == 302} == {f"{case.get_absolute_url()}done/"}
    assert all(ARABIC.search(words) for status, _to, words in answers if status == 409)
    assert sent_once(case)


def test_fifty_calls_with_one_key_are_carried_out_once(ready, member):
    case, given = ready
    caller = Caller(member)
    path = f"/requests/{case.reference}/declaration"
    version = caller.call("get", path).json()["text_version"]
    body = json.dumps({**given, "text_version": version, "is_true": True, "notice_seen": True})
    headers = {**caller.headers, "accept-language": "ar", "idempotency-key": "fifty"}

    def call():
        answer = Client().post(BASE + path, body, content_type="application/json", headers=headers)
        return answer.status_code, answer.headers.get("Idempotent-Replayed", ""), answer.json()

    answers, _refused = race(*[call] * MANY)
    done = [(again, told) for status, again, told in answers if status == 200]
    assert {status for status, _again, _told in answers} <= {200, 409} and len(answers) == MANY
    assert [again for again, _told in done].count("") == 1
    assert all(told == done[0][1] and told["status"] == "submitted" for _again, told in done)
    assert all(ARABIC.search(told["detail"]) for status, _again, told in answers if status == 409)
    assert Replay.objects.count() == 1
    assert sent_once(case)


def test_two_colleagues_match_one_paper_once(member, staff):
    """The first is who matched it; for the second it is matched already, and nothing is written twice."""
    desks = [staff("reception"), staff("reception")]
    case = cases.being_matched(member, cases.make_service(), desks[0])
    for _round in range(5):
        won, refused = race(*[lambda by=by: staff_acts.match_paper(case, "paper-0", by=by) for by in desks])
        assert (len(won), refused) == (2, [])
        paper = case.papers.get()
        assert {(each.matched_by_id, each.matched_at) for each in won} == {(paper.matched_by_id, paper.matched_at)}
        acts = AuditEvent.objects.about(case)
        assert acts.filter(action="paper.matched").count() == 1 + acts.filter(action="paper.unmatched").count()
        staff_acts.unmatch_paper(case, "paper-0", by=desks[0])


def test_matching_and_sending_back_at_once_end_in_one_of_both(new_member, staff):
    """A paper that goes back to the person is not matched; whoever comes second is told that the request moved on."""
    first, second, service = staff("reception"), staff("reception"), cases.make_service()
    for _round in range(5):
        case = cases.being_matched(new_member(), service, first)
        won, refused = race(
            lambda case=case: staff_acts.match_paper(case, "paper-0", by=first),
            lambda case=case: staff_acts.send_back(case, by=second, problems={"paper-0": "غير واضحة"}, note=""),
        )
        paper, standing = case.papers.get(), Application.objects.get(pk=case.pk)
        assert standing.is_waiting and paper.matched_at is None
        assert len(won) + len(refused) == 2
