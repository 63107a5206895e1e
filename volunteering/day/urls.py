"""The addresses of the day, under /admin/volunteering/day/."""

from django.urls import path

from volunteering.day import views

app_name = "volunteering_day"

urlpatterns = [
    path("", views.today, name="today"),
    path("places/<uuid:placement>/", views.act, name="act"),
    path("places/<uuid:placement>/excuse/", views.excuse, name="excuse"),
    path("<uuid:shift>/", views.one, name="shift"),
    path("cards/<str:token>/", views.card, name="card"),
    path("<uuid:shift>/walk-in/", views.walk_in, name="walk_in"),
    path("<uuid:shift>/taps/", views.sent, name="taps"),
    path("<uuid:shift>/all-out/", views.all_out, name="all_out"),
    path("<uuid:shift>/close/", views.close, name="close"),
    path("<uuid:shift>/incidents/", views.incident, name="incident"),
    path("<uuid:shift>/code/", views.poster, name="poster"),
]
