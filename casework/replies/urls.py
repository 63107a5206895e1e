"""The manager's addresses of the templates, under /admin/reply-templates/."""

from django.urls import path

from casework.replies import views

app_name = "replies"

urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.edit, name="new"),
    path("<uuid:pk>/", views.edit, name="edit"),
]
