"""The staff's addresses, under /admin/people/. No name and no number stands in them, references alone."""

from django.urls import path

from people.merging import views as merging
from people.staff import views

app_name = "people_staff"

urlpatterns = [
    path("", views.listed, name="list"),
    path("new/", views.new, name="new"),
    path("alike/", merging.alike, name="alike"),
    path("alike/<str:one>/<str:other>/", merging.compare, name="compare"),
    path("alike/<str:one>/<str:other>/apart/", merging.apart, name="apart"),
    path("alike/<str:one>/<str:other>/again/", merging.again, name="again"),
    path("merges/<uuid:pk>/undo/", merging.undo, name="undo"),
    path("<str:reference>/", views.detail, name="person"),
    path("<str:reference>/reveal/", views.reveal, name="reveal"),
    path("<str:reference>/compare/", views.beside, name="beside"),
    path("<str:reference>/link/", views.link, name="link"),
]
