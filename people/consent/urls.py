"""Addresses of consents, of the person alone; and the one that a guardian is sent to."""

from django.urls import URLPattern, path

from people.consent import views

ALONE: list[URLPattern] = [
    path("consents/", views.consents, name="consents"),
    path("consents/guardian/", views.ask_guardian, name="ask_guardian"),
    path("consents/<slug:purpose>/", views.consent, name="consent"),
    path("consents/<slug:purpose>/withdraw/", views.consent_withdraw, name="consent_withdraw"),
]
OPEN: list[URLPattern] = [
    path("guardian/thanks/", views.guardian_thanks, name="guardian_thanks"),
    path("guardian/<uuid:pk>/", views.guardian_page, name="guardian"),
    path("guardian/<uuid:pk>/code/", views.guardian_code, name="guardian_code"),
]
