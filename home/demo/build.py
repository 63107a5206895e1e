"""Building the demo pages: a page that stands already, edited or not, is left as it is."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import Orderable, Page, Site

from accounts.models import User
from content.models import ContentPage
from home.demo.charter import COMPLAINT_PAGE
from home.demo.fits import FITS, RELATED
from home.demo.front import FEATURED, FOOTER, HOME, POPULAR, STEPS_PAGE, VOLUNTEER_PAGE
from home.demo.pages import TREE
from home.demo.people import DOMAIN
from home.demo.writing import OVERRIDE, Draft, PageAt, Rows
from home.models import CharterPage, HomeFeaturedService, HomeFooterLink, HomePage, HomePopularLink
from services.models import FaqPage, RelatedQuestion, ServicePage


@transaction.atomic
def build_pages(by: AbstractBaseUser | None) -> list[Page]:
    """Make what is missing of the demo site and return the pages made, none on a second run.

    `by` is the colleague in whose name the pages, and the overrides for unconfirmed facts, are recorded.
    """
    home, made = _home()
    pages = [page for draft in TREE for page in _build(draft, home, by)]
    if made:
        _settle_links(pages, by)
        _point_onward(home)
        _publish(home, by)
        _point_to_complaints(home, by)
        pages.insert(0, home)
    _settle_site(home)
    return pages


def _home() -> tuple[HomePage, bool]:
    standing = HomePage.objects.filter(slug=HOME.slug, depth=2).first()
    if standing:
        return standing, False
    page = _page_of(HOME)
    Page.get_first_root_node().add_child(instance=page)
    return page, True


def _build(draft: Draft, parent: Page, by: AbstractBaseUser | None) -> list[Page]:
    """The pages made of `draft` and of those below it."""
    page, made = parent.get_children().filter(slug=draft.slug).first(), []
    if page is None:
        page = parent.add_child(instance=_page_of(draft))
        _publish(page, by)
        made = [page]
    return made + [each for below in draft.below for each in _build(below, page.specific, by)]


def _page_of(draft: Draft) -> ContentPage:
    fields = _led(draft.fields)
    page = draft.kind(slug=draft.slug, show_in_menus=draft.in_menu, live=False, **fields)
    if isinstance(page, FaqPage):
        _give_keeper(page)
    _fill(page, draft.rows)
    return page


def _led(value: Any) -> Any:
    """`value` with the pages that it leads to in the place of their slugs."""
    if isinstance(value, PageAt):
        return Page.objects.get(slug=value.slug, locale__language_code="ar", depth__gt=1)
    if isinstance(value, dict):
        return {name: _led(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_led(each) for each in value)
    return value


def _give_keeper(page: FaqPage) -> None:
    """Someone answers for every question, and looks at it again on a day of its own."""
    keepers = User.objects.filter(email__in=[f"{role}@{DOMAIN}" for role in ("editor", "publisher")]).order_by("email")
    number = sum(map(ord, page.slug))
    page.responsible = keepers[number % len(keepers)] if keepers else None
    page.review_on = timezone.localdate() + timedelta(days=number % 120 - 6)


def _settle_links(pages: list[Page], by: AbstractBaseUser | None) -> None:
    """The links between guides and questions, once the pages that they lead to stand."""
    by_slug = {page.slug: page for page in Page.objects.filter(locale__language_code="ar", depth__gt=1).specific()}
    for page in pages:
        rows = RELATED.get(page.slug, ())
        if not isinstance(page, ServicePage) or not (rows or page.fit_questions.all()):
            continue
        page.related_questions = [
            RelatedQuestion(question=by_slug[slug], sort_order=order) for order, slug in enumerate(rows)
        ]
        checks = list(page.fit_questions.all())
        for row, given in zip(checks, FITS.get(page.slug, []), strict=True):
            row.alternative = by_slug.get(given.get("alternative", ""))
            row.other_alternative = by_slug.get(given.get("other_alternative", ""))
        page.fit_questions = checks
        _publish(page, by)


def _fill(parent: models.Model, rows: dict[str, Rows]) -> None:
    """Give `parent` its child rows; a list inside a row is a relation of that row."""
    kinds = {relation.get_accessor_name(): relation.related_model for relation in get_all_child_relations(type(parent))}
    for name, given in rows.items():
        for order, row in enumerate(given):
            below = {key: value for key, value in row.items() if isinstance(value, list)}
            later = {key for key in row if key.endswith("alternative")}
            child = kinds[name](**{key: row[key] for key in row if key not in below and key not in later})
            if isinstance(child, Orderable):
                child.sort_order = order
            _fill(child, below)
            getattr(parent, name).add(child)


def _publish(page: ContentPage, by: AbstractBaseUser | None) -> None:
    if page.unconfirmed():
        page.override_reason = OVERRIDE
    writer = None if page.needs_second_pair else by  # The words are the board's, not of the colleague who publishes.
    page.save_revision(user=writer).publish(user=by, skip_permission_checks=True)
    page.refresh_from_db()


def _point_onward(home: HomePage) -> None:
    """The links of the home page, once the pages they lead to stand."""
    below = {page.slug: page for page in home.get_descendants().specific()}
    home.popular_links = [
        HomePopularLink(label=label, page=below[slug], sort_order=order) for order, (label, slug) in enumerate(POPULAR)
    ]
    home.featured_services = [
        HomeFeaturedService(service=below[slug], sort_order=order) for order, slug in enumerate(FEATURED)
    ]
    chosen = [(column, slug) for column, slugs in FOOTER.items() for slug in slugs]
    home.footer_links = [
        HomeFooterLink(column=column, page=below[slug], sort_order=order) for order, (column, slug) in enumerate(chosen)
    ]
    home.steps_page, home.volunteer_page = below[STEPS_PAGE], below[VOLUNTEER_PAGE]


def _point_to_complaints(home: HomePage, by: AbstractBaseUser | None) -> None:
    """Where the charter sends whoever a promise failed."""
    charter = CharterPage.objects.descendant_of(home).get()
    charter.complaint_page = home.get_descendants().get(slug=COMPLAINT_PAGE)
    _publish(charter, by)


def _settle_site(home: HomePage) -> None:
    """Make `home` the front of the default site, unless another home page is that already."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site and isinstance(site.root_page.specific, HomePage):
        return
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    welcome = site.root_page if site else None
    site = site or Site(is_default_site=True)
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.site_name, site.root_page = settings.WAGTAIL_SITE_NAME, home
    site.save()
    if welcome and welcome.specific_class is Page and not welcome.get_children().exists():
        welcome.delete()
