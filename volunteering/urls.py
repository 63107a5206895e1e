"""The addresses of volunteering. Each part brings its own."""

from django.urls import URLPattern, URLResolver, include, path

from volunteering.arriving import views as arriving
from volunteering.certificates import views as certificates
from volunteering.guardians import urls as guardians
from volunteering.hours import views as hours
from volunteering.joining.urls import urlpatterns as joining
from volunteering.registering import urls as registering

app_name = "volunteering"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("volunteering.errands.urls")),
    path("", include("volunteering.catalogue.urls")),
    path("rate/", include("volunteering.rating.urls")),
    *guardians.OPEN,
    *guardians.MINE,
    *joining,
    path("my/volunteering/", include(registering.MINE)),
    path("certificates/", certificates.find, name="certificates"),
    path("certificates/<str:number>/", certificates.verify, name="certificate"),
    path("my/volunteering/hours/", hours.listed, name="hours"),
    path("my/volunteering/hours/<uuid:entry>/", hours.correct, name="hours_correct"),
    path("my/volunteering/here/<uuid:shift>/", arriving.arrive, name="arrive"),
    path(
        "my/volunteering/certificates/<str:number>/<slug:language>.pdf",
        certificates.certificate_pdf,
        name="certificate_pdf",
    ),
    path(
        "my/volunteering/certificates/<str:number>/thanks/<slug:language>.pdf",
        certificates.thanks_pdf,
        name="thanks_pdf",
    ),
]
