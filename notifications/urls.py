"""The address that the text-message gateway reports to."""

from django.urls import path

from notifications import views

urlpatterns = [
    path("sms/report/", views.sms_report, name="sms_report"),
]
