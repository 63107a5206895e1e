"""The addresses of the coordinator's desk, under /admin/volunteering/."""

from django.urls import path

from volunteering.desk import views
from volunteering.rating import staff

app_name = "coordination"

urlpatterns = [
    path("", views.desk, name="desk"),
    path("waiting/<slug:kind>/", views.waiting, name="waiting"),
    path("incidents/<uuid:incident>/read/", views.read_incident, name="incident_read"),
    path("words/", staff.figures, name="figures"),
    path("words/<int:opportunity>/", staff.words, name="words"),
]
