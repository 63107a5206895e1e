"""A paper given once serves the next request while it holds; or what is accepted instead (R8, R37)."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from applications import actions
from applications.declaration import fingerprint
from applications.models import Application, Paper
from applications.refusals import Refused
from applications.steps import progress_of
from attachments.checks import check
from attachments.models import Attachment
from casework import actions as staff_acts
from people.actions import person_of
from people.models import Document
from people.wallet import actions as wallet
from tests import cases
from tests.test_query_counts import queries_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
INSTEAD = "فاتورة كهرباء باسمك\nخطاب من العمدة"


@pytest.fixture
def service():
    return cases.ask_for(cases.make_service(), "family_card", alternatives=INSTEAD)


@pytest.fixture
def case(member, service):
    return actions.start(service, by=member)


@pytest.fixture
def client(member, sign_in):
    return sign_in(member)


def step_of(case):
    return case.step_url("p-paper-0")


def text_of(answer):
    return answer.content.decode()


def today():
    return timezone.localdate()


def anew(case):
    return Application.objects.select_related("person").get(pk=case.pk)


def paper():
    return Paper.objects.with_files().get()


def hash_of(case):
    case = anew(case)
    return fingerprint(progress_of(case))


def instead(case, member, words="خطاب من العمدة", colour="white"):
    """What is brought in the place of the paper, with its file."""
    actions.put_paper(case, "paper-0", check(cases.picture(colour=colour)), by=member)
    return actions.excuse_paper(case, "paper-0", excuse="lost", text="", alternative=words, by=member)


def sent_with(document, member, service):
    """A request sent with a paper of the file."""
    case = cases.drafted(member, service)
    actions.use_document(case, "paper-0", document.pk, by=member)
    actions.make_ready(case, by=member)
    return cases.sign(case, member)


# --- Kept for the next request -------------------------------------------------------------------------------


def test_what_is_sent_in_a_request_lies_in_the_file_and_is_offered_next_time(client, member, case):
    page = text_of(client.get(step_of(case)))
    assert "نحفظه في ملفك أيضًا" in page  # The person knows it.
    client.post(step_of(case), {"file": cases.picture()})
    document = Document.objects.get()
    assert document.kind == "family_card" and paper().document == document
    assert [each.attachment for each in document.files.all()] == paper().own_files
    assert 'name="document"' not in text_of(client.get(step_of(case)))  # It stands here already.
    other = actions.start(cases.ask_for(cases.make_service("other"), "family_card"), by=member)
    page = text_of(client.get(step_of(other)))
    assert f'value="{document.pk}"' in page
    assert client.post(step_of(other), {"document": document.pk}).status_code == 302
    kept = Paper.objects.get(application=other)
    assert kept.document == document and kept.is_reused and kept.is_given
    assert Attachment.objects.count() == 1


def test_a_paper_of_no_known_kind_stays_with_its_request(client, member):
    other = actions.start(cases.make_service("other"), by=member)
    assert "نحفظه في ملفك" not in text_of(client.get(step_of(other)))
    actions.attach_paper(other, "paper-0", check(cases.picture()), by=member)
    assert not Document.objects.exists()


def test_only_the_kind_that_is_asked_for_is_offered(client, member, case):
    cases.paper_of(member, "divorce_deed")
    assert 'name="document"' not in text_of(client.get(step_of(case)))


def test_a_second_upload_is_of_the_same_paper(member, case):
    for colour in ("white", "black", "red"):
        actions.attach_paper(case, "paper-0", check(cases.picture(colour=colour)), by=member)
    assert Attachment.objects.count() == 3
    assert paper().document == Document.objects.get() and paper().document.files.count() == 3


def test_a_new_upload_leaves_a_matched_paper_in_the_history(member, service, staff):
    case = cases.waiting(member, service, staff("reception"))
    document = Document.objects.get()
    wallet.sight(document, by=staff("reception"), at=timezone.now())
    actions.attach_paper(case, "paper-0", check(cases.picture(colour="black")), by=member)
    document.refresh_from_db()
    assert document.replaced_by == paper().document
    assert Attachment.objects.count() == 2


def test_a_reused_paper_outlives_an_upload_in_its_place(member, case):
    document = cases.paper_of(member)
    actions.use_document(case, "paper-0", document.pk, by=member)
    actions.attach_paper(case, "paper-0", check(cases.picture(colour="red")), by=member)
    assert Document.objects.current().count() == 2
    assert paper().own_files and paper().document != document


def test_choosing_a_paper_lets_the_upload_go_but_not_from_the_file(member, case):
    actions.attach_paper(case, "paper-0", check(cases.picture(colour="red")), by=member)
    document = cases.paper_of(member)
    actions.use_document(case, "paper-0", document.pk, by=member)
    assert paper().is_reused and Document.objects.count() == 2


# --- What may be chosen --------------------------------------------------------------------------------------


def test_a_paper_that_ended_is_not_offered_and_the_page_says_why(client, member, case):
    ended = cases.paper_of(member, expires_on=today() - DAY)
    page = text_of(client.get(step_of(case)))
    assert f'value="{ended.pk}"' not in page and "فلا يصلح لهذا الطلب" in page
    answer = client.post(step_of(case), {"document": ended.pk})
    assert answer.status_code == 422
    with pytest.raises(Refused) as refusal:
        actions.use_document(case, "paper-0", ended.pk, by=member)
    assert refusal.value.status == 422
    assert not Paper.objects.exists()


def test_anothers_paper_a_missing_one_and_one_of_another_kind_are_refused_alike(client, member, new_member, case):
    anothers, own = cases.paper_of(new_member()), cases.paper_of(member, "divorce_deed")
    for key in (anothers.pk, own.pk, "00000000-0000-4000-8000-000000000000", "x"):
        assert client.post(step_of(case), {"document": key}).status_code == 422
    for key in (anothers.pk, own.pk):
        with pytest.raises(Refused):
            actions.use_document(case, "paper-0", key, by=member)
    assert not Paper.objects.exists()


def test_a_paper_taken_out_in_another_window_is_refused(client, member, case):
    document = cases.paper_of(member)
    client.get(step_of(case))
    wallet.remove(document, by=member)
    answer = client.post(step_of(case), {"document": document.pk})
    assert answer.status_code == 422 and "لم يعد هذا المستند في ملفك" in text_of(answer)


def test_the_same_choice_twice_is_one(member, case):
    document = cases.paper_of(member)
    for _twice in range(2):
        actions.use_document(case, "paper-0", document.pk, by=member)
    assert Paper.objects.count() == 1


def test_a_paper_must_hold_on_the_day_of_sending(client, member, service):
    document = cases.paper_of(member, expires_on=today() + 5 * DAY)
    case = cases.drafted(member, service)
    actions.use_document(case, "paper-0", document.pk, by=member)
    actions.make_ready(case, by=member)
    with time_machine.travel(timezone.now() + 5 * DAY, tick=True):
        assert progress_of(anew(case)).is_complete()  # Through its last day.
    with time_machine.travel(timezone.now() + 6 * DAY, tick=True):
        with pytest.raises(Refused) as refusal:
            actions.sign(case, by=member, answers_hash=hash_of(case))
        assert refusal.value.status == 422
        assert progress_of(anew(case)).first_open().slug == "p-paper-0"
    assert anew(case).submitted_at is None


def test_what_ends_after_sending_held_on_the_day_of_sending(member, service, staff, sign_in):
    document, reception = cases.paper_of(member, expires_on=today() + 5 * DAY), staff("reception")
    case = sent_with(document, member, service)
    with time_machine.travel(timezone.now() + 10 * DAY, tick=True):
        staff_acts.begin_matching(case, by=reception)
        page = text_of(sign_in(reception).get(f"/admin/requests/{case.reference}/"))
        assert "ساري المفعول يوم الإرسال" in page
        staff_acts.match_paper(case, "paper-0", by=reception)
        assert staff_acts.send_to_committee(case, by=reception).status == "committee"


@pytest.mark.parametrize(("age", "is_offered"), [(0, True), (90, True), (91, False)])
def test_a_paper_older_than_the_request_allows_is_not_offered(client, member, age, is_offered):
    service = cases.ask_for(cases.make_service("fresh"), "income_proof", max_age_days=90)
    document = cases.paper_of(member, "income_proof", issued_on=today() - age * DAY)
    case = actions.start(service, by=member)
    page = text_of(client.get(step_of(case)))
    assert (f'value="{document.pk}"' in page) == is_offered
    assert ("لا يقبل ما مضى عليه أكثر من 90 يومًا" in page) != is_offered
    assert (client.post(step_of(case), {"document": document.pk}).status_code == 302) == is_offered
    if not is_offered:
        with pytest.raises(Refused):
            actions.use_document(case, "paper-0", document.pk, by=member)


def test_a_paper_that_aged_in_a_draft_is_asked_for_anew(client, member, sign_in):
    """Without a day of issue it is as old as its coming here."""
    service = cases.ask_for(cases.make_service("fresh"), "income_proof", max_age_days=90)
    case = cases.drafted(member, service)
    assert progress_of(anew(case)).is_complete()
    with time_machine.travel(timezone.now() + 91 * DAY, tick=True):
        late = sign_in(member)
        assert not progress_of(anew(case)).is_complete()
        assert late.post(step_of(case), {}).status_code == 422  # What lies here does not do any more.
        assert late.post(step_of(case), {"file": cases.picture(colour="red")}).status_code == 302
        assert progress_of(anew(case)).is_complete()


# --- Staff ---------------------------------------------------------------------------------------------------


def test_staff_see_the_paper_its_files_and_who_matched_it_before(member, service, staff, sign_in):
    document, first = cases.paper_of(member, number="445566778"), staff("reception", first_name="هدى")
    case = sent_with(document, member, service)
    staff_acts.begin_matching(case, by=first)
    staff_acts.match_paper(case, "paper-0", by=first)
    document.refresh_from_db()
    assert (document.sighted_by, document.sighted_note) == (first, case.reference)
    other = cases.ask_for(cases.make_service("other"), "family_card")
    second, reception = sent_with(document, member, other), sign_in(staff("reception"))
    page = text_of(reception.get(f"/admin/requests/{second.reference}/"))
    assert "هدى" in page and "•••• 778" in page and "445566778" not in page
    base = f"/admin/requests/{second.reference}/papers/paper-0/"
    files = [each.attachment_id for each in document.files.all()]
    sides = {b"".join(reception.get(f"{base}{file}/").streaming_content) for file in files}
    assert len(sides) == 2
    assert reception.get(f"{base}00000000-0000-4000-8000-000000000000/").status_code == 404


def test_a_matching_taken_back_is_taken_from_the_paper_too(member, service, staff):
    document, reception = cases.paper_of(member), staff("reception")
    case = sent_with(document, member, service)
    staff_acts.begin_matching(case, by=reception)
    staff_acts.match_paper(case, "paper-0", by=reception)
    staff_acts.unmatch_paper(case, "paper-0", by=reception)
    document.refresh_from_db()
    assert document.sighted_at is None and document.sighted_by is None


def test_an_earlier_matching_stays_when_a_later_one_is_taken_back(member, service, staff):
    document, before = cases.paper_of(member), staff("reception")
    wallet.sight(document, by=before, at=timezone.now() - DAY, note="YD-2222-2222")
    reception = staff("reception")
    case = sent_with(document, member, service)
    staff_acts.begin_matching(case, by=reception)
    staff_acts.match_paper(case, "paper-0", by=reception)
    staff_acts.unmatch_paper(case, "paper-0", by=reception)
    document.refresh_from_db()
    assert document.sighted_by == before


def test_a_paper_that_was_sent_back_is_not_offered_again(client, member, service, staff):
    document, better = cases.paper_of(member), cases.paper_of(member)
    reception = staff("reception")
    case = staff_acts.begin_matching(sent_with(document, member, service), by=reception)
    staff_acts.send_back(case, problems={"paper-0": "غير واضح"}, note="", by=reception)
    page = text_of(client.get(step_of(case)))
    assert f'value="{document.pk}"' not in page and f'value="{better.pk}"' in page
    assert client.post(step_of(case), {}).status_code == 422
    assert client.post(step_of(case), {"document": better.pk}).status_code == 302
    assert cases.sign(case, member).status == "verifying"


# --- What was signed -----------------------------------------------------------------------------------------


def test_the_signature_covers_the_paper_and_what_stands_on_it(member, service):
    document, other = cases.paper_of(member), cases.paper_of(member)
    case = cases.drafted(member, service)
    seen = {hash_of(case)}
    actions.use_document(case, "paper-0", document.pk, by=member)
    seen.add(hash_of(case))
    wallet.amend(document, by=member, expires_on=today() + 90 * DAY)
    seen.add(hash_of(case))
    actions.use_document(case, "paper-0", other.pk, by=member)
    seen.add(hash_of(case))
    actions.excuse_paper(case, "paper-0", excuse="lost", text="", by=member)
    seen.add(hash_of(case))
    instead(case, member)
    seen.add(hash_of(case))
    assert len(seen) == 6


def test_a_paper_sent_here_may_get_its_last_day_while_staff_work(member, service):
    case = cases.submitted(member, service)
    before = hash_of(case)
    wallet.amend(Document.objects.get(), by=member, expires_on=today() + 90 * DAY)
    assert hash_of(case) == before


# --- What is accepted instead --------------------------------------------------------------------------------


def test_whoever_cannot_get_it_brings_what_is_accepted_instead(client, case):
    page = text_of(client.get(step_of(case)))
    assert "فاتورة كهرباء باسمك" in page and "خطاب من العمدة" in page
    data = {"excuse": "lost", "alternative": "خطاب من العمدة"}
    answer = client.post(step_of(case), data)
    assert answer.url == step_of(case)  # The same page asks for it now.
    assert not paper().is_given
    page = text_of(client.get(step_of(case)))
    assert "صورة أو ملف لما تحضره بدلًا منه" in page and page.count("checked") == 2
    answer = client.post(step_of(case), data)
    assert answer.status_code == 422 and "اختر ملفًا لما تحضره بدلًا منه" in text_of(answer)
    answer = client.post(step_of(case), {**data, "file": cases.picture()})
    assert answer.status_code == 302 and answer.url != step_of(case)
    kept = paper()
    assert (kept.excuse, kept.alternative, kept.document) == ("lost", "خطاب من العمدة", None)
    assert kept.own_files and not Document.objects.exists()
    assert client.post(step_of(case), {**data, "excuse_text": "ضاع"}).status_code == 302  # Its file lies here already.
    assert paper().own_files == kept.own_files and paper().excuse_text == "ضاع"
    assert "card.png" in text_of(client.get(step_of(case)))


def test_it_may_come_with_its_file_at_once(client, case):
    data = {"excuse": "lost", "alternative": "خطاب من العمدة", "file": cases.picture()}
    assert client.post(step_of(case), data).url != step_of(case)
    assert paper().alternative and paper().own_files


def test_whoever_finds_the_paper_after_all_sends_it(client, case):
    kept = {"excuse": "lost", "alternative": "خطاب من العمدة"}
    client.post(step_of(case), {**kept, "file": cases.picture()})
    assert client.post(step_of(case), {**kept, "excuse": ""}).status_code == 422
    answer = client.post(step_of(case), {**kept, "excuse": "", "file": cases.picture(colour="red")})
    assert answer.status_code == 302
    assert (paper().excuse, paper().alternative) == ("", None)
    assert paper().document == Document.objects.get() and Attachment.objects.count() == 1


def test_a_paper_of_the_file_may_be_chosen_over_what_was_brought_instead(client, member, case):
    kept = {"excuse": "lost", "alternative": "خطاب من العمدة"}
    client.post(step_of(case), {**kept, "file": cases.picture()})
    document = cases.paper_of(member)
    client.post(step_of(case), {**kept, "document": document.pk})
    assert (paper().document, paper().excuse, paper().alternative) == (document, "", None)


def test_what_was_brought_instead_and_sent_back_is_brought_anew(client, member, service, staff):
    case, reception = cases.drafted(member, service), staff("reception")
    instead(case, member)
    actions.make_ready(case, by=member)
    staff_acts.begin_matching(cases.sign(case, member), by=reception)
    staff_acts.send_back(case, problems={"paper-0": "غير واضح"}, note="", by=reception)
    kept = {"excuse": "lost", "alternative": "خطاب من العمدة"}
    assert client.post(step_of(case), kept).status_code == 422
    assert client.post(step_of(case), {**kept, "file": cases.picture(colour="red")}).status_code == 302
    assert (paper().problem, paper().alternative) == ("", "خطاب من العمدة")
    assert Attachment.objects.count() == 3  # The first draft's upload lies in the file still.


def test_staff_read_what_was_brought_instead(member, service, staff, sign_in):
    case = cases.drafted(member, service)
    instead(case, member)
    actions.make_ready(case, by=member)
    case = cases.sign(case, member)
    reception = sign_in(staff("reception"))
    page = text_of(reception.get(f"/admin/requests/{case.reference}/"))
    assert "خطاب من العمدة" in page
    file = paper().own_files[0]
    assert reception.get(f"/admin/requests/{case.reference}/papers/paper-0/{file.pk}/").status_code == 200


@pytest.mark.parametrize(
    "data", [{"alternative": "خطاب من العمدة"}, {"excuse": "lost", "alternative": "بطاقة أخرى"}, {"excuse": "poem"}]
)
def test_an_alternative_wants_a_reason_and_must_be_one_of_those_accepted(client, case, data):
    answer = client.post(step_of(case), {**data, "file": cases.picture()})
    assert answer.status_code == 422 and "error-summary" in text_of(answer)
    assert not Paper.objects.exists()


def test_another_alternative_and_none_let_the_file_go(member, case):
    def excuse(**given):
        return actions.excuse_paper(case, "paper-0", text="", by=member, **given)

    instead(case, member)
    instead(case, member, "فاتورة كهرباء باسمك", "red")
    assert Attachment.objects.count() == 1
    excuse(excuse="lost")
    assert not Attachment.objects.exists() and paper().alternative is None
    instead(case, member)
    excuse(excuse="")
    assert not paper().is_given and not Attachment.objects.exists()


def test_a_reason_given_after_a_choice_counts_and_the_other_way_round(client, member, case):
    document = cases.paper_of(member)
    client.post(step_of(case), {"document": document.pk, "excuse": ""})
    client.post(step_of(case), {"document": document.pk, "excuse": "lost"})
    assert (paper().excuse, paper().document) == ("lost", None)
    client.post(step_of(case), {"document": document.pk, "excuse": "lost"})
    assert (paper().excuse, paper().document) == ("", document)


def test_an_editors_new_alternatives_do_not_reach_what_was_begun(client, member, service, case):
    cases.ask_for(service, "family_card", alternatives="شيء جديد")
    assert "شيء جديد" not in text_of(client.get(step_of(case)))


# --- What it costs -------------------------------------------------------------------------------------------


def test_the_page_of_a_paper_costs_the_same_with_one_paper_and_with_three(client, member, case):
    cases.paper_of(member)
    one = queries_of(client, step_of(case))
    cases.paper_of(member), cases.paper_of(member)
    assert queries_of(client, step_of(case)) == one
    assert one <= 15


def test_the_case_page_costs_the_same_with_one_reused_paper_and_with_three(member, staff, sign_in):
    reception, costs = sign_in(staff("reception")), []
    document = cases.paper_of(member)
    for length in (1, 3):
        service = cases.ask_for(cases.make_service(f"s-{length}", papers=length), "family_card")
        case = cases.drafted(member, service)
        for number in range(length):
            actions.use_document(case, f"paper-{number}", document.pk, by=member)
        actions.make_ready(case, by=member)
        cases.sign(case, member)
        costs.append(queries_of(reception, f"/admin/requests/{case.reference}/"))
    assert costs[0] == costs[1]


def test_the_file_of_a_person_stays_one(member, case):
    document = cases.paper_of(member)
    assert document.person == person_of(member) == case.person
