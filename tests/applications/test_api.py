"""A request from start to follow-up through the self-service API: one's own alone, the words and rules of the pages."""

import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Replay
from applications.models import Application
from tests import cases
from tests.people.test_api import BASE, Caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller(member):
    return Caller(member)


@pytest.fixture
def service():
    return cases.make_service()


def upload(caller, path, file, **headers):
    return Client().post(
        f"{BASE}{path}", {"file": file}, headers={**caller.headers, "accept-language": "ar", **headers}
    )


def started(caller):
    answer = caller.call("post", "/requests", {"service": "support"})
    assert answer.status_code == 201, answer.content
    return answer.json()["reference"]


def test_the_services_that_take_requests_and_what_each_asks(caller, service):
    assert [each["slug"] for each in caller.call("get", "/services").json()] == ["support"]
    asked = caller.call("get", "/services/support").json()
    assert asked["is_open"] and [each["kind"] for each in asked["questions"]] == ["number", "choice"]
    assert asked["papers"][0]["name"] == "المستند 0"
    assert caller.call("get", "/services/nothing").status_code == 404


def test_a_second_start_opens_the_same_draft(caller, service):
    assert started(caller) == started(caller)
    assert Application.objects.count() == 1


def test_a_page_is_kept_in_any_digits_and_read_back(caller, service):
    path = f"/requests/{started(caller)}/pages/q-question-0"
    shown = caller.call("get", path).json()
    assert shown["fields"][0]["kind"] == "number" and not shown["is_answered"]
    kept = caller.call("put", path, {"answer": "٧"})
    assert kept.status_code == 200 and kept.json()["fields"][0]["value"] == "7" and kept.json()["is_answered"]


def test_a_wrong_answer_names_its_field_in_the_callers_language(caller, service):
    path = f"/requests/{started(caller)}/pages/q-question-0"
    answer = caller.call("put", path, {"answer": "سبعة"})
    assert answer.status_code == 422 and answer["Content-Type"].startswith("application/problem+json")
    fault = answer.json()["errors"][0]
    assert fault["field"] == "answer" and "\u0600" <= fault["message"][0] <= "\u06ff"
    assert caller.call("put", path, {"answer": "x"}, language="en").json()["errors"][0]["message"].isascii()


def test_the_identity_number_is_never_read_back(caller, service):
    path = f"/requests/{started(caller)}/pages/identity"
    kept = caller.call("put", path, {"identity_kind": "national", "identity_number": "1000000008"})
    assert kept.status_code == 200 and "1000000008" not in kept.content.decode()
    check = caller.call("get", f"{path.removesuffix('pages/identity')}check")
    assert "1000000008" not in check.content.decode() and "008" in check.content.decode()


def test_a_paper_comes_as_files_and_becomes_part_of_the_request_with_its_page(caller, service):
    reference = started(caller)
    base = f"/requests/{reference}"
    answer = upload(caller, f"{base}/papers/paper-0/files", cases.picture())
    assert answer.status_code == 201
    assert not caller.call("get", f"{base}/pages/p-paper-0").json()["is_answered"]
    kept = caller.call("put", f"{base}/pages/p-paper-0", {})
    assert kept.json()["is_answered"] and len(kept.json()["files"]) == 1
    file = caller.call("get", f"{base}/papers/paper-0/files/{kept.json()['files'][0]['id']}")
    assert file.status_code == 200 and "no-store" in file["Cache-Control"]
    assert caller.call("delete", f"{base}/papers/paper-0/files/{kept.json()['files'][0]['id']}").status_code == 204
    assert not caller.call("get", f"{base}/pages/p-paper-0").json()["is_answered"]


def test_what_is_no_paper_is_refused(caller, service):
    base = f"/requests/{started(caller)}"
    page = SimpleUploadedFile("paper.pdf", b"<html>not a paper</html>", "application/pdf")
    answer = upload(caller, f"{base}/papers/paper-0/files", page)
    assert answer.status_code == 422 and answer.json()["detail"]
    assert upload(caller, f"{base}/papers/nothing/files", cases.picture()).status_code == 404


def test_an_excuse_stands_for_a_paper_and_one_without_words_does_not(caller, service):
    path = f"/requests/{started(caller)}/pages/p-paper-0"
    assert caller.call("put", path, {"excuse": "other"}).status_code == 422
    assert caller.call("put", path, {"excuse": "lost"}).json()["is_answered"]


def test_following_tells_what_is_missing_and_where_it_is_mended(caller, member, service, staff):
    case = cases.waiting(member, service, staff("reception"))
    told = caller.call("get", f"/requests/{case.reference}").json()
    assert told["is_waiting"] and told["missing"] == [
        {"name": "المستند 0", "problem": "الصورة غير واضحة", "page": "p-paper-0"}
    ]
    page = caller.call("get", f"/requests/{case.reference}/pages/p-paper-0").json()
    assert page["correction"] == "الصورة غير واضحة"


def test_withdrawing_twice_is_as_once_and_shuts_the_pages(caller, member, service):
    case = cases.submitted(member, service)
    for _time in range(2):
        answer = caller.call("post", f"/requests/{case.reference}/withdraw")
        assert answer.status_code == 200 and answer.json()["status"] == "withdrawn"
    kept = caller.call("put", f"/requests/{case.reference}/pages/q-question-0", {"answer": "5"})
    assert kept.status_code == 409


def test_a_stranger_finds_nothing_whatever_is_tried(member, new_member, service):
    case, stranger = cases.drafted(member, service), Caller(new_member())
    missing = Application(reference="YD-0000-0000")
    for reference in (case.reference, missing.reference):
        base = f"/requests/{reference}"
        tried = [
            ("get", base),
            ("get", f"{base}/pages"),
            ("get", f"{base}/pages/name"),
            ("put", f"{base}/pages/name"),
            ("get", f"{base}/check"),
            ("delete", f"{base}/papers/paper-0/files/{uuid4()}"),
            ("post", f"{base}/withdraw"),
        ]
        answers = [stranger.call(*each) for each in tried]
        assert {each.status_code for each in answers} == {404}
        assert len({each.content for each in answers}) == 1
    assert stranger.call("get", "/requests").json()["items"] == []


# --- Sent twice, done once ----------------------------------------------------------------------------------------


def keyed(caller, key, path="/requests", given=None):
    headers = {**caller.headers, "accept-language": "ar", "idempotency-key": key}
    body = json.dumps(given or {"service": "support"})
    return Client().post(f"{BASE}{path}", body, content_type="application/json", headers=headers)


def test_a_repeated_call_gets_the_kept_answer(caller, service):
    first, again = keyed(caller, "k1"), keyed(caller, "k1")
    assert again.content == first.content and again.status_code == 201
    assert "Idempotent-Replayed" not in first and again["Idempotent-Replayed"] == "true"


def test_the_kept_answer_outlives_what_it_told(caller, service, member):
    reference = keyed(caller, "k1").json()["reference"]
    assert keyed(caller, "k2", f"/requests/{reference}/withdraw", {"no": 1}).json()["status"] == "withdrawn"
    assert keyed(caller, "k1").json()["status"] == "draft"
    assert Application.objects.count() == 1  # Without the key a start after a withdrawal opens another request.


def test_a_key_serves_one_call_only(caller, service):
    keyed(caller, "k1")
    answer = keyed(caller, "k1", given={"service": "other"})
    assert answer.status_code == 422 and answer.json()["detail"]
    assert keyed(caller, "x" * 201).status_code == 422


def test_another_callers_key_is_another_key(caller, service, new_member):
    other = Caller(new_member())
    assert keyed(caller, "k1").json()["reference"] != keyed(other, "k1").json()["reference"]


def test_a_kept_answer_is_for_whoever_is_still_signed_in(caller, service):
    keyed(caller, "k1")
    Client().delete("/_allauth/app/v1/auth/session", headers=caller.headers)
    assert keyed(caller, "k1").status_code == 401


def test_kept_answers_show_nothing_in_the_table(caller, service):
    reference = keyed(caller, "k1").json()["reference"]
    row = Replay.objects.values().get()
    assert reference not in str(row) and "k1" not in row["key"]


def test_an_explanation_is_asked_once_for_a_page_and_read(caller, service):
    reference = started(caller)
    path = f"/requests/{reference}/pages/q-question-0/explanation"
    assert caller.call("post", path, {"text": "ما معنى السؤال؟"}).status_code == 201
    again = caller.call("post", path, {"text": "وهل هو لازم؟"}).json()
    assert again["page"] == "q-question-0" and "السؤال" in again["question"] and "لازم" in again["question"]
    assert len(caller.call("get", f"/requests/{reference}/explanations").json()) == 1
    assert caller.call("post", f"/requests/{reference}/pages/nothing/explanation", {"text": "كيف"}).status_code == 404


def ready(member, caller):
    case = cases.drafted(member, cases.make_service())
    assert caller.call("get", f"/requests/{case.reference}/declaration").status_code == 409
    assert caller.call("post", f"/requests/{case.reference}/check", {}).json()["status"] == "awaiting_declaration"
    return f"/requests/{case.reference}"


def test_a_request_is_signed_by_the_code_for_what_was_shown(caller, member):
    path = ready(member, caller)
    seen = caller.call("get", f"{path}/declaration").json()
    assert member.mobile[-4:-2] not in seen["code_goes_to"] and seen["text"] and seen["committee_notice"]
    exactly = {name: seen[name] for name in ("answers_hash", "text_version")}
    assert caller.call("post", f"{path}/declaration/code", exactly).status_code == 202
    code = cases.newest_code(member.mobile)
    signed = {**exactly, "is_true": True, "notice_seen": True, "code": code}
    unticked = caller.call("post", f"{path}/declaration", {**signed, "notice_seen": False})
    assert unticked.status_code == 422 and unticked.json()["errors"][0]["field"] == "notice_seen"
    assert caller.call("post", f"{path}/declaration", {**signed, "answers_hash": "0" * 64}).status_code == 409
    for _twice in range(2):
        assert caller.call("post", f"{path}/declaration", signed).json()["status"] == "submitted"
    assert Application.objects.get().declarations.count() == 1


def test_a_stranger_signs_and_reads_nothing(member, new_member):
    path = ready(member, Caller(member))
    stranger, missing = Caller(new_member()), "/requests/YD-2222-2222"
    exactly = {"answers_hash": "0" * 64, "text_version": "x"}
    for rest, data in (("/declaration/code", exactly), ("/messages", {"text": "سلام"}), ("/messages/read", {})):
        answers = [stranger.call("post", each + rest, data) for each in (path, missing)]
        assert [each.status_code for each in answers] == [404, 404] and answers[0].content == answers[1].content


def test_messages_are_written_read_and_carry_files(caller, member):
    path = f"/requests/{cases.submitted(member, cases.make_service()).reference}"
    assert upload(caller, f"{path}/messages/files", cases.picture("photo.png")).status_code == 201
    assert caller.call("post", f"{path}/messages", {"text": "  "}).status_code == 422
    sent = caller.call("post", f"{path}/messages", {"text": "متى الموعد؟", "is_question": True})
    assert sent.status_code == 201 and len(sent.json()["files"]) == 1
    [read] = caller.call("get", f"{path}/messages").json()["items"]
    assert read["text"] == "متى الموعد؟" and read["from_person"] and read["answered_at"] is None
    file = read["files"][0]["id"]
    assert caller.call("get", f"{path}/messages/files/{file}").status_code == 200
