"""The history of a case as a PDF for an audit: for a manager, and leaving a row."""

from types import SimpleNamespace

import pytest
import time_machine
from django.utils import timezone

from applications.models import Application
from audit.models import AuditEvent
from casework import actions as moves
from casework.auditing import actions
from casework.auditing.paper import as_data
from casework.models import CaseHistory
from content import typeset
from tests import cases

pytestmark = pytest.mark.django_db


def url_of(case):
    return f"/admin/requests/{case.reference}/history/"


def words_of(case):
    sections = as_data(case)["sections"]
    return "\n".join(
        "".join(piece["text"] for piece in each["value"]) for part in sections for row in part["rows"] for each in row
    )


def test_a_manager_takes_the_whole_history_and_a_row_stays(member, staff, sign_in):
    manager, reception = staff("manager"), staff("reception")
    case = cases.at_committee(member, cases.make_service(), reception)
    moves.approve(case, by=staff("committee"), reason="كلام اللجنة", early_reason="عاجل")
    client = sign_in(manager)
    assert url_of(case) in client.get(f"/admin/requests/{case.reference}/").content.decode()
    page = client.post(url_of(case)).url
    assert "يُكتب السجل الآن" in client.get(page).content.decode()
    actions.build(str(CaseHistory.objects.get().pk))  # As the worker does.
    assert f"{page}file/" in client.get(page).content.decode()
    answer = client.get(f"{page}file/")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    assert AuditEvent.objects.get(action="case.exported").by == manager
    assert sign_in(staff("manager")).get(f"{page}file/").status_code == 404
    with time_machine.travel(timezone.now() + actions.LIVES, tick=True):
        actions.expire()
    assert not CaseHistory.objects.exists()


def test_nothing_is_typeset_while_the_page_waits(
    member, staff, sign_in, monkeypatch, django_capture_on_commit_callbacks
):
    """The page only asks; the worker sets it, once however often one asks meanwhile."""
    asked = []
    monkeypatch.setattr(actions, "build_history", SimpleNamespace(enqueue=asked.append))
    monkeypatch.setattr(typeset, "pdf", lambda *_given: pytest.fail("Set inside the request."))
    client, case = sign_in(staff("manager")), cases.submitted(member, cases.make_service())
    with django_capture_on_commit_callbacks(execute=True):
        pages = [client.post(url_of(case)).url for _twice in range(2)]
    history = CaseHistory.objects.get()
    assert asked == [str(history.pk)] and len(set(pages)) == 1
    assert "file/" not in client.get(pages[0]).content.decode()
    assert client.get(f"{pages[0]}file/").status_code == 404
    monkeypatch.undo()
    for _twice in range(2):
        actions.build(asked[0])
    made = CaseHistory.objects.get()
    assert made.is_ready and actions.is_kept(made.stored_as)
    assert AuditEvent.objects.filter(action="case.exported").count() == 1


def test_it_names_who_did_what_and_keeps_answers_out(member, staff):
    reception, committee = staff("reception"), staff("committee")
    case = cases.at_committee(member, cases.make_service(questions=6), reception)
    moves.approve(case, by=committee, reason="كلام اللجنة", early_reason="عاجل")
    words = words_of(Application.objects.select_related("person").get())
    for each in (reception.get_full_name(), committee.get_full_name(), "كلام اللجنة", "عاجل", "application.approved"):
        assert each in words
    assert "3500" not in words and case.person.identity_number not in words


@pytest.mark.parametrize("role", ["reception", "researcher", "committee", "chair"])
def test_nobody_else_takes_it(member, staff, sign_in, role):
    case = cases.submitted(member, cases.make_service())
    client = sign_in(staff(role))
    assert client.post(url_of(case)).status_code in (302, 403)
    assert not CaseHistory.objects.exists()
    assert url_of(case) not in client.get(f"/admin/requests/{case.reference}/").content.decode()
    assert not AuditEvent.objects.filter(action="case.exported").exists()


def test_not_even_a_manager_of_their_own_case(staff, sign_in):
    manager = staff("manager")
    case = cases.submitted(manager, cases.make_service())
    client = sign_in(manager)
    assert client.post(url_of(case)).status_code == 404
