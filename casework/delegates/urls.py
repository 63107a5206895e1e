"""The address of the branch's requests, /admin/branch/."""

from django.urls import path

from casework.delegates import views

app_name = "delegates"

urlpatterns = [path("", views.listed, name="list")]
