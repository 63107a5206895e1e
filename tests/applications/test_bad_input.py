"""What cannot be kept: a 422, an Arabic message above and at the field, and nothing typed is lost (invariant 6)."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import ChoiceField
from django.test import Client
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import override

from applications.actions import make_ready, start
from applications.models import Answer, Application, Paper
from attachments.models import Attachment
from people.models import Person
from sealing.references import make
from tests import cases

pytestmark = pytest.mark.django_db
KINDS = {"number": 0, "choice": 1, "yes_no": 2, "money": 3, "date": 4, "long_text": 5}


@pytest.fixture
def case(member):
    return start(cases.make_service(questions=6), by=member)


@pytest.fixture
def client(member, sign_in):
    return sign_in(member)


def kept(case):
    """Everything that a refused page must leave as it was."""
    person = Person.objects.get(pk=case.person_id)
    return (
        [(answer.key, answer.value) for answer in Answer.objects.all()],
        list(Paper.objects.values_list("key", "excuse", "files__attachment")),
        Attachment.objects.count(),
        (person.full_name, person.identity_kind, person.identity_number, person.birth_date),
    )


def refused(client, case, slug, data, field):
    """Posts the page and proves all that holds for any refusal; returns the message."""
    before = kept(case)
    answer = client.post(case.step_url(slug), data)
    page = answer.content.decode()
    assert answer.status_code == 422, answer.status_code
    with override("ar"):
        said = str(answer.context["form"].errors[field][0])
    assert re.search("[\u0621-\u064a]{2}", said)
    summary = page[page.index("error-summary") :].split("</div>")[0]
    assert escape(said) in summary
    assert f'href="#id_{field}' in summary
    assert page.count(escape(said)) >= 2
    for name, typed in data.items():
        if isinstance(typed, str) and typed.strip() and "\x00" not in typed:
            assert answer.context["form"][name].value() == typed
            assert escape(typed.strip()) in page or isinstance(answer.context["form"].fields[name], ChoiceField), name
    assert kept(case) == before
    return said


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("national", "1000000009"),
        ("national", "2000000006"),
        ("national", "١٢٣"),
        ("national", ""),
        ("resident", "1000000008"),
        ("passport", "!!"),
        ("border", "12"),
        ("national", "1000000008\x00"),
        ("national", "1" * 60),
    ],
)
def test_a_wrong_identity(client, case, kind, number):
    refused(client, case, "identity", {"identity_kind": kind, "identity_number": number}, "identity_number")


@pytest.mark.parametrize("kind", ["", "driver", "national\x00"])
def test_a_wrong_kind_of_identity_keeps_the_number(client, case, kind):
    answer = client.post(case.step_url("identity"), {"identity_kind": kind, "identity_number": "1000000008"})
    assert answer.status_code == 422
    assert 'value="1000000008"' in answer.content.decode()


@pytest.mark.parametrize("name", ["", "  ", "12", "س", "١٢٣٤", "سالم 2", "س" * 61, "\u200f\u200f\u200f"])
def test_a_wrong_name(client, case, name):
    refused(client, case, "name", {"given_name": name, "family_name": "الحربي"}, "given_name")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "غدا",
        "30/2/1990",
        "1/13/1410",
        "31/12/1999/2",
        "30/1/1600",
        "1/1/1300",
        "1/1/1800",
        "0/0/0",
        "20-3-90000",
        "1" * 41,
        "1/1/1990\x00",
    ],
)
def test_a_wrong_date_of_birth(client, case, typed):
    refused(client, case, "birth-date", {"birth_date": typed}, "birth_date")


def test_a_date_of_birth_to_come(client, case):
    tomorrow = timezone.localdate() + timedelta(days=1)
    typed = tomorrow.strftime("%d/%m/%Y")
    refused(client, case, "birth-date", {"birth_date": typed}, "birth_date")
    refused(client, case, "birth-date", {"birth_date": "1/1/1499"}, "birth_date")


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        *[("number", typed) for typed in ["", "خمسة", "5a", "-1", "1000001", "4.5", "5\u0665x", "9" * 5000, "1e3"]],
        *[
            ("money", typed)
            for typed in ["", "ألف", "-5", "10.001", "1e12", "NaN", "Infinity", "9" * 400, "12ر", "3500,50", "1,2,3"]
        ],
        *[("choice", typed) for typed in ["", "قصر", "إيجار\x00", "<b>إيجار</b>"]],
        *[("yes_no", typed) for typed in ["", "maybe"]],
        *[("date", typed) for typed in ["", "أمس", "31/2/2020"]],
        *[("long_text", typed) for typed in ["", "   ", "ك" * 3001, "\u200f"]],
    ],
)
def test_a_wrong_answer(client, case, kind, typed):
    said = refused(client, case, f"q-question-{KINDS[kind]}", {"answer": typed}, "answer")
    assert said


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("number", "٥", "5"),
        ("number", " ۱۲ ", "12"),
        ("number", "1,000", "1000"),
        ("number", "٧\x00", "7"),
        ("money", "٣٬٥٠٠٫٥٠", "3500.50"),
        ("money", "3,500.5", "3500.50"),
        ("money", "١٬٢٣٤٬٥٦٧", "1234567.00"),
        ("money", "3 500", "3500.00"),
        ("money", "3500", "3500.00"),
        ("date", "٢٨/٦/١٤٠٥", "1985-03-19"),
        ("date", "20/3/1985", "1985-03-20"),
        ("long_text", "سطر\x00\r\nسطر\u202e", "سطر\r\nسطر"),
        ("long_text", "<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_what_people_really_type_is_understood(client, case, kind, typed, value):
    key = f"question-{KINDS[kind]}"
    answer = client.post(case.step_url(f"q-{key}"), {"answer": typed})
    assert answer.status_code == 302, answer.context["form"].errors
    assert Answer.objects.get(key=key).value == value
    page = client.get(case.step_url(f"q-{key}"))
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def upload(name, content, kind="image/png"):
    return SimpleUploadedFile(name, content, content_type=kind)


@pytest.mark.parametrize(
    "file",
    [
        lambda: upload("card.png", b"MZ\x90\x00 a program that calls itself a picture"),
        lambda: upload("card.pdf", cases.picture().read(), "application/pdf"),
        lambda: upload("card.png", b""),
        lambda: upload("card.exe", b"MZ\x90\x00"),
        lambda: upload("card.png", cases.picture().read()[:50]),
        lambda: upload("card.pdf", b"%PDF-1.7 and nothing more", "application/pdf"),
        lambda: upload("card.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
    ],
    ids=["program", "picture-as-pdf", "empty", "exe", "cut", "hollow-pdf", "svg"],
)
def test_a_wrong_paper(client, case, file):
    refused(client, case, "p-paper-0", {"file": file(), "excuse": "", "excuse_text": "كلام كتبته"}, "file")


def test_a_paper_too_large(client, case, settings):
    settings.ATTACHMENT_MAX_BYTES = 60
    refused(client, case, "p-paper-0", {"file": cases.picture(), "excuse_text": "كلام كتبته"}, "file")


def test_neither_a_paper_nor_a_reason(client, case):
    refused(client, case, "p-paper-0", {"excuse": "", "excuse_text": "كلام كتبته"}, "file")


def test_a_wrong_reason_for_a_paper(client, case):
    refused(client, case, "p-paper-0", {"excuse": "tired", "excuse_text": "كلام"}, "excuse")
    refused(client, case, "p-paper-0", {"excuse": "lost", "excuse_text": "ك" * 301}, "excuse_text")


def test_a_wrong_paper_leaves_the_former_one(client, case, member):
    cases.answer_everything(case, member)
    former = Paper.objects.get().attachments
    refused(client, case, "p-paper-0", {"file": upload("a.png", b"nothing of the kind")}, "file")
    assert Paper.objects.get().attachments == former


def test_a_signature_without_its_ticks(client, case, member):
    cases.answer_everything(case, member)
    make_ready(case, by=member)
    url = f"{case.get_absolute_url()}declaration/"
    good = client.get(url).context["form"].initial["answers_hash"]
    ticks = {"is_true": "on", "notice_seen": "on"}
    for given in (
        {},
        ticks,
        {"is_true": "on", "answers_hash": good},
        {"notice_seen": "on", "answers_hash": good},
        {**ticks, "answers_hash": "\x00"},
    ):
        answer = client.post(url, given)
        assert answer.status_code == 422, given
        assert "error-summary" in answer.content.decode()
    assert Application.objects.get().status == "awaiting_declaration"


def test_a_page_that_is_not_in_the_form(client, case):
    for slug in ("q-none", "p-none", "zz"):
        assert client.get(case.step_url(slug)).status_code == 404
        assert client.post(case.step_url(slug), {"answer": "x"}).status_code == 404


def test_going_back_after_sending(client, member, case):
    """Every page of a sent request answers 409 and shows the way to where it stands."""
    cases.answer_everything(case, member)
    make_ready(case, by=member)
    cases.sign(case, member)
    before = kept(case)
    pages = [case.step_url("name"), case.step_url("q-question-0"), case.step_url("p-paper-0"), case.check_url()]
    for url in pages:
        for answer in (
            client.get(url),
            client.post(url, {"given_name": "اسم", "family_name": "آخر", "answer": "9", "excuse": "lost"}),
        ):
            page = answer.content.decode()
            assert answer.status_code == 409, url
            assert f'href="{case.get_absolute_url()}"' in page
            assert "أُرسل" in page or "أرسل" in page
    assert kept(case) == before
    declaration = f"{case.get_absolute_url()}declaration/"
    assert client.get(declaration).status_code == 409
    assert client.post(declaration, {"is_true": "on"}).url == f"{case.get_absolute_url()}done/"


# --- References ------------------------------------------------------------------------------------------


def other_character(reference):
    return reference[:-1] + ("2" if reference[-1] != "2" else "3")


MISTYPED = [
    other_character,
    lambda right: right[:-1],
    lambda right: right + "7",
    lambda right: "",
    lambda right: "٧" * 7,
    lambda right: "O" + right[4:],
    lambda right: right[:5] + "\x00" + other_character(right)[5:],
    lambda right: "x" * 200,
    lambda right: "<b>",
]


@pytest.mark.parametrize("change", MISTYPED)
def test_a_mistyped_reference_is_told_and_kept(client, case, change):
    typed = change(case.reference)
    answer = client.get("/track/", {"reference": typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    with override("ar"):
        said = str(answer.context["form"].errors["reference"][0])
    assert re.search("[\u0621-\u064a]{2}", said)
    assert page.count(escape(said)) >= 2
    assert "error-summary" in page
    if typed and "\x00" not in typed:
        assert f'value="{escape(typed)}"' in page


@pytest.mark.parametrize(
    "write", [str, str.lower, lambda r: r.replace("-", " "), lambda r: r[3:], lambda r: f" \u200f{r} "]
)
def test_a_reference_in_any_writing_leads_to_the_request(client, case, write):
    answer = client.get("/track/", {"reference": write(case.reference)})
    assert answer.url == case.get_absolute_url()


def test_a_tampered_reference_in_the_address_is_not_found(client, case):
    answer = client.get(f"/requests/{other_character(case.reference)}/")
    assert answer.status_code == 404
    assert case.reference not in answer.content.decode()


def test_an_unknown_reference_reads_as_anothers(client, case, new_member, sign_in, settings):
    none = make("YD")
    for reference in (none, case.reference):
        out = Client().get("/track/", {"reference": reference})
        assert out.url == f"/requests/{reference}/"
        assert Client().get(out.url).url.startswith("/accounts/login/code/")
    stranger = sign_in(new_member())
    answers = [stranger.get(f"/requests/{reference}/") for reference in (none, case.reference)]
    assert [answer.status_code for answer in answers] == [404, 404]
    pages = [re.sub('name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode()) for answer in answers]
    assert pages[0].replace(none, "") == pages[1].replace(case.reference, "")


def test_an_unknown_service_is_not_found(client):
    for slug in ("none", "1"):
        assert client.get(f"/apply/{slug}/").status_code == 404
        assert client.post(f"/apply/{slug}/").status_code == 404


def test_a_body_beyond_measure_is_a_clear_no(client, case):
    answer = client.post(case.step_url("q-question-5"), {"answer": "ك" * (3 * 1024 * 1024)})
    assert answer.status_code in (400, 413, 422)
    assert re.search("[\u0621-\u064a]{4}", answer.content.decode())
