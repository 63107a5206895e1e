"""The pages of one's own file: saved one by one, read back, its history, and what may not change (R8)."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import Locale

from applications.actions import make_ready
from audit.models import AuditEvent
from office.models import OfficeSettings
from people.actions import add, keep, keep_part, person_of
from people.enums import Via
from people.models import Contact, FileChange, HouseholdMember, Person
from people.parts import FIRST, FORMS
from services.enums import FilePart
from tests import cases

pytestmark = pytest.mark.django_db

# One right answer for each part, as somebody would type it.
TYPED = {
    FilePart.NAME: {"given_name": "سالم", "father_name": "عبدالله", "family_name": "الحربي"},
    FilePart.IDENTITY: {"identity_kind": "national", "identity_number": "١٠٠٠-٠٠٠ ٠٠٨"},
    FilePart.BIRTH: {"birth_date": "٢٨/٦/١٤٠٥"},
    FilePart.NATIONALITY: {"nationality": "SA", "gender": "male"},
    FilePart.LANGUAGES: {"language": "ur", "spoken": ["ur", "ar"], "needs_interpreter": "on"},
    FilePart.CONTACT: {"reach": "call", "times": "evening"},
    FilePart.ADDRESS: {"short_address": "rnma ٧٢٧٢", "directions": "خلف الجامع"},
    FilePart.CATEGORIES: {"categories": ["widow", "elderly"]},
    FilePart.INCOME: {"salary": "٢٬٨٠٠٫٥", "pension": ""},
    FilePart.DEBTS: {},
    FilePart.HOUSING: {"housing": "rented", "rent": "18,000"},
    FilePart.HEALTH: {"health": ""},
    FilePart.BANK: {"iban": "sa03 8000 0000 6080 1016 7519", "holder": "سالم الحربي"},
}


@pytest.fixture
def door(member, sign_in):
    return sign_in(member)


@pytest.fixture
def person(member):
    return person_of(member)


def page_of(part):
    return f"/my/file/{part.value}/"


def test_every_part_but_the_household_has_its_page():
    assert set(TYPED) == set(FORMS) == set(FilePart) - {FilePart.HOUSEHOLD}


@pytest.mark.parametrize("part", TYPED, ids=str)
def test_a_page_is_kept_and_read_back(door, member, part):
    answer = door.post(page_of(part), TYPED[part])
    assert answer.status_code == 302, answer.context["form"].errors
    kept = person_of(member)
    assert part in kept.answered
    shown = door.get(page_of(part))
    assert shown.status_code == 200
    # What is kept comes back as the page's own first values, and keeping it again changes nothing.
    changes = FileChange.objects.count()
    form = shown.context["form"]
    again = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False, "")}
    assert door.post(page_of(part), again).status_code == 302
    assert FileChange.objects.count() == changes


def test_the_file_holds_what_was_typed_in_its_plain_form(door, member):
    for part, typed in TYPED.items():
        assert door.post(page_of(part), typed).status_code == 302, part
    kept = Person.objects.select_related("recipient", "means", "bank").get()
    assert kept.full_name == "سالم عبدالله الحربي"
    assert kept.identity_number == "1000000008"
    assert kept.birth_date == date(1985, 3, 19)
    assert (kept.recipient.language, kept.spoken, kept.needs_interpreter) == ("ur", ["ur", "ar"], True)
    assert (kept.short_address, kept.categories) == ("RNMA7272", ["widow", "elderly"])
    assert kept.means.incomes == {"salary": "2800.50"}
    assert (not kept.means.debts, kept.means.rent) == (True, "18000.00")
    assert kept.bank.iban == "SA0380000000608010167519"


def test_the_walk_leads_from_page_to_page_until_the_file_is_whole(door):
    place = door.get("/my/file/").context["page"].next_url
    for count in range(len(FIRST)):
        assert place.endswith("?walk=1"), count
        part = FilePart(place.split("/")[3])
        place = door.post(place, {**TYPED[part], "walk": "1"}).url
    assert place == "/my/file/"
    page = door.get(place)
    assert page.context["page"].next_url == ""
    assert page.context["page"].done == page.context["page"].total == len(FIRST)
    assert door.post("/my/file/confirm/now/").url == "/my/file/"
    assert Person.objects.get().confirmed_at is not None


@pytest.mark.parametrize(
    ("part", "data", "field"),
    [
        (FilePart.IDENTITY, {"identity_kind": "national", "identity_number": "1000000009"}, "identity_number"),
        (FilePart.IDENTITY, {"identity_kind": "resident", "identity_number": "1000000008"}, "identity_number"),
        (FilePart.BIRTH, {"birth_date": "1/1/2090"}, "birth_date"),
        (FilePart.BIRTH, {"birth_date": "1/1/1510"}, "birth_date"),
        (FilePart.BIRTH, {"birth_date": "31/2/1990"}, "birth_date"),
        (FilePart.NATIONALITY, {"nationality": "XX", "gender": "male"}, "nationality"),
        (FilePart.ADDRESS, {"short_address": "12345678", "directions": "هنا"}, "short_address"),
        (FilePart.INCOME, {"salary": "كثير"}, "salary"),
        (FilePart.INCOME, {"salary": "-5"}, "salary"),
        (FilePart.HOUSING, {"housing": "castle"}, "housing"),
        (FilePart.BANK, {"iban": "SA0380000000608010167518", "holder": "س"}, "iban"),
        (FilePart.BANK, {"iban": "GB29NWBK60161331926819", "holder": "س"}, "iban"),
        (FilePart.NAME, {"given_name": "سالم", "family_name": "الحربي", "latin_given": "سالم"}, "latin_given"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(door, member, part, data, field):
    answer = door.post(page_of(part), data)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert list(form.errors) == [field]
    assert all(form[name].value() == value for name, value in data.items())
    with override("ar"):
        assert any("\u0600" <= sign <= "\u06ff" for sign in str(form.errors[field][0]))
    assert person_of(member).answered == []


def test_marks_that_cannot_be_seen_leave_a_name(door, member):
    door.post(page_of(FilePart.NAME), {"given_name": "\u200fسا\u200bلم\u202e ", "family_name": "الحـ\u200dربي"})
    assert person_of(member).full_name == "سالم الحربي"


def test_latin_names_alone_are_latin_names_too(door, member):
    door.post(page_of(FilePart.NAME), {"given_name": "Maria", "family_name": "Santos"})
    kept = person_of(member)
    assert (kept.full_name, kept.latin_name) == ("Maria Santos", "Maria Santos")


def test_a_name_kept_whole_is_offered_in_parts(door, person, member):
    keep(person, by=member, full_name="سالم بن عبدالله بن محمد الحربي")
    page = door.get(page_of(FilePart.NAME)).content.decode()
    for part in ("سالم", "بن عبدالله", "بن محمد", "الحربي"):
        assert f'value="{part}"' in page


def test_a_member_comes_changes_and_goes(door, member):
    row = {"name": "عبدالله", "relation": "son", "birth_date": "١٥/٣/١٤٤٠", "identity_number": "١٠٠٠٠٠٠٠٠٨"}
    assert door.post("/my/file/household/add/", row).url == "/my/file/household/"
    child = HouseholdMember.objects.get()
    assert child.identity_number == "1000000008"
    assert door.get(f"/my/file/household/{child.pk}/").status_code == 200
    door.post(f"/my/file/household/{child.pk}/", {**row, "note": "ربو"})
    assert HouseholdMember.objects.get().note == "ربو"
    door.post(f"/my/file/household/{child.pk}/remove/")
    assert not HouseholdMember.objects.exists()
    assert door.post(f"/my/file/household/{child.pk}/remove/").status_code == 404
    assert [each.field for each in FileChange.objects.order_by("at")] == ["added", "changed", "removed"]


def test_a_household_larger_than_any_is_refused_kindly(door, member, person):
    OfficeSettings.objects.update_or_create(defaults={"household_most": 2})
    for number in range(2):
        add(person, HouseholdMember, by=member, name=f"فرد {number}", relation="son")
    row = {"name": "آخر", "relation": "son", "birth_date": "1/1/2015"}
    answer = door.post("/my/file/household/add/", row)
    assert answer.status_code == 409
    assert 'value="آخر"' in answer.content.decode()
    assert HouseholdMember.objects.count() == 2


def test_living_alone_is_an_answer(door, member):
    assert door.post(page_of(FilePart.HOUSEHOLD)).url == "/my/file/"
    assert FilePart.HOUSEHOLD in person_of(member).answered


def test_another_number_is_kept_in_its_plain_form(door):
    door.post("/my/file/contact/add/", {"kind": "relative", "value": "٠٥٠ ١١١ ٢٢٣٣", "note": "أخي"})
    assert Contact.objects.get().value == "+966501112233"
    assert door.post("/my/file/contact/add/", {"kind": "email", "value": "no"}).status_code == 422
    assert "050 111 2233" in door.get(page_of(FilePart.CONTACT)).content.decode()


def test_the_history_says_who_when_and_what_it_was_before(door, member, person, staff):
    keep(person, by=member, full_name="نورة", identity_kind="national", identity_number="1000000008")
    keep(person, by=staff("reception"), via=Via.STAFF, full_name="نورة الميزان")
    page = door.get("/my/file/history/").content.decode()
    assert "نورة الميزان" in page and "أحد موظفينا" in page and "أنت" in page
    assert "1000000008" not in page


def test_what_a_request_was_signed_over_changes_with_us_alone(door, member, staff):
    case = cases.submitted(member, cases.make_service())
    answer = door.post(page_of(FilePart.NAME), TYPED[FilePart.NAME] | {"given_name": "غيره"})
    assert answer.status_code == 409
    assert "وقّعت على هذه البيانات" in answer.content.decode()
    assert 'value="غيره"' in answer.content.decode()
    assert door.post(page_of(FilePart.HEALTH), {"health": "ربو"}).status_code == 302
    keep(case.person, by=staff("reception"), via=Via.STAFF, full_name="اسم مصحح")
    assert Person.objects.get().full_name != "غيره"


def test_the_trail_names_fields_and_no_value(door, member):
    for part, typed in TYPED.items():
        door.post(page_of(part), typed)
    trail = str(list(AuditEvent.objects.values_list("details", flat=True)))
    assert "iban" in trail and "incomes" in trail
    assert not any(value in trail for value in ("سالم", "1000000008", "SA03", "2800", "الجامع"))


def test_strangers_rows_look_like_none(door, new_member):
    other = person_of(new_member())
    member = HouseholdMember.objects.create(person=other, name="س", relation="son")
    contact = Contact.objects.create(person=other, kind="mobile", value="+966501112233")
    for theirs, path in ((member, "household"), (contact, "contact")):
        for url, method in ((f"/my/file/{path}/%s/", "get"), (f"/my/file/{path}/%s/remove/", "post")):
            one, none = getattr(door, method)(url % theirs.pk), getattr(door, method)(url % uuid4())
            assert one.status_code == none.status_code == 404
            assert len(one.content) == len(none.content)
    assert door.get(f"/my/helping/{uuid4()}/file/").status_code == 404
    assert door.get("/my/file/nonsense/").status_code == 404


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_no_page_leads_to_another_site(door, there):
    assert door.post(page_of(FilePart.HEALTH), {"health": "", "next": there}).url == "/my/file/"


def test_a_page_of_a_request_is_come_back_to(door, member):
    back = "/requests/YD-2222-2222/step/household/"
    row = {"name": "عبدالله", "relation": "son", "birth_date": "1/1/2015", "next": back}
    assert door.post("/my/file/household/add/", row).url.startswith("/my/file/household/?next=")
    assert door.post(page_of(FilePart.HOUSEHOLD), {"next": back}).url == back


def test_a_request_asks_the_parts_that_its_service_needs_and_why(door, member):
    service = cases.make_service(questions=0, papers=0)
    service.parts = [
        service.parts.model(sort_order=0, part=FilePart.INCOME, why="تقارن اللجنة دخلكم بحاجتكم."),
        service.parts.model(sort_order=1, part=FilePart.HOUSEHOLD, why="بعدد الأسرة."),
    ]
    service.save()
    door.post(f"/apply/{service.slug}/")
    case = person_of(member).applications.get()
    keep_part(case.person, FilePart.NAME, by=member, full_name="سالم")
    keep_part(case.person, FilePart.IDENTITY, by=member, identity_kind="none")
    keep_part(case.person, FilePart.BIRTH, by=member, birth_date=date(1985, 3, 20))
    page = door.get(case.step_url("income"))
    assert "تقارن اللجنة دخلكم بحاجتكم." in page.content.decode()
    assert door.post(case.step_url("income"), {"salary": "2800"}).url == case.step_url("household")
    add(case.person, HouseholdMember, by=member, name="ريما", relation="daughter")
    page = door.get(case.step_url("household")).content.decode()
    assert "ريما" in page and "بعدد الأسرة." in page
    assert door.post(case.step_url("household")).url == case.check_url()
    checked = door.get(case.check_url()).content.decode()
    assert "2,800" in checked and "ريما" in checked
    cases.sign(make_ready(case, by=member), member)
    assert door.post(page_of(FilePart.INCOME), {"salary": "1"}).status_code == 409
    assert (
        door.post("/my/file/household/add/", {"name": "يزيد", "relation": "son", "birth_date": "1/1/2019"}).status_code
        == 409
    )


@pytest.mark.parametrize("url", ["/my/file/", "/my/file/household/", "/my/file/contact/", "/my/file/history/"])
def test_the_queries_stay_the_same_with_more_rows(door, member, person, url):
    Locale.objects.get_or_create(language_code="en")
    counts = []
    for _round in range(2):
        for number in range(1 + _round):
            add(person, HouseholdMember, by=member, name=f"فرد {number}", relation="son")
            add(person, Contact, by=member, kind="mobile", value="+966501112233")
        door.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert door.get(url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15, counts
