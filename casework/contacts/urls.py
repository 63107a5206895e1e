"""The addresses of contacts, under /admin/contacts/. No name and no number stands in them."""

from django.urls import path

from casework.contacts import views

app_name = "contacts"

urlpatterns = [
    path("", views.listed, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:pk>/", views.one, name="one"),
    path("<uuid:pk>/take/", views.take, name="take"),
    path("<uuid:pk>/answer/", views.answer, name="answer"),
    path("<uuid:pk>/attach/", views.attach, name="attach"),
]
