"""The development page that stands in for a phone. It exists under DEBUG alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from notifications.queries import latest_deliveries


def phone(request: HttpRequest) -> HttpResponse:
    """The newest text messages and e-mails, as the people addressed would read them."""
    return render(request, "notifications/phone.html", {"deliveries": latest_deliveries()})
