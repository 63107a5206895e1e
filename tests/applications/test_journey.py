"""The main job by the forms alone: sign in with a code, apply, sign, follow to a decision (R8, R39 to R41)."""

import re

import pytest
from django.test import Client

from applications.models import Application
from notifications.actions import deliver_due
from notifications.models import Delivery
from notifications.sms import MemoryGateway
from tests.cases import make_service, picture

pytestmark = pytest.mark.django_db


def code_for(mobile: str) -> str:
    deliver_due()
    text = next(sent.text for sent in reversed(MemoryGateway.outbox) if sent.mobile == mobile)
    return re.search(r"[0-9]{6}", text)[0]


def enter(client: Client, typed: str, mobile: str, following: str = "") -> None:
    url = "/accounts/login/code/" + (f"?next={following}" if following else "")
    answer = client.post(url, {"phone": typed, "next": following})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    answer = client.post(
        "/accounts/login/code/confirm/", {"code": code_for(mobile), "next": following, "action": "verify"}
    )
    assert answer.status_code == 302
    assert answer.url == (following or "/arrive/")


def walk(client: Client, case: Application) -> None:
    """Answers each page that is asked, in the order in which the site asks."""
    answers = {
        "name": {"given_name": "سالم", "father_name": "عبدالله", "family_name": "الحربي"},
        "identity": {"identity_kind": "national", "identity_number": "١٠٠٠٠٠٠٠٠٨"},
        "birth-date": {"birth_date": "٢٨/٦/١٤٠٥"},
        "q-question-0": {"answer": "٥"},
        "q-question-1": {"answer": "إيجار"},
        "p-paper-0": {"file": picture()},
    }
    url = case.step_url("name")
    for slug, data in answers.items():
        assert url == case.step_url(slug)
        assert client.get(url).status_code == 200
        answer = client.post(url, data)
        assert answer.status_code == 302, answer.content.decode()
        url = answer.url
    assert url == case.check_url()


def test_a_visitor_applies_signs_and_follows(staff, sign_in):
    make_service()
    client = Client()
    page = client.get("/apply/support/")
    assert page.status_code == 200
    answer = client.post("/apply/support/")
    assert "/accounts/login/code/" in answer.url
    enter(client, "٠٥٠ ١٢٣ ٤٥٦٧", "+966501234567", "/apply/support/")
    answer = client.post("/apply/support/")
    case = Application.objects.get()
    walk(client, case)
    page = client.get(case.check_url())
    assert "سالم عبدالله الحربي" in page.content.decode()
    assert "1000000008" not in page.content.decode()
    answer = client.post(case.check_url())
    declaration = client.get(answer.url)
    signed = {"is_true": "on", "notice_seen": "on", "answers_hash": declaration.context["form"].initial["answers_hash"]}
    answer = client.post(f"/requests/{case.reference}/declaration/", {**signed, "action": "send"})
    assert answer.url.startswith(f"/requests/{case.reference}/declaration/")
    code = {"code": code_for("+966501234567")}
    for _click in range(2):
        answer = client.post(f"/requests/{case.reference}/declaration/", {**signed, **code})
        assert answer.status_code == 302
        assert answer.url == f"/requests/{case.reference}/done/"
    assert case.events.filter(kind="submitted").count() == 1
    done = client.get(answer.url).content.decode()
    assert case.reference in done
    tracking = client.get(case.get_absolute_url())
    assert tracking.status_code == 200
    assert client.get("/my/").status_code == client.get("/requests/").status_code == 200
    assert client.get("/my/messages/").status_code == 200
    decide(staff, sign_in, case)
    tracking = client.get(case.get_absolute_url()).content.decode()
    assert "نوافق على الدعم" in tracking


def decide(staff, sign_in, case: Application) -> None:
    reception, committee = sign_in(staff("reception")), sign_in(staff("committee"))
    base = f"/admin/requests/{case.reference}"
    assert reception.get("/admin/requests/").status_code == 200
    assert reception.get(f"{base}/").status_code == 200
    for step in ("begin", "papers/paper-0/match", "refer"):
        answer = reception.post(f"{base}/{step}/")
        assert answer.status_code == 302, answer.content.decode()
    given = {"outcome": "approve", "reason": "نوافق على الدعم", "early_reason": "الحالة عاجلة"}
    assert reception.post(f"{base}/decide/", given).status_code == 403
    assert committee.post(f"{base}/decide/", given).status_code == 302
    assert Delivery.objects.filter(message__template="applications/approved").exists()
