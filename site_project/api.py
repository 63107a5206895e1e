"""The addresses under /api/v2/, each wrapped so that it answers JSON to anyone alike (docs/headless.md)."""

from django.urls import URLPattern, URLResolver, path, re_path
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.utils.urlpatterns import decorate_urlpatterns

from content.api.answers import answered, missing
from content.api.endpoints import DocumentsEndpoint, ImagesEndpoint, PagesEndpoint, PreviewEndpoint
from home import api as home
from policies.api import PoliciesEndpoint
from search import api as search
from services.api import QuestionsEndpoint, ServicesEndpoint
from volunteering.catalogue import api as opportunities

router = WagtailAPIRouter("wagtailapi")
# The first endpoint that fits a model gives `detail_url`: pages come before the narrower ones.
for endpoint in (
    PagesEndpoint,
    ImagesEndpoint,
    DocumentsEndpoint,
    ServicesEndpoint,
    QuestionsEndpoint,
    PoliciesEndpoint,
    opportunities.OpportunitiesEndpoint,
    PreviewEndpoint,
):
    router.register_endpoint(endpoint.name, endpoint)

patterns: list[URLPattern | URLResolver] = [
    *router.get_urlpatterns(),
    path("menus/", home.menus, name="menus"),
    path("settings/", home.settings, name="settings"),
    path("shifts/", opportunities.shifts, name="shifts"),
    path("search/", search.results, name="search"),
    re_path(r"^.*$", missing, name="missing"),
]
urls = (decorate_urlpatterns(patterns, answered), "wagtailapi", "wagtailapi")
