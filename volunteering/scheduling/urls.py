"""The addresses of shifts, under /admin/volunteering/shifts/."""

from django.urls import path

from volunteering.scheduling.views import browsing, changing, copying, placing, series

app_name = "scheduling"

urlpatterns = [
    path("", browsing.listing, name="list"),
    path("calendar/", browsing.calendar, name="calendar"),
    path("new/", changing.make, name="new"),
    path("series/", series.series, name="series"),
    path("copy/<int:opportunity>/", copying.copy, name="copy"),
    path("copy/", copying.choose, name="copy_choose"),
    path("sets/<uuid:batch>/", series.batch, name="batch"),
    path("sets/<uuid:batch>/undo/", series.undo, name="undo"),
    path("places/<int:opportunity>/", placing.choose, name="place"),
    path("places/run/<uuid:placing>/", placing.progress, name="placing"),
    path("places/run/<uuid:placing>/go-on/", placing.go_on, name="placing_go_on"),
    path("<uuid:shift>/", browsing.detail, name="shift"),
    path("<uuid:shift>/move/", changing.move, name="move"),
    path("<uuid:shift>/places/", changing.resize, name="resize"),
    path("<uuid:shift>/word/", changing.say, name="say"),
    path("<uuid:shift>/cancel/", changing.cancel, name="cancel"),
]
