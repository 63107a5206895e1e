"""Every address of the site. tests/test_addresses.py holds who may open which."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from casework.colleagues.views import accept as accept_invitation
from home.sitemap import TranslatedPages
from notifications.views import phone
from site_project import api, self_service

urlpatterns: list[URLPattern | URLResolver] = [
    # Wagtail's own sign-in knows no second factor: everyone enters by the same doors.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v2/", api.urls),
    path("api/self-service/", self_service.api.urls),
    path("_allauth/", include("accounts.api")),
    path("notifications/", include("notifications.urls")),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": TranslatedPages}}, name="sitemap"),
]

handler429 = "accounts.views.doors.too_many"

if settings.DEBUG:
    from django.conf.urls.static import static

    urlpatterns += [path("dev/phone/", phone, name="phone")]
    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)

urlpatterns += i18n_patterns(
    path("accounts/invitation/<str:token>/", accept_invitation, name="invitation"),
    path("accounts/", include("accounts.urls")),
    path("", include("content.urls")),
    path("", include("people.urls")),
    path("", include("applications.urls")),
    path("", include("volunteering.urls")),
    path("", include("home.urls")),
    path("search/", include("search.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
