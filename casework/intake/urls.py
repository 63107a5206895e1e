"""The addresses of receiving people, under /admin/intake/. No name and no number stands in them."""

from django.urls import path

from casework.intake import household, views
from casework.sighting import views as sighting
from casework.witnessing import views as witnessing

app_name = "intake"

urlpatterns = [
    path("", views.listed, name="list"),
    path("find/", views.find, name="find"),
    path("new/", views.new, name="new"),
    path("person/<str:person>/", views.start, name="start"),
    path("<str:reference>/", views.entry, name="entry"),
    path("<str:reference>/take-over/", views.take_over, name="take_over"),
    path("<str:reference>/channel/", views.channel, name="channel"),
    path("<str:reference>/sighted/", sighting.sighted, name="sighted"),
    path("<str:reference>/sign/", witnessing.sign, name="sign"),
    path("<str:reference>/sheet/", witnessing.sheet, name="sheet"),
    path("<str:reference>/household/add/", household.member, name="member_add"),
    path("<str:reference>/household/<uuid:pk>/", household.member, name="member"),
    path("<str:reference>/household/<uuid:pk>/remove/", household.remove_member, name="member_remove"),
]
