"""The addresses of the register, under /admin/letters/. No name stands in them."""

from django.urls import path

from casework.letters import views

app_name = "letters"

urlpatterns = [
    path("", views.listed, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:pk>/", views.one, name="one"),
    path("<uuid:pk>/reply/", views.reply, name="reply"),
    path("<uuid:pk>/scan/", views.scan, name="scan"),
    path("<uuid:pk>/paper/", views.sheet, name="paper"),
]
