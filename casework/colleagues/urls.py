"""The manager's addresses about colleagues, under /admin/colleagues/."""

from django.urls import path

from casework.colleagues import views

app_name = "colleagues"

urlpatterns = [
    path("", views.index, name="index"),
    path("invite/", views.invite, name="invite"),
    path("invitations/<uuid:pk>/again/", views.invitation, {"act": "again"}, name="invitation_again"),
    path("invitations/<uuid:pk>/take-back/", views.invitation, {"act": "take-back"}, name="invitation_take_back"),
    path("<str:reference>/", views.one, name="one"),
    path("<str:reference>/roles/", views.roles, name="roles"),
    path("<str:reference>/reset/", views.reset, name="reset"),
    path("<str:reference>/leave/", views.leave, name="leave"),
    path("<str:reference>/return/", views.back, name="back"),
]
