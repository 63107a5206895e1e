"""Offering free places waits for the worker. Safe to run again; only a key is handed over."""

from django_tasks import task


@task()
def offer_places(shift: str) -> None:
    """Offer what is free in a shift to those who wait; one that went meanwhile has nothing to offer."""
    from volunteering.joining.actions import offer_free
    from volunteering.models import Shift

    if found := Shift.objects.filter(pk=shift).first():
        offer_free(found)
