"""The addresses that a guardian is sent to. The link's key and the code of the message open them."""

from django.urls import URLPattern, path, re_path

from volunteering.guardians import views

MINE: list[URLPattern] = [path("my/volunteering/guardian/<int:pk>/", views.ask, name="ask_guardian")]
OPEN: list[URLPattern] = [
    path("volunteering/guardian/<uuid:pk>/", views.page, name="guardian"),
    path("volunteering/guardian/<uuid:pk>/code/", views.code, name="guardian_code"),
    re_path(r"^volunteering/guardian/thanks/(?P<answer>yes|no|withdrawn)/$", views.thanks, name="guardian_thanks"),
]
