"""A person sees who saw the file, takes it along, has it put right and has it erased."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from attachments.actions import sweep
from attachments.checks import check
from attachments.models import Attachment
from audit.models import AuditEvent
from casework import actions as desk
from notifications.actions import deliver_due, forget_codes
from notifications.models import Delivery, Message
from notifications.sms import MemoryGateway
from office.models import OfficeSettings
from people import registry
from people.actions import person_of
from people.models import Export, FileChange, Hold, HouseholdMember, Person, RightsRequest
from people.refusals import Refused
from people.registry import Erasing
from people.rights import copy, queries
from people.rights.actions import correction, erasure, export
from people.rights.actions import requests as actions
from people.rights.actions import retention as keeping
from people.rights.enums import RightsStatus
from services.enums import FilePart
from tests import cases
from tests.people.rights import MARKS, NAME, marked, prove, withdrawn

pytestmark = pytest.mark.django_db
FEW = 15 + 2  # The savepoint in which a file is opened counts twice, here alone.


@pytest.fixture
def person(member):
    return marked(member)


class Asleep:
    """A worker that takes nothing up."""

    @staticmethod
    def enqueue(*_given):
        return None


def zip_of(person):
    made = io.BytesIO()
    copy.write_copy(person, made)
    return zipfile.ZipFile(made)


def asked_erasure(person, manager):
    return erasure.confirm(actions.ask_erasure(person, by=person.user), by=manager)


# --- Who saw it --------------------------------------------------------------------------------------------


def test_a_person_finds_which_desk_opened_the_request_and_never_by_name(member, staff, sign_in):
    reception = staff("reception", last_name="الأمين")
    case = cases.submitted(member, cases.make_service())
    for _again in range(3):
        desk.note_opened(case, by=reception)
    desk.note_opened(case, by=reception, paper="paper-0")
    desk.reveal_identity(case, by=reception, reason="مطابقة الأصل عند الحضور")
    page = sign_in(member).get("/my/rights/views/").content.decode()
    assert page.count("موظف علاقات المستفيدين") == 3
    assert len(queries.viewers(person_of(member))) == 3
    assert "الأمين" not in page


def test_what_one_does_oneself_is_no_view(member, person):
    AuditEvent.objects.create(
        action="person.viewed", by=member, subject_type_id=_kind(Person), subject_id=str(person.pk)
    )
    assert not queries.viewers(person)


def _kind(model):
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_for_model(model).pk


def test_the_list_of_viewers_costs_the_same_for_one_and_three(
    member, staff, sign_in, django_assert_max_num_queries, django_assert_num_queries
):
    case, client = cases.submitted(member, cases.make_service()), sign_in(member)
    desk.note_opened(case, by=staff("reception"))
    client.get("/my/rights/views/")
    with django_assert_max_num_queries(FEW) as first:
        client.get("/my/rights/views/")
    for _more in range(2):
        desk.note_opened(case, by=staff("committee"))
    with django_assert_num_queries(len(first)):
        client.get("/my/rights/views/")


# --- The copy ----------------------------------------------------------------------------------------------


def test_the_copy_holds_everything_registered_and_nothing_of_another(person, member, new_member):
    withdrawn(member)
    stranger = marked(new_member())
    HouseholdMember.objects.filter(person=stranger).delete()
    made = zip_of(person)
    data = json.loads(made.read("file.json"))
    whole = json.dumps(data, ensure_ascii=False)
    assert [mark for mark in MARKS.values() if mark not in whole] == []
    assert data["format"] == "person-file/1" and data["person"]["full_name"] != ""
    assert [part["model"] for part in data["parts"]] == [each.label for each in registry.held()]
    for part, each in zip(data["parts"], registry.held(), strict=True):
        assert len(part["rows"]) == each.rows(person).count(), part["model"]
        assert all(tuple(row) == each.exported for row in part["rows"])
    assert stranger.reference not in whole and stranger.user.mobile not in whole
    assert len(data["files"]) == Attachment.objects.count()
    for file in data["files"]:
        assert made.read(file["name"])


def test_the_keys_of_the_copy_stay(person):
    data = json.loads(zip_of(person).read("file.json"))
    assert set(data) == {"format", "reference", "made_at", "person", "parts", "files"}
    assert {"full_name", "identity_number", "birth_date", "mobile", "email", "language"} <= set(data["person"])


def test_the_readable_copy_is_a_tagged_arabic_paper_in_words(person, member):
    withdrawn(member)  # Its data are those of the case, so the file is filled anew.
    person = marked(member)
    shown = json.dumps(copy.as_paper(person, list(copy.parts_of(person))), ensure_ascii=False)
    assert NAME in shown and "widow" not in shown and MARKS["iban"] in shown
    assert "السؤال 0" in shown and "card.png" in shown
    with pikepdf.open(io.BytesIO(zip_of(person).read("file.pdf"))) as paper:
        assert len(paper.pages) >= 1 and paper.Root.Lang == "ar" and paper.Root.MarkInfo.Marked


def test_the_way_of_a_copy_from_asking_to_expiry(person, member, sign_in):
    client = prove(sign_in(member), member)
    page = client.post("/my/rights/download/", follow=True)
    asked = RightsRequest.objects.get()
    assert asked.status == RightsStatus.DONE and page.status_code == 200
    assert Message.objects.filter(template="rights/ready").count() == 1
    got = client.get(f"/my/rights/{asked.reference}/file/")
    assert "no-store" in got.headers["Cache-Control"] and "private" in got.headers["Cache-Control"]
    assert zipfile.ZipFile(io.BytesIO(b"".join(got.streaming_content))).testzip() is None
    kept = Path(settings.PRIVATE_ROOT) / Export.objects.get().stored_as
    assert NAME.encode() not in kept.read_bytes()
    sweep(older_than=timedelta(seconds=-5))
    assert kept.exists()
    Export.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(f"/my/rights/{asked.reference}/file/").status_code == 404


def test_an_expired_copy_is_removed_with_its_file(person, member, django_capture_on_commit_callbacks):
    actions.ask_copy(person, by=member)
    kept = Path(settings.PRIVATE_ROOT) / Export.objects.get().stored_as
    Export.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with django_capture_on_commit_callbacks(execute=True):
        call_command("keep_rights")
    assert not Export.objects.exists() and not kept.exists()


def test_an_old_proof_opens_no_copy(person, member, sign_in):
    asked = actions.ask_copy(person, by=member)
    answer = sign_in(member).get(f"/my/rights/{asked.reference}/file/")
    assert answer.status_code == 302 and "/accounts/" in answer.url


def test_copies_are_few_a_day(person, member, sign_in):
    for _time in range(OfficeSettings().exports_a_day):
        actions.ask_copy(person, by=member)
    assert sign_in(member).post("/my/rights/download/").status_code == 409


def test_a_copy_that_a_killed_worker_left_is_made(person, member, monkeypatch):
    monkeypatch.setattr(actions, "build_export", Asleep)
    asked = actions.ask_copy(person, by=member)
    with pytest.raises(Refused):
        actions.ask_copy(person, by=member)
    monkeypatch.undo()
    RightsRequest.objects.update(created_at=timezone.now() - timedelta(hours=1))
    assert export.resume() == 1
    assert RightsRequest.objects.get(pk=asked.pk).status == RightsStatus.DONE


# --- The correction ----------------------------------------------------------------------------------------


def corrected(client, reference, **data):
    return client.post(f"/admin/people/rights/{reference}/correct/", data)


def test_a_correction_from_the_form_to_the_file(person, member, sign_in, staff):
    given = {"part": "address", "wrong": "العنوان القديم", "right": "RRRD3030", "paper": cases.picture()}
    assert sign_in(member).post("/my/rights/correction/", given).status_code == 302
    asked, manager = RightsRequest.objects.get(), sign_in(staff("manager"))
    assert asked.due_on == timezone.localdate() + timedelta(days=30)
    page = manager.get(f"/admin/people/rights/{asked.reference}/")
    assert "العنوان القديم" in page.content.decode()
    assert manager.get(f"/admin/people/rights/{asked.reference}/paper/").status_code == 200
    assert corrected(manager, asked.reference, short_address="RRRD3030", note="تم").status_code == 302
    fresh = Person.objects.get(pk=person.pk)
    assert fresh.short_address == "RRRD3030" and fresh.directions == MARKS["directions"]
    assert FileChange.objects.filter(field="short_address", via="correction").count() == 1
    assert Message.objects.filter(template="rights/corrected").count() == 1
    assert corrected(manager, asked.reference, note="x").status_code == 409


def test_a_refused_correction_tells_why(person, member, sign_in, staff):
    asked = actions.ask_correction(person, part=FilePart.NAME, wrong="أ", right="ب", upload=None, by=member)
    manager = sign_in(staff("manager"))
    url = f"/admin/people/rights/{asked.reference}/refuse/"
    assert manager.post(url, {"reason": " "}).status_code == 422
    assert manager.post(url, {"reason": "الاسم كما في الهوية"}).status_code == 302
    assert "الاسم كما في الهوية" in sign_in(member).get(asked.get_absolute_url()).content.decode()
    assert "الاسم كما في الهوية" in Message.objects.get(template="rights/refused").body


def test_bad_numbers_correct_nothing(person, member, sign_in, staff):
    manager = sign_in(staff("manager"))
    for part, data in {
        "identity": {"identity_kind": "national", "identity_number": "12"},
        "bank": {"iban": "SA1"},
    }.items():
        asked = actions.ask_correction(person, part=FilePart(part), wrong="أ", right="ب", upload=None, by=member)
        assert corrected(manager, asked.reference, **data).status_code == 422, part
    assert Person.objects.get(pk=person.pk).identity_number == MARKS["identity"]


def test_the_form_keeps_what_was_typed(person, member, sign_in):
    answer = sign_in(member).post("/my/rights/correction/", {"wrong": "كلامي", "right": ""})
    assert answer.status_code == 422 and "كلامي" in answer.content.decode()
    assert not RightsRequest.objects.exists()


def test_nobody_answers_their_own_and_reception_only_looks(staff, sign_in, person, member):
    manager, reception = staff("manager"), staff("reception")
    own = actions.ask_correction(person_of(manager), part=FilePart.NAME, wrong="أ", right="ب", upload=None, by=manager)
    assert sign_in(manager).get(f"/admin/people/rights/{own.reference}/").status_code == 404
    asked = actions.ask_correction(person, part=FilePart.NAME, wrong="أ", right="ب", upload=None, by=member)
    client = sign_in(reception)
    assert client.get(f"/admin/people/rights/{asked.reference}/").status_code == 200
    assert corrected(client, asked.reference, note="x").status_code == 403
    assert RightsRequest.objects.get(pk=asked.pk).status == RightsStatus.RECEIVED


# --- The erasure -------------------------------------------------------------------------------------------


def readable():
    """Every value of every row, sealed ones opened, of every model of ours but the trail and the kept ones."""
    kept = {each.label for each in registry.held() if each.erasing is Erasing.KEEP}
    text = []
    for model in apps.get_models():
        label = model._meta.label
        if label in kept or model._meta.app_label in ("contenttypes", "sessions", "wagtailcore", "wagtailsearch"):
            continue
        for row in model._default_manager.all():
            text += [str(getattr(row, each.attname)) for each in row._meta.concrete_fields]
    return "\n".join(text)


def test_erasing_leaves_no_mark_in_any_column(person, member, staff):
    case = withdrawn(member)
    actions.ask_correction(
        person, part=FilePart.NAME, wrong="علامة خاطئة", right="ب", upload=check(cases.picture()), by=member
    )
    actions.ask_copy(person, by=member)
    mobile = member.mobile
    asked_erasure(person, staff("manager"))
    deliver_due()
    Delivery.objects.filter(message__isnull=True).update(expires_at=timezone.now() - timedelta(days=1))
    forget_codes()
    whole = readable()
    marks = [*MARKS.values(), NAME, mobile, "علامة خاطئة", "سالم بن عبدالله", "1979-11-27"]
    assert [mark for mark in marks if mark in whole] == []
    assert not Attachment.objects.exists() and not Export.objects.exists()
    case.refresh_from_db(fields=["person"])
    assert case.person_id == person.pk and Person.objects.get(pk=person.pk).erased_at
    user = User.objects.get(pk=member.pk)
    assert not user.is_active and user.mobile is None
    assert User.objects.create_user(mobile=mobile).pk != user.pk


def test_the_last_word_goes_out_in_time(person, member, staff):
    mobile = member.mobile
    withdrawn(member)
    MemoryGateway.outbox.clear()
    asked = asked_erasure(person, staff("manager"))
    deliver_due()
    last = [sent for sent in MemoryGateway.outbox if sent.mobile == mobile and asked.reference in sent.text]
    assert last and "الإقرارات" in last[-1].text
    outcome = RightsRequest.objects.get(pk=asked.pk).outcome
    assert outcome["kept"]["applications.Application"] == 1 and outcome["erased"]["people.HouseholdMember"] == 1


def test_an_open_request_or_a_hold_stands_against_it(person, member, staff, sign_in):
    client, manager = prove(sign_in(member), member), staff("manager")
    cases.submitted(member, cases.make_service())
    answer = client.post("/my/rights/erasure/", {"understood": "on"})
    assert answer.status_code == 409 and "طلب" in answer.content.decode()
    keeping.hold(person, reason="قضية", by=manager)
    page = client.get("/my/rights/erasure/").content.decode()
    assert 'name="understood"' not in page and "قضية" not in page


def test_an_obstacle_that_came_meanwhile_refuses_with_its_reason(person, member, staff, monkeypatch):
    monkeypatch.setattr(erasure, "erase_file", Asleep)
    manager = staff("manager")
    asked = asked_erasure(person, manager)
    keeping.hold(person, reason="قضية", by=manager)
    erasure.perform(str(asked.pk))
    fresh = RightsRequest.objects.get(pk=asked.pk)
    assert fresh.status == RightsStatus.REFUSED and fresh.answer
    assert Person.objects.get(pk=person.pk).full_name == NAME


def test_who_works_on_the_case_confirms_no_erasure(member, staff, sign_in):
    manager = staff("manager", "reception")
    case = cases.being_matched(member, cases.make_service(), manager)
    from applications.actions import withdraw

    withdraw(case, by=member)
    asked = actions.ask_erasure(person_of(member), by=member)
    url = f"/admin/people/rights/{asked.reference}/confirm/"
    assert sign_in(manager).post(url).status_code == 403
    assert sign_in(staff("manager")).post(url).status_code == 302


def test_it_can_be_taken_back_until_it_is_done(person, member, staff, sign_in, monkeypatch):
    monkeypatch.setattr(erasure, "erase_file", Asleep)
    asked, client = asked_erasure(person, staff("manager")), sign_in(member)
    for _twice in range(2):
        assert client.post(f"/my/rights/{asked.reference}/take-back/").status_code == 302
    erasure.perform(str(asked.pk))
    assert RightsRequest.objects.get(pk=asked.pk).status == RightsStatus.TAKEN_BACK
    assert Person.objects.get(pk=person.pk).full_name == NAME
    assert AuditEvent.objects.about(asked).filter(action="rights.taken_back").count() == 1


def test_the_second_of_two_colleagues_is_told(person, member, staff, monkeypatch):
    monkeypatch.setattr(erasure, "erase_file", Asleep)
    asked = actions.ask_erasure(person, by=member)
    erasure.confirm(asked, by=staff("manager"))
    with pytest.raises(Refused) as told:
        erasure.confirm(asked, by=staff("manager"))
    assert told.value.status == 409


def test_erasing_asks_for_a_recent_proof(person, member, sign_in):
    client = sign_in(member)
    assert "/accounts/" in client.post("/my/rights/erasure/", {"understood": "on"}).url
    assert not RightsRequest.objects.exists()
    assert prove(client, member).post("/my/rights/erasure/", {}).status_code == 422
    assert client.post("/my/rights/erasure/", {"understood": "on"}).status_code == 302
    assert client.post("/my/rights/erasure/", {"understood": "on"}).status_code == 409


def test_a_colleagues_account_belongs_to_the_work(staff):
    colleague = staff("reception")
    with pytest.raises(Refused):
        actions.ask_erasure(person_of(colleague), by=colleague)


def test_a_file_that_became_one_with_it_goes_too(person, member, staff, new_member):
    absorbed = marked(new_member())
    Person.objects.filter(pk=absorbed.pk).update(merged_into=person)
    asked_erasure(person, staff("manager"))
    assert Person.objects.get(pk=absorbed.pk).full_name == ""
    assert not HouseholdMember.objects.exists()


# --- The clock and the doors -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "action", "letter"),
    [
        (lambda asked, manager: actions.take_back(asked, by=asked.person.user), "rights.taken_back", None),
        (lambda asked, manager: actions.refuse(asked, reason="سبب", by=manager), "rights.refused", "rights/refused"),
        (
            lambda asked, manager: correction.correct(asked, values={}, note="", by=manager),
            "rights.done",
            "rights/corrected",
        ),
    ],
)
def test_every_move_leaves_one_row_and_one_letter_or_a_silence(person, member, staff, act, action, letter):
    asked = actions.ask_correction(person, part=FilePart.NAME, wrong="أ", right="ب", upload=None, by=member)
    assert Message.objects.filter(template="rights/received").count() == 1
    before = Message.objects.count()
    act(asked, staff("manager"))
    assert AuditEvent.objects.about(asked).filter(action=action).count() == 1
    assert Message.objects.count() - before == (1 if letter else 0)
    with pytest.raises(Refused) as told:
        actions.refuse(asked, reason="سبب", by=staff("manager"))
    assert told.value.status == 409


def test_the_queue_shows_the_overdue(staff, sign_in, person, member):
    client = sign_in(staff("manager"))
    late = actions.ask_correction(person, part=FilePart.NAME, wrong="أ", right="ب", upload=None, by=member)
    RightsRequest.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    actions.ask_correction(person, part=FilePart.NAME, wrong="أ", right="ب", upload=None, by=member)
    page = client.get("/admin/people/rights/?view=overdue").content.decode()
    assert late.reference in page and page.count("case-reference") == 1


def test_no_page_of_a_person_is_dear(person, member, sign_in, django_assert_max_num_queries):
    client = sign_in(member)
    asked = actions.ask_copy(person, by=member)
    urls = ("", "views/", "download/", "correction/", "erasure/", f"{asked.reference}/")
    client.get("/my/rights/")
    for url in urls:
        with django_assert_max_num_queries(FEW):
            assert client.get(f"/my/rights/{url}").status_code == 200, url


def test_holds_are_the_managers(person, staff, sign_in):
    manager = sign_in(staff("manager"))
    given = {"reference": person.reference.lower(), "reason": "كتاب المحكمة"}
    assert manager.post("/admin/people/retention/hold/", {**given, "reference": "YP-2222-2222"}).status_code == 422
    assert manager.post("/admin/people/retention/hold/", given).status_code == 302
    assert manager.post("/admin/people/retention/hold/", given).status_code == 409
    hold = Hold.objects.get()
    assert manager.post(f"/admin/people/retention/lift/{hold.pk}/").status_code == 302
    assert manager.post(f"/admin/people/retention/lift/{hold.pk}/").status_code == 409
    assert sign_in(staff("reception")).post("/admin/people/retention/hold/", given).status_code in (302, 403)


def counted(client, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_the_lists_cost_the_same_for_one_and_three(person, member, new_member, staff, sign_in):
    owner, manager = sign_in(member), sign_in(staff("manager"))

    def one(user, filed):
        actions.ask_correction(filed, part=FilePart.NAME, wrong="أ", right="ب", upload=None, by=user)
        keeping.hold(filed, reason="قضية", by=User.objects.filter(is_staff=True).first())

    one(member, person)
    urls = {"/my/rights/": owner, "/admin/people/rights/": manager, "/admin/people/retention/": manager}
    for url, client in urls.items():
        client.get(url)
    before = {url: counted(client, url) for url, client in urls.items()}
    for _more in range(2):
        user = new_member()
        one(user, marked(user))
        actions.ask_correction(person, part=FilePart.NAME, wrong="أ", right="ب", upload=None, by=member)
    assert {url: counted(client, url) for url, client in urls.items()} == before
