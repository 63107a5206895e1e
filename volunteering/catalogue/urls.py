"""The volunteer's own calendar; the public pages are Wagtail's."""

from django.urls import URLPattern, URLResolver, path

from volunteering.catalogue import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("my/volunteering/calendar/", views.feed_settings, name="feed_settings"),
    path("my/volunteering/calendar/<str:key>.ics", views.feed, name="feed"),
]
