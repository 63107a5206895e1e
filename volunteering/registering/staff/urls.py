"""The coordinator's addresses of volunteers, under /admin/volunteering/. No name stands in them."""

from django.urls import path

from volunteering.registering.staff import views

app_name = "volunteers"

urlpatterns = [
    path("cards/<str:token>/", views.card, name="card"),
    path("volunteers/", views.listed, name="list"),
    path("volunteers/<str:reference>/", views.one, name="one"),
    path("volunteers/<str:reference>/emergency/", views.emergency, name="emergency"),
    path("volunteers/<str:reference>/papers/<uuid:pk>/", views.paper, name="paper"),
    path("volunteers/<str:reference>/papers/<uuid:pk>/check/", views.check, name="check"),
    path("volunteers/<str:reference>/papers/<uuid:pk>/refuse/", views.refuse, name="refuse"),
    path("volunteers/<str:reference>/do/<slug:act>/", views.act, name="act"),
]
