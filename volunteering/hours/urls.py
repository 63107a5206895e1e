"""The desk's addresses of hours, under /admin/volunteering/hours/."""

from django.urls import path

from volunteering.hours import staff

app_name = "volunteering_hours"

urlpatterns = [
    path("", staff.listed, name="list"),
    path("approve/", staff.approve_many, name="approve_many"),
    path("totals/", staff.totals, name="totals"),
    path("table/", staff.ask, name="table_ask"),
    path("tables/<uuid:table>/", staff.progress, name="table"),
    path("tables/<uuid:table>/file/", staff.download, name="table_file"),
    path("<uuid:entry>/", staff.one, name="one"),
]
