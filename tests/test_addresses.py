"""Every address of the site is of one class, and strangers of every kind are tried on it (invariant 2).

An address that no class names fails `test_every_address_has_a_class`: whoever adds one decides who may open it.
"""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Site

from accounts.models import User
from accounts.roles import Role
from applications.actions import make_ready
from applications.asking.actions import ask
from casework.models import Route
from home.models import StoriesIndexPage, StoryPage
from people.actions import person_of
from people.helping.actions import accept, invite
from people.helping.enums import HelperScope
from people.merging.actions import merge as merge_files
from people.models import Agreement, Helper
from people.rights.actions.requests import ask_copy
from policies.models import PoliciesIndexPage
from tests import cases
from tests.addresses.classes import OWN, PUBLIC, SIGNED_IN, TOKEN_OPEN
from tests.addresses.desks import CONTACT_DESKS, RECEIVERS, REGISTER, STAFF_BORROWED, STAFF_OPEN, STAFF_OWN
from tests.addresses.objects import (
    appointment_addresses,
    asked_by,
    letter_to,
    made_history,
    made_table,
    of_a_credit,
    of_a_place,
    own_addresses,
    published_policy,
    rows_of,
)
from tests.addresses.walk import ALL, NOBODYS, STAFF, filled, is_by_token, is_staff
from tests.people.rights import prove
from tests.volunteering.registrations import qualified
from tests.volunteering.seasons import of_a_season
from tests.volunteering.volunteers import make_volunteer
from volunteering.registering import card

METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
SIGN_IN = ("/accounts/login/", "/accounts/login/code/")


def test_every_address_has_a_class():
    known = PUBLIC | SIGNED_IN | OWN
    assert sorted({each.name for each in ALL if not is_staff(each) and not is_by_token(each)} - known) == []


@pytest.mark.django_db
def test_the_self_service_api_opens_to_a_token_alone(member, sign_in):
    """A cookie is none: a page of another site could send it along."""
    for client in (Client(), sign_in(member)):
        for each in ALL:
            if is_by_token(each) and each.name not in TOKEN_OPEN:
                answers = {answer(client, method, filled(each.route)).status_code for method in METHODS}
                assert answers <= {401, 405}, (each.route, answers)


def test_every_staff_address_of_ours_says_who_may():
    ours = {each.name for each in ALL if is_staff(each) and each.is_ours and not each.name.startswith("office_")}
    lists = ("holiday", "special_hours", "branch", "toolbox", "search_synonyms", "search_promoted")
    assert {name for name in ours if not name.startswith(lists)} == set(STAFF_OWN) | STAFF_BORROWED


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(Role.values))
def test_a_role_opens_its_own_desks_alone(role, staff, sign_in, new_member, settings):
    settings.HEADLESS_PREVIEW_URL = "https://front.example/?token={token}"
    root = Site.objects.get(is_default_site=True).root_page
    library = root.add_child(instance=PoliciesIndexPage(title="السياسات", slug="policies"))
    version = published_policy(library)
    story = root.add_child(instance=StoriesIndexPage(title="قصص", slug="stories")).add_child(
        instance=StoryPage(title="قصة", slug="story", live=False)
    )
    case = cases.submitted(new_member(), cases.make_service())
    other, absorbed = person_of(new_member()), person_of(new_member())
    merge = merge_files(other, absorbed, by=staff("reception"))
    talked = cases.message_with_file(case, case.person.user).files.get().attachment
    asked, unclear = asked_by(case.person.user), ask(case, by=case.person.user, step="name")
    visited = cases.picture_of_visit(case, staff("researcher")).attachment
    qualification = qualified(make_volunteer(new_member(), by=staff("volunteer_coordinator")))
    user, colleague = staff(role), staff("editor")
    client, written = sign_in(user), cases.entered(user, case.person) if role in RECEIVERS else case
    User.objects.filter(pk=user.pk).update(branch=None)  # With a branch, a delegate works with the book too.
    for name, roles in STAFF_OWN.items():
        route = next(each.route for each in ALL if each.name == name)
        route = route.replace("<uuid:picture>", str(visited.pk))
        if name == "replies:edit":
            route = route.replace("<uuid:pk>", str(cases.reply_template().pk))
        if name.startswith("volunteers:"):
            volunteer = qualification.volunteer
            route = route.replace("<uuid:pk>", str(qualification.pk))
            route = route.replace("<str:reference>", volunteer.reference)
        if name == "explaining:one":
            route = route.replace("<uuid:pk>", str(unclear.pk))
        if name.startswith("people_staff:"):
            route = route.replace("<str:reference>", case.person.reference).replace("<str:one>", other.reference)
            route = route.replace("<str:other>", case.person.reference).replace("<uuid:pk>", str(merge.pk))
        route = route.replace("<str:rights>", asked.reference)
        route = route.replace("<str:token>", card.make(qualification.volunteer))
        named = {"colleagues": colleague, "intake": written}.get(name.split(":")[0], case)
        reference = named.reference
        route = route.replace("<str:person>", case.person.reference)
        if name.startswith("letters:") and role in REGISTER:
            route = route.replace("<uuid:pk>", str(cases.letter(user, "out" if name == "letters:paper" else "in").pk))
        if name.startswith("contacts:") and role in CONTACT_DESKS:
            route = route.replace("<uuid:pk>", str(cases.call(user).pk))
        if name.startswith("intake:"):
            route = route.replace("<uuid:pk>", str(rows_of(case.person)[0].pk))
        route = route.replace("<str:case>", case.reference)
        meeting = appointment_addresses(case)["applications:appointment"].split("/")[2]
        route = route.replace("<uuid:appointment>", meeting)
        route = of_a_place(of_a_credit(route, name, user), name, qualification.volunteer)
        route = of_a_season(route, name, colleague)
        url = "/" + route.replace("<str:reference>", reference).replace("<slug:key>", "paper-0")
        url = url.replace("<uuid:message_file>", str(talked.pk))
        if "<uuid:history>" in url:
            url = url.replace("<uuid:history>", str(made_history(case, user).pk))
        if name.startswith("casework:export"):
            url = url.replace("<uuid:pk>", str(made_table(user).pk))
        url = url.replace("<uuid:pk>", NOBODYS).replace("<uuid:file>", str(case.papers.get().attachments[0].pk))
        keys = {"policies": version.pk, "people": Agreement.objects.first().pk}
        keys |= {"routing:rule": Route.objects.get_or_create(position=1)[0].pk}
        url = url.replace("<int:pk>", str(keys.get(name.split("_")[0], story.pk)))
        url = filled(url.lstrip("/"))
        status = client.get(url).status_code
        if role in roles:
            assert status in (200, 405), (name, status)  # What an act asks for itself is the desk's own test.
        else:
            assert (client.post(url).status_code if status == 405 else status) in (302, 403), name


@pytest.mark.django_db
def test_public_pages_carry_the_strict_policy():
    policy = Client().get("/accounts/login/code/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy and "default-src 'none'" in policy
    assert Client().get("/accounts/login/code/").headers["Cache-Control"].startswith("max-age=0")


def test_no_class_names_an_address_that_is_gone():
    assert (PUBLIC | SIGNED_IN | OWN) - {each.name for each in ALL} == set()


@pytest.fixture
def case(member):
    return cases.drafted(member, cases.make_service())


@pytest.fixture
def helping(member, new_member):
    """`member` helps one person, is asked by another, and has invited somebody without confirming it."""

    def ask(person, mobile, *, confirm=True):
        last = timezone.localdate() + timedelta(days=30)
        words = {"name": "منال", "mobile": mobile, "scopes": HelperScope.values, "expires_on": last}
        row = invite(person, by=person.user, **words)
        if confirm:
            Helper.objects.filter(pk=row.pk).update(proven_at=timezone.now())
        return row

    first, second = person_of(new_member()), person_of(new_member())
    return {
        "held": accept(ask(first, member.mobile), by=member),
        "asked": ask(second, member.mobile),
        "mine": ask(person_of(member), "+966500880088", confirm=False),
        "letter": letter_to(first.user),
    }


def answer(client: Client, method: str, url: str):
    with override("ar"):
        return getattr(client, method)(url)


def absent(url: str) -> str:
    """The same address of nothing, as long as it was."""
    url = re.sub("Y[DR]-[0-9A-Z-]{9}", lambda found: f"{found[0][:3]}2222-2222", url)
    return re.sub("[0-9a-f-]{36}", NOBODYS, re.sub("(?<=certificates/)[0-9A-Z-]{14}", "2222-2222-2222", url))


@pytest.mark.django_db
def test_ones_own_is_ones_own_alone(case, helping, member, new_member, staff, sign_in):
    letter, document = letter_to(member), cases.paper_of(member)
    mine = own_addresses(case, letter, document, helping, ask_copy(person_of(member), by=member))
    assert set(mine) == OWN
    missing = {name: absent(url) for name, url in mine.items()}
    strangers = [sign_in(new_member()), sign_in(staff("reception", "committee", "manager"))]
    for name, url in mine.items():
        for stranger in strangers:
            for method in METHODS:
                other, none = answer(stranger, method, url), answer(stranger, method, missing[name])
                assert other.status_code in (404, 405), (name, method)
                assert other.status_code == none.status_code, (name, method)
                assert len(other.content) == len(none.content), (name, method)
        for method in METHODS:
            out = answer(Client(), method, url)
            assert out.status_code == 405 or out.url.startswith(SIGN_IN[1]), (name, method)


@pytest.mark.django_db
def test_the_owner_opens_ones_own(member, helping, sign_in):
    service = cases.make_service()
    letter, draft, document = letter_to(member), cases.drafted(member, service), cases.paper_of(member)
    client = prove(sign_in(member), member)
    mine = own_addresses(draft, letter, document, helping, ask_copy(person_of(member), by=member))
    opened = {name for name, url in mine.items() if answer(client, "get", url).status_code == 200}
    make_ready(draft, by=member)
    opened |= {name for name, url in mine.items() if answer(client, "get", url).status_code == 200}
    cases.sign(draft, member)
    opened |= {name for name, url in mine.items() if answer(client, "get", url).status_code == 200}
    assert client.post(mine["applications:withdraw"]).status_code == 302
    posted = {
        "applications:appointment_cancel",
        "applications:follower_end",
        "people:member_remove",
        "people:contact_remove",
        "people:rights_take_back",
        "volunteering:errand_take",
        "volunteering:errand_decline",
        "volunteering:qualification_remove",
        *(f"volunteering:place_{act}" for act in ("accept", "leave", "hand_over", "keep")),
    }
    assert opened == OWN - posted - {"applications:book"}  # It leads to the appointment that is held already.


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(SIGNED_IN))
def test_ones_account_wants_a_sign_in(name, member, sign_in):
    url = filled(next(each.route for each in ALL if each.name == name))
    for method in METHODS:
        out = answer(Client(), method, url)
        assert out.status_code in (302, 405), method
        assert out.status_code == 405 or out.url.startswith(SIGN_IN), method
    # 4xx: nothing set up, or posts alone.
    assert answer(sign_in(member), "get", url).status_code in (200, 302, 403, 404, 405, 409)


@pytest.mark.django_db
def test_strangers_stay_outside_the_admin(member, sign_in):
    strangers = {"visitor": Client(), "member": sign_in(member)}
    inside = [
        (who, method, route)
        for route in STAFF
        if route not in STAFF_OPEN and not route.startswith("admin/sprite")
        for who, client in strangers.items()
        for method in ("get", "post")
        if answer(client, method, filled(route)).status_code < 300
    ]
    assert inside == []


@pytest.mark.django_db
def test_a_colleague_without_the_second_factor_stays_outside(staff):
    client = Client()
    client.force_login(staff("reception"))
    for url in ("/admin/", "/admin/requests/", "/admin/pages/"):
        assert client.get(url).url.startswith("/accounts/2fa/totp/activate/")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "role", ["researcher", "provider", "delegate", "volunteer_coordinator", "quality", "editor", "publisher"]
)
def test_other_desks_act_on_no_case(role, staff, sign_in, new_member):
    case = cases.submitted(new_member(), cases.make_service())
    client = sign_in(staff(role))
    for act in ("begin/", "papers/paper-0/match/", "send-back/", "refer/", "hand-over/", "match-again/", "decide/"):
        data = {"note": "x", "outcome": "approve", "reason": "x", "early_reason": "x"}
        assert client.post(f"/admin/requests/{case.reference}/{act}", data).status_code in (302, 403, 409), act
    case.refresh_from_db(fields=["submitted_at"])
    assert type(case).objects.get(pk=case.pk).events.count() == 3


@pytest.mark.django_db
def test_nobody_opens_a_case_of_their_own_at_work(staff, sign_in):
    """Superusers obey too (invariant 3)."""
    colleague = staff("reception", "committee")
    colleague.is_superuser = True
    colleague.save()
    case = cases.submitted(colleague, cases.make_service())
    client = sign_in(colleague)
    assert client.get(f"/admin/requests/{case.reference}/").status_code == 404
    assert case.reference not in client.get("/admin/requests/").content.decode()


@pytest.mark.django_db
def test_the_paths_of_the_development_pages_do_not_exist():
    assert Client().get("/dev/phone/").status_code == 404
    assert Client().get("/django-admin/").status_code == 404


@pytest.mark.django_db
def test_wagtails_own_sign_in_leads_to_ours():
    assert Client().get("/admin/login/").url.startswith(SIGN_IN[0])
    assert Client().post("/admin/login/", {"username": "a", "password": "b"}).url.startswith(SIGN_IN[0])
