"""The researcher on the way: a list for the phone, pictures, and words that a weak connection does not lose (R29)."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.booking import actions as booking
from applications.models import Unsaved
from audit.models import AuditEvent
from casework import actions as moves
from casework.models import Study, StudyPicture
from people.models import Kinship, Means
from services.models import ServicePage
from services.models.form import ServicePart
from tests import cases
from tests.booking import slot
from tests.casework.test_studying import WHOLE
from tests.test_query_counts import queries_of

pytestmark = pytest.mark.django_db
KEEP = "/requests/keep-typed/"
VISITS = "/admin/requests/visits/"


@pytest.fixture
def service():
    return cases.make_service(studied=True)


@pytest.fixture
def reception(staff):
    return staff("reception")


@pytest.fixture
def researcher(staff):
    return staff("researcher")


@pytest.fixture
def client(researcher, sign_in):
    return sign_in(researcher)


@pytest.fixture
def case(member, service, reception, researcher):
    return cases.being_studied(member, service, reception, researcher)


def page_of(case):
    return f"/admin/requests/{case.reference}/study/"


def test_the_list_holds_ones_own_and_what_nobody_has(case, client, reception, service, new_member, staff, sign_in):
    others = cases.being_studied(new_member(), service, reception, staff("researcher"))
    free = moves.begin_study(cases.matched(new_member(), service, reception), by=reception)
    page = client.get(VISITS).content.decode()
    assert case.reference in page and free.reference in page and others.reference not in page
    assert f"tel:{case.person.user.mobile}" in page
    page = sign_in(reception).get(VISITS).content.decode()
    assert not [each for each in (case, others, free) if each.reference in page]
    assert sign_in(staff("committee")).get(VISITS).status_code in (302, 403)


def test_the_menu_leads_there_for_the_researcher_alone(client, reception, sign_in):
    assert VISITS in client.get("/admin/").content.decode()
    assert VISITS not in sign_in(reception).get("/admin/").content.decode()


def test_a_visit_that_is_agreed_and_its_study_are_one_line(case, client, reception, researcher):
    moment = slot(reception, meeting="home", colleague=researcher)
    booking.book(case, moment, by=reception)
    day = timezone.localdate(moment.starts_at).isoformat()
    page = client.get(f"{VISITS}?day={day}").content.decode()
    assert page.count("<section") == 1 and page.count(f"tel:{case.person.user.mobile}") == 1
    assert f'action="{page_of(case)}"' in page


def test_everyone_on_the_list_finds_that_it_was_read(case, client, researcher):
    client.get(VISITS)
    row = AuditEvent.objects.get(action="person.viewed", by=researcher, details__list="visits")
    assert (row.subject, row.details["case"]) == (case.person, case.reference)


def test_what_is_typed_on_the_list_is_kept_and_stands_there_again(case, client, researcher):
    page = client.get(VISITS).content.decode()
    whose = re.search('name="whose" value="([^"]+)"', page)[1]
    given = {"whose": whose, "version": "0", "findings": "نصف جملة كتبتها عند الباب", "met_on": "نصف"}
    kept = Client().post(reverse("applications:keep_typed"), given)  # Without a session: it may have ended.
    assert kept.status_code == 200 and not Study.objects.exists()
    for url in (VISITS, page_of(case)):
        assert "نصف جملة كتبتها عند الباب" in client.get(url).content.decode()
    assert "نصف جملة" not in str(Unsaved.objects.values_list("pk", "step").get())
    assert client.post(page_of(case), {**WHOLE, "version": "0"}).status_code == 302
    assert not Unsaved.objects.exists()
    assert "نصف جملة كتبتها عند الباب" not in client.get(VISITS).content.decode()


def test_kin_are_on_no_list(case, client, researcher):
    Kinship.objects.create(user=researcher, person=case.person, declared_by=researcher)
    assert case.reference not in client.get(VISITS).content.decode()


def test_the_list_costs_the_same_at_one_row_and_at_three(case, client, service, reception, researcher, new_member):
    one = queries_of(client, VISITS)
    for _again in range(2):
        cases.being_studied(new_member(), service, reception, researcher)
    assert queries_of(client, VISITS) == one


def test_the_economy_of_the_file_stands_beside_the_study(member, service, reception, researcher, client):
    ServicePart.objects.create(page=service, part="income", why="لنعرف الحاجة", locale=service.locale)
    service = ServicePage.objects.get(pk=service.pk)
    person = cases.person_acts.start(service, by=member).person
    Means.objects.create(person=person, incomes={"salary": "2800.00"})
    person.answered = ["income"]
    person.save()
    case = cases.being_studied(member, service, reception, researcher)
    assert "2,800" in client.get(page_of(case)).content.decode()


def test_pictures_are_kept_once_even_when_the_rest_is_wrong(case, client):
    wrong = {**WHOLE, "met_on": "لا أعرف", "version": "0", "file": [cases.picture("door.png")]}
    assert client.post(page_of(case), wrong).status_code == 422
    assert StudyPicture.objects.count() == 1
    again = {**WHOLE, "version": "0", "file": [cases.picture("door.png"), cases.picture("roof.png", "black")]}
    assert client.post(page_of(case), again).status_code == 302
    assert StudyPicture.objects.count() == 2
    assert "door.png" in client.get(page_of(case)).content.decode()


def test_a_picture_opens_for_the_desks_of_the_case_alone(case, client, reception, staff, sign_in, member):
    client.post(page_of(case), {**WHOLE, "version": "0", "file": [cases.picture("door.png")]})
    url = f"{page_of(case)}{StudyPicture.objects.get().attachment_id}/"
    assert b"".join(client.get(url).streaming_content)[:4] == b"\x89PNG"
    assert sign_in(reception).get(url).status_code == 200
    assert sign_in(staff("editor")).get(url).status_code in (302, 403)
    assert sign_in(member).get(url).status_code in (302, 403, 404)
    paper = case.papers.get().attachments[0].pk
    assert client.get(f"{page_of(case)}{paper}/").status_code == 404


def test_a_picture_is_taken_out_of_a_draft_and_never_of_a_signed_study(case, client):
    client.post(
        page_of(case), {**WHOLE, "version": "0", "file": [cases.picture("a.png"), cases.picture("b.png", "red")]}
    )
    first, second = StudyPicture.objects.order_by("attachment__created_at")
    for wrong in ("x", "00000000-0000-4000-8000-000000000000"):
        assert client.post(page_of(case), {**WHOLE, "version": str(version()), "remove": wrong}).status_code == 302
    client.post(page_of(case), {**WHOLE, "version": str(version()), "remove": str(first.attachment_id)})
    assert list(StudyPicture.objects.all()) == [second]
    client.post(page_of(case), {**WHOLE, "version": str(version()), "sign": "1"})
    client.post(page_of(case), {**WHOLE, "version": "0", "remove": str(second.attachment_id)})
    assert list(StudyPicture.objects.all()) == [second]


def version():
    return Study.objects.get().version


@pytest.mark.parametrize("role", ["reception", "committee"])
def test_others_add_no_picture(case, staff, sign_in, role):
    answer = sign_in(staff(role)).post(page_of(case), {**WHOLE, "version": "0", "file": [cases.picture()]})
    assert answer.status_code == 403
    assert not StudyPicture.objects.exists()


def test_what_is_typed_is_kept_for_the_one_who_typed_it(case, client, researcher, staff, sign_in):
    typed = {"findings": "نصف جملة كتبتها في الطريق", "met_on": "نصف", "version": "0"}
    answer = client.post(KEEP, {"whose": client.get(page_of(case)).context["typed"]["whose"], **typed})
    assert answer.status_code == 200 and answer.json()["at"]
    assert not Study.objects.exists()
    assert "نصف جملة كتبتها في الطريق" in client.get(page_of(case)).content.decode()
    other = sign_in(staff("researcher"))
    assert "نصف جملة كتبتها في الطريق" not in other.get(page_of(case)).content.decode()
    client.post(page_of(case), {**WHOLE, "version": "0"})
    assert not Unsaved.objects.exists()


def test_nothing_is_kept_once_the_case_has_left(case, client, researcher, reception, sign_in):
    word = client.get(page_of(case)).context["typed"]["whose"]
    assert sign_in(reception).get(page_of(case)).context["typed"] is None
    assert sign_in(reception).post(KEEP, {"whose": word, "findings": "كلام"}).status_code == 404
    moves.return_to_matching(case, by=researcher)
    assert client.post(KEEP, {"whose": word, "findings": "كلام"}).status_code == 404
    assert not Unsaved.objects.exists()
