"""Every kind of question that an editor can ask: answered, read back, signed and looked at (R8)."""

import pytest
from django.core.exceptions import ValidationError

from applications.actions import make_ready, save_answer, start
from applications.belongings import answer_in_words
from applications.declaration import fingerprint
from applications.models import Answer, Application, PaperFile
from applications.steps import progress_of
from people.actions import person_of
from people.models import HouseholdMember
from services import snapshot
from services.enums import QuestionKind
from services.models import ServicePage, ServiceQuestion
from tests import cases
from tests.people.test_api import Caller

pytestmark = pytest.mark.django_db


def asked(kind, **details):
    """A draft of a service with one question of `kind`."""
    service = cases.make_service(questions=0, papers=0)
    given = {"label": "السؤال", "is_required": True, **details}
    service.questions.add(ServiceQuestion(key="ask", kind=kind, **given))
    service.save_revision().publish()
    return ServicePage.objects.get(pk=service.pk)


@pytest.fixture
def client(member, sign_in):
    return sign_in(member)


def step(case, slug="q-ask"):
    return case.step_url(slug)


def relative(user, name="هند", relation="daughter"):
    return HouseholdMember.objects.create(person=person_of(user), name=name, relation=relation)


def value():
    return Answer.objects.get().value


def hash_of(case):
    return fingerprint(progress_of(Application.objects.select_related("person").get(pk=case.pk)))


# --- Several of the choices -------------------------------------------------------------------------------------------


@pytest.fixture
def several(member):
    return start(asked(QuestionKind.SEVERAL, choices="إيجار\nعلاج\nدراسة"), by=member)


def test_several_are_ticked_kept_in_their_order_and_shown_again(client, several):
    assert client.post(step(several), {"answer": ["دراسة", "إيجار"]}).status_code == 302
    assert value() == "إيجار\nدراسة"
    page = client.get(step(several))
    assert page.context["form"]["answer"].value() == ["إيجار", "دراسة"]
    assert page.content.decode().count("checked") == 2


@pytest.mark.parametrize("typed", [[], ["قصر"], ["إيجار", "قصر"], ["إيجار\x00"], [""]])
def test_what_is_no_choice_is_refused_and_the_right_ticks_stay(client, several, typed):
    answer = client.post(step(several), {"answer": typed})
    assert answer.status_code == 422 and answer.context["form"].errors["answer"]
    assert answer.context["form"]["answer"].value() == typed
    assert not Answer.objects.exists()


def test_several_choices_may_be_passed_over_when_optional(client, member):
    case = start(asked(QuestionKind.SEVERAL, choices="أ\nب", is_required=False), by=member)
    client.post(step(case), {"answer": ["ب"]})
    assert value() == "ب"
    assert client.post(step(case), {}).status_code == 302
    assert not Answer.objects.exists()


def test_several_choices_want_at_least_two():
    with pytest.raises(ValidationError):
        ServiceQuestion(label="س", kind=QuestionKind.SEVERAL, choices="واحد").clean()


# --- Limits -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [QuestionKind.NUMBER, QuestionKind.MONEY])
def test_a_number_keeps_to_the_limits_of_the_editor(client, member, kind):
    case = start(asked(kind, least=2, most=10), by=member)
    for typed in ("1", "١١", "-3", "1000000"):
        assert client.post(step(case), {"answer": typed}).status_code == 422, typed
    for typed in ("2", "١٠"):
        assert client.post(step(case), {"answer": typed}).status_code == 302, typed


def test_limits_that_nothing_meets_are_refused():
    with pytest.raises(ValidationError) as refusal:
        ServiceQuestion(label="س", kind=QuestionKind.NUMBER, least=5, most=4).clean()
    assert "most" in refusal.value.message_dict
    ServiceQuestion(label="س", kind=QuestionKind.NUMBER, least=0, most=0).clean()


def test_a_form_without_limits_keeps_its_version():
    free = snapshot.take(asked(QuestionKind.NUMBER))
    assert snapshot.read(free).questions[0].most is None
    service = ServicePage.objects.get()
    question = service.questions.get()
    question.most = 9
    service.questions.add(question)
    service.save_revision().publish()
    limited = snapshot.take(ServicePage.objects.get())
    assert limited["version"] != free["version"]
    before = {name: row for name, row in free["questions"][0].items() if name not in ("least", "most")}
    assert snapshot.read({**free, "questions": [before]}) == snapshot.read(free)


# --- Whom of the household ----------------------------------------------------------------------------------------


def test_a_question_about_members_asks_for_the_household_first(client, member):
    case = start(asked(QuestionKind.HOUSEHOLD), by=member)
    assert [each.slug for each in progress_of(case).steps][-2:] == ["household", "q-ask"]
    _daughter, son = relative(member), relative(member, "زيد", "son")
    page = client.get(step(case)).content.decode()
    assert "هند" in page and "زيد" in page
    assert client.post(step(case), {"answer": [str(son.pk), "self"]}).status_code == 302
    assert value().splitlines() == ["self", str(son.pk)]
    words = answer_in_words(Answer.objects.select_related("application__person").get())[0][1]
    assert "زيد" in words and "هند" not in words


def test_a_member_of_another_household_is_no_choice(client, member, new_member):
    case, stranger = start(asked(QuestionKind.HOUSEHOLD), by=member), relative(new_member())
    assert client.post(step(case), {"answer": [str(stranger.pk)]}).status_code == 422
    assert client.post(step(case), {"answer": ["self"]}).status_code == 302


def test_whoever_leaves_the_household_is_asked_about_again(client, member):
    case, daughter = start(asked(QuestionKind.HOUSEHOLD), by=member), relative(member)
    client.post(step(case), {"answer": [str(daughter.pk)]})
    assert "q-ask" in progress_of(case).answered
    daughter.delete()
    assert "q-ask" not in progress_of(Application.objects.select_related("person").get()).answered


def test_a_renamed_member_changes_what_is_signed(member):
    case, daughter = start(asked(QuestionKind.HOUSEHOLD), by=member), relative(member)
    save_answer(case, "ask", str(daughter.pk), by=member)
    before = hash_of(case)
    daughter.name = "أسماء"
    daughter.save()
    assert hash_of(case) != before


def test_staff_and_the_check_page_read_names(client, member, staff, sign_in):
    service = asked(QuestionKind.HOUSEHOLD)
    relative(member)
    case = cases.answer_everything(start(service, by=member), member)
    save_answer(case, "ask", f"self\n{HouseholdMember.objects.get().pk}", by=member)
    assert "هند" in client.get(case.check_url()).content.decode()
    make_ready(case, by=member)
    cases.sign(case, member)
    page = sign_in(staff("reception")).get(f"/admin/requests/{case.reference}/").content.decode()
    assert "هند" in page and str(HouseholdMember.objects.get().pk) not in page


# --- A file as the answer -----------------------------------------------------------------------------------------


@pytest.fixture
def filed(member):
    return start(asked(QuestionKind.FILE, label="صورة العقد", help_text="كل الصفحات"), by=member)


def test_a_file_is_an_answer_like_a_paper(client, member, filed, staff, sign_in):
    assert filed.form["questions"] == []
    slug = "p-answer--ask"
    page = client.get(step(filed, slug)).content.decode()
    assert "صورة العقد" in page and "كل الصفحات" in page
    assert client.post(step(filed, slug), {}).status_code == 422
    assert client.post(step(filed, slug), {"file": cases.picture()}).status_code == 302
    case = cases.answer_everything(filed, member)
    assert "صورة العقد" in client.get(case.check_url()).content.decode()
    make_ready(case, by=member)
    cases.sign(case, member)
    file = PaperFile.objects.first().attachment_id
    desk = sign_in(staff("reception"))
    for by in (client, desk):
        base = "/admin" if by is desk else ""
        assert by.get(f"{base}/requests/{case.reference}/papers/answer--ask/{file}/").status_code == 200
    assert "صورة العقد" in desk.get(f"/admin/requests/{case.reference}/").content.decode()


# --- Through the API, and changed under an open draft ------------------------------------------------------------


def test_the_api_lists_takes_and_tells_several(member, several):
    caller, path = Caller(member), f"/requests/{several.reference}/pages/q-ask"
    field = caller.call("get", path).json()["fields"][0]
    assert field["kind"] == "several" and len(field["choices"]) == 3
    kept = caller.call("put", path, {"answer": ["علاج"]})
    assert kept.status_code == 200 and kept.json()["fields"][0]["value"] == ["علاج"]
    for wrong in ("علاج", {"علاج": 1}, [["علاج"]], [None], 5):
        assert caller.call("put", path, {"answer": wrong}).status_code == 422, wrong
    assert value() == "علاج"


def test_the_api_offers_the_household_by_name(member):
    case, daughter = start(asked(QuestionKind.HOUSEHOLD), by=member), relative(member)
    field = Caller(member).call("get", f"/requests/{case.reference}/pages/q-ask").json()["fields"][0]
    assert [key for key, _label in field["choices"]] == ["self", str(daughter.pk)]


def test_questions_that_change_under_an_open_draft_stay_those_of_the_draft(client, member, several):
    service = ServicePage.objects.get()
    question = service.questions.get()
    question.kind, question.label = QuestionKind.MONEY, "سؤال آخر"
    service.questions.add(question)
    service.save_revision().publish()
    assert "سؤال آخر" not in client.get(step(several)).content.decode()
    assert client.post(step(several), {"answer": ["علاج"]}).status_code == 302
    assert start(service, by=member).form["questions"][0]["kind"] == "several"


def test_pages_out_of_order_are_kept_and_lead_back_to_what_is_open(client, several):
    assert client.post(step(several), {"answer": ["علاج"]}).url == several.step_url("name")
    assert client.get(several.check_url()).url == several.step_url("name")
    assert client.post(f"{several.get_absolute_url()}declaration/", {"is_true": "on"}).url == several.step_url("name")
