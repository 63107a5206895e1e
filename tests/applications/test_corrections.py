"""A returned request names each thing, leads to its page, and goes on once all are mended and signed (R36, R39)."""

import pytest

from applications.actions import save_answer
from applications.models import Application
from applications.refusals import Refused
from casework import actions as staff_acts
from tests import cases

pytestmark = pytest.mark.django_db

WRONG = {"q-question-0": "العدد لا يطابق البطاقة", "birth-date": "السنة غير صحيحة"}
PROBLEM = "الصورة غير واضحة"


@pytest.fixture
def reception(staff):
    return staff("reception")


@pytest.fixture
def case(member, reception):
    return cases.being_matched(member, cases.make_service(), reception)


@pytest.fixture
def returned(case, reception, sign_in):
    given = {f"page_{slug}": text for slug, text in WRONG.items()} | {"paper_paper-0": PROBLEM, "note": ""}
    answer = sign_in(reception).post(f"/admin/requests/{case.reference}/send-back/", given)
    assert answer.status_code == 302
    return Application.objects.get(pk=case.pk)


def shown(client, case):
    return client.get(case.get_absolute_url()).content.decode()


def still_missing(client, case):
    found = client.get(case.get_absolute_url()).context["tracking"].missing
    return {each.step: each.problem for each in found}


def test_the_desk_names_pages_beside_papers(case, reception, sign_in):
    page = sign_in(reception).get(f"/admin/requests/{case.reference}/").content.decode()
    for slug in ("name", "identity", "birth-date", "q-question-0", "q-question-1"):
        assert f'name="page_{slug}"' in page
    assert 'name="page_p-paper-0"' not in page


def test_what_was_typed_beside_a_page_stays_on_an_error(case, reception, sign_in):
    given = {"page_q-question-0": "كلام كتبته", "page_name": "ك" * 301}
    answer = sign_in(reception).post(f"/admin/requests/{case.reference}/send-back/", given)
    assert answer.status_code == 422
    assert "كلام كتبته" in answer.content.decode()
    assert not Application.objects.get().is_waiting


def test_a_forged_page_is_no_correction(case, reception, sign_in):
    answer = sign_in(reception).post(f"/admin/requests/{case.reference}/send-back/", {"page_no-such": "خطأ"})
    assert answer.status_code == 422
    assert not case.corrections.exists()


def test_each_thing_is_named_and_leads_to_its_page(returned, member, sign_in):
    client = sign_in(member)
    page = shown(client, returned)
    for slug, text in {**WRONG, "p-paper-0": PROBLEM}.items():
        assert text in page
        assert f'href="{returned.step_url(slug)}?check=1"' in page
        assert text in client.get(returned.step_url(slug)).content.decode()
    assert WRONG["birth-date"] not in client.get(returned.step_url("q-question-0")).content.decode()
    order = [page.index(text) for text in (WRONG["birth-date"], WRONG["q-question-0"], PROBLEM)]
    assert order == sorted(order)


def test_all_is_mended_one_after_the_other_then_signed(returned, member, sign_in):
    client = sign_in(member)
    assert client.get(returned.check_url()).url == returned.step_url("birth-date")
    saved = client.post(returned.step_url("birth-date"), {"birth_date": "1/1/1990", "check": "1"})
    assert saved.url == returned.step_url("q-question-0")
    assert "birth-date" not in still_missing(client, returned)
    saved = client.post(returned.step_url("q-question-0"), {"answer": "4", "check": "1"})
    assert saved.url == returned.step_url("p-paper-0")
    saved = client.post(returned.step_url("p-paper-0"), {"file": cases.picture(colour="black"), "check": "1"})
    assert saved.url == returned.check_url()
    assert f'href="{returned.check_url()}"' in shown(client, returned)
    assert not cases.sign(returned, member).is_waiting


def test_nothing_is_sent_with_one_thing_left(returned, member):
    save_answer(returned, "question-0", "4", by=member)
    with pytest.raises(Refused) as refusal:
        cases.sign(returned, member)
    assert refusal.value.status == 422
    assert Application.objects.get().is_waiting


def test_asked_again_it_is_to_be_mended_again(returned, member, reception, sign_in):
    client = sign_in(member)
    client.post(returned.step_url("birth-date"), {"birth_date": "1/1/1990"})
    client.post(returned.step_url("q-question-0"), {"answer": "4"})
    client.post(returned.step_url("p-paper-0"), {"file": cases.picture(colour="black")})
    cases.sign(returned, member)
    staff_acts.send_back(returned, problems={}, corrections={"q-question-0": "لا يزال خطأ"}, note="", by=reception)
    assert still_missing(client, returned) == {"q-question-0": "لا يزال خطأ"}
    assert returned.corrections.filter(done_at__isnull=True).count() == 1


def test_a_note_alone_leads_to_the_answers(case, member, reception, sign_in):
    staff_acts.send_back(case, problems={}, note="اكتب لنا رقمًا آخر", by=reception)
    page = shown(sign_in(member), case)
    assert "اكتب لنا رقمًا آخر" in page
    assert f'href="{case.check_url()}"' in page
