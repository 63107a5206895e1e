"""The addresses of appointments; `applications.urls` holds them among its own."""

from django.urls import path

from applications.booking import views

urlpatterns = [
    path("requests/<str:reference>/appointment/", views.book, name="book"),
    path("appointments/", views.mine, name="appointments"),
    path("appointments/<uuid:pk>/", views.detail, name="appointment"),
    path("appointments/<uuid:pk>/move/", views.move, name="appointment_move"),
    path("appointments/<uuid:pk>/cancel/", views.cancel, name="appointment_cancel"),
    path("appointments/<uuid:pk>/calendar/", views.calendar, name="appointment_calendar"),
]
