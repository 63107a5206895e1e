"""The file and the inbox through the self-service API: a session token, one's own alone, the caller's language."""

import json
from uuid import uuid4

import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.headless.internal import sessionkit
from django.contrib.auth import login
from django.http import HttpRequest
from django.test import Client

from notifications.actions import notify
from people.actions import person_of
from people.models import HouseholdMember, Person
from tests import cases

pytestmark = pytest.mark.django_db
BASE = "/api/self-service"


class Caller:
    """A program that speaks JSON with a person's session token."""

    def __init__(self, user=None, *, second_factor=False):
        self.headers = {"x-session-token": token_of(user, second_factor)} if user else {}

    def call(self, method, path, data=None, language="ar"):
        sent = "" if data is None else json.dumps(data)  # A call without a body has none at all.
        body = {} if method == "get" else {"data": sent, "content_type": "application/json"}
        headers = {**self.headers, "accept-language": language}
        return getattr(Client(), method)(f"{BASE}{path}", headers=headers, **body)


def token_of(user, second_factor):
    request = HttpRequest()
    request.session = sessionkit.new_session()
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    if second_factor:
        record_authentication(request, user, "mfa", type="totp")
    request.session.save()
    return request.session.session_key


@pytest.fixture
def caller(member):
    return Caller(member)


def test_a_part_is_kept_as_it_is_typed_and_read_back_masked(caller, member):
    given = {"identity_kind": "national", "identity_number": "١٠٠٠٠٠٠٠٠٨"}
    answer = caller.call("put", "/file/parts/identity", given)
    assert answer.status_code == 200
    assert person_of(member).identity_number == "1000000008"
    part = next(each for each in answer.json()["parts"] if each["part"] == "identity")
    assert part["is_answered"]
    assert part["rows"] == [{"label": "الهوية الوطنية", "value": "•••• 008"}]
    assert "1000000008" not in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "said"), [("ar", "ثانية"), ("en", "too long"), ("ur", "")], ids=["ar", "en", "ur"]
)
def test_what_is_wrong_is_named_in_the_callers_language(caller, member, language, said):
    answer = caller.call("put", "/file/parts/birth-date", {"birth_date": "1/1/1800"}, language)
    body = answer.json()
    assert answer.status_code == body["status"] == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert [each["field"] for each in body["errors"]] == ["birth_date"]
    if language == "en":
        assert said in body["errors"][0]["message"]
    elif language == "ar":
        assert any("\u0600" <= sign <= "\u06ff" for sign in body["errors"][0]["message"])
    assert person_of(member).birth_date is None


def test_the_household_by_rows(caller, member):
    row = {"name": "عبدالله", "relation": "son", "birth_date": "١٥/٣/١٤٤٠"}
    made = caller.call("post", "/file/household", row)
    assert made.status_code == 201
    url = f"/file/household/{made.json()['id']}"
    assert caller.call("put", url, {**row, "note": "الصف الثاني"}).json()["note"] == "الصف الثاني"
    assert len(caller.call("get", "/file/household").json()) == 1
    assert caller.call("delete", url).status_code == 204
    assert caller.call("get", "/file/household").json() == []
    assert [each["field"] for each in caller.call("get", "/file/history").json()["items"]] == ["حُذف", "تغيّر", "أُضيف"]


def test_anothers_row_and_a_missing_one_look_the_same(caller, new_member):
    other = person_of(new_member())
    row = HouseholdMember.objects.create(person=other, name="س", relation="son")
    for method, data in (("put", {"name": "سالم", "relation": "son", "birth_date": "1/1/2010"}), ("delete", None)):
        theirs = caller.call(method, f"/file/household/{row.pk}", data)
        none = caller.call(method, f"/file/household/{uuid4()}", data)
        assert theirs.status_code == none.status_code == 404
        assert theirs.content == none.content
        assert dict(theirs.headers) == dict(none.headers)
    assert HouseholdMember.objects.filter(pk=row.pk).exists()


def test_what_a_request_was_signed_over_is_refused(caller, member):
    cases.submitted(member, cases.make_service())
    answer = caller.call("put", "/file/parts/birth-date", {"birth_date": "1/1/1990"})
    assert answer.status_code == 409
    assert "وقّعت" in answer.json()["detail"]


def test_the_inbox_marks_what_was_opened(caller, member, new_member):
    context = {"reference": "YD-2222-2222", "service": "دعم"}
    letter = notify(person_of(member).recipient, "applications/withdrawn", subject=None, context=context)
    theirs = notify(person_of(new_member()).recipient, "applications/withdrawn", subject=None, context=context)
    assert [each["id"] for each in caller.call("get", "/inbox").json()["items"]] == [str(letter.pk)]
    assert caller.call("get", f"/inbox/{letter.pk}").json()["body"]
    assert caller.call("get", f"/inbox/{theirs.pk}").status_code == 404
    letter.refresh_from_db(fields=["read_at"])
    assert letter.read_at


def test_nobody_enters_without_a_token(member):
    for path in ("/file", "/file/history", "/inbox"):
        answer = Caller().call("get", path)
        assert answer.status_code == 401
        assert answer.json()["detail"]
    assert Person.objects.count() == 0


def test_a_colleague_needs_the_second_factor_here_too(staff):
    colleague = staff("reception")
    assert Caller(colleague).call("get", "/file").status_code == 401
    assert Caller(colleague, second_factor=True).call("get", "/file").status_code == 200


def test_a_session_cookie_is_no_token(member, sign_in):
    assert sign_in(member).get(f"{BASE}/file").status_code == 401


@pytest.mark.parametrize("data", ["{", "[]", '{"name": 7}', '{"name": null, "relation": "son", "birth_date": "x"}'])
def test_what_cannot_be_read_is_no_error_of_ours(caller, data):
    answer = Client().post(f"{BASE}/file/household", data, content_type="application/json", headers=caller.headers)
    assert answer.status_code in (400, 422)


def test_the_queries_do_not_grow_with_the_household(caller, member, django_assert_max_num_queries):
    person = person_of(member)
    for number in range(3):
        HouseholdMember.objects.create(person=person, name=f"فرد {number}", relation="son")
        with django_assert_max_num_queries(15):
            assert caller.call("get", "/file").status_code == 200


# --- Papers, consents, rights -----------------------------------------------------------------------------


def send_paper(caller, **given):
    data = {"kind": "family_card", "front": cases.picture(), **given}
    return Client().post(f"{BASE}/papers", data, headers={**caller.headers, "accept-language": "ar"})


def test_a_paper_is_sent_described_opened_and_taken_out(caller, new_member):
    made = send_paper(caller, back=cases.picture(colour="red"))
    assert made.status_code == 201, made.content
    paper = made.json()
    assert [each["name"] for each in paper["files"]] == ["card.png", "card.png"]
    details = {"number": "٤٤٥٥٦٦٧٧٨", "issued_on": "1/1/1446", "expires_on": "1/1/1460"}
    amended = caller.call("put", f"/papers/{paper['id']}", details).json()
    assert amended["number_masked"] == "•••• 778" and amended["expires_on"] == "2038-02-05"
    file = f"/papers/{paper['id']}/files/{paper['files'][0]['id']}"
    answer = caller.call("get", file)
    assert answer.status_code == 200 and answer["Content-Disposition"].startswith("attachment")
    stranger = Caller(new_member())
    none = stranger.call("get", f"/papers/{uuid4()}/files/{uuid4()}")
    theirs = stranger.call("get", file)
    assert theirs.status_code == none.status_code == 404 and theirs.content == none.content
    assert caller.call("delete", f"/papers/{paper['id']}").status_code == 204
    assert caller.call("get", "/papers").json() == []


def test_a_paper_that_is_none_is_refused_by_name(caller):
    answer = send_paper(caller, front=cases.SimpleUploadedFile("card.pdf", b"<html></html>"))
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["errors"]] == ["front"]


def test_a_consent_is_given_to_the_text_that_was_read_and_taken_back(caller, member):
    listed = caller.call("get", "/consents").json()
    first = listed[0]
    assert first["given_at"] is None and first["consequence"]
    url = f"/consents/{first['purpose']}"
    assert caller.call("post", url, {"version": 99}).status_code == 409
    assert caller.call("post", url, {"version": first["version"]}).status_code == 201
    assert person_of(member).consents.standing().count() == 1
    assert caller.call("post", f"{url}/withdraw", {"reason": "رأيت غير ذلك"}).status_code == 204
    assert person_of(member).consents.standing().count() == 0
    assert caller.call("post", "/consents/nothing", {"version": 1}).status_code == 404


def test_rights_are_asked_for_and_taken_back(caller, member, new_member):
    given = {"part": "name", "wrong": "اسمي ناقص", "right": "سالم بن عبدالله"}
    asked = caller.call("post", "/rights/correction", given)
    assert asked.status_code == 201, asked.content
    url = f"/rights/{asked.json()['reference']}/take-back"
    assert Caller(new_member()).call("post", url).status_code == 404
    assert caller.call("post", url).json()["status"] == "taken_back"
    assert [each["kind"] for each in caller.call("get", "/rights").json()["items"]] == ["correction"]
    told = caller.call("get", "/rights/erasure").json()
    assert told["erased"] and told["kept"]
    assert caller.call("get", "/rights/viewers").json()["items"] == []


def test_what_gives_or_destroys_a_file_wants_a_fresh_proof(caller):
    for path in ("/rights/copy", "/rights/erasure"):
        answer = caller.call("post", path)
        assert answer.status_code == 403 and answer.json()["detail"]
