"""What pages in four languages tell another front end, what they keep to themselves, and what it costs."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from content.models import SitePicture
from content.pictures import draw_sizes
from home.models import HomeFeaturedService, HomePopularLink, NewsPage, StandardPage
from services.models import ServicePage
from tests.content.pictures import make_picture
from tests.site_project.conftest import body

pytestmark = pytest.mark.django_db
PRIVATE = (
    *("consent_confirmed", "consent_on", "consent_reference", "identity_removed", "consent_withdrawn_on", "consent"),
    *("owner", "owner_of_answer", "override_reason", "review_on", "source_sha256", "import_report"),
    *("approval_confirmed", "committee_required", "questions", "uploaded_by_user", "latest_revision", "locked_by"),
)
MOST = 25  # queries of one page with empty caches


def keys_in(told):
    """Every name anywhere in an answer."""
    if isinstance(told, dict):
        return set(told).union(*map(keys_in, told.values()))
    return set().union(*map(keys_in, told)) if isinstance(told, list) else set()


def cost(client, url):
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(url)
    assert answer.status_code == 200, answer.content
    return len(seen), answer.json()


def urls_of(other):
    lists = ("pages", "services", "questions", "policies", "images", "documents")
    yield from (f"/api/v2/{name}/?fields=*&limit=100" for name in lists)
    for name, page in other.pages.items():
        if name == "hidden":
            continue
        yield f"/api/v2/pages/{page.pk}/?fields=*"
        yield f"/api/v2/pages/?type={page._meta.app_label}.{type(page).__name__}&fields=*"
        yield f"/api/v2/pages/{page.pk}/"
    yield from (f"/api/v2/images/{each.pk}/?fields=*" for each in SitePicture.objects.all())
    yield from ("/api/v2/menus/", "/api/v2/settings/", "/api/v2/search/?q=الجمعية", "/api/v2/search/?q=قصة")


def test_what_is_private_appears_nowhere(other, client):
    seen = set()
    for url in urls_of(other):
        answer = client.get(url)
        assert answer.status_code == 200, url
        assert other.secret not in answer.content.decode(), url
        assert "2031-01-31" not in answer.content.decode(), url
        seen |= keys_in(answer.json())
    assert seen & set(PRIVATE) == set()
    assert {"promises", "teller_words", "published_on", "sections", "papers", "answer", "body"} <= seen


@pytest.mark.parametrize("name", PRIVATE)
def test_nobody_filters_or_orders_by_what_is_private(other, client, name):
    for kind in ("home.StoryPage", "policies.PolicyPage", "services.FaqPage", "services.ServicePage", "home.NewsPage"):
        for asked in ({name: "1"}, {"order": name}, {"fields": name}, {f"{name}__isnull": "1"}):
            assert client.get("/api/v2/pages/", {"type": kind, **asked}).status_code == 400, (kind, asked)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/about/", "about"),
        ("/en/about/", "about en"),
        ("/ur/about", "about ur"),
        ("bn/about/", "about bn"),
        ("/", "home"),
        ("/en/", "front en"),
        ("/services/families/", "service"),
    ],
)
def test_a_page_is_found_by_its_path_in_every_language(other, client, path, name):
    found = client.get("/api/v2/pages/find/", {"html_path": path, "fields": "title"}, follow=True)
    assert found.json()["id"] == other.pages[name].pk
    assert found.redirect_chain[0][0].endswith("?fields=title")


@pytest.mark.parametrize("path", ["/hidden/", "/en/hidden/", "/en/services/families/", "/zz/about/", "/en/en/about/"])
def test_what_is_not_public_is_not_found(other, client, path):
    assert client.get("/api/v2/pages/find/", {"html_path": path}).status_code == 404


def test_an_alias_tells_its_own_language_and_its_twins(other, client):
    told = client.get(f"/api/v2/pages/{other.pages['about bn'].pk}/").json()
    assert (told["meta"]["locale"], told["content_language"]) == ("bn", "ar")
    assert set(told["translations"]) == {"ar", "en", "ur", "bn"}
    assert told["translations"]["en"]["html_url"] == "http://testserver/en/about/"


def test_every_block_is_written_and_what_is_private_is_null(other, client):
    told = client.get(f"/api/v2/pages/{other.pages['about'].pk}/").json()
    blocks = {block["type"]: block["value"] for block in told["body"]}
    shown, hidden = blocks["links"]["cards"]
    assert shown["page"]["html_url"] == "http://testserver/services/families/" and hidden["page"] is None
    assert told["unconfirmed"] == ["phone"]
    home = client.get(f"/api/v2/pages/{other.home.pk}/").json()
    assert [(row["label"], row["page"] and row["page"]["id"]) for row in home["popular_links"]] == [
        ("service", other.pages["service"].pk),
        ("about", other.pages["about"].pk),
        ("hidden", None),
    ]


def test_links_in_rich_text_are_whole_and_other_text_is_left_alone(other, client):
    page, service = other.pages["about"], other.pages["service"]
    text = f'<p><a linktype="page" id="{service.pk}">دليل</a> <a href="https://x.example/">x</a> href="/y"</p>'
    page.body = [("text", text)]
    page.save()
    html = client.get(f"/api/v2/pages/{page.pk}/").json()["body"][0]["value"]
    assert '<a href="http://testserver/services/families/">' in html
    assert '<a href="https://x.example/">' in html and 'href="/y"' in html


def picture_of(client, page):
    body = client.get(f"/api/v2/pages/{page.pk}/").json()["body"]
    return next(block["value"]["image"] for block in body if block["type"] == "picture")


def test_a_picture_has_its_sizes_and_leaves_with_its_collection(other, client):
    page = other.pages["about"]
    drawn = make_picture(collection=Collection.get_first_root_node().add_child(name="خاصة"))
    page.body = [("picture", {"image": drawn, "caption": ""})]
    page.save()
    quick = picture_of(client, page)
    assert quick["src"].startswith("http://testserver/media/") and quick["srcset"] == ""
    draw_sizes(drawn)
    told = picture_of(client, page)
    assert told["alt"] == "مربع أخضر." and told["width"] and told["height"]
    assert told["srcset"].count(".webp") >= 1 and told["src"] in told["srcset"]
    assert drawn.pk in {item["id"] for item in client.get("/api/v2/images/").json()["items"]}
    CollectionViewRestriction.objects.create(collection=drawn.collection, restriction_type="login")
    assert picture_of(client, page) is None
    assert drawn.pk not in {item["id"] for item in client.get("/api/v2/images/").json()["items"]}
    assert client.get(f"/api/v2/images/{drawn.pk}/").status_code == 404


def test_a_document_leaves_with_its_collection_even_for_staff(other, client, staff, sign_in):
    closed = Collection.get_first_root_node().add_child(name="خاصة")
    for name, collection in (("open", Collection.get_first_root_node()), ("closed", closed)):
        Document.objects.create(title=name, file=ContentFile(b"x", name=f"{name}.pdf"), collection=collection)
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    for reader in (client, sign_in(staff("publisher"))):
        items = reader.get("/api/v2/documents/").json()["items"]
        assert [item["title"] for item in items] == ["open"]
        hidden = Document.objects.get(title="closed")
        assert reader.get(f"/api/v2/documents/{hidden.pk}/").status_code == 404


@pytest.mark.parametrize("url", ["/api/v2/menus/", "/api/v2/settings/", "/api/v2/search/?q=خبر", "/api/v2/services/"])
def test_every_answer_is_revalidated(other, client, url):
    first = client.get(url)
    assert first["Cache-Control"].startswith("public") and not first.cookies
    again = client.get(url, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304 and not again.content


def test_addresses_are_whole_everywhere(other, client):
    menus = client.get("/api/v2/menus/?locale=en").json()
    links = [*menus["main"], *(link for column in menus["footer"] for link in column["links"])]
    assert {"http://testserver/en/", "http://testserver/en/about/"} <= {link["url"] for link in links}
    told = client.get("/api/v2/settings/?locale=ur").json()
    assert told["home_url"] == "http://testserver/ur/"
    assert {each["home_url"] for each in told["languages"]} >= {"http://testserver/", "http://testserver/bn/"}
    found = client.get("/api/v2/search/?q=خبر&locale=ar").json()["items"]
    assert all(item["url"].startswith("http://testserver/") for item in found) and found


def test_menus_name_the_language_of_what_stands_behind(other, client):
    menus = client.get("/api/v2/menus/?locale=bn").json()
    assert [link["content_language"] for link in menus["main"] if "about" in link["url"]] == ["ar"]


def test_no_page_costs_more_than_it_may(other, client):
    from django.core.cache import cache
    from wagtail.models import Site

    for name, page in other.pages.items():
        if name == "hidden":
            continue
        cache.clear()
        Site.clear_site_root_paths_cache()
        queries, _told = cost(client, f"/api/v2/pages/{page.pk}/?fields=*")
        assert queries <= MOST, (name, queries)


def at_each_length(client, url, add):
    """What a list costs at 1, 3 and 30 rows."""
    costs, length = {}, 0
    for wanted in (1, 3, 30):
        for number in range(length, wanted):
            add(number)
        length = wanted
        client.get(url)  # What the process keeps of the site
        costs[wanted] = cost(client, url)[0]
    return costs


@pytest.mark.parametrize("kind", ["services", "news", "pages"])
def test_a_list_costs_the_same_at_any_length(other, client, kind):
    parents = {name: other.pages[name].get_parent() for name in ("service", "news")}

    def service(number):
        page = parents["service"].add_child(instance=ServicePage(title=f"دليل {number}", slug=f"g{number}"))
        page.papers.create(name="ورقة", key="paper", locale=page.locale)
        page.answers.create(question="متى؟", answer="<p>غدًا</p>", locale=page.locale)

    def news(number):
        picture = make_picture()
        draw_sizes(picture) if number < 3 else None
        parents["news"].add_child(instance=NewsPage(title=f"خبر {number}", slug=f"n{number}", picture=picture))

    def page(number):
        stream = body(make_picture(), other.pages["service"], other.pages["hidden"])
        other.home.add_child(instance=StandardPage(title=f"صفحة {number}", slug=f"p{number}", body=stream))

    urls = {
        "services": "/api/v2/services/?fields=*&limit=100",
        "news": "/api/v2/pages/?type=home.NewsPage&fields=*,-picture&limit=100",
        "pages": "/api/v2/pages/?type=home.StandardPage&fields=*&limit=100",
    }
    costs = at_each_length(client, urls[kind], {"services": service, "news": news, "pages": page}[kind])
    assert len(set(costs.values())) == 1 and costs[30] <= MOST, costs


def test_drawn_pictures_of_a_list_are_read_together(other, client):
    parent = other.pages["news"].get_parent()
    picture = other.pages["news"].picture
    draw_sizes(picture)

    def add(number):
        parent.add_child(instance=NewsPage(title=f"خبر {number}", slug=f"n{number}", picture=picture))

    costs = at_each_length(client, "/api/v2/pages/?type=home.NewsPage&fields=*&limit=100", add)
    assert len(set(costs.values())) == 1 and costs[30] <= MOST, costs


def test_links_of_the_front_page_cost_the_same_at_any_number(other, client):
    def add(number):
        given = {"home": other.home, "sort_order": number}
        HomePopularLink.objects.create(label="رابط", page=other.pages["about"], locale=other.home.locale, **given)
        HomeFeaturedService.objects.create(service=other.pages["service"], **given)

    costs = at_each_length(client, f"/api/v2/pages/{other.home.pk}/", add)
    assert len(set(costs.values())) == 1 and costs[30] <= MOST, costs


def test_a_charter_tells_the_number_of_the_settings(other, client):
    url = f"/api/v2/pages/{other.pages['charter'].pk}/"
    told = client.get(url, headers={"accept-language": "en"}).json()
    promise = told["promises"][0]
    assert promise["period"]["code"] == "inquiry_days" and promise["period"]["working_days"] is True
    assert str(promise["period"]["days"]) in promise["period"]["text"]
