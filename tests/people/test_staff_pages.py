"""The staff's pages of people: masked, every opening leaves a row, own and kin's files are nowhere (R8)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import AuditEvent
from people.actions import add, keep, person_of
from people.enums import Via
from people.models import Contact, Distinct, HouseholdMember, Merge, Person
from tests import cases

pytestmark = pytest.mark.django_db
IBAN = "SA0380000000608010167519"
SECRETS = [
    "1000000008",
    IBAN,
    "سكري مزمن",
    "1985",
    "03/20",
    "1500",
    "خلف المسجد",
    "+966500000099",
    "0500000099",
    "1000000016",
]
SEEN = [secret for secret in SECRETS if secret != "1985"]  # The year of birth is shown.


@pytest.fixture
def reception(staff):
    return staff("reception")


@pytest.fixture
def file(new_member):
    case = cases.submitted(new_member(), cases.make_service())
    person, user = case.person, case.person.user
    keep(person, by=user, via=Via.STAFF, iban=IBAN, holder="سالم", health="سكري مزمن", incomes={"salary": "1500.00"})
    keep(person, by=user, via=Via.STAFF, directions="خلف المسجد", birth_date=date(1985, 3, 20))
    add(person, HouseholdMember, by=user, via=Via.STAFF, name="نورة", relation="spouse", identity_number="1000000016")
    add(person, Contact, by=user, via=Via.STAFF, kind="relative", value="+966500000099")
    return Person.objects.get(pk=person.pk)


def base(person):
    return f"/admin/people/{person.reference}/"


def page(client, url, data=None):
    answer = client.post(url, data) if data is not None else client.get(url)
    return answer.content.decode()


def test_everything_sensitive_is_masked_and_the_opening_leaves_a_row(file, reception, sign_in):
    shown = page(sign_in(reception), base(file))
    assert "سالم بن عبدالله الحربي" in shown
    assert [secret for secret in SEEN if secret in shown] == []
    assert "••/••/1985" in shown
    assert "•••• 008" in shown
    assert AuditEvent.objects.about(file).filter(action="person.viewed", by=reception).count() == 1
    assert file.applications.get().reference in shown


@pytest.mark.parametrize(
    ("field", "secret"),
    [
        ("identity_number", "1000000008"),
        ("iban", IBAN),
        ("birth_date", "1985"),
        ("health", "سكري مزمن"),
        ("incomes", "1,500"),
        ("directions", "خلف المسجد"),
        ("household", "1000000016"),
        ("contacts", "050 000 0099"),
    ],
)
def test_one_value_is_shown_once_against_a_reason(file, reception, sign_in, field, secret):
    client = sign_in(reception)
    for why in (
        {"why": "serving", "words": ""},
        {"why": "", "words": "كلام طويل كاف"},
        {"why": "serving", "words": "\u200f"},
    ):
        answer = client.post(f"{base(file)}reveal/", {"field": field, **why})
        assert answer.status_code == 422
    assert not AuditEvent.objects.filter(action="person.revealed").exists()
    answer = client.post(f"{base(file)}reveal/", {"field": field, "why": "serving", "words": "أكلمه الآن عن طلبه"})
    assert answer.status_code == 200
    assert secret in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    row = AuditEvent.objects.get(action="person.revealed")
    assert (row.by, row.subject, row.details) == (reception, file, {"field": field})
    assert row.reason == "serving: أكلمه الآن عن طلبه"
    others = [each for each in SEEN if each in answer.content.decode() and each != secret]
    assert others in ([], ["+966500000099"][:0])


def test_what_is_no_part_of_the_file_is_not_revealed(file, reception, sign_in):
    given = {"field": "user", "why": "serving", "words": "أكلمه الآن عن طلبه"}
    assert sign_in(reception).post(f"{base(file)}reveal/", given).status_code == 422


@pytest.mark.parametrize(
    "words",
    ["سالم بن عبدالله", "salem alharbi", "١٠٠٠٠٠٠٠٠٨", "1000-000-008", "reference", "mobile"],
)
def test_a_file_is_found_by_what_people_say(file, reception, sign_in, words):
    words = {"reference": file.reference.lower(), "mobile": file.mobile}.get(words, words)
    shown = page(sign_in(reception), "/admin/people/", {"q": words})
    assert base(file) in shown
    assert [secret for secret in ("1000000008",) if secret in shown and secret not in words] == []


def test_what_is_searched_for_does_not_stand_in_an_address(file, reception, sign_in):
    client = sign_in(reception)
    assert base(file) in page(client, "/admin/people/?q=nobody")  # A query in the address is not read.
    assert "لا ملف" in page(client, "/admin/people/", {"q": "لا أحد بهذا الاسم"})


def test_an_absorbed_file_is_found_as_the_one_that_stays(file, new_member, reception, sign_in):
    from people.merging.actions import merge

    kept = person_of(new_member())
    merge(kept, file, by=reception, chosen={"identity": "kept"})
    client = sign_in(reception)
    assert base(kept) in page(client, "/admin/people/", {"q": file.reference})
    assert client.get(base(file)).status_code == 404


def test_own_files_and_those_of_kin_look_missing(file, staff, sign_in):
    colleague = staff("reception", "manager")
    own = person_of(colleague)
    client = sign_in(colleague)
    missing = client.get("/admin/people/YP-2222-2222/")
    assert client.get(base(own)).status_code == missing.status_code == 404
    assert client.get(base(file)).status_code == 200
    add(own, HouseholdMember, by=colleague, name="أبي", relation="parent", identity_number="1000000008")
    for url, data in (
        (base(file), None),
        (f"{base(file)}reveal/", {"field": "iban", "why": "serving", "words": "كلام طويل كاف"}),
        (f"{base(file)}link/", {"mobile": "0500000001", "reason": "كلام طويل كاف"}),
        (f"/admin/people/alike/{file.reference}/{own.reference}/", None),
    ):
        answer = client.post(url, data) if data else client.get(url)
        assert answer.status_code == 404, url
    assert file.reference not in page(client, "/admin/people/")
    assert own.reference not in page(client, "/admin/people/")


def test_the_list_asks_as_often_for_three_as_for_one(reception, new_member, sign_in):
    client = sign_in(reception)
    client.get("/admin/people/")

    def asked():
        with CaptureQueriesContext(connection) as seen:
            client.get("/admin/people/")
        return len(seen)

    person_of(new_member())
    few = asked()
    for _each in range(2):
        person_of(new_member())
    assert asked() == few


def test_two_files_are_compared_masked_and_become_one(file, new_member, reception, sign_in):
    other = person_of(new_member())
    keep(other, by=other.user, given_name="Salem", family_name="Alharbi", birth_date=date(1985, 3, 21), health="لا شيء")
    client = sign_in(reception)
    url = f"/admin/people/alike/{file.reference}/{other.reference}/"
    shown = page(client, url)
    assert [secret for secret in SEEN if secret in shown] == []
    assert "Salem Alharbi" in shown and "يختلف" in shown
    assert client.post(url, {}).status_code == 422
    answer = client.post(url, {"keeps": "first", "take_birth_date": "second"})
    assert answer.status_code == 302
    kept = Person.objects.get(pk=file.pk)
    assert (kept.birth_date, kept.health) == (date(1985, 3, 21), "سكري مزمن")
    assert client.post(url, {"keeps": "first"}).status_code == 404
    merge = Merge.objects.get()
    assert f"/admin/people/merges/{merge.pk}/undo/" in page(client, base(file))
    undo = f"/admin/people/merges/{merge.pk}/undo/"
    assert client.get(undo).status_code == 200
    assert client.post(undo).status_code == 302
    assert client.post(undo).status_code == 409
    assert Person.objects.get(pk=other.pk).merged_into is None


def test_a_file_beside_itself_is_no_page(file, reception, sign_in):
    assert sign_in(reception).get(f"/admin/people/alike/{file.reference}/{file.reference}/").status_code == 404


def test_two_people_are_noted_as_two(file, new_member, reception, sign_in):
    other, client = person_of(new_member()), sign_in(reception)
    url = f"/admin/people/alike/{file.reference}/{other.reference}/"
    assert client.post(f"{url}apart/", {"reason": "x"}).status_code == 422
    assert client.post(f"{url}apart/", {"reason": "شقيقتان في بيت واحد"}).status_code == 302
    assert Distinct.objects.count() == 1
    assert client.post(f"{url}again/").status_code == 302
    assert not Distinct.objects.exists()


def test_a_file_is_opened_and_one_that_stands_is_offered_first(file, reception, sign_in):
    client = sign_in(reception)
    form = page(client, "/admin/people/new/")
    key = form.split('name="key" value="')[1][:36]
    given = {"key": key, "given_name": "منيرة", "family_name": "العتيبي", "mobile": file.mobile}
    offered = client.post("/admin/people/new/", given)
    assert offered.status_code == 422
    assert base(file) in offered.content.decode()
    for _twice in range(2):
        opened = client.post("/admin/people/new/", {**given, "anyway": "1"})
        assert opened.status_code == 302
    assert Person.objects.filter(given_name="منيرة").count() == 1
    assert opened.url == base(Person.objects.get(given_name="منيرة"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"given_name": ""},
        {"mobile": "12"},
        {"identity_kind": "national", "identity_number": "1000000009"},
        {"identity_number": "1000000016"},
        {"birth_date": "31/2/1990"},
        {"key": "x"},
    ],
)
def test_a_file_with_something_wrong_is_not_opened(reception, sign_in, wrong):
    from uuid import uuid4

    given = {"key": str(uuid4()), "given_name": "منيرة", "family_name": "العتيبي", **wrong}
    answer = sign_in(reception).post("/admin/people/new/", given)
    assert answer.status_code == 422
    assert not Person.objects.exists()


def test_a_researcher_reads_and_merges_nothing(file, staff, sign_in):
    client = sign_in(staff("researcher"))
    shown = page(client, base(file))
    assert client.get("/admin/people/").status_code == 200
    assert "/link/" not in shown
    for url in ("/admin/people/alike/", "/admin/people/new/"):
        assert client.get(url).status_code in (302, 403), url


def test_any_two_files_are_compared_by_their_references(file, new_member, reception, sign_in):
    other, client = person_of(new_member()), sign_in(reception)
    for wrong in ("", "x", file.reference, "YP-2222-2222"):
        assert client.post(f"{base(file)}compare/", {"other": wrong}).status_code == 422
    answer = client.post(f"{base(file)}compare/", {"other": other.reference.lower().replace("-", " ")})
    assert answer.url == f"/admin/people/alike/{file.reference}/{other.reference}/"
