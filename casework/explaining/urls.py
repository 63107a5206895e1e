"""The researcher's addresses of explanations, under /admin/explanations/."""

from django.urls import path

from casework.explaining import views

app_name = "explaining"

urlpatterns = [
    path("", views.index, name="index"),
    path("<uuid:pk>/", views.one, name="one"),
]
