"""The manager's addresses of routing rules, under /admin/routing/."""

from django.urls import path

from casework.routing import views

app_name = "routing"

urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.write, name="new"),
    path("<int:pk>/", views.write, name="rule"),
    path("<int:pk>/remove/", views.remove, name="remove"),
]
