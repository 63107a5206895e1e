"""The addresses of places in shifts; `volunteering.urls` holds them among its own."""

from django.urls import path

from volunteering.joining import views

urlpatterns = [
    path("my/volunteering/shifts/", views.shifts, name="shifts"),
    path("my/volunteering/shifts/<uuid:pk>/join/", views.join, name="join"),
    path("my/volunteering/places/<uuid:pk>/", views.place, name="place"),
    path("my/volunteering/places/<uuid:pk>/accept/", views.accept, name="place_accept"),
    path("my/volunteering/places/<uuid:pk>/leave/", views.leave, name="place_leave"),
    path("my/volunteering/places/<uuid:pk>/calendar/", views.calendar, name="place_calendar"),
    path("my/volunteering/places/<uuid:pk>/hand-over/", views.hand_over, name="place_hand_over"),
    path("my/volunteering/places/<uuid:pk>/keep/", views.keep, name="place_keep"),
    path("my/volunteering/swaps/<uuid:pk>/", views.swap, name="swap"),
]
