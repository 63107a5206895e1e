"""The member's own pages. The public pages of this room are Wagtail's."""

from django.urls import path

from home import views

app_name = "home"

urlpatterns = [
    path("arrive/", views.arrive, name="arrive"),
    path("my/", views.mine, name="mine"),
    path("my/messages/", views.inbox, name="inbox"),
    path("my/helping/<uuid:helper>/messages/", views.helped_inbox, name="helped_inbox"),
    path("my/helping/<uuid:helper>/messages/<uuid:pk>/", views.helped_message, name="helped_message"),
    path("my/messages/<uuid:pk>/", views.message, name="message"),
]
