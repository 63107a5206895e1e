"""The desk's addresses of certificates, under /admin/volunteering/certificates/."""

from django.urls import path

from volunteering.certificates import staff

app_name = "volunteering_certificates"

urlpatterns = [
    path("", staff.listed, name="list"),
    path("errands/", staff.of_opportunity, {"opportunity": None}, name="errands"),
    path("errands/issue/", staff.issue, {"opportunity": None}, name="issue_errands"),
    path("opportunities/<int:opportunity>/", staff.of_opportunity, name="opportunity"),
    path("opportunities/<int:opportunity>/issue/", staff.issue, name="issue"),
    path("<uuid:certificate>/", staff.one, name="one"),
    path("<uuid:certificate>/<slug:language>.pdf", staff.pdf, name="pdf"),
]
