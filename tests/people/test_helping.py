"""A trusted helper helps under their own name, with limits, until either side ends it; nobody else gets in."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from applications import actions as person_acts
from applications.models import Application
from applications.refusals import Refused as RequestRefused
from audit.models import AuditEvent
from notifications.models import Delivery, Message
from people.actions import keep, person_of
from people.enums import Via
from people.helping import actions, queries
from people.helping.enums import HelperScope
from people.helping.rules import is_closed, may_write
from people.models import FileChange, Helper, Person
from people.refusals import Refused
from people.urls import ALONE, FILE
from services.enums import FilePart
from tests import cases
from tests.test_query_counts import queries_of

pytestmark = pytest.mark.django_db
EVERYTHING = tuple(HelperScope)


@pytest.fixture
def person(member):
    kept = {"given_name": "صالحة", "father_name": "عيد", "family_name": "الرفاعي", "birth_date": date(1950, 1, 1)}
    keep(person_of(member), by=member, **kept)
    return person_of(member)


@pytest.fixture
def daughter(new_member):
    return new_member()


def code_to(mobile):
    return next(sent.text for sent in Delivery.objects.order_by("-created_at") if sent.address == mobile)


def digits(text):
    return "".join(sign for sign in text if sign in "0123456789")[:6]


def invited(person, mobile, scopes=EVERYTHING, days=30):
    by = person.user
    last = timezone.localdate() + timedelta(days=days)
    helper = actions.invite(person, by=by, name="منال", mobile=mobile, scopes=scopes, expires_on=last)
    return actions.confirm(helper, by=by, code=digits(code_to(by.mobile)))


def let_in(person, user, *scopes):
    return actions.accept(invited(person, user.mobile, scopes or EVERYTHING), by=user)


# --- Inviting and answering --------------------------------------------------------------------------------


def test_a_helper_is_invited_by_the_forms_proven_by_a_code_and_accepts(member, person, daughter, sign_in):
    mine, theirs = sign_in(member), sign_in(daughter)
    given = {"name": "منال", "mobile": daughter.mobile, "scopes": ["file", "requests_fill"], "days": "30"}
    answer = mine.post("/my/helpers/invite/", given)
    helper = Helper.objects.get()
    assert answer.url == f"/my/helpers/{helper.pk}/confirm/"
    assert helper.scopes == ["file", "requests_see", "requests_fill"]
    assert not any(sent.address == daughter.mobile for sent in Delivery.objects.all())
    assert helper.pk and "asks" not in theirs.get("/my/helping/").content.decode()
    assert theirs.get(f"/my/helping/{helper.pk}/answer/").status_code == 404
    assert mine.post(answer.url, {"code": digits(code_to(member.mobile))}).url == "/my/helpers/"
    message = code_to(daughter.mobile)
    assert "/my/helping/" in message and not any(part in message for part in ("صالحة", "الرفاعي", str(helper.pk)))
    assert "صالحة" in theirs.get("/my/helping/").content.decode()
    assert theirs.post(f"/my/helping/{helper.pk}/answer/", {"answer": "accept"}).url == f"/my/helping/{helper.pk}/"
    page = theirs.get(f"/my/helping/{helper.pk}/").content.decode()
    assert "هذا ملفه، وليس ملفك" in page and "الرفاعي" in page
    assert Message.objects.of(member).filter(template="people/helper_accepted").exists()
    assert "منال" in mine.get("/my/helpers/").content.decode()


def test_a_second_click_on_yes_changes_nothing(person, daughter, sign_in):
    helper = invited(person, daughter.mobile)
    client = sign_in(daughter)
    for _click in range(2):
        answer = client.post(f"/my/helping/{helper.pk}/answer/", {"answer": "accept"})
        assert answer.url == f"/my/helping/{helper.pk}/"
    assert AuditEvent.objects.filter(action="helper.accepted").count() == 1
    assert Message.objects.filter(template="people/helper_accepted").count() == 1


def test_a_wrong_code_lets_nobody_in_and_five_close_it(member, person, daughter, sign_in):
    client = sign_in(member)
    client.post("/my/helpers/invite/", {"name": "منال", "mobile": daughter.mobile, "scopes": ["file"], "days": "30"})
    helper, right = Helper.objects.get(), digits(code_to(member.mobile))
    wrong = "111111" if right != "111111" else "222222"
    for _try in range(5):
        assert client.post(f"/my/helpers/{helper.pk}/confirm/", {"code": wrong}).status_code == 422
    assert client.post(f"/my/helpers/{helper.pk}/confirm/", {"code": right}).status_code == 422
    assert client.post(f"/my/helpers/{helper.pk}/confirm/", {"code": "12"}).status_code == 422
    helper.refresh_from_db()
    assert helper.proven_at is None and not queries.invitations_for(daughter).exists()
    assert client.post(f"/my/helpers/{helper.pk}/confirm/", {"action": "again"}).status_code == 302
    assert client.post(f"/my/helpers/{helper.pk}/confirm/", {"code": digits(code_to(member.mobile))}).status_code == 302


def test_only_the_invited_number_may_answer(person, daughter, new_member, sign_in):
    helper, stranger = invited(person, daughter.mobile), new_member()
    assert sign_in(stranger).get("/my/helping/").content.decode().count(str(helper.pk)) == 0
    for answer in ("accept", "decline"):
        assert sign_in(stranger).post(f"/my/helping/{helper.pk}/answer/", {"answer": answer}).status_code == 404
    for act in (actions.accept, actions.decline):
        with pytest.raises(Refused):
            act(helper, by=stranger)
    daughter.mobile_proven_at = None
    daughter.save()
    with pytest.raises(Refused):
        actions.accept(helper, by=daughter)


def test_declining_opens_nothing_and_is_told(member, person, daughter, sign_in):
    helper = invited(person, daughter.mobile)
    assert sign_in(daughter).post(f"/my/helping/{helper.pk}/answer/", {"answer": "decline"}).url == "/my/helping/"
    assert sign_in(daughter).get(f"/my/helping/{helper.pk}/").status_code == 404
    assert Message.objects.of(member).filter(template="people/helper_left").exists()


@pytest.mark.parametrize(
    "given", [{"name": ""}, {"name": "12"}, {"mobile": "0112345678"}, {"scopes": []}, {"days": "999"}]
)
def test_a_faulty_invitation_keeps_what_was_typed(member, person, daughter, sign_in, given):
    whole = {"name": "منال", "mobile": daughter.mobile, "scopes": ["file"], "days": "30", **given}
    answer = sign_in(member).post("/my/helpers/invite/", whole)
    assert answer.status_code == 422 and not Helper.objects.exists()
    assert str(whole["mobile"]) in answer.content.decode()


def test_ones_own_number_and_one_that_helps_already_are_refused(member, person, daughter, sign_in):
    client = sign_in(member)
    own = {"name": "أنا", "mobile": member.mobile, "scopes": ["file"], "days": "30"}
    assert client.post("/my/helpers/invite/", own).status_code == 422
    let_in(person, daughter)
    assert client.post("/my/helpers/invite/", {**own, "mobile": daughter.mobile}).status_code == 409
    assert Helper.objects.count() == 1


def test_a_number_may_be_invited_anew_once_it_is_over(member, person, daughter):
    actions.end(let_in(person, daughter), by=member)
    assert let_in(person, daughter).state == "open"


def test_messages_to_other_numbers_are_few_a_day(person, new_member):
    for _time in range(5):
        invited(person, new_member().mobile)
    with pytest.raises(Refused) as refusal:
        invited(person, new_member().mobile)
    assert refusal.value.status == 429


def test_a_colleague_is_nobodys_helper(person, staff):
    colleague = staff("reception")
    colleague.mobile = "+966500660066"
    colleague.prove_mobile()
    colleague.save()
    with pytest.raises(Refused):
        actions.accept(invited(person, colleague.mobile), by=colleague)


# --- Doors -------------------------------------------------------------------------------------------------


def helped_addresses(helper):
    base = f"/my/helping/{helper.pk}/"
    return [base, f"{base}leave/", f"{base}requests/", f"{base}messages/", f"{base}apply/support/"]


def test_what_is_over_looks_like_what_never_was(member, person, daughter, new_member, sign_in):
    cases.make_service()
    missing = Helper(pk=uuid4())
    ends = {
        "ended": lambda helper: actions.end(helper, by=member),
        "left": lambda helper: actions.end(helper, by=helper.user),
        "past": lambda helper: Helper.objects.filter(pk=helper.pk).update(expires_on=date(2020, 1, 1)),
    }
    for name, over in ends.items():
        user = new_member()
        helper, client = let_in(person, user), sign_in(user)
        for url, none in zip(helped_addresses(helper), helped_addresses(missing), strict=True):
            assert client.get(url).status_code == 200, url
            assert sign_in(daughter).get(url).status_code == client.get(none).status_code == 404, url
            assert Client().get(url).status_code == 302
        over(helper)
        for url in helped_addresses(helper):
            for method in (client.get, client.post):
                assert method(url).status_code in (404, 405), (name, url)


@pytest.mark.parametrize("scope", HelperScope.values)
def test_a_scope_opens_its_own_part_alone(person, daughter, sign_in, scope):
    case = cases.drafted(person.user, cases.make_service())
    helper, client = let_in(person, daughter, scope), sign_in(daughter)
    base = f"/my/helping/{helper.pk}/"
    doors = {
        f"{base}requests/": {"requests_see"},
        f"{base}apply/support/": {"requests_fill"},
        f"{base}messages/": {"messages"},
        case.get_absolute_url(): {"requests_see"},
        case.step_url("q-question-0"): {"requests_fill"},
        case.check_url(): {"requests_fill"},
    }
    for url, scopes in doors.items():
        assert client.get(url).status_code == (200 if scope in scopes else 404), url
    assert client.get(base).status_code == 200


def test_no_address_of_the_person_alone_stands_under_a_permission(person, daughter, sign_in):
    """Consents, helpers and whatever else only the person does (bank, rights, account) have no helper's address."""
    helper, client = let_in(person, daughter), sign_in(daughter)
    own = {str(each.pattern) for each in FILE}
    for each in ALONE:
        route = str(each.pattern)
        if "<" in route or route in own:
            continue
        assert client.get(f"/my/helping/{helper.pk}/{route}").status_code == 404, route


def test_a_door_without_a_scope_stays_shut_for_helpers(person, daughter, rf):
    from django.http import Http404, HttpResponse

    from people.doors import file_door

    helper = let_in(person, daughter)
    request = rf.get("/")
    request.user = daughter
    shut = file_door(lambda request, acting: HttpResponse(acting.person.reference))
    with pytest.raises(Http404):
        shut(request, helper=helper.pk)
    opened = file_door(lambda request, acting: HttpResponse(acting.person.reference), scope=HelperScope.FILE)
    assert opened(request, helper=helper.pk).content.decode() == person.reference
    assert opened(request).content.decode() == person_of(daughter).reference


def test_a_helper_neither_consents_nor_lets_others_in(member, person, daughter):
    from people.consent import actions as consents
    from people.consent.enums import Purpose

    helper = let_in(person, daughter)
    with pytest.raises(Refused):
        consents.give(person, Purpose.STORY, by=daughter)
    with pytest.raises(Refused):
        actions.invite(
            person, by=daughter, name="آخر", mobile="+966500550055", scopes=["file"], expires_on=helper.expires_on
        )
    given = consents.give(person, Purpose.STORY, by=member)
    with pytest.raises(Refused):
        consents.withdraw(given, by=daughter)


def test_bank_and_identity_stay_closed(person):
    assert is_closed(person, FilePart.BANK) and not is_closed(person, FilePart.IDENTITY)
    assert may_write(person, ["identity_number", "full_name"]) and not may_write(person, ["iban"])
    keep(person, by=person.user, identity_kind="national", identity_number="1000000008")
    fresh = Person.objects.get(pk=person.pk)
    assert is_closed(fresh, FilePart.IDENTITY) and not may_write(fresh, ["identity_kind"])


# --- Requests ----------------------------------------------------------------------------------------------


def test_a_helper_fills_a_request_and_only_the_person_signs(member, person, daughter, sign_in):
    service = cases.make_service()
    helper, client = let_in(person, daughter, "file", "requests_see", "requests_fill"), sign_in(daughter)
    answer = client.post(f"/my/helping/{helper.pk}/apply/{service.slug}/")
    case = Application.objects.get()
    assert case.person == person and answer.url == case.step_url("identity")
    assert not Application.objects.of(daughter).exists()
    pages = {
        "identity": {"identity_kind": "national", "identity_number": "1000000008"},
        "q-question-0": {"answer": "5"},
        "q-question-1": {"answer": "إيجار"},
        "p-paper-0": {"file": cases.picture()},
    }
    for slug, data in pages.items():
        assert "هذا ملفه" in client.get(case.step_url(slug)).content.decode()
        assert client.post(case.step_url(slug), data).status_code == 302, slug
    assert client.post(case.check_url()).url == f"/my/helping/{helper.pk}/requests/"
    assert client.post(case.check_url()).status_code == 302
    assert Message.objects.of(member).filter(template="applications/filled").count() == 1
    url = f"{case.get_absolute_url()}declaration/"
    for method in (client.get, client.post):
        answer = method(url)
        assert answer.status_code == 409 and "وحده" in answer.content.decode()
    for address in ("withdraw/", "done/"):
        for method in (client.get, client.post):
            assert method(case.get_absolute_url() + address).status_code in (404, 405)
    for act in (lambda: cases.sign(case, daughter), lambda: person_acts.withdraw(case, by=daughter)):
        with pytest.raises(RequestRefused):
            act()
    assert not Application.objects.get().was_submitted
    assert cases.sign(case, member).was_submitted


def test_what_a_helper_wrote_stands_under_the_helpers_name(member, person, daughter, sign_in):
    helper, client = let_in(person, daughter, "file", "requests_see", "requests_fill"), sign_in(daughter)
    client.post(f"/my/helping/{helper.pk}/apply/{cases.make_service().slug}/")
    case = Application.objects.get()
    client.post(case.step_url("identity"), {"identity_kind": "national", "identity_number": "1000000008"})
    change = FileChange.objects.filter(field="identity_number").get()
    assert (change.by, change.via, change.person) == (daughter, Via.HELPER, person)
    assert AuditEvent.objects.about(case).get(action="application.started").by == daughter
    assert case.events.get(kind="started").by == daughter
    page = sign_in(member).get("/my/helpers/")
    assert "منال" in {row.name for row in page.context["written"]}


def test_a_kept_identity_is_neither_shown_to_a_helper_nor_changed(member, person, daughter, sign_in):
    case = cases.drafted(member, cases.make_service())
    let_in(person, daughter)
    client = sign_in(daughter)
    url = case.step_url("identity")
    data = {"identity_kind": "national", "identity_number": "1000000016"}
    for answer in (client.get(url), client.post(url, data)):
        assert answer.status_code == 409 and "1000000008" not in answer.content.decode()
    with pytest.raises(RequestRefused):
        person_acts.save_part(case, FilePart.IDENTITY, by=daughter, **data)
    assert Person.objects.get(pk=person.pk).identity_number == "1000000008"
    for page in (case.check_url(), case.get_absolute_url(), f"/my/helping/{Helper.objects.get().pk}/"):
        text = client.get(page).content.decode()
        assert "1000000008" not in text and "withdraw" not in text


def test_without_the_file_a_helper_answers_questions_alone(member, person, daughter, sign_in):
    case = cases.drafted(member, cases.make_service())
    let_in(person, daughter, "requests_see", "requests_fill")
    client = sign_in(daughter)
    for slug in ("name", "birth-date"):
        assert client.get(case.step_url(slug)).status_code == 409
    assert client.post(case.step_url("name"), {"given_name": "اسم", "family_name": "آخر"}).status_code == 409
    with pytest.raises(RequestRefused):
        person_acts.save_part(case, FilePart.NAME, by=daughter, full_name="اسم آخر كامل")
    assert client.post(case.step_url("q-question-0"), {"answer": "9"}).status_code == 302


def test_a_helper_opens_the_papers_that_the_helper_brought(member, person, daughter, sign_in):
    case = cases.drafted(member, cases.make_service())
    let_in(person, daughter)
    client, base = sign_in(daughter), f"{case.get_absolute_url()}papers/paper-0/"
    (theirs,) = case.papers.get().attachments
    assert client.get(f"{base}{theirs.pk}/").status_code == 404
    client.post(case.step_url("p-paper-0"), {"file": cases.picture(colour="red")})
    mine = next(each for each in case.papers.get().attachments if each != theirs)
    assert client.get(f"{base}{mine.pk}/").status_code == 200


def test_a_helper_acts_on_no_request_after_the_end(member, person, daughter, sign_in):
    case = cases.drafted(member, cases.make_service())
    helper, client = let_in(person, daughter), sign_in(daughter)
    assert client.get(case.check_url()).status_code == 200
    actions.end(helper, by=member)
    missing = case.check_url().replace(case.reference, "YD-2222-2222")
    assert client.get(case.check_url()).status_code == client.get(missing).status_code == 404
    with pytest.raises(RequestRefused):
        person_acts.save_answer(case, "question-0", "7", by=daughter)
    with pytest.raises(RequestRefused):
        person_acts.start(case.service, by=daughter, person=person)


def test_helping_one_opens_nobody_elses_requests(person, daughter, new_member, sign_in):
    let_in(person, daughter)
    other = cases.drafted(new_member(), cases.make_service())
    for url in (other.get_absolute_url(), other.check_url(), other.step_url("name")):
        assert sign_in(daughter).get(url).status_code == 404


def test_a_helper_reads_messages_and_they_stay_new(member, person, daughter, new_member, sign_in):
    cases.submitted(member, cases.make_service())
    helper, client = let_in(person, daughter, "messages"), sign_in(daughter)
    letter = Message.objects.of(member).first()
    base = f"/my/helping/{helper.pk}/messages/"
    assert f"{base}{letter.pk}/" in client.get(base).content.decode()
    assert client.get(f"{base}{letter.pk}/").status_code == 200
    letter.refresh_from_db()
    assert letter.read_at is None
    stranger = person_of(new_member())
    other = Message.objects.create(recipient=stranger.recipient, template="x", title="ع", body="ن")
    assert client.get(f"{base}{other.pk}/").status_code == 404
    assert client.get(f"/my/messages/{letter.pk}/").status_code == 404


# --- Ending, and the price of pages ------------------------------------------------------------------------


def test_both_sides_can_end_it(member, person, daughter, new_member, sign_in):
    first, second = let_in(person, daughter), let_in(person, other := new_member())
    assert sign_in(member).get(f"/my/helpers/{first.pk}/end/").status_code == 200
    assert Helper.objects.get(pk=first.pk).state == "open"
    assert sign_in(member).post(f"/my/helpers/{first.pk}/end/").url == "/my/helpers/"
    assert sign_in(other).post(f"/my/helping/{second.pk}/leave/").url == "/my/helping/"
    assert [row.state for row in Helper.objects.all()] == ["over", "over"]
    assert Message.objects.of(member).filter(template="people/helper_left").count() == 1
    with pytest.raises(Refused):
        actions.end(first, by=new_member())


def test_an_invitation_lapses(person, daughter):
    helper = invited(person, daughter.mobile)
    Helper.objects.filter(pk=helper.pk).update(invited_until=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Refused):
        actions.accept(helper, by=daughter)
    assert Helper.objects.get().state == "over"


def test_whoever_was_never_confirmed_is_forgotten_after_a_day(member, person, daughter, new_member):
    from django.core.management import call_command

    kept = let_in(person, daughter)
    last = timezone.localdate() + timedelta(days=30)
    words = {"name": "منال", "scopes": ["file"], "expires_on": last, "by": member}
    fresh = actions.invite(person, mobile=new_member().mobile, **words)
    stale = actions.invite(person, mobile=new_member().mobile, **words)
    Helper.objects.filter(pk=stale.pk).update(invited_at=timezone.now() - timedelta(days=2))
    call_command("forget_unanswered_invitations")
    assert set(Helper.objects.all()) == {kept, fresh}


def test_lists_cost_the_same_at_one_row_and_at_three(member, person, daughter, new_member, sign_in):
    mine, theirs = sign_in(member), sign_in(daughter)
    let_in(person, daughter)
    one = queries_of(mine, "/my/helpers/"), queries_of(theirs, "/my/helping/")
    for _time in range(2):
        let_in(person, new_member())
        let_in(person_of(new_member()), daughter)
    assert (queries_of(mine, "/my/helpers/"), queries_of(theirs, "/my/helping/")) == one
    assert max(one) <= 15


def test_the_helpers_pages_keep_to_fifteen_queries(member, person, daughter, sign_in):
    service = cases.make_service()
    helper, client = let_in(person, daughter), sign_in(daughter)
    case = cases.drafted(member, service)
    base = f"/my/helping/{helper.pk}/"
    for url in (base, f"{base}requests/", f"{base}messages/"):
        assert queries_of(client, url) <= 15, url
    for url in (case.get_absolute_url(), case.check_url()):
        assert queries_of(client, url) <= 20, url


def test_names_and_numbers_of_helpers_lie_sealed(person):
    from django.db import connection

    invited(person, "+966500770077")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_helper")
        text = str(cursor.fetchall())
    assert "منال" not in text and "500770077" not in text
