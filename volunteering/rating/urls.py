"""The addresses of a volunteer's word; a link of a message leads there."""

from django.urls import path

from volunteering.rating import views

urlpatterns = [
    path("thanks/", views.thanks, name="rate_thanks"),
    path("<str:token>/", views.rate, name="rate"),
]
