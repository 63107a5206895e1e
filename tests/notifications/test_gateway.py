"""The HTTP gateway against a server that answers in every way."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from notifications import sms
from notifications.sms import HttpGateway, NotSent


class Answering(BaseHTTPRequestHandler):
    """Answers by the path: /200, /500, /slow, /garbage, /away."""

    seen: list = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append((self.path, dict(self.headers), json.loads(body)))
        match self.path.strip("/"):
            case "slow":
                time.sleep(0.6)
            case "garbage":
                self.wfile.write(b"no answer at all\r\n\r\n")
                return
            case "away":
                self.send_response(302)
                self.send_header("Location", "/welcome")
                self.end_headers()
                return
            case status:
                self.send_response(int(status))
                self.end_headers()

    def do_GET(self):
        self.seen.append((self.path, dict(self.headers), None))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    Answering.seen.clear()
    serving = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield serving
    serving.shutdown()
    serving.server_close()


@pytest.fixture
def send(server, settings, monkeypatch):
    monkeypatch.setattr(sms, "TIMEOUT_SECONDS", 0.3)
    settings.SMS_GATEWAY_TOKEN = "a token"

    def to(path):
        settings.SMS_GATEWAY_URL = f"http://127.0.0.1:{server.server_port}/{path}"
        HttpGateway().send(mobile="+966501234567", text="رمزك 123456", key="row-1")

    return to


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_a_yes_is_a_yes(send, status):
    send(status)
    _path, headers, body = Answering.seen[0]
    assert body == {"to": "+966501234567", "text": "رمزك 123456", "key": "row-1"}
    assert headers["Authorization"] == "Bearer a token"


@pytest.mark.parametrize(("answer", "told"), [(400, "400"), (401, "401"), (429, "429"), (500, "500"), (503, "503")])
def test_a_no_is_not_sent(send, answer, told):
    with pytest.raises(NotSent) as fault:
        send(answer)
    assert told in str(fault.value)
    assert "123456" not in str(fault.value)
    assert "5012" not in str(fault.value)


@pytest.mark.parametrize("answer", ["slow", "garbage"])
def test_no_answer_is_not_sent(send, answer):
    with pytest.raises(NotSent):
        send(answer)


def test_being_sent_elsewhere_is_no_yes(send):
    """A gateway that leads to a welcome page took nothing, and the token is for no other address."""
    with pytest.raises(NotSent):
        send("away")
    assert [path for path, _headers, _body in Answering.seen] == ["/away"]


def test_nobody_there_is_not_sent(settings):
    settings.SMS_GATEWAY_URL = "http://127.0.0.1:9/"
    with pytest.raises(NotSent):
        HttpGateway().send(mobile="+966501234567", text="x", key="k")
