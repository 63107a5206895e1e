"""The papers of a file: kept once, renewed with their history, taken out unless a request needs them (R8)."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone, translation

from applications import actions as person_acts
from applications.actions import withdraw
from applications.models import Application, Paper
from attachments.checks import check
from attachments.models import Attachment
from audit.models import AuditEvent
from people.actions import person_of
from people.models import Document, DocumentFile
from people.rights.actions.erasure import erase
from people.wallet import actions, queries
from people.wallet.enums import State
from saudi.hijri import to_hijri
from services.enums import PaperKind
from tests import cases
from tests.test_query_counts import queries_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
NOON = f"{TODAY}T12:00:00+03:00"


@pytest.fixture
def document(member):
    return cases.paper_of(member)


@pytest.fixture
def client(member, sign_in):
    return sign_in(member)


def url(document, page=""):
    return f"/my/papers/{document.pk}/{page}"


def text_of(answer):
    return answer.content.decode()


def given(**more):
    return {"front": cases.picture(), **more}


def files_on_disk():
    return [each for each in Path(settings.PRIVATE_ROOT).rglob("*") if each.is_file()]


# --- Laying in ---------------------------------------------------------------------------------------


def test_a_paper_is_laid_in_with_both_sides_and_asked_about_after(client, member):
    answer = client.post("/my/papers/add/", given(kind="family_card", back=cases.picture("back.png", "black")))
    document = Document.objects.get()
    assert answer.status_code == 302 and answer.url == f"{url(document, 'details/')}?new=1"
    assert document.person == person_of(member)
    assert [each.order for each in document.files.all()] == [0, 1]
    answer = client.post(url(document, "details/"), {"number": "١٢٣ ٤٥٦ ٧٨٩", "expires_on": "١/١/١٤٥٠"})
    assert answer.url == url(document)
    document.refresh_from_db()
    assert document.number == "123 456 789"
    assert to_hijri(document.expires_on).year == 1450
    page = text_of(client.get(url(document)))
    assert "•••• 789" in page and "123" not in page
    assert "1450" in page and str(document.expires_on.year) in page  # Both calendars.


def test_no_copy_of_an_identity_card_is_asked_for(client):
    assert not {"identity", "national", "passport"} & set(PaperKind.values)
    for page in ("/my/papers/", "/my/papers/add/"):
        assert "لا نحتاج إلى صورة من هويتك" in text_of(client.get(page))


def test_a_paper_of_no_known_kind_needs_a_name_and_what_was_chosen_is_kept(client):
    answer = client.post("/my/papers/add/", given(kind="other"))
    assert answer.status_code == 422
    assert "checked" in text_of(answer)
    assert not Document.objects.exists() and not Attachment.objects.exists()
    assert client.post("/my/papers/add/", given(kind="other", title="شهادة\u202e حضانة")).status_code == 302
    assert Document.objects.get().name == "شهادة حضانة"


@pytest.mark.parametrize("data", [{}, {"kind": "poem"}, {"kind": "family_card"}])
def test_nothing_is_laid_in_without_a_kind_and_a_file(client, data):
    answer = client.post("/my/papers/add/", data)
    assert answer.status_code == 422
    assert "error-summary" in text_of(answer)
    assert not Document.objects.exists()


WRONG_DAYS = {
    "issued tomorrow": {"issued_on": "25/11/2026"},
    "issued tomorrow in Hijri": {"issued_on": "15/6/1448"},
    "issued after it ends": {"issued_on": "1/10/2026", "expires_on": "30/9/2026"},
    "issued after it ends, in two calendars": {"issued_on": "1/10/2026", "expires_on": "1/1/1448"},
    "no day at all": {"expires_on": "31/2/2027"},
    "words": {"expires_on": "غدًا"},
    "a slip of the century": {"expires_on": "1/1/2270"},
    "a slip of the year": {"issued_on": "1/1/1800"},
}


@pytest.mark.parametrize("days", WRONG_DAYS.values(), ids=WRONG_DAYS)
@time_machine.travel(NOON, tick=True)
def test_days_that_cannot_be_are_told_and_change_nothing(client, document, days):
    answer = client.post(url(document, "details/"), {"number": "77", **days})
    assert answer.status_code == 422
    page = text_of(answer)
    assert "error-summary" in page and 'value="77"' in page
    assert all(day in page for day in days.values())  # What was typed stays.
    document.refresh_from_db()
    assert (document.number, document.issued_on, document.expires_on) == ("", None, None)


@time_machine.travel(NOON, tick=True)
def test_a_day_of_issue_may_be_today_and_the_last_day_the_same(client, document):
    assert (
        client.post(url(document, "details/"), {"issued_on": "14/6/1448", "expires_on": "24/11/2026"}).status_code
        == 302
    )
    document.refresh_from_db()
    assert document.issued_on == document.expires_on == TODAY


def test_the_database_itself_refuses_a_paper_that_ends_before_it_begins(member):
    with pytest.raises(IntegrityError), transaction.atomic():
        cases.paper_of(member, issued_on=date(2026, 2, 1), expires_on=date(2026, 1, 1))


# --- How it stands ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "state", "left"),
    [
        (None, State.OPEN, None),
        (TODAY - timedelta(days=1), State.ENDED, -1),
        (TODAY, State.ENDING, 0),
        (TODAY + timedelta(days=30), State.ENDING, 30),
        (TODAY + timedelta(days=31), State.VALID, 31),
    ],
)
def test_a_paper_holds_through_its_last_day(last, state, left):
    document = Document(expires_on=last)
    assert queries.state_of(document, TODAY, 30) == (state, left)
    assert document.is_valid_on(TODAY) == (state is not State.ENDED)


@pytest.mark.parametrize(
    ("days", "word"), [(0, "ينتهي اليوم"), (1, "يوم واحد"), (2, "يومين"), (5, "5 أيام"), (20, "20 يومًا")]
)
def test_the_list_says_how_long_it_holds_in_whole_words(client, member, days, word):
    cases.paper_of(member, expires_on=timezone.localdate() + timedelta(days=days))
    assert word in text_of(client.get("/my/papers/"))


def test_whoever_matched_it_and_when_is_told_without_the_name(client, document, staff):
    reception = staff("reception", first_name="هدى")
    actions.sight(document, by=reception, at=timezone.now(), note="YD-2222-2222")
    page = text_of(client.get(url(document)))
    assert "طابقه أحد زملائنا" in page and "هدى" not in page


# --- Renewing and correcting ---------------------------------------------------------------------------------------


def test_a_newer_paper_takes_the_place_and_the_former_stays_in_the_history(client, document):
    answer = client.post(url(document, "renew/"), given(expires_on="1/1/2040"))
    newer = Document.objects.current().get()
    assert answer.url == url(newer)
    assert (newer.kind, newer.expires_on) == (document.kind, date(2040, 1, 1))
    document.refresh_from_db()
    assert document.replaced_by == newer and not document.is_current
    assert str(document.pk) in text_of(client.get(url(newer)))
    assert text_of(client.get("/my/papers/")).count("card--link") == 1
    assert client.get(url(document)).status_code == 200


def test_a_newer_paper_that_has_ended_is_refused(client, document):
    answer = client.post(url(document, "renew/"), given(expires_on="1/1/2020"))
    assert answer.status_code == 422
    assert Document.objects.count() == 1


def test_two_renewals_at_once_make_one(client, document):
    assert client.post(url(document, "renew/"), given()).status_code == 302
    answer = client.post(url(document, "renew/"), given())
    assert answer.status_code == 409
    assert "لم يتغير شيء" in text_of(answer)
    assert Document.objects.count() == 2 and Attachment.objects.count() == 3


def test_a_correction_is_matched_anew_and_the_same_again_changes_nothing(member, document, staff):
    actions.sight(document, by=staff("reception"), at=timezone.now())
    actions.amend(document, by=member, number="", issued_on=None)
    assert Document.objects.get().sighted_at
    actions.amend(document, by=member, number="88")
    assert Document.objects.get().sighted_at is None
    row = AuditEvent.objects.get(action="document.amended")
    assert row.details == {"fields": ["number"]}


# --- Taking out ---------------------------------------------------------------------------------------


def used_in(member, document, slug="support"):
    service = cases.ask_for(cases.make_service(slug), document.kind)
    case = person_acts.start(service, by=member)
    person_acts.use_document(case, "paper-0", document.pk, by=member)
    return case


def test_a_paper_that_nobody_used_goes_for_good_with_its_files(client, document, django_capture_on_commit_callbacks):
    before = len(files_on_disk())
    assert (
        "لا نحتفظ" in text_of(client.get(url(document, "remove/")))
        or client.get(url(document, "remove/")).status_code == 200
    )
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url(document, "remove/")).url == "/my/papers/"
    assert not Document.objects.exists() and not DocumentFile.objects.exists() and not Attachment.objects.exists()
    assert len(files_on_disk()) == before - 2
    assert client.post(url(document, "remove/")).status_code == 404
    assert AuditEvent.objects.filter(action="document.removed").count() == 1


def test_a_paper_that_an_open_request_needs_stays_and_the_request_is_named(client, member, document):
    case = used_in(member, document)
    for answer in (client.get(url(document, "remove/")), client.post(url(document, "remove/"))):
        page = text_of(answer)
        assert case.reference in page and "طلب مفتوح يحتاج إلى هذا المستند" in page
        assert "نعم" not in page
    assert Document.objects.current().get() == document


def test_a_paper_of_an_ended_request_is_taken_out_yet_the_request_keeps_it(client, member, document):
    case = used_in(member, document)
    person_acts.withdraw(case, by=member)
    client.post(url(document, "remove/"))
    document.refresh_from_db()
    assert document.removed_at and Paper.objects.get().document == document
    assert Attachment.objects.count() == 2
    assert "card--link" not in text_of(client.get("/my/papers/"))
    for page in ("", "remove/", f"files/{document.files.first().pk}/"):
        assert client.get(url(document, page)).status_code == 404


def test_former_papers_go_with_the_one_that_followed_them(client, member, document):
    newer = actions.renew(document, by=member, uploads=[check(cases.picture())])
    newest = actions.renew(newer, by=member, uploads=[check(cases.picture())])
    client.post(url(newest, "remove/"))
    assert not Document.objects.exists() and not Attachment.objects.exists()


def test_a_former_paper_that_a_request_needs_keeps_its_followers(client, member, document):
    used_in(member, document)
    newer = actions.renew(document, by=member, uploads=[check(cases.picture())])
    assert client.post(url(newer, "remove/")).status_code == 409
    assert Document.objects.count() == 2


def test_what_was_signed_over_cannot_be_corrected_meanwhile(client, member, document):
    service = cases.ask_for(cases.make_service(), document.kind)
    case = person_acts.start(service, by=member)
    cases.answer_everything(case, member)
    person_acts.use_document(case, "paper-0", document.pk, by=member)
    person_acts.make_ready(case, by=member)
    cases.sign(case, member)
    answer = client.post(url(document, "details/"), {"number": "99"})
    assert answer.status_code == 409 and case.reference in text_of(answer)
    document.refresh_from_db()
    assert document.number == ""


# --- One's own alone ---------------------------------------------------------------------------------------


def test_anothers_paper_and_file_look_like_none(document, new_member, sign_in):
    stranger_user = new_member()
    stranger, own = sign_in(stranger_user), cases.paper_of(stranger_user)
    file = document.files.first().pk
    assert stranger.get(url(document, f"files/{file}/")).status_code == 404
    assert stranger.get(url(own, f"files/{file}/")).status_code == 404  # Another's file under one's own paper.
    assert stranger.post(url(document, "remove/")).status_code == 404
    assert Document.objects.filter(pk=document.pk).exists()


def test_a_file_opens_for_its_owner_and_stays_out_of_caches(client, document):
    answer = client.get(url(document, f"files/{document.files.first().pk}/"))
    assert b"".join(answer.streaming_content)[:4] == b"\x89PNG"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Type"] == "image/png"


def test_number_and_name_never_lie_readable(member, client):
    cases.paper_of(member, kind="other", title="حصر ورثة الياسمين", number="KX-778899")
    client.get("/my/papers/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT title, number FROM people_document")
        row = str(cursor.fetchall())
    for told in (row, str(list(AuditEvent.objects.values_list("details", flat=True))), str(Document.objects.get())):
        assert "ياسمين" not in told and "778899" not in told


# --- What it costs ---------------------------------------------------------------------------------------


def test_the_list_and_a_paper_cost_the_same_at_one_and_at_three(client, member):
    def lay(slug):
        document = cases.paper_of(member)
        used_in(member, document, slug)
        return document

    document = lay("first")
    pages = ("/my/papers/", url(document), url(document, "details/"), url(document, "remove/"))
    one = {page: queries_of(client, page) for page in pages}
    lay("second"), lay("third")
    for case in Application.objects.exclude(papers__document=document):
        person_acts.use_document(case, "paper-0", document.pk, by=member)
    assert {page: queries_of(client, page) for page in pages} == one
    assert max(one.values()) <= 15, one


# --- Erasing ---------------------------------------------------------------------------------------


def test_erasing_takes_the_files_too_wherever_they_stand(member, document):
    """Upper rooms first: a request lets go of a paper before the file does."""
    used_in(member, document)
    other = person_acts.start(cases.ask_for(cases.make_service("other"), "income_proof"), by=member)
    person_acts.attach_paper(other, "paper-0", check(cases.picture("pay.png", "red")), by=member)
    for case in (each.application for each in Paper.objects.select_related("application")):
        withdraw(case, by=member)
    with transaction.atomic():
        erase(person_of(member), reference="YR-2222-2222")
    assert not Attachment.objects.exists() and not Document.objects.exists()


@pytest.mark.parametrize("language", ["ar", "en", "ur", "bn"])
def test_every_page_speaks_the_language_whole(client, document, language):
    prefix = "" if language == "ar" else f"/{language}"
    for page in ("/my/papers/", "/my/papers/add/", url(document), url(document, "renew/"), "/my/notices/"):
        answer = client.get(prefix + page)
        assert answer.status_code == 200
        main = text_of(answer).split("<main")[1].split("</main>")[0]
        if language in ("ar", "ur", "bn"):
            with translation.override(language):
                for english in ("My papers", "Add a paper", "Send a newer one", "Reminders", "Stop these reminders"):
                    assert f">{english}<" not in main, (page, english)
