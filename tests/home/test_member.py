"""One's own page and inbox: the latest first, one's own alone, and a clear word when there is nothing."""

import pytest

from notifications.actions import notify
from people.actions import person_of
from tests import cases

pytestmark = pytest.mark.django_db


def letters(user, number):
    context = {"reference": "YD-2222-2222", "service": "دعم"}
    to = person_of(user).recipient
    return [notify(to, "applications/withdrawn", subject=None, context=context) for _turn in range(number)]


@pytest.mark.parametrize("url", ["/my/", "/my/messages/", "/requests/"])
def test_an_empty_page_says_what_one_can_do(member, sign_in, url):
    page = sign_in(member).get(url)
    assert page.status_code == 200
    assert page.content.decode().count("<a ") > 3


@pytest.mark.parametrize("url", ["/en/my/", "/en/my/messages/", "/en/requests/"])
def test_the_pages_speak_english(member, sign_in, url):
    page = sign_in(member).get(url)
    assert page.status_code == 200
    assert '<html lang="en"' in page.content.decode()


def test_signing_in_leads_each_to_their_place(member, staff, sign_in):
    assert sign_in(member).get("/arrive/").url == "/my/"
    assert sign_in(staff("reception")).get("/arrive/").url == "/admin/"


def test_the_page_shows_ones_own_requests_alone(member, new_member, sign_in):
    service = cases.make_service()
    mine, others = cases.submitted(member, service), cases.submitted(new_member(), service)
    for url in ("/my/", "/requests/"):
        page = sign_in(member).get(url).content.decode()
        assert mine.reference in page
        assert others.reference not in page


def test_what_is_asked_of_one_stands_on_the_page(member, staff, sign_in):
    case = cases.waiting(member, cases.make_service(), staff("reception"))
    page = sign_in(member).get("/my/").content.decode()
    assert case.get_absolute_url() in page
    assert "دورك" in page


def test_the_inbox_comes_in_pages(member, sign_in):
    client = sign_in(member)
    sent = letters(member, 23)
    first, second = (client.get("/my/messages/", {"page": page}).content.decode() for page in (1, 2))
    shown = [[str(letter.pk) in page for letter in sent] for page in (first, second)]
    assert [sum(page) for page in shown] == [20, 3]
    for odd in ("0", "x", "99", "-1", "\x00"):
        assert client.get("/my/messages/", {"page": odd}).status_code == 200


def test_unread_letters_are_counted_until_opened(member, sign_in):
    client, (letter,) = sign_in(member), letters(member, 1)
    assert client.get("/my/").context["frame"]["unread"] == 1
    client.get(f"/my/messages/{letter.pk}/")
    assert client.get("/my/").context["frame"]["unread"] == 0


@pytest.mark.parametrize("url", ["/my/", "/my/messages/", "/requests/", "/arrive/"])
def test_nothing_of_it_is_kept_by_a_cache(member, sign_in, url):
    assert "no-store" in sign_in(member).get(url).headers["Cache-Control"]
