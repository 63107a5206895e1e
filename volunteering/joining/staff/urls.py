"""The addresses of a shift's people, under /admin/volunteering/shifts/<shift>/people/."""

from django.urls import path

from volunteering.joining.staff import views

app_name = "shift_people"

urlpatterns = [
    path("", views.people, name="people"),
    path("write/", views.write, name="write"),
    path("add/", views.add, name="add"),
    path("<uuid:place>/decline/", views.decline, name="decline"),
]
