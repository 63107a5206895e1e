"""A gateway that speaks real HTTP, takes messages, and reports afterwards what became of them."""

import hmac
import json
import threading
import time
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.test import Client

from notifications import sms
from notifications.actions import deliver_due, send_code
from notifications.enums import DeliveryStatus
from notifications.models import Delivery, Recipient

pytestmark = pytest.mark.django_db
SECRET = "shared with the gateway"
REPORT = "/notifications/sms/report/"
MOBILE = "+966501234567"


class Gateway(ThreadingHTTPServer):
    """Takes messages, drops repeats by their key, and answers as `mood` says."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answering)
        self.mood, self.taken = "well", {}


class Answering(BaseHTTPRequestHandler):
    def do_POST(self):
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        mood = self.server.mood
        if mood == "slow":
            time.sleep(0.6)
        if mood in ("broken", "away"):
            self.send_response(503 if mood == "broken" else 302)
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            return
        self.server.taken.setdefault(said["key"], said)
        body = b"accepted" if mood == "wordless" else json.dumps({"id": f"g-{said['key'][:8]}"}).encode()
        self.send_response(202)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def gateway(settings, monkeypatch):
    serving = Gateway()
    threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    monkeypatch.setattr(sms, "TIMEOUT_SECONDS", 0.3)
    settings.SMS_BACKEND = "notifications.sms.HttpGateway"
    settings.SMS_GATEWAY_URL = f"http://127.0.0.1:{serving.server_port}/send"
    settings.SMS_GATEWAY_TOKEN = "a token"
    settings.SMS_REPORT_SECRET = SECRET
    yield serving
    serving.shutdown()
    serving.server_close()


def report(said, secret=SECRET, **headers):
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    signature = hmac.new(secret.encode(), body, sha256).hexdigest()
    return (
        Client()
        .post(REPORT, body, content_type="application/json", headers={"X-Signature": signature, **headers})
        .status_code
    )


def sent():
    send_code("sms", MOBILE, "123456")
    assert deliver_due() == 1
    return Delivery.objects.get()


def test_a_message_is_sent_and_reported_delivered_once(gateway):
    row = sent()
    assert gateway.taken[str(row.pk)]["to"] == MOBILE
    assert row.gateway_id == f"g-{str(row.pk)[:8]}"
    assert report({"id": row.gateway_id, "status": "delivered"}) == 204
    row.refresh_from_db()
    assert (row.status, row.outcome) == (DeliveryStatus.SENT, "delivered")
    when = row.reported_at
    assert report({"id": row.gateway_id, "status": "delivered"}) == 204
    assert report({"id": row.gateway_id, "status": "undelivered"}) == 204  # Late: what arrived has arrived.
    row.refresh_from_db()
    assert (row.outcome, row.reported_at) == ("delivered", when)


def test_what_did_not_arrive_may_still_arrive(gateway):
    row = sent()
    report({"key": str(row.pk), "status": "undelivered"})
    row.refresh_from_db()
    assert row.outcome == "undelivered"
    report({"key": str(row.pk), "status": "delivered"})
    row.refresh_from_db()
    assert row.outcome == "delivered"


@pytest.mark.parametrize("mood", ["slow", "broken", "away"])
def test_a_gateway_that_fails_is_tried_again(gateway, mood):
    gateway.mood = mood
    send_code("sms", MOBILE, "123456")
    assert deliver_due() == 0
    row = Delivery.objects.get()
    assert row.status == DeliveryStatus.PENDING
    gateway.mood = "well"
    Delivery.objects.update(next_attempt_at=row.created_at)
    assert deliver_due() == 1
    assert len(gateway.taken) == 1


def test_a_gateway_without_words_has_taken_it_and_reports_by_our_key(gateway):
    gateway.mood = "wordless"
    row = sent()
    assert row.gateway_id == ""
    assert report({"key": str(row.pk), "status": "delivered"}) == 204


def test_an_unknown_message_gets_the_same_answer(gateway):
    row = sent()
    assert report({"id": "nobody's", "status": "delivered"}) == 204
    assert report({"key": "0" * 8 + "-0000-4000-8000-" + "0" * 12, "status": "delivered"}) == 204
    row.refresh_from_db()
    assert row.outcome == ""


@pytest.mark.parametrize(
    "said",
    [
        {},
        [],
        "x",
        {"id": "a"},
        {"status": "delivered"},
        {"id": "a", "status": "read"},
        {"key": "x", "status": "delivered"},
    ],
)
def test_what_is_no_report_is_refused(gateway, said):
    assert report(said) == 422


def test_only_the_gateway_reports(gateway, settings):
    said = {"id": "a", "status": "delivered"}
    assert report(said, secret="a guess") == 403
    assert Client().post(REPORT, json.dumps(said), content_type="application/json").status_code == 403
    assert report(said, **{"X-Signature": "ö"}) == 403
    assert report(b"x" * 5000) == 403
    assert Client().get(REPORT).status_code == 405
    settings.SMS_REPORT_SECRET = ""
    assert report(said, secret="") == 403


@pytest.mark.parametrize(
    ("language", "word"), [("ar", "رمز الدخول"), ("en", "Your code"), ("ur", "کوڈ"), ("bn", "কোড")]
)
def test_a_code_speaks_the_language_of_its_reader(member, language, word):
    Recipient.objects.create(user=member, language=language)
    assert word in send_code("sms", member.mobile, "123456").text
    assert word in send_code("sms", "+966509999999", "123456", language=language).text
    assert "123456" in send_code("email", "a@example.test", "123456", language=language).text


def test_a_code_says_what_to_do_when_it_was_not_asked_for():
    assert "تجاهل" in send_code("sms", MOBILE, "123456").text
