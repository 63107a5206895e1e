"""The addresses of the book, under /admin/book/."""

from django.urls import path

from casework.book.views import appointment, diary, giving, times

app_name = "book"

urlpatterns = [
    path("", diary.diary, name="diary"),
    path("calendar/", diary.calendar, name="calendar"),
    path("times/", times.make, name="times"),
    path("times/<uuid:slot>/remove/", times.remove, name="remove"),
    path("requests/<str:case>/", giving.give, name="give"),
    path("people/<str:person>/", giving.give, name="give_person"),
    path("<uuid:appointment>/", appointment.detail, name="appointment"),
    path("<uuid:appointment>/move/", giving.move, name="move"),
    path("<uuid:appointment>/cancel/", appointment.cancel, name="cancel"),
    path("<uuid:appointment>/hold/", appointment.hold, name="hold"),
]
