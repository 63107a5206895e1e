"""Nobody works on a case of their own kin: declared, or found by what the files share (separation of duties)."""

import pytest

from applications.models import Application
from applications.refusals import Refused
from audit.models import AuditEvent
from casework import actions as moves
from casework import rules
from casework.kinship.actions import declare, remove
from people.actions import keep, person_of
from people.models import MOBILE_PURPOSE, BankAccount, HouseholdMember, Kinship, Person
from sealing.index import blind
from tests import cases
from tests.test_query_counts import queries_of

pytestmark = pytest.mark.django_db
LIST = "/admin/kin/"
IBAN = "SA0380000000608010167519"


@pytest.fixture
def case(member):
    return cases.submitted(member, cases.make_service())


@pytest.fixture
def reception(staff):
    return staff("reception")


def base(case):
    return f"/admin/requests/{case.reference}/"


def file_of(user):
    return person_of(user)


def same_identity(case, mine, user):
    keep(mine, by=user, identity_kind="national", identity_number=case.person.identity_number)


def same_mobile(case, mine, user):
    """As of a person without an account whose number the colleague has too."""
    user.mobile = "+966500777111"
    user.save()
    Person.objects.filter(pk=case.person_id).update(mobile_index=blind(user.mobile, purpose=MOBILE_PURPOSE))


def same_account(case, mine, user):
    for person in (case.person, mine):
        account = BankAccount(person=person, iban=IBAN, holder="سالم")
        account.index()
        account.save()


def same_home(case, mine, user):
    for person in (case.person, mine):
        person.short_address = "RNMA7272"
        person.index()
        person.save()


def one_of_the_household(case, mine, user):
    for person in (case.person, mine):
        member = HouseholdMember(person=person, name="ريما", relation="daughter", identity_number="1076543212")
        member.index()
        member.save()


def the_applicant_lives_with_them(case, mine, user):
    member = HouseholdMember(person=mine, name="سالم", relation="spouse", identity_number=case.person.identity_number)
    member.index()
    member.save()


SHARED = [same_identity, same_mobile, same_account, same_home, one_of_the_household, the_applicant_lives_with_them]


@pytest.mark.parametrize("share", SHARED)
def test_what_is_shared_closes_the_case(case, reception, sign_in, share):
    mine = file_of(reception)
    assert rules.can_open(reception, Application.objects.get())
    share(case, mine, reception)
    fresh = Application.objects.select_related("person").get()
    assert not rules.can_open(reception, fresh)
    client = sign_in(reception)
    missing = client.get(base(case).replace(case.reference, "YD-2222-2222"))
    assert client.get(base(case)).status_code == missing.status_code == 404
    assert case.reference not in client.get("/admin/requests/").content.decode()
    with pytest.raises(Refused):
        moves.begin_matching(fresh, by=reception)


@pytest.mark.parametrize("how", ["reference", "file", "mobile", "identity"])
def test_a_colleague_declares_kin_and_the_case_is_closed(case, reception, sign_in, how):
    moves.begin_matching(case, by=reception)
    named = {
        "reference": case.reference,
        "file": case.person.reference,
        "mobile": case.person.user.mobile,
        "identity": case.person.identity_number,
    }
    client = sign_in(reception)
    for _twice in range(2):
        assert client.post(LIST, {"who": named[how]}).status_code == 302
    assert Kinship.objects.get().user == reception
    assert client.get(base(case)).status_code == 404
    assert Application.objects.get().assigned_to is None
    assert AuditEvent.objects.filter(action="kinship.declared").count() == 1
    page = client.get(LIST).content.decode()
    assert case.person.reference in page and case.person.full_name not in page


@pytest.mark.parametrize("who", ["", "YD-2222-2222", "0500000000", "1111111111", "سالم", "\x00", "x" * 41])
def test_an_unknown_number_is_told(case, reception, sign_in, who):
    assert sign_in(reception).post(LIST, {"who": who}).status_code == 422
    assert not Kinship.objects.exists()


def test_only_a_manager_declares_for_another_and_takes_back(case, reception, staff, sign_in):
    manager = staff("manager")
    colleague = staff("committee")
    sign_in(reception).post(LIST, {"who": case.person.reference, "colleague": colleague.pk})
    assert Kinship.objects.get().user == reception  # The field is a manager's alone.
    with pytest.raises(Refused):
        declare(colleague, case.person, by=reception)
    assert sign_in(manager).post(LIST, {"who": case.reference, "colleague": colleague.pk}).status_code == 302
    row = Kinship.objects.get(user=colleague)
    assert row.declared_by == manager
    assert sign_in(reception).post(f"{LIST}{row.pk}/remove/", {"reason": "خطأ"}).status_code in (302, 403)
    assert Kinship.objects.filter(pk=row.pk).exists()
    client = sign_in(manager)
    assert client.post(f"{LIST}{row.pk}/remove/", {"reason": " "}).status_code == 422
    assert client.post(f"{LIST}{row.pk}/remove/", {"reason": "سُجّل لغيره"}).status_code == 302
    assert not Kinship.objects.filter(pk=row.pk).exists()
    assert AuditEvent.objects.get(action="kinship.removed").reason == "سُجّل لغيره"


def test_nobody_takes_back_ones_own(case, staff):
    manager = staff("manager")
    row = declare(manager, case.person, by=manager)
    with pytest.raises(Refused):
        remove(row, by=manager, reason="أريد فتح الطلب")
    assert not rules.can_open(manager, Application.objects.select_related("person").get())


def test_colleagues_see_their_own_declarations_alone(case, reception, staff, sign_in):
    declare(reception, case.person, by=reception)
    assert case.person.reference not in sign_in(staff("committee")).get(LIST).content.decode()
    assert case.person.reference in sign_in(staff("manager")).get(LIST).content.decode()


def test_the_list_costs_the_same_at_one_row_and_at_three(case, reception, new_member, sign_in):
    client = sign_in(reception)
    declare(reception, case.person, by=reception)
    one = queries_of(client, LIST)
    for _again in range(2):
        declare(reception, person_of(new_member()), by=reception)
    assert queries_of(client, LIST) == one
