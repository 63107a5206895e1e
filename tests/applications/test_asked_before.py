"""What was answered before is offered again; whoever needs an interpreter says so once (R8)."""

import uuid

import pytest
from wagtail.models import Locale

from applications.actions import make_ready, save_answer, save_part, start, withdraw
from applications.models import Answer, Application
from casework.intake import actions as intake
from people.actions import keep, person_of
from people.models import HouseholdMember
from services.enums import Channel, FilePart, QuestionKind
from services.models import ServicePage, ServiceQuestion
from tests import cases
from tests.people.test_api import Caller

pytestmark = pytest.mark.django_db
EARLIER = "جوابك السابق"


@pytest.fixture
def service():
    return cases.make_service()


@pytest.fixture
def client(member, sign_in):
    return sign_in(member)


def again(member, service):
    """A second request, after one was sent and taken back."""
    withdraw(cases.submitted(member, service), by=member)
    return start(service, by=member)


# --- Earlier answers ----------------------------------------------------------------------------------------------


def test_an_earlier_answer_is_filled_in_marked_and_kept_only_when_saved(client, member, service):
    case = again(member, service)
    page = client.get(case.step_url("q-question-0"))
    assert page.context["form"]["answer"].value() == "5" and EARLIER in page.content.decode()
    assert not case.answers.exists()
    client.post(case.step_url("q-question-0"), {"answer": "8"})
    page = client.get(case.step_url("q-question-0"))
    assert page.context["form"]["answer"].value() == "8" and EARLIER not in page.content.decode()


def test_what_was_never_sent_is_not_offered(client, member, service):
    first = cases.drafted(member, service)
    withdraw(first, by=member)
    case = start(service, by=member)
    assert EARLIER not in client.get(case.step_url("q-question-0")).content.decode()


def test_another_persons_and_another_services_answers_stay_theirs(client, member, new_member, service):
    cases.submitted(new_member(), service)
    withdraw(cases.submitted(member, cases.make_service("other")), by=member)
    case = start(service, by=member)
    assert EARLIER not in client.get(case.step_url("q-question-0")).content.decode()


def test_a_question_that_asks_otherwise_now_offers_nothing(client, member, service):
    withdraw(cases.submitted(member, service), by=member)
    question = service.questions.get(key="question-0")
    question.kind = QuestionKind.TEXT
    service.questions.add(question)
    service.save_revision().publish()
    case = start(ServicePage.objects.get(), by=member)
    assert EARLIER not in client.get(case.step_url("q-question-0")).content.decode()


def test_a_choice_that_is_gone_and_a_member_who_left_are_not_filled_in(client, member):
    service = cases.make_service(questions=0)
    service.questions.add(
        ServiceQuestion(key="several", label="س", kind=QuestionKind.SEVERAL, choices="أ\nب\nج"),
        ServiceQuestion(key="whom", label="لمن", kind=QuestionKind.HOUSEHOLD),
    )
    service.save_revision().publish()
    service = ServicePage.objects.get()
    child = HouseholdMember.objects.create(person=person_of(member), name="هند", relation="daughter")
    case = cases.answer_everything(start(service, by=member), member)
    save_answer(case, "several", "أ\nب", by=member)
    save_answer(case, "whom", f"self\n{child.pk}", by=member)
    make_ready(case, by=member)
    withdraw(cases.sign(case, member), by=member)
    child.delete()
    question = service.questions.get(key="several")
    question.choices = "ب\nج"
    service.questions.add(question)
    service.save_revision().publish()
    case = start(ServicePage.objects.get(), by=member)
    values = {
        key: client.get(case.step_url(f"q-{key}")).context["form"]["answer"].value() for key in ("several", "whom")
    }
    assert values == {"several": ["ب"], "whom": ["self"]}


# --- An interpreter ------------------------------------------------------------------------------------------------


def needs_one(user, *spoken):
    person = person_of(user)
    person.needs_interpreter, person.spoken = True, list(spoken)
    person.save()


def test_the_file_says_who_needs_an_interpreter(member, service):
    needs_one(member, "ar", "ta", "en")
    assert start(service, by=member).interpreter == "ta"


def test_whoever_reads_arabic_and_needs_none_is_not_asked(client, member, service):
    case = Application.objects.get(reference=client.post("/apply/support/").url.split("/")[2])
    assert case.interpreter == ""
    assert "interpreter" not in client.post("/apply/support/").url


def test_whoever_reads_another_language_is_asked_first(client, member, service):
    english = service.copy_for_translation(Locale.objects.get_or_create(language_code="en")[0], copy_parents=True)
    english.save_revision().publish()
    answer = client.post("/en/apply/support/")
    case = Application.objects.get()
    page = answer.url
    assert page == f"/en/requests/{case.reference}/interpreter/" and client.get(page).status_code == 200
    assert client.post(page, {"language": "ta"}).url.endswith("/step/name/")
    assert Application.objects.get().interpreter == "ta"


def test_the_check_page_tells_and_changes_it_and_the_desk_sees_it(client, member, service, staff, sign_in):
    case = cases.drafted(member, service)
    page = f"{case.get_absolute_url()}interpreter/"
    assert f"{page}?check=1" in client.get(case.check_url()).content.decode()
    for wrong in ("xx", "ur\x00", "ar"):
        answer = client.post(page, {"language": wrong})
        assert answer.status_code == 422 and answer.context["form"].errors["language"]
    assert client.post(page, {"language": "ur"}).url == case.check_url()
    assert "اردو" in client.get(case.check_url()).content.decode()
    make_ready(case, by=member)
    cases.sign(case, member)
    assert client.post(page, {"language": "en"}).status_code == 409
    assert "اردو" in sign_in(staff("reception")).get(f"/admin/requests/{case.reference}/").content.decode()


def test_a_file_filled_in_the_request_is_followed_but_a_choice_stays(member, service):
    case = start(service, by=member)
    given = {"spoken": ["bn"], "needs_interpreter": True}
    save_part(case, FilePart.LANGUAGES, by=member, **given)
    assert Application.objects.get().interpreter == "bn"
    keep(case.person, by=member, spoken=["hi"])
    save_part(case, FilePart.LANGUAGES, by=member, **{**given, "spoken": ["hi"]})
    assert Application.objects.get().interpreter == "bn"


def test_a_stranger_changes_nothing_and_the_api_says_the_same(member, new_member, sign_in, service):
    case = start(service, by=member)
    assert sign_in(new_member()).post(f"{case.get_absolute_url()}interpreter/", {"language": "ur"}).status_code == 404
    path = f"/requests/{case.reference}/interpreter"
    assert Caller(new_member()).call("put", path, {"language": "ur"}).status_code == 404
    assert Caller(member).call("put", path, {"language": "zz"}).status_code == 422
    assert Caller(member).call("put", path, {"language": "ur"}).json()["interpreter"] == "ur"


def test_a_colleague_who_writes_it_down_begins_with_what_the_file_says(staff, service):
    reception = staff("reception")
    names = {"latin_given": "Murugan", "latin_family": "Selvam", "mobile": "+966501234567", "language": "en"}
    person = intake.open_person(by=reception, key=uuid.uuid4(), channel=Channel.PHONE, **names)
    keep(person, by=reception, spoken=["ta"], needs_interpreter=True)
    assert intake.enter(person, service, by=reception, channel=Channel.PHONE).interpreter == "ta"
    assert not Answer.objects.exists()
