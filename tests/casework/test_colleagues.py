"""Colleagues join by invitation, change roles by somebody else, and hand over in one step when they leave."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Invitation, User
from accounts.roles import Role
from accounts.rules import branch_of, roles_of
from applications.models import Application
from applications.refusals import Refused
from audit.models import AuditEvent
from casework.actions import match_paper
from casework.colleagues import actions
from notifications.models import Delivery
from office.models import Branch
from tests import cases

pytestmark = pytest.mark.django_db
PASSWORD = "نخلة على الشاطئ ١٤٤٨"
INVITED = {"email": "New@Example.test", "roles": ["reception"]}
ANSWERED = {"first_name": "هند", "last_name": "الجهني", "password": PASSWORD}


@pytest.fixture
def manager(staff):
    return staff("manager")


@pytest.fixture
def desk(manager, sign_in):
    return sign_in(manager)


def link_in_the_mail() -> str:
    text = Delivery.objects.latest("created_at").text
    return re.search(r"https?://[^/\s]+(/accounts/invitation/\S+)", text)[1]


def invited(desk, **given) -> str:
    answer = desk.post("/admin/colleagues/invite/", {**INVITED, **given})
    assert answer.status_code == 302, answer.context["form"].errors
    return link_in_the_mail()


# --- Joining -------------------------------------------------------------------------------------------


def test_an_invitation_makes_a_colleague_who_gets_nowhere_without_a_second_factor(desk):
    link = invited(desk)
    door = Client()
    assert "علاقات" in door.get(link).content.decode()
    assert door.post(link, ANSWERED).url == "/admin/"
    colleague = User.objects.get(email="new@example.test")
    assert roles_of(colleague) == {"reception"}
    assert colleague.check_password(PASSWORD)
    for url in ("/admin/", "/admin/requests/"):
        assert door.get(url).url.startswith("/accounts/2fa/totp/activate/")


def test_the_secret_is_kept_by_its_digest_alone_and_the_address_sealed(desk):
    token = invited(desk).rstrip("/").rsplit("/", 1)[-1]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_invitation")
        row = str(cursor.fetchall())
    assert token not in row and "new@example.test" not in row.lower()


def test_a_link_opens_once(desk):
    link = invited(desk)
    assert Client().post(link, ANSWERED).status_code == 302
    assert Client().get(link).status_code == Client().post(link, ANSWERED).status_code == 410
    assert User.objects.filter(email="new@example.test").count() == 1


@pytest.mark.parametrize("end", ["over", "taken back", "sent again", "tampered", "never was"])
def test_a_link_that_opens_nothing_always_looks_the_same(desk, end):
    link = invited(desk)
    row, clock = Invitation.objects.get(), timedelta(0)
    if end == "over":
        clock = timedelta(days=8)
    elif end == "taken back":
        desk.post(f"/admin/colleagues/invitations/{row.pk}/take-back/")
    elif end == "sent again":
        desk.post(f"/admin/colleagues/invitations/{row.pk}/again/")
        assert Client().get(link_in_the_mail()).status_code == 200
    elif end == "tampered":
        link = link[:-2] + ("A/" if link[-2] != "A" else "B/")
    else:
        link = "/accounts/invitation/x/"
    with time_machine.travel(timezone.now() + clock):
        gone, none = Client().get(link), Client().get("/accounts/invitation/nothing/")
        assert gone.status_code == none.status_code == 410
        # The links to other languages repeat the address that was asked for.
        assert gone.content.replace(link.encode(), b"") == none.content.replace(b"/accounts/invitation/nothing/", b"")
        assert gone.headers["Referrer-Policy"] == "same-origin"  # The secret in the address goes to no other site.
        assert Client().post(link, ANSWERED).status_code == 410
    assert not User.objects.filter(email="new@example.test").exists()


def test_two_invitations_to_one_address_are_one(desk):
    invited(desk)
    again = desk.post("/admin/colleagues/invite/", {**INVITED, "email": "new@example.test"})
    assert again.status_code == 422
    assert "new@example.test" in again.content.decode()
    assert Invitation.objects.count() == 1


def test_a_weak_password_is_refused_and_nothing_is_lost(desk):
    link = invited(desk)
    answer = Client().post(link, {**ANSWERED, "password": "password123"})
    assert answer.status_code == 422
    assert "هند" in answer.content.decode()
    assert not User.objects.filter(email="new@example.test").exists()


def test_a_delegate_needs_a_branch(desk):
    assert desk.post("/admin/colleagues/invite/", {**INVITED, "roles": ["delegate"]}).status_code == 422
    branch = Branch.objects.create(name="فرع العيص", area="العيص")
    link = invited(desk, roles=["delegate"], branch=branch.pk)
    Client().post(link, ANSWERED)
    assert branch_of(User.objects.get(email="new@example.test")) == branch.pk


# --- Changing ------------------------------------------------------------------------------------------


def change(desk, colleague, *roles, **given):
    data = {"roles": roles, "reason": "تغيّر العمل", **given}
    return desk.post(f"/admin/colleagues/{colleague.reference}/roles/", data)


def test_new_roles_hold_at_the_next_click(desk, staff, sign_in):
    colleague = staff("editor")
    door = sign_in(colleague)
    assert door.get("/admin/requests/").status_code in (302, 403)
    assert change(desk, colleague, "reception").status_code == 302
    assert door.get("/admin/requests/").status_code == 200
    change(desk, colleague, "editor")
    assert door.get("/admin/requests/").status_code in (302, 403)
    rows = AuditEvent.objects.filter(action="account.roles_changed").order_by("at")
    assert rows[0].details == {"before": ["editor"], "after": ["reception"]}
    assert rows[0].reason == "تغيّر العمل"


def test_nobody_changes_their_own_rights(manager, desk):
    assert change(desk, manager, "manager", "chair").status_code == 409
    manager.is_superuser = True
    manager.save()
    for act in ("roles", "reset", "return"):
        answer = desk.post(f"/admin/colleagues/{manager.reference}/{act}/", {"roles": ["chair"], "reason": "x"})
        assert answer.status_code == 409, act
    leaving = {"reason": "x", "confirm": "1"}
    assert desk.post(f"/admin/colleagues/{manager.reference}/leave/", leaving).status_code == 422
    assert roles_of(User.objects.get(pk=manager.pk)) == {"manager"}


@pytest.mark.parametrize("who", ["oneself", "another"])
def test_wagtails_own_forms_change_no_rights(manager, desk, staff, who):
    manager.is_superuser = True
    manager.save()
    target = manager if who == "oneself" else staff("editor")
    before = set(target.groups.values_list("pk", flat=True))
    data = {"email": "x@example.test", "first_name": "أ", "last_name": "ب", "is_superuser": "on", "groups": ["1", "2"]}
    assert desk.post(f"/admin/users/edit/{target.pk}/", data).url.startswith("/admin/colleagues/")
    assert desk.post("/admin/users/new/", data).url == "/admin/colleagues/invite/"
    desk.post(f"/admin/bulk/accounts/user/assign_role/?id={target.pk}", {"role": "1"})
    assert set(target.groups.values_list("pk", flat=True)) == before
    assert not User.objects.filter(email="x@example.test").exists()


def test_the_last_manager_stays(manager, staff, desk):
    other = staff("manager")
    assert change(desk, other, "editor").status_code == 302
    root = User.objects.create_superuser(email="root@example.test", password="a long one here")
    with pytest.raises(Refused):
        actions.change_roles(manager, roles=[Role.EDITOR], branch=None, reason="x", by=root)
    with pytest.raises(Refused):
        actions.hand_over(manager, to=[], reason="x", by=root)


def test_a_reason_is_asked_for_and_what_was_chosen_stays(desk, staff):
    colleague = staff("editor")
    answer = change(desk, colleague, "reception", reason="")
    assert answer.status_code == 422
    assert re.search(r'value="reception"[^>]*checked', answer.content.decode())
    assert roles_of(User.objects.get(pk=colleague.pk)) == {"editor"}


def test_a_lost_second_factor_is_reset_by_somebody_else(desk, staff, sign_in):
    colleague = staff("reception", totp_secret="JBSWY3DPEHPK3PXP")
    door = sign_in(colleague)
    UserSession.objects.create(user=colleague, ip="127.0.0.1", session_key=door.session.session_key)
    desk.post(f"/admin/colleagues/{colleague.reference}/reset/", {"reason": "ضاع الجوال"})
    assert not Authenticator.objects.filter(user=colleague).exists()
    assert door.get("/admin/requests/").url.startswith("/accounts/login")


# --- Leaving -------------------------------------------------------------------------------------------


@pytest.fixture
def leaver(staff):
    return staff("reception")


def test_a_leavers_cases_go_to_others_evenly_in_one_step(desk, leaver, staff, new_member, sign_in):
    service = cases.make_service()
    first, second = staff("reception"), staff("reception")
    for _case in range(3):
        cases.being_matched(new_member(), service, leaver)
    theirs = cases.being_matched(first, service, leaver)  # Of the successor's own.
    door = sign_in(leaver)
    UserSession.objects.create(user=leaver, ip="127.0.0.1", session_key=door.session.session_key)
    url = f"/admin/colleagues/{leaver.reference}/leave/"
    planned = desk.post(url, {"to": [first.pk, second.pk], "reason": "انتقل", "plan": "1"}).content.decode()
    assert planned.count(first.get_full_name()) >= 2 and leaver.is_active
    assert desk.post(url, {"to": [first.pk, second.pk], "reason": "انتقل", "confirm": "1"}).status_code == 302
    held = Application.objects.values_list("assigned_to", flat=True)
    assert sorted(held.order_by()) == sorted([first.pk] * 2 + [second.pk] * 2)
    assert Application.objects.get(pk=theirs.pk).assigned_to == second
    assert AuditEvent.objects.filter(action="application.handed_over").count() == 4
    assert not User.objects.get(pk=leaver.pk).is_active
    assert door.get("/admin/").url.startswith("/accounts/login")
    assert desk.post(url, {"to": [first.pk], "reason": "انتقل", "confirm": "1"}).status_code == 422


def test_what_nobody_may_take_waits_unassigned_and_is_listed(desk, leaver, staff, new_member):
    service = cases.make_service()
    case = cases.being_matched(new_member(), service, leaver)
    other = staff("reception", "committee")
    match_paper(case, "paper-0", by=other)
    url = f"/admin/colleagues/{leaver.reference}/leave/"
    assert case.reference in desk.get(url).content.decode()
    desk.post(url, {"to": [other.pk], "reason": "انتقل", "confirm": "1"})
    assert Application.objects.get(pk=case.pk).assigned_to is None


def test_somebody_comes_back_with_the_roles_that_were(desk, leaver, staff):
    desk.post(f"/admin/colleagues/{leaver.reference}/leave/", {"reason": "إجازة", "confirm": "1"})
    assert desk.post(f"/admin/colleagues/{leaver.reference}/return/", {"reason": "عاد"}).status_code == 302
    colleague = User.objects.get(pk=leaver.pk)
    assert colleague.is_active and roles_of(colleague) == {"reception"}


# --- The list ------------------------------------------------------------------------------------------


def test_the_manager_sees_who_is_idle_who_left_and_what_is_held(desk, manager, staff, new_member):
    idle, busy = staff("editor", first_name="خالد"), staff("reception", first_name="سلمى")
    User.objects.filter(pk=idle.pk).update(last_login=timezone.now() - timedelta(days=200))
    cases.being_matched(new_member(), cases.make_service(), busy)
    shown = {row.user.pk: row for row in desk.get("/admin/colleagues/").context["rows"]}
    assert shown[busy.pk].open_cases == 1 and shown[idle.pk].open_cases == 0
    assert [row.user for row in desk.get("/admin/colleagues/?state=idle").context["rows"]] == [idle]
    assert [row.user for row in desk.post("/admin/colleagues/", {"words": "سلمى"}).context["rows"]] == [busy]
    assert [row.user for row in desk.get("/admin/colleagues/?role=editor").context["rows"]] == [idle]
    assert list(desk.get("/admin/colleagues/?state=left").context["rows"]) == []


def test_members_are_no_colleagues(desk, new_member):
    member = new_member()
    assert member.pk not in {row.user.pk for row in desk.get("/admin/colleagues/").context["rows"]}
    assert desk.get(f"/admin/colleagues/{member.reference}/").status_code == 404


def test_the_list_takes_as_many_queries_for_three_as_for_one(desk, staff):
    staff("reception")
    desk.get("/admin/colleagues/")
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            desk.get("/admin/colleagues/")
        counts.append(len(queries))
        staff("editor")
        staff("publisher")
    assert counts[0] == counts[1] <= 30, counts
