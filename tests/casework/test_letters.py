"""The register of letters: numbers without a gap, a day or a tick that there is none, a reply that ends the clock."""

import io
import uuid
from datetime import timedelta

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from applications.refusals import Refused
from audit.models import AuditEvent
from casework.contacts import queries as contacts
from casework.enums import Way
from casework.letters import actions, paper
from casework.models import Interaction, Letter
from people.actions import person_of
from people.models import Kinship
from saudi.hijri import to_hijri
from tests import cases
from tests.test_query_counts import queries_of
from tests.test_races import race

pytestmark = pytest.mark.django_db
URL = "/admin/letters/"


@pytest.fixture
def reception(staff):
    return staff("reception")


def refusal_of(act, *args, **given):
    with pytest.raises(Refused) as refusal:
        act(*args, **given)
    return refusal.value


def page_of(answer):
    return answer.content.decode()


def typed(**given):
    whole = {"way": "in", "party": "مكتب الضمان", "subject": "إفادة عن أسرة", "key": uuid.uuid4()}
    return {**whole, "dated_on": timezone.localdate().strftime("%d/%m/%Y"), **given}


def test_a_letter_is_registered_with_its_scan_and_waits(reception, sign_in):
    client = sign_in(reception)
    given = typed(scan=cases.picture(), needs_reply="on", their_number="٤٤/٧", dated_on="1/3/1447")
    answer = client.post(f"{URL}new/", given)
    letter = Letter.objects.get()
    assert answer.url == f"{URL}{letter.pk}/"
    assert (letter.number, letter.year) == (1, to_hijri(timezone.localdate()).year)
    assert to_hijri(letter.dated_on).month == 3
    assert letter.interaction.due_on
    assert contacts.counts(reception)["waiting"] == 1
    page = page_of(client.get(answer.url))
    assert "مكتب الضمان" in page
    assert f"{letter.year}/1" in page
    opened = client.get(f"{URL}{letter.pk}/scan/")
    assert opened.status_code == 200
    assert b"".join(opened.streaming_content).startswith(b"\x89PNG")
    assert AuditEvent.objects.filter(action="letter.opened", by=reception).count() == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT party, subject FROM casework_letter")
        assert not any("الضمان" in str(each) or "أسرة" in str(each) for each in cursor.fetchone())


def test_a_letter_is_answered_on_our_paper_and_its_clock_ends(reception, sign_in):
    first, client = cases.letter(reception, needs_reply=True), sign_in(reception)
    url = f"{URL}{first.pk}/reply/"
    assert "مكتب الضمان" in page_of(client.get(url))
    answer = client.post(url, {"party": "مكتب الضمان", "subject": "إفادة", "body": "نفيدكم.", "key": uuid.uuid4()})
    made = Letter.objects.get(way="out")
    assert answer.url == f"{URL}{made.pk}/"
    assert (made.answers, made.number, made.dated_on) == (first, 1, timezone.localdate())
    contact = Interaction.objects.get(pk=first.interaction_id)
    assert contact.answered_by == reception
    assert made.shown_number in contact.answer
    assert "تم الرد" in page_of(client.get(f"{URL}?way=in"))
    sheet = client.get(f"{URL}{made.pk}/paper/")
    assert sheet.headers["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(sheet.content)) as opened:
        assert len(opened.pages) == 1
    said = paper.data_of(made)
    assert said["number"] == made.shown_number
    assert str(made.dated_on.year) in "".join(piece["text"] for piece in said["day"])


def test_a_letter_of_a_request_stands_with_it(member, reception, sign_in):
    case, client = cases.submitted(member, cases.make_service()), sign_in(reception)
    assert client.post(f"{URL}new/", typed(reference=case.reference)).status_code == 302
    assert Letter.objects.get().interaction.application == case
    assert "إفادة عن أسرة" in page_of(client.get(f"/admin/requests/{case.reference}/"))
    assert client.post(f"{URL}new/", typed(reference="YD-2222-2222")).status_code == 422


def test_the_same_form_twice_is_one_letter_and_one_number(reception, sign_in):
    client, given = sign_in(reception), typed()
    for _turn in range(2):
        assert client.post(f"{URL}new/", given).status_code == 302
    assert list(Letter.objects.values_list("number", flat=True)) == [1]
    assert Interaction.objects.count() == 1


def test_each_direction_has_its_own_numbers(reception):
    for way in ("in", "in", "out"):
        cases.letter(reception, way)
    assert sorted(Letter.objects.values_list("way", "number")) == [("in", 1), ("in", 2), ("out", 1)]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_letters_registered_at_once_get_numbers_without_a_gap(staff):
    colleagues = [staff("reception") for _turn in range(4)]
    given = {"way": Way.IN, "party": "جهة", "subject": "موضوع", "dated_on": None, "is_undated": True}
    acts = [lambda by=by: actions.register(by=by, key=uuid.uuid4(), **given) for by in colleagues]
    won, refused = race(*acts)
    assert (len(won), refused) == (4, [])
    assert sorted(Letter.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"dated_on": ""}, "dated_on"),
        ({"dated_on": "40/1/1447"}, "dated_on"),
        ({"dated_on": "1/1/1600"}, "dated_on"),
        ({"party": ""}, "party"),
        ({"subject": "\x00"}, "subject"),
        ({"way": "zz"}, "way"),
        ({"way": "out", "body": " "}, "body"),
        ({"key": "zz"}, "key"),
    ],
)
def test_bad_input_is_said_at_its_field_and_kept(given, name, reception, sign_in):
    answer = sign_in(reception).post(f"{URL}new/", typed(their_number="قديم ٧", **given))
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {name}
    assert "قديم ٧" in page_of(answer)
    assert not Letter.objects.exists()


def test_a_file_that_is_no_scan_keeps_what_was_typed(reception, sign_in):
    wrong = SimpleUploadedFile("letter.pdf", b"MZ\x90 no letter", content_type="application/pdf")
    answer = sign_in(reception).post(f"{URL}new/", typed(scan=wrong))
    assert answer.status_code == 422
    assert "إفادة عن أسرة" in page_of(answer)
    assert not Letter.objects.exists()


def test_a_letter_without_a_date_says_so(reception, sign_in):
    client = sign_in(reception)
    assert client.post(f"{URL}new/", typed(dated_on="", is_undated="on")).status_code == 302
    letter = Letter.objects.get()
    assert letter.dated_on is None
    assert "بلا تاريخ" in page_of(client.get(f"{URL}{letter.pk}/"))
    told = refusal_of(cases.letter, reception, dated_on=None)
    assert told.status == 422
    assert refusal_of(cases.letter, reception, dated_on=timezone.localdate() + timedelta(days=1)).status == 422


def test_only_a_letter_that_came_is_answered(reception, sign_in):
    ours = cases.letter(reception, "out")
    assert sign_in(reception).get(f"{URL}{ours.pk}/reply/").status_code == 404
    assert refusal_of(cases.letter, reception, "out", answers=ours).status == 409
    came = cases.letter(reception)
    assert sign_in(reception).get(f"{URL}{came.pk}/paper/").status_code == 404


def test_ones_own_and_kins_letters_are_nowhere(member, reception, staff, sign_in):
    kin = staff("reception")
    letter = cases.letter(reception, person=person_of(member))
    Kinship.objects.create(user=kin, person=person_of(member), declared_by=kin)
    client = sign_in(kin)
    for act in ("", "reply/", "scan/"):
        assert client.get(f"{URL}{letter.pk}/{act}").status_code == 404
    assert str(letter.pk) not in page_of(client.get(URL))
    assert refusal_of(cases.letter, kin, "out", answers=letter).status == 403


@pytest.mark.parametrize("role", ["delegate", "volunteer_coordinator", "committee", "quality", "editor"])
def test_other_desks_keep_no_register(role, reception, staff, sign_in):
    letter, stranger = cases.letter(reception), staff(role)
    client = sign_in(stranger)
    for url in (URL, f"{URL}new/", f"{URL}{letter.pk}/", f"{URL}{letter.pk}/scan/"):
        assert client.get(url).status_code in (302, 403)
    assert refusal_of(cases.letter, stranger).status == 403


def test_the_register_is_sought_by_number_and_costs_the_same(reception, sign_in):
    client = sign_in(reception)
    first = cases.letter(reception)
    one = queries_of(client, URL)
    others = [cases.letter(reception), cases.letter(reception, "out")]
    assert queries_of(client, URL) == one
    found = page_of(client.get(f"{URL}?number=٢&way=in&year={first.year}"))
    assert str(others[0].pk) in found
    assert str(first.pk) not in found
    for odd in ("zz", "²", "9999999999", "\x00"):
        assert client.get(URL, {"number": odd, "year": odd}).status_code == 200


# --- Found by words ---------------------------------------------------------------------------------------------


def sought(client, words):
    page = page_of(client.post(URL, {"q": words}))
    return [each for each in Letter.objects.order_by("number") if f"{URL}{each.pk}/" in page]


@pytest.mark.parametrize("words", ["الأسرة", "أسره", "اسرة محتاجة", "بلدية", "البلديه", "إفادة بلدية", "عن الأسرةِ"])
def test_a_letter_is_found_by_words_of_its_subject_and_sender(words, reception, sign_in):
    wanted = cases.letter(reception, party="بلدية محافظة ينبع", subject="إفادة عن أُسرة محتاجة")
    cases.letter(reception, party="مدرسة البندر", subject="طلب زيارة")
    assert sought(sign_in(reception), words) == [wanted]


@pytest.mark.parametrize("words", ["أسرتان", "إفادة مدرسة", "عن", "\x00", "%", "_", "' OR 1=1"])
def test_words_that_stand_in_no_letter_together_find_none(words, reception, sign_in):
    cases.letter(reception, party="بلدية محافظة ينبع", subject="إفادة بأسرة")
    cases.letter(reception, party="مدرسة البندر", subject="طلب زيارة")
    found = sought(sign_in(reception), words)
    assert found == [] or not words.strip("\x00%_")  # Signs alone ask for nothing.


def test_the_words_lie_nowhere_in_clear_and_are_posted(reception, sign_in):
    letter = cases.letter(reception, party="بلدية محافظة ينبع", subject="إفادة عن أسرة")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casework_letter")
        row = str(cursor.fetchone())
    assert letter.words_index in row
    assert not [word for word in ("بلدي", "ينبع", "اسر", "إفاد") if word in row]
    client = sign_in(reception)
    page = page_of(client.get(f"{URL}?q=بلدية"))
    assert 'value="بلدية"' not in page
    assert page_of(client.post(f"{URL}?way=out", {"q": "بلدية"})).count(f"{URL}{letter.pk}/") == 0


def test_kins_letters_are_found_by_no_word(reception, member, sign_in):
    letter = cases.letter(reception, person=person_of(member), subject="إفادة عن أسرة")
    assert sought(sign_in(reception), "إفادة") == [letter]
    Kinship.objects.create(user=reception, person=person_of(member), declared_by=reception)
    assert sought(sign_in(reception), "إفادة") == []


def test_searching_costs_the_same_at_one_letter_and_at_three(reception, sign_in):
    client = sign_in(reception)

    def cost():
        with CaptureQueriesContext(connection) as seen:
            client.post(URL, {"q": "إفادة"})
        return len(seen)

    cases.letter(reception)
    cost()
    one = cost()
    cases.letter(reception), cases.letter(reception)
    assert cost() == one
