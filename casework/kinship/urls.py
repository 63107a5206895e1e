"""The addresses of kinship, under /admin/kin/."""

from django.urls import path

from casework.kinship import views

app_name = "kinship"

urlpatterns = [
    path("", views.index, name="index"),
    path("<uuid:pk>/remove/", views.remove, name="remove"),
]
