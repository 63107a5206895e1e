"""A delegate receives for one branch, and sees that branch's requests alone (R27)."""

import pytest

from applications.actions import make_ready
from applications.booking import actions as booking
from applications.models import Application
from applications.refusals import Refused
from casework.actions import begin_matching, send_back
from casework.intake import actions
from office.models import Branch
from people.actions import person_of
from people.models import Kinship
from services.enums import Channel
from tests import cases
from tests.booking import slot
from tests.test_query_counts import queries_of

pytestmark = pytest.mark.django_db
URL = "/admin/intake/"
BRANCH = "/admin/branch/"


@pytest.fixture
def service():
    return cases.make_service()


@pytest.fixture
def delegate(staff):
    """`delegate("فرع")` stands for the branch of that name."""

    def make(name):
        user = staff("delegate")
        user.branch, _made = Branch.objects.get_or_create(name=name, defaults={"area": name})
        user.save()
        return user

    return make


def sent(by, member, service):
    """A visit of the delegate, written down, and signed from the person's own account."""
    case = actions.enter(person_of(member), service, by=by, channel=Channel.DELEGATE)
    cases.answer_everything(case, by)
    make_ready(case, by=by)
    return cases.sign(case, member)


def page_of(answer):
    return answer.content.decode()


def test_a_delegates_visit_is_of_the_branch_and_followed_there(delegate, member, service, staff, sign_in):
    near, reception = delegate("فرع أ"), staff("reception")
    case = sent(near, member, service)
    assert (case.branch, case.channel) == (near.branch, Channel.DELEGATE)
    client = sign_in(near)
    assert case.reference in page_of(client.get(BRANCH))
    case = begin_matching(case, by=reception)
    send_back(case, problems={"paper-0": "الصورة غير واضحة"}, note="", by=reception)
    page = page_of(client.get(f"{URL}{case.reference}/"))
    assert "الصورة غير واضحة" in page
    assert client.get(case.step_url("p-paper-0")).status_code == 200
    again = client.post(case.step_url("p-paper-0"), {"file": cases.picture(colour="black"), "excuse": ""})
    assert again.status_code == 302


def test_another_branchs_request_looks_like_none_by_address(delegate, member, service, sign_in):
    case = sent(delegate("فرع أ"), member, service)
    far = sign_in(delegate("فرع ب"))
    for reference in (case.reference, "YD-2222-2222"):
        assert far.get(f"{URL}{reference}/").status_code == 404
        assert far.post(f"{URL}{reference}/take-over/").status_code == 404
        assert far.post(f"{URL}{reference}/channel/", {"channel": "delegate"}).status_code == 404
        assert far.get(f"/requests/{reference}/step/name/").status_code == 404
        assert far.get(f"/admin/requests/{reference}/").status_code in (302, 403)
    assert case.reference not in page_of(far.get(BRANCH))


def test_what_a_person_sent_is_read_in_the_branch_and_not_written_in(delegate, member, service, sign_in):
    near = delegate("فرع أ")
    case = cases.submitted(member, service)
    Application.objects.filter(pk=case.pk).update(branch=near.branch)
    client = sign_in(near)
    assert client.get(f"{URL}{case.reference}/").status_code == 200
    assert client.get(case.step_url("name")).status_code == 404
    assert client.post(f"{URL}{case.reference}/take-over/").status_code == 403


def test_a_persons_draft_is_not_the_branchs_business(delegate, member, service, sign_in):
    near = delegate("فرع أ")
    case = cases.drafted(member, service)
    Application.objects.filter(pk=case.pk).update(branch=near.branch)
    assert sign_in(near).get(f"{URL}{case.reference}/").status_code == 404


def test_kin_of_the_delegate_are_nowhere(delegate, member, service, sign_in):
    near = delegate("فرع أ")
    case = sent(near, member, service)
    Kinship.objects.create(user=near, person=case.person, declared_by=near)
    client = sign_in(near)
    assert client.get(f"{URL}{case.reference}/").status_code == 404
    assert case.reference not in page_of(client.get(BRANCH))


def test_a_delegate_goes_on_for_one_of_the_same_branch_alone(delegate, member, service, sign_in):
    near, beside, far = delegate("فرع أ"), delegate("فرع أ"), delegate("فرع ب")
    case = actions.enter(person_of(member), service, by=near, channel=Channel.DELEGATE)
    assert sign_in(far).post(f"{URL}{case.reference}/take-over/").status_code == 404
    assert sign_in(beside).post(f"{URL}{case.reference}/take-over/").status_code == 302
    assert Application.objects.get().entered_by == beside


def test_a_delegate_without_a_branch_is_told_and_writes_nothing(staff, member, service, sign_in):
    Branch.objects.create(name="فرع", area="حي")
    lost = staff("delegate")
    with pytest.raises(Refused) as refusal:
        actions.enter(person_of(member), service, by=lost, channel=Channel.DELEGATE)
    assert refusal.value.status == 409
    assert str(actions.NO_BRANCH) in page_of(sign_in(lost).get(BRANCH))


def test_the_branchs_list_costs_the_same_at_one_row_and_at_three(delegate, new_member, service, sign_in):
    near = delegate("فرع أ")
    client = sign_in(near)
    sent(near, new_member(), service)
    one = queries_of(client, BRANCH)
    for _turn in range(2):
        sent(near, new_member(), service)
    assert queries_of(client, BRANCH) == one


def test_the_list_says_who_acts_what_is_awaited_and_when_one_meets(delegate, new_member, service, staff, sign_in):
    near, reception = delegate("فرع أ"), staff("reception")
    client = sign_in(near)
    begun = actions.enter(person_of(new_member()), service, by=near, channel=Channel.DELEGATE)
    assert "بقية الصفحات" in page_of(client.get(BRANCH))
    make_ready(cases.answer_everything(begun, near), by=near)
    assert "التوقيع" in page_of(client.get(BRANCH))
    member = new_member()
    case = begin_matching(sent(near, member, service), by=reception)
    send_back(case, problems={"paper-0": "الصورة غير واضحة"}, note="", by=reception)
    meeting = booking.book(case, slot(reception, colleague=reception), by=reception)
    page = page_of(client.get(BRANCH))
    assert case.form["papers"][0]["name"] in page and "بانتظار" in page
    assert f"/admin/book/{meeting.pk}/" in page
    assert client.get(f"/admin/book/{meeting.pk}/").status_code == 200
    assert str(meeting.get_meeting_display()) in page_of(client.get(f"{URL}{case.reference}/"))


def test_the_list_is_in_the_menu_of_delegates_alone(delegate, staff, sign_in):
    assert BRANCH in page_of(sign_in(delegate("فرع أ")).get("/admin/"))
    for role in ("reception", "manager"):
        client = sign_in(staff(role))
        assert BRANCH not in page_of(client.get("/admin/"))
        assert client.get(BRANCH).status_code in (302, 403)


def test_without_branches_nothing_of_delegates_is_to_be_seen(staff, sign_in):
    manager, lost = sign_in(staff("manager", "reception")), sign_in(staff("delegate"))
    offered = {
        "/admin/requests/": ('value="delegate"', 'name="branch"'),
        "/admin/contacts/": ('value="delegate"',),
        "/admin/contacts/new/": ('value="delegate"',),
        "/admin/colleagues/": ('value="delegate"',),
        "/admin/colleagues/invite/": ('value="delegate"', 'name="branch"'),
    }
    for url, signs in offered.items():
        page = page_of(manager.get(url))
        assert not [sign for sign in signs if sign in page], url
    menu = page_of(lost.get("/admin/"))
    for url in (BRANCH, URL, "/admin/contacts/"):
        assert url not in menu and lost.get(url).status_code in (302, 403), url
    Branch.objects.create(name="فرع", area="حي")
    for url, signs in offered.items():
        page = page_of(manager.get(url))
        assert [sign for sign in signs if sign in page] == list(signs), url
    assert BRANCH in page_of(lost.get("/admin/"))


def test_a_forged_role_of_a_delegate_is_refused_without_branches(staff, sign_in):
    client = sign_in(staff("manager"))
    answer = client.post("/admin/colleagues/invite/", {"email": "new@example.test", "roles": ["delegate"]})
    assert answer.status_code == 422
