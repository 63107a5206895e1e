"""Every address of the site is of one class, and strangers of every kind are tried on it (invariant 2).

An address that no class names fails `test_every_address_has_a_class`: whoever adds one decides who may open it.
"""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override
from wagtail.models import Site

from accounts.roles import Role
from applications.actions import make_ready
from home.models import StoriesIndexPage, StoryPage
from notifications.actions import notify
from notifications.models import Message
from people.actions import person_of
from policies.models import PoliciesIndexPage, PolicyPage
from tests import cases

METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
SIGN_IN = ("/accounts/login/", "/accounts/login/code/")

# Anyone may open these; what they show is the same for all, or one's own way of signing in.
PUBLIC = {
    "sitemap",
    # The same JSON to anyone; a draft opens by its signed link alone (tests/site_project/test_api.py).
    "wagtailapi:pages:listing",
    "wagtailapi:pages:detail",
    "wagtailapi:pages:find",
    "wagtailapi:images:listing",
    "wagtailapi:images:detail",
    "wagtailapi:images:find",
    "wagtailapi:documents:listing",
    "wagtailapi:documents:detail",
    "wagtailapi:documents:find",
    "wagtailapi:services:listing",
    "wagtailapi:services:detail",
    "wagtailapi:services:find",
    "wagtailapi:questions:listing",
    "wagtailapi:questions:detail",
    "wagtailapi:questions:find",
    "wagtailapi:policies:listing",
    "wagtailapi:policies:detail",
    "wagtailapi:policies:find",
    "wagtailapi:preview:detail",
    "wagtailapi:menus",
    "wagtailapi:settings",
    "wagtailapi:search",
    "wagtailapi:missing",
    "content:helpful",  # Its own test: a post of anyone, for public pages alone.
    "content:design",  # Its own test: staff alone outside development.
    "applications:start",
    "applications:track",
    "search:results",
    "search:suggest",
    "wagtail_serve",
    "wagtaildocs_serve",
    "wagtailcore_login",
    "wagtailcore_authenticate_with_password",
    "wagtaildocs_authenticate_with_password",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_request_login_code",
    "account_confirm_login_code",
    "mfa_authenticate",
}
# One's own account, without an object in the address.
SIGNED_IN = {
    "home:arrive",
    "home:mine",
    "home:inbox",
    "applications:list",
    "account_reauthenticate",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "usersessions_list",
}
# One's own object: another's and a missing one must look the same.
OWN = {
    "applications:detail",
    "applications:step",
    "applications:check",
    "applications:declaration",
    "applications:done",
    "applications:withdraw",
    "applications:paper",
    "home:message",
}
# Under /admin/: a signed-in colleague with a second factor.
STAFF_PREFIX = "admin/"
STAFF_OPEN = {"admin/login/", "admin/logout/", "admin/jsi18n/", "admin/sprite-%s/"}


# Our own addresses there, and who gets past the door. Wagtail's own go by its permissions.
CASE_DESKS = {"reception", "researcher", "committee", "chair", "manager"}
EDITING = {"editor", "publisher"}
STAFF_OWN = {
    "casework:queue": CASE_DESKS,
    "casework:case": CASE_DESKS,
    "casework:begin": CASE_DESKS,
    "casework:match": CASE_DESKS,
    "casework:paper": CASE_DESKS,
    "casework:send_back": CASE_DESKS,
    "casework:refer": CASE_DESKS,
    "casework:decide": CASE_DESKS,
    "casework:reveal": CASE_DESKS,
    "policies_import": EDITING,
    "content_checks": EDITING | {"manager"},
    "content_checklist": EDITING,
    "content_preview_elsewhere": EDITING,
    "dark_stylesheet": set(Role.values),
    "home_withdraw_story": EDITING,
    "content_suggestions": EDITING,
    "services_reviews": EDITING | {"manager"},
    "policies_to_read": set(Role.values),
    "policies_read": set(Role.values),
    "policies_acknowledge": set(Role.values),
    "policies_circulation": EDITING | {"manager"},
    "policies_circulation_of": EDITING | {"manager"},
    "policies_remind": EDITING | {"manager"},
    "search_unanswered": EDITING,
}
# They take the place of one of Wagtail's or its packages' own, and ask for the same permission on the same object.
STAFF_BORROWED = {"content_po_upload"}  # tests/content/test_languages.py
OUR_ROOMS = set(settings.OUR_APPS) | {"site_project"}


@dataclass(frozen=True)
class Address:
    name: str
    route: str
    is_ours: bool


def addresses(resolver=None, prefix="", namespace="") -> Iterator[Address]:
    for each in (resolver or get_resolver()).url_patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from addresses(each, route, inner)
        elif isinstance(each, URLPattern):
            view = inspect.unwrap(getattr(each.callback, "view_class", each.callback))
            yield Address(f"{namespace}{each.name or ''}", route, view.__module__.split(".")[0] in OUR_ROOMS)


def is_staff(address: Address) -> bool:
    return address.route.startswith(STAFF_PREFIX)


def filled(route: str) -> str:
    """An address of the route with objects that do not exist."""
    route = re.sub(
        r"<(?:(\w+):)?\w+>",
        lambda part: {"int": "999999", "uuid": "0" * 8 + "-0000-4000-8000-" + "0" * 12}.get(part[1], "zz"),
        route,
    )
    return "/" + re.sub(r"\(\?P<\w+>[^()]*\)|\([^()]*\)", "zz", route).replace("^", "").replace("$", "").replace(
        "\\Z", ""
    )


ALL = list(addresses())
STAFF = sorted({each.route for each in ALL if is_staff(each)})


def test_every_address_has_a_class():
    known = PUBLIC | SIGNED_IN | OWN
    assert sorted({each.name for each in ALL if not is_staff(each)} - known) == []


def test_every_staff_address_of_ours_says_who_may():
    ours = {each.name for each in ALL if is_staff(each) and each.is_ours and not each.name.startswith("office_")}
    lists = ("holiday", "special_hours", "branch", "toolbox", "search_synonyms", "search_promoted")
    assert {name for name in ours if not name.startswith(lists)} == set(STAFF_OWN) | STAFF_BORROWED


def published_policy(library):
    """The version in force of a policy that has an approval."""
    approval = {"meeting_number": 1, "approved_on": date(2021, 5, 5), "approver": "مجلس", "approval_confirmed": True}
    page = library.add_child(instance=PolicyPage(title="سياسة", slug="policy", live=False, **approval))
    page.save_revision().publish()
    return page.versions.get()


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
    client = sign_in(staff(role))
    for name, roles in STAFF_OWN.items():
        route = next(each.route for each in ALL if each.name == name)
        url = "/" + route.replace("<str:reference>", case.reference).replace("<slug:key>", "paper-0")
        url = url.replace("<int:pk>", str(version.pk if name.startswith("policies_") else story.pk))
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


def letter_to(user) -> Message:
    context = {"reference": "YD-2222-2222", "service": "دعم"}
    return notify(person_of(user).recipient, "applications/withdrawn", subject=None, context=context)


def own_addresses(case, letter) -> dict[str, str]:
    base = case.get_absolute_url()
    return {
        "applications:detail": base,
        "applications:step": case.step_url("name"),
        "applications:check": case.check_url(),
        "applications:declaration": f"{base}declaration/",
        "applications:done": f"{base}done/",
        "applications:withdraw": f"{base}withdraw/",
        "applications:paper": f"{base}papers/paper-0/",
        "home:message": f"/my/messages/{letter.pk}/",
    }


def answer(client: Client, method: str, url: str):
    with override("ar"):
        return getattr(client, method)(url)


@pytest.mark.django_db
def test_ones_own_is_ones_own_alone(case, member, new_member, staff, sign_in):
    letter = letter_to(member)
    mine = own_addresses(case, letter)
    assert set(mine) == OWN
    missing = {
        name: url.replace(case.reference, "YD-2222-2222").replace(
            str(letter.pk), "0" * 8 + "-0000-4000-8000-" + "0" * 12
        )
        for name, url in mine.items()
    }
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
def test_the_owner_opens_ones_own(member, sign_in):
    service = cases.make_service()
    letter, draft = letter_to(member), cases.drafted(member, service)
    client = sign_in(member)
    mine = own_addresses(draft, letter)
    opened = {name for name, url in mine.items() if answer(client, "get", url).status_code == 200}
    cases.sign(make_ready(draft, by=member), member)
    opened |= {name for name, url in mine.items() if answer(client, "get", url).status_code == 200}
    assert client.post(mine["applications:withdraw"]).status_code == 302
    assert opened == OWN - {"applications:withdraw"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(SIGNED_IN))
def test_ones_account_wants_a_sign_in(name, member, sign_in):
    url = filled(next(each.route for each in ALL if each.name == name))
    for method in METHODS:
        out = answer(Client(), method, url)
        assert out.status_code in (302, 405), method
        assert out.status_code == 405 or out.url.startswith(SIGN_IN), method
    assert answer(sign_in(member), "get", url).status_code in (200, 302, 403, 404)  # 4xx: nothing set up.


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
    for act in ("begin/", "papers/paper-0/match/", "send-back/", "refer/", "decide/"):
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
