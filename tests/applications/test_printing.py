"""The confirmation, its receipt, and the blank form of a service (R31, R40)."""

import io
import re

import pikepdf
import pytest
from django.test import Client
from django.utils import translation

from applications import actions as person_acts
from applications.enums import Signing
from applications.printing import blank, receipt
from applications.steps import progress_of
from content import qr
from services.enums import FilePart
from services.models import ServicePart
from tests import cases

pytestmark = pytest.mark.django_db
ADDRESS = "https://example.test/track/?reference=YD-2222-2222"


@pytest.fixture
def case(member):
    return cases.submitted(member, cases.make_service(questions=6, papers=2))


@pytest.fixture
def client(member, sign_in):
    return sign_in(member)


def pages(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.Root.MarkInfo.Marked
        return len(opened.pages), str(opened.Root.Lang)


def test_the_confirmation_shows_what_comes_next_with_days_and_a_picture_of_its_own(client, case):
    page = client.get(f"{case.get_absolute_url()}done/").content.decode()
    assert case.reference in page
    assert page.count("timeline__item") >= 3
    assert re.search(r"14[45][0-9]هـ", page)
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="qr"' in page
    assert f"{case.get_absolute_url()}receipt/" in page
    assert f"{case.get_absolute_url()}receipt/" in client.get(case.get_absolute_url()).content.decode()


def test_the_picture_is_a_square_of_modules_with_its_three_corners():
    made = str(qr.svg(ADDRESS, label='<"'))
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', made)[1])
    dark = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", made)}
    last = side - 1 - qr.QUIET
    assert {(qr.QUIET, qr.QUIET), (last, qr.QUIET), (qr.QUIET, last)} <= dark
    assert (last, last) not in dark or side > 21
    assert not any(min(x, y) < qr.QUIET or max(x, y) > last for x, y in dark)
    assert 'aria-label="&lt;&quot;"' in made
    assert "style" not in made


@pytest.mark.parametrize("language", ["ar", "en", "ur", "bn"])
def test_the_receipt_tells_what_was_sent_and_signed_and_names_no_person(case, language):
    with translation.override(language):
        told = receipt.told(case, address=ADDRESS)
        signed = case.declarations.get()
        assert (told["reference"], told["address"], told["service"]) == (case.reference, ADDRESS, "طلب دعم مستفيد")
        assert told["declaration"]["hash"] == signed.answers_hash
        assert told["declaration"]["version"] == signed.text_version
        assert told["declaration"]["way"] == str(Signing(signed.method).label)
        assert [paper["name"] for paper in told["papers"]] == ["المستند 0", "المستند 1"]
        assert {paper["state"] for paper in told["papers"]} == {translation.gettext("given")}
        assert len(told["next"]) >= 3
        assert "سالم" not in str(told)
        assert "card.png" not in str(told)
        assert pages(receipt.pdf(case, address=ADDRESS)) == (1, language)


def test_the_receipt_is_shown_to_its_owner_once_it_was_sent(client, member, case, new_member, sign_in):
    url = f"{case.get_absolute_url()}receipt/"
    answer = client.get(url)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'inline; filename="{case.reference}.pdf"'
    assert "no-store" in answer["Cache-Control"]
    assert answer.content == client.get(url).content
    assert sign_in(new_member()).get(url).status_code == 404
    draft = person_acts.start(cases.make_service("other"), by=member)
    assert client.get(f"{draft.get_absolute_url()}receipt/").url == draft.get_absolute_url()


def test_what_could_not_be_brought_is_told_on_the_receipt(member):
    case = cases.drafted(member, cases.make_service(papers=2))
    person_acts.excuse_paper(case, "paper-0", excuse="lost", text="ضاع في السفر", by=member)
    person_acts.make_ready(case, by=member)
    told = receipt.told(cases.sign(case, member), address=ADDRESS)
    assert "المستند 0" in str(told["papers"][0])
    assert told["papers"][0]["state"] != told["papers"][1]["state"]
    assert "ضاع في السفر" not in str(told)
    assert progress_of(case).is_complete()


@pytest.fixture
def service():
    service = cases.make_service(questions=6, papers=2)
    rows = [ServicePart(part=part, why="نحتاجه", sort_order=order) for order, part in enumerate(FilePart.values[3:])]
    service.parts = rows
    service.save()
    return type(service).objects.get(pk=service.pk)


@pytest.mark.parametrize("language", ["ar", "en", "ur", "bn"])
def test_the_blank_form_asks_all_that_the_site_asks(service, language):
    with translation.override(language):
        told = blank.told(service)
        assert [part["title"] for part in told["parts"]] == [str(FilePart(part).label) for part in FilePart.values]
        assert all(part["fields"] or part["heads"] for part in told["parts"])
        assert all(field["label"] for part in told["parts"] for field in part["fields"])
        assert [each["label"] for each in told["questions"]] == [f"السؤال {number}" for number in range(6)]
        assert told["questions"][1]["choices"] == ["إيجار", "ملك"]
        assert told["questions"][5]["lines"] == 6
        assert [paper["name"] for paper in told["papers"]] == ["المستند 0", "المستند 1"]
        assert told["declaration"]["text"]
        count, spoken = pages(blank.pdf(service))
        assert (count > 1, spoken) == (True, language)


def test_anyone_prints_the_blank_form_and_the_guide_leads_to_it(service):
    url = f"/apply/{service.slug}/blank/"
    answer = Client().get(url)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content == Client().get(url).content
    assert url in Client().get(service.url).content.decode()
    assert Client().get("/apply/nothing/blank/").status_code == 404
    assert Client().post(url).status_code == 405
    service.accepts_applications = False
    service.save()
    assert Client().get(url).status_code == 404
