"""Addresses of trusted helpers: the person's side, and the helper's."""

from django.urls import URLPattern, path

from people.helping import views

ALONE: list[URLPattern] = [
    path("helpers/", views.helpers, name="helpers"),
    path("helpers/invite/", views.helper_invite, name="helper_invite"),
    path("helpers/<uuid:pk>/confirm/", views.helper_confirm, name="helper_confirm"),
    path("helpers/<uuid:pk>/end/", views.helper_end, name="helper_end"),
    path("helping/", views.helping, name="helping"),
    path("helping/<uuid:helper>/", views.helped, name="helped"),
    path("helping/<uuid:helper>/answer/", views.helping_answer, name="helping_answer"),
    path("helping/<uuid:helper>/leave/", views.helping_leave, name="helping_leave"),
]
