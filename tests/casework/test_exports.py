"""The queue as a table: made by managers, of what they may see, harmless, noted, and gone after a day."""

import csv
import io
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.utils import timezone
from openpyxl import load_workbook

from applications.refusals import Refused
from attachments import tables, vault
from audit.models import AuditEvent
from casework.exports import actions
from casework.models import QueueExport
from people.models import Person
from tests import cases

pytestmark = pytest.mark.django_db(transaction=True)
URL = "/admin/requests/"


@pytest.fixture
def service():
    return cases.make_service()


@pytest.fixture
def manager(staff):
    return staff("manager")


@pytest.fixture
def client(manager, sign_in):
    return sign_in(manager)


def taken(client, kind="csv", **filters):
    """The bytes of the table that was asked for."""
    page = client.post(f"{URL}export/", {"view": "open", "format": kind, **filters}, follow=True)
    assert page.status_code == 200
    export = QueueExport.objects.latest("asked_at")
    answer = client.get(f"{URL}exports/{export.pk}/file/")
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    return b"".join(answer.streaming_content)


def test_a_table_holds_what_the_list_shows_and_no_number_of_the_person(new_member, service, client, manager):
    person = new_member()
    case = cases.submitted(person, service)
    cases.submitted(new_member(), cases.make_service("books"))
    Person.objects.filter(pk=case.person_id).update(full_name="=cmd|' /C calc'!A0")
    rows = list(csv.reader(io.StringIO(taken(client, service=str(service.pk)).decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == [case.reference]
    assert rows[1][1].startswith("'=")
    assert "1000000008" not in str(rows) and person.mobile not in str(rows)
    row = AuditEvent.objects.get(action="queue.exported")
    assert row.by == manager
    assert row.details == {"view": "open", "service": str(service.pk), "format": "csv", "rows": 1}


def test_a_workbook_opens_from_right_to_left(new_member, service, client):
    case = cases.submitted(new_member(), service)
    sheet = load_workbook(io.BytesIO(taken(client, kind="xlsx"))).active
    assert sheet["A2"].value == case.reference
    assert sheet["J2"].value.date() == case.due_on
    assert sheet.sheet_view.rightToLeft


def test_kin_are_not_in_it(new_member, service, client, manager):
    case = cases.submitted(new_member(), service)
    case.person.kin_at_work.create(user=manager, declared_by=manager)
    assert case.reference not in taken(client).decode()


def test_only_a_manager_takes_it_and_each_their_own(new_member, service, client, staff, sign_in):
    cases.submitted(new_member(), service)
    taken(client)
    export = QueueExport.objects.get()
    for address in (f"{URL}exports/{export.pk}/", f"{URL}exports/{export.pk}/file/"):
        assert sign_in(staff("reception")).get(address).status_code in (302, 403)
        assert sign_in(staff("manager")).get(address).status_code == 404
    with pytest.raises(Refused):
        actions.ask(by=staff("reception"), filters={"view": "open"}, kind="csv")
    assert 'name="format"' not in sign_in(staff("reception")).get(f"{URL}?view=open").content.decode()


@pytest.mark.parametrize("given", [{"format": "exe"}, {"format": "csv", "status": "draft"}, {}])
def test_a_format_or_filter_that_is_none_of_ours_makes_nothing(client, given):
    assert client.post(f"{URL}export/", given).status_code == 302
    assert not QueueExport.objects.exists()


def test_what_is_being_written_tells_how_far_it_is(new_member, service, client, manager, monkeypatch):
    monkeypatch.setattr(actions, "build_export", SimpleNamespace(enqueue=lambda key: None))
    cases.submitted(new_member(), service)
    page = client.post(f"{URL}export/", {"view": "open", "format": "csv"}, follow=True).content.decode()
    export = QueueExport.objects.get()
    assert "<progress" in page
    assert client.get(f"{URL}exports/{export.pk}/file/").status_code == 404
    monkeypatch.setattr(tables, "CHUNK", 1)
    actions.build(str(export.pk))
    actions.build(str(export.pk))  # A second run of a finished one does nothing.
    export.refresh_from_db()
    assert (export.is_ready, export.done, export.total) == (True, 1, 1)


def test_the_file_is_sealed_and_goes_after_a_day(new_member, service, client):
    case = cases.submitted(new_member(), service)
    taken(client)
    export = QueueExport.objects.get()
    path = vault.path_of(export.stored_as)
    assert case.reference.encode() not in path.read_bytes()
    assert actions.is_kept(export.stored_as)
    assert actions.expire() == 0
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert client.get(f"{URL}exports/{export.pk}/file/").status_code in (302, 404)
        assert actions.expire() == 1
    assert not path.exists()
