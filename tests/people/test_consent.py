"""Consent by purpose: to a version of a text, by a method, taken back with its consequence told first (R8, R39)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from attachments.actions import store
from audit.models import AuditEvent
from notifications.models import Delivery
from people.actions import keep, person_of
from people.consent import actions, guardian, queries
from people.consent.actions import Guardian
from people.consent.enums import ON_PAGE, Method, Purpose
from people.models import Agreement, Consent, GuardianLink, Guardianship, Published
from people.refusals import Refused
from tests.cases import picture
from tests.test_query_counts import queries_of

pytestmark = pytest.mark.django_db
MOBILE = "+966500990011"


@pytest.fixture
def person(member):
    return person_of(member)


@pytest.fixture
def child(new_member):
    user = new_member()
    born = date(timezone.localdate().year - 12, 1, 1)
    keep(person_of(user), by=user, given_name="سارة", family_name="الأحمدي", birth_date=born)
    return person_of(user)


@pytest.fixture
def editor(staff):
    return staff("editor")


@pytest.fixture
def publisher(staff):
    return staff("publisher")


def new_version(editor, publisher, purpose=Purpose.CONTACT, language="ar", text="نص جديد"):
    words = {"title": "عنوان", "text": text, "consequence": "أثر", "changed": "زدنا الرسائل الصوتية"}
    return actions.publish(actions.draft(purpose, language, by=editor, **words), by=publisher)


def code_to(mobile):
    text = next(sent.text for sent in Delivery.objects.order_by("-created_at") if sent.address == mobile)
    return text.split()[-1]


def test_every_purpose_has_a_published_text_in_every_language_from_the_start():
    for purpose in Purpose:
        for language in ("ar", "en", "ur", "bn"):
            text = queries.current(purpose, language)
            assert text.language == language and text.number == 1 and text.is_published
            assert text.consequence or purpose == Purpose.DECLARATION


def test_each_purpose_is_agreed_to_by_itself(member, person):
    actions.give(person, Purpose.CONTACT, by=member)
    assert queries.has_consent(person, Purpose.CONTACT)
    assert not any(queries.has_consent(person, other) for other in Purpose if other != Purpose.CONTACT)


def test_a_second_click_gives_one_consent(member, person):
    first = actions.give(person, Purpose.VISIT, by=member)
    assert actions.give(person, Purpose.VISIT, by=member) == first
    assert Consent.objects.count() == AuditEvent.objects.filter(action="consent.given").count() == 1


def test_the_consent_keeps_the_very_text_and_language_that_was_read(member, person):
    urdu = queries.current(Purpose.SHARING, "ur")
    given = actions.give(person, Purpose.SHARING, by=member, language="ur", agreement=urdu)
    assert (given.agreement, given.method) == (urdu, Method.ONLINE)


def test_a_withdrawal_keeps_the_row_and_may_be_followed_by_a_new_consent(member, person):
    first = actions.give(person, Purpose.STORY, by=member)
    taken = actions.withdraw(first, by=member, reason="لا أريد")
    assert taken.withdrawn_at and taken.withdrawn_by == member and taken.withdrawn_reason == "لا أريد"
    assert actions.withdraw(first, by=member).withdrawn_at == taken.withdrawn_at
    assert not queries.has_consent(person, Purpose.STORY) and queries.has_withdrawn(person, Purpose.STORY)
    again = actions.give(person, Purpose.STORY, by=member)
    assert queries.has_consent(person, Purpose.STORY) and not queries.has_withdrawn(person, Purpose.STORY)
    assert list(queries.history(person)) == [again, first]
    assert "لا أريد" not in str(list(AuditEvent.objects.values_list("details", flat=True)))


def test_whoever_never_agreed_has_withdrawn_nothing(person):
    assert not queries.has_withdrawn(person, Purpose.PROCESSING)


def test_nobody_else_agrees_or_withdraws_in_the_persons_place(new_member, staff, member, person):
    for other in (new_member(), staff("manager")):
        with pytest.raises(Refused):
            actions.give(person, Purpose.VISIT, by=other)
    given = actions.give(person, Purpose.VISIT, by=member)
    with pytest.raises(Refused):
        actions.withdraw(given, by=new_member())


def test_a_spoken_consent_needs_a_second_colleague_and_a_paper_one_its_paper(staff, person):
    first, second = staff("reception"), staff("researcher")
    for witness in (None, first):
        with pytest.raises(Refused):
            actions.give(person, Purpose.VISIT, by=first, method=Method.SPOKEN, witness=witness)
    assert actions.give(person, Purpose.VISIT, by=first, method=Method.SPOKEN, witness=second).witness == second
    with pytest.raises(Refused):
        actions.give(person, Purpose.SHARING, by=first, method=Method.PAPER)
    paper = store(picture(), by=first, owner=None, kind="consent")
    assert actions.give(person, Purpose.SHARING, by=first, method=Method.PAPER, paper=paper).paper == paper


def test_the_volunteer_charter_is_agreed_to_in_the_same_way(member, person):
    given = actions.give(person, Purpose.VOLUNTEER_CHARTER, by=member)
    assert queries.has_consent(person, Purpose.VOLUNTEER_CHARTER)
    assert given.agreement == queries.current(Purpose.VOLUNTEER_CHARTER, "ar")


# --- Versions ----------------------------------------------------------------------------------------------


def test_a_published_text_never_changes_and_never_goes(member, person):
    text = queries.current(Purpose.VISIT, "ar")
    text.text = "غيره"
    for change in (text.save, text.delete, Agreement.objects.all().delete, lambda: Agreement.objects.update(text="x")):
        with pytest.raises(Published):
            change()
    assert queries.current(Purpose.VISIT, "ar").text != "غيره"


def test_a_newer_text_asks_anew_and_the_old_consent_stands_until_then(member, person, editor, publisher):
    old = actions.give(person, Purpose.CONTACT, by=member)
    new = new_version(editor, publisher)
    row = next(each for each in queries.standings(queries.history(person), "ar") if each.purpose == Purpose.CONTACT)
    assert row.needs_again and row.agreement == new and queries.has_consent(person, Purpose.CONTACT)
    again = actions.give(person, Purpose.CONTACT, by=member)
    old.refresh_from_db()
    assert old.replaced_at and not old.withdrawn_at and again.agreement == new
    rows = queries.standings(queries.history(person), "ar", [Purpose.CONTACT])
    assert [row.needs_again for row in rows] == [False]


def test_a_translation_of_an_older_version_does_not_stand_in(editor, publisher):
    new_version(editor, publisher)
    assert queries.current(Purpose.CONTACT, "ur").language == "ar"
    translated = new_version(editor, publisher, language="ur", text="نیا متن")
    assert translated.number == 2 and queries.current(Purpose.CONTACT, "ur") == translated


def test_a_text_that_changed_while_it_was_read_is_not_agreed_to(member, person, editor, publisher):
    read = queries.current(Purpose.CONTACT, "ar")
    new_version(editor, publisher)
    with pytest.raises(Refused):
        actions.give(person, Purpose.CONTACT, by=member, agreement=read)


def test_whoever_wrote_a_text_does_not_publish_it(publisher, editor):
    words = {"title": "عنوان", "text": "نص", "consequence": "", "changed": ""}
    draft = actions.draft(Purpose.VISIT, "ar", by=publisher, **words)
    with pytest.raises(Refused):
        actions.publish(draft, by=publisher)
    draft.published_at, draft.published_by = timezone.now(), publisher
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.save()
    rewritten = actions.draft(Purpose.VISIT, "ar", by=editor, **words)
    assert rewritten == draft and actions.publish(rewritten, by=publisher).is_published
    with pytest.raises(Refused):
        actions.publish(rewritten, by=publisher)


def test_a_translation_waits_for_its_arabic_text(editor, publisher):
    words = {"title": "عنوان", "text": "نص", "consequence": "", "changed": ""}
    actions.draft(Purpose.VISIT, "ar", by=editor, **words)
    translation = actions.draft(Purpose.VISIT, "bn", by=editor, **words)
    assert translation.number == 2
    with pytest.raises(Refused):
        actions.publish(translation, by=publisher)


# --- The person's pages ------------------------------------------------------------------------------------


def agree(client, purpose, **data):
    shown = client.get(f"/my/consents/{purpose}/")
    agreement = shown.context["form"].initial["agreement"]
    return client.post(f"/my/consents/{purpose}/", {"is_agreed": "on", "agreement": agreement, **data})


def test_the_person_agrees_reads_the_consequence_and_takes_it_back(member, sign_in):
    client = sign_in(member)
    page = client.get("/my/consents/story/")
    assert "بلا اسمي" in page.content.decode()
    assert (
        client.post("/my/consents/story/", {"agreement": page.context["form"].initial["agreement"]}).status_code == 422
    )
    assert agree(client, "story").url == "/my/consents/"
    before = client.get("/my/consents/story/withdraw/").content.decode()
    assert "يزيل موظف قصتك" in before and Consent.objects.get().is_standing
    assert client.post("/my/consents/story/withdraw/", {"reason": ""}).url == "/my/consents/"
    assert not Consent.objects.get().is_standing
    assert client.post("/my/consents/story/withdraw/").status_code == 302  # Nothing stands any more.
    history = client.get("/my/consents/").content.decode()
    assert "النسخة 1" in history


def test_a_box_under_an_older_text_is_refused_in_words(member, sign_in, editor, publisher):
    client = sign_in(member)
    old = client.get("/my/consents/contact/").context["form"].initial["agreement"]
    new_version(editor, publisher)
    answer = client.post("/my/consents/contact/", {"is_agreed": "on", "agreement": old})
    assert answer.status_code == 409 and not Consent.objects.exists()
    assert agree(client, "contact").status_code == 302


def test_what_changed_is_said_to_whoever_agreed_before(member, sign_in, editor, publisher):
    client = sign_in(member)
    agree(client, "contact")
    new_version(editor, publisher)
    assert "زدنا الرسائل الصوتية" in client.get("/my/consents/contact/").content.decode()


@pytest.mark.parametrize("purpose", ["declaration", "charter", "zz"])
def test_what_is_signed_elsewhere_has_no_page_here(member, sign_in, purpose):
    client = sign_in(member)
    for method in (client.get, client.post):
        assert method(f"/my/consents/{purpose}/").status_code == 404
        assert method(f"/my/consents/{purpose}/withdraw/").status_code == 404


@pytest.mark.parametrize("given", ["", "x", "999999999999999999999999", "-1", "٧"])
def test_a_strange_version_is_no_server_error(member, sign_in, given):
    answer = sign_in(member).post("/my/consents/visit/", {"is_agreed": "on", "agreement": given})
    assert answer.status_code in (409, 422)


def test_the_list_costs_the_same_at_one_row_and_at_five(member, person, sign_in):
    client = sign_in(member)
    actions.give(person, ON_PAGE[0], by=member)
    one = queries_of(client, "/my/consents/")
    for purpose in ON_PAGE[1:]:
        actions.give(person, purpose, by=member)
    assert queries_of(client, "/my/consents/") == one <= 15


# --- Children ----------------------------------------------------------------------------------------------


def test_a_child_does_not_agree_alone(child):
    for extra in ({}, {"guardian": Guardian("أنا", "father")}):
        with pytest.raises(Refused):
            actions.give(child, Purpose.VISIT, by=child.user, **extra)
    with pytest.raises(Refused):
        actions.give(
            child, Purpose.VISIT, by=None, method=Method.GUARDIAN, guardian=Guardian("أنا", "father", person=child)
        )


def test_a_childs_page_asks_for_the_guardian_and_takes_no_box(child, sign_in):
    client = sign_in(child.user)
    page = client.get("/my/consents/visit/").content.decode()
    assert "/my/consents/guardian/" in page and 'name="is_agreed"' not in page
    text = queries.current(Purpose.VISIT, "ar").pk
    assert client.post("/my/consents/visit/", {"is_agreed": "on", "agreement": text}).status_code == 409
    assert not Consent.objects.exists()


def test_a_guardian_agrees_by_the_link_and_the_code(child, sign_in, client):
    asked = {"name": "حسن الأحمدي", "relation": "father", "mobile": "٠٥٠٠٩٩٠٠١١"}
    assert sign_in(child.user).post("/my/consents/guardian/", asked).status_code == 200
    link = GuardianLink.objects.get()
    message = next(sent.text for sent in Delivery.objects.all() if sent.address == MOBILE)
    assert f"/guardian/{link.pk}/" in message and "سارة" not in message
    page = client.get(f"/guardian/{link.pk}/")
    boxes = [each.pk for each, _box in page.context["form"].rows]
    assert len(boxes) == len(ON_PAGE) and "سارة" in page.content.decode() and "الأحمدي" not in page.content.decode()
    none = client.post(f"/guardian/{link.pk}/", {"code": code_to(MOBILE)})
    assert none.status_code == 422 and not Consent.objects.exists()
    ticked = {f"agree_{boxes[0]}": "on", f"agree_{boxes[2]}": "on"}
    assert client.post(f"/guardian/{link.pk}/", {**ticked, "code": "000000x"}).status_code == 422
    assert client.post(f"/guardian/{link.pk}/", {**ticked, "code": code_to(MOBILE)}).url == "/guardian/thanks/"
    assert {row.purpose for row in Consent.objects.all()} == {ON_PAGE[0], ON_PAGE[2]}
    given = Consent.objects.first()
    assert (given.method, given.guardian_name, given.guardian_relation) == (Method.GUARDIAN, "حسن الأحمدي", "father")
    assert Guardianship.objects.get().name == "حسن الأحمدي"
    again = client.post(f"/guardian/{link.pk}/", {**ticked, "code": code_to(MOBILE)})
    assert again.url == "/guardian/thanks/"  # A second click.
    assert Consent.objects.count() == 2 == Consent.objects.standing().count()


def test_a_guardian_takes_back_by_the_same_link_and_a_new_code(child, client):
    link = guardian.ask(child, name="منى", relation="mother", mobile=MOBILE, by=child.user)
    url, first = f"/guardian/{link.pk}/", code_to(MOBILE)
    assert client.post(f"{url}code/").status_code == 410  # Nothing is agreed to yet.
    texts = [queries.current(each, "ar") for each in (Purpose.VISIT, Purpose.CONTACT)]
    guardian.answer(link, code=first, agreements=texts, by=None)
    page = client.get(url)
    assert [each.purpose for each, _box in page.context["form"].rows] == [Purpose.CONTACT, Purpose.VISIT]
    assert client.post(url, {"back_visit": "on", "code": first}).status_code == 410
    assert client.post(f"{url}code/").status_code == 302
    for wrong in ({"code": code_to(MOBILE)}, {"back_visit": "on", "code": "000000x"}, {"back_story": "on"}):
        assert client.post(url, wrong).status_code == 422
    assert Consent.objects.standing().count() == 2
    assert client.post(url, {"back_visit": "on", "code": code_to(MOBILE)}).url == "/guardian/thanks/?back=1"
    assert "سُحبت" in client.get("/guardian/thanks/?back=1").content.decode()
    assert Consent.objects.standing().get().purpose == Purpose.CONTACT
    assert Consent.objects.get(purpose=Purpose.VISIT).withdrawn_by is None
    client.post(f"{url}code/")
    client.post(url, {"back_contact": "on", "code": code_to(MOBILE)})
    assert client.get(url).status_code == client.post(f"{url}code/").status_code == 410
    assert client.post(f"/guardian/{child.pk}/code/").status_code == 410


def test_whoever_refused_and_an_older_number_take_nothing_back(child, client):
    """A number that was written wrongly: its holder said no, and holds a link in the same guardian's name."""
    named = {"name": "منى", "relation": "mother", "by": child.user}
    wrong = guardian.ask(child, mobile="+966500990099", **named)
    guardian.answer(wrong, code=code_to("+966500990099"), agreements=[], by=None)
    text = queries.current(Purpose.VISIT, "ar")
    right = guardian.ask(child, mobile=MOBILE, **named)
    guardian.answer(right, code=code_to(MOBILE), agreements=[text], by=None)
    assert client.get(f"/guardian/{wrong.pk}/").status_code == 410
    assert client.post(f"/guardian/{wrong.pk}/code/").status_code == 410
    newer = guardian.ask(child, mobile=MOBILE, **named)
    guardian.answer(newer, code=code_to(MOBILE), agreements=[text], by=None)
    assert client.get(f"/guardian/{right.pk}/").status_code == 410
    assert client.get(f"/guardian/{newer.pk}/").status_code == 200
    keep(child, by=child.user, birth_date=date(1990, 1, 1))  # Of age by now: nobody stands in any more.
    assert client.get(f"/guardian/{newer.pk}/").status_code == 410
    assert client.post(f"/guardian/{newer.pk}/code/").status_code == 410


def test_only_the_guardian_of_the_link_takes_back(child, client):
    """A second guardian who agreed anew is not undone by the first one's link; the child has another way."""
    link = guardian.ask(child, name="منى", relation="mother", mobile=MOBILE, by=child.user)
    guardian.answer(link, code=code_to(MOBILE), agreements=[queries.current(Purpose.VISIT, "ar")], by=None)
    guardian.send_code(link)
    with pytest.raises(Refused):
        guardian.take_back(link, code=code_to(MOBILE), purposes=[Purpose.VISIT], by=child.user)
    actions.withdraw(Consent.objects.get(), by=child.user)
    father = Guardian("حسن", "father")
    actions.give(child, Purpose.VISIT, by=None, method=Method.GUARDIAN, guardian=father)
    assert client.get(f"/guardian/{link.pk}/").status_code == 410


def test_a_guardian_with_a_file_is_linked(child, new_member):
    mother = new_member()
    file = person_of(mother)
    link = guardian.ask(child, name="منى", relation="mother", mobile=mother.mobile, by=child.user)
    texts = [queries.current(Purpose.VISIT, "ar")]
    guardian.answer(link, code=code_to(mother.mobile), agreements=texts, by=None)
    assert Consent.objects.get().guardian_person == Guardianship.objects.get().guardian == file
    assert Consent.objects.get().given_by == mother


def test_five_wrong_codes_close_the_link(child, client):
    link = guardian.ask(child, name="منى", relation="mother", mobile=MOBILE, by=child.user)
    right, text = code_to(MOBILE), queries.current(Purpose.PROCESSING, "ar")
    wrong = "111111" if right != "111111" else "222222"
    for _try in range(5):
        answer = client.post(f"/guardian/{link.pk}/", {f"agree_{text.pk}": "on", "code": wrong})
        assert answer.status_code == 422
    assert client.post(f"/guardian/{link.pk}/", {f"agree_{text.pk}": "on", "code": right}).status_code == 410
    assert not Consent.objects.exists()


def test_a_link_is_over_after_its_days(child, client, monkeypatch):
    link = guardian.ask(child, name="منى", relation="mother", mobile=MOBILE, by=child.user)
    later = timezone.now() + timezone.timedelta(days=8)
    monkeypatch.setattr(guardian.timezone, "now", lambda: later)
    assert client.get(f"/guardian/{link.pk}/").status_code == 410
    with pytest.raises(Refused):
        guardian.answer(link, code=code_to(MOBILE), agreements=[], by=None)


def test_the_child_is_not_its_own_guardian(child, sign_in):
    client = sign_in(child.user)
    own = {"name": "أبي", "relation": "father", "mobile": child.user.mobile}
    assert client.post("/my/consents/guardian/", own).status_code == 422
    assert not GuardianLink.objects.exists()
    link = guardian.ask(child, name="منى", relation="mother", mobile=MOBILE, by=child.user)
    text = queries.current(Purpose.VISIT, "ar")
    answer = client.post(f"/guardian/{link.pk}/", {f"agree_{text.pk}": "on", "code": code_to(MOBILE)})
    assert answer.status_code == 409 and not Consent.objects.exists()


def test_another_child_is_no_guardian(child, new_member):
    other = new_member()
    keep(person_of(other), by=other, birth_date=child.birth_date)
    link = guardian.ask(child, name="أخي", relation="brother", mobile=other.mobile, by=child.user)
    with pytest.raises(Refused):
        guardian.answer(link, code=code_to(other.mobile), agreements=[queries.current(Purpose.VISIT, "ar")], by=other)


def test_asking_again_sends_a_new_code_and_only_so_often(child):
    first = guardian.ask(child, name="منى", relation="mother", mobile=MOBILE, by=child.user)
    old = code_to(MOBILE)
    for _time in range(4):
        assert guardian.ask(child, name="منى", relation="mother", mobile=MOBILE, by=child.user) == first
    if code_to(MOBILE) != old:
        with pytest.raises(Refused):
            guardian.answer(first, code=old, agreements=[], by=None)
    with pytest.raises(Refused) as refusal:
        guardian.ask(child, name="منى", relation="mother", mobile=MOBILE, by=child.user)
    assert refusal.value.status == 429


def test_a_question_that_nobody_answered_is_forgotten(child, new_member):
    guardian.ask(child, name="منى", relation="mother", mobile=MOBILE, by=child.user)
    assert guardian.forget_unanswered() == 0
    GuardianLink.objects.update(code_until=timezone.now() - timezone.timedelta(minutes=1))
    assert guardian.forget_unanswered() == 1


def test_whoever_is_of_age_asks_no_guardian(member, sign_in):
    assert sign_in(member).get("/my/consents/guardian/").status_code == 409


def test_names_and_reasons_lie_sealed(child, member, person):
    from django.db import connection

    actions.withdraw(actions.give(person, Purpose.STORY, by=member), by=member, reason="سبب-خاص-ليلك")
    guardian.ask(child, name="ولي-ميزان", relation="father", mobile=MOBILE, by=child.user)
    with connection.cursor() as cursor:
        for table in ("people_consent", "people_guardianlink", "notifications_delivery"):
            cursor.execute(f"SELECT * FROM {table}")
            text = str(cursor.fetchall())
            assert not any(mark in text for mark in ("سبب-خاص-ليلك", "ولي-ميزان", MOBILE))


# --- The declaration ---------------------------------------------------------------------------------------


def test_a_withdrawn_consent_to_the_file_stops_new_requests_and_signing(member, person):
    from applications import actions as person_acts
    from applications.refusals import Refused as RequestRefused
    from tests import cases

    service, other = cases.make_service(), cases.make_service("other")
    given = actions.give(person, Purpose.PROCESSING, by=member)
    draft = person_acts.make_ready(cases.drafted(member, service), by=member)
    actions.withdraw(given, by=member)
    with pytest.raises(RequestRefused):
        person_acts.start(other, by=member)
    with pytest.raises(RequestRefused):
        cases.sign(draft, member)
    actions.give(person, Purpose.PROCESSING, by=member)
    assert cases.sign(draft, member).was_submitted


def test_a_signed_declaration_keeps_its_agreement_and_its_words(member, sign_in, editor, publisher):
    from tests import cases

    case = cases.submitted(member, cases.make_service())
    signed = case.declarations.get()
    assert signed.agreement == queries.current(Purpose.DECLARATION, "ar") and signed.text == signed.agreement.text
    new_version(editor, publisher, Purpose.DECLARATION, text="إقرار آخر")
    signed.refresh_from_db()
    assert signed.text != "إقرار آخر" and signed.agreement.number == 1


def test_a_declaration_whose_words_changed_is_not_signed(member, sign_in, editor, publisher):
    from applications.actions import make_ready
    from tests import cases

    case = make_ready(cases.drafted(member, cases.make_service()), by=member)
    client, url = sign_in(member), f"/requests/{case.reference}/declaration/"
    seen = client.get(url).context["form"].initial
    new_version(editor, publisher, Purpose.DECLARATION, text="إقرار آخر")
    ticks = {"is_true": "on", "notice_seen": "on"}
    assert client.post(url, {**ticks, **seen}).status_code == 409
    assert "إقرار آخر" in client.get(url).content.decode()
    signed = {**client.get(url).context["form"].initial, **ticks, **cases.code_for(case, member)}
    assert client.post(url, signed).url.endswith("/done/")
