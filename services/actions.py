"""What upper rooms tell a guide. Nothing of a person passes through here."""

from datetime import date

from django.db import transaction

from services.models import ServiceFigures, ServicePage, ServicePlaces


def publish_figures(
    service: ServicePage, *, cases: int, median_days: int, p90_days: int, measured_on: date
) -> ServiceFigures:
    """Show the actual time (calendar days) on the guide of `service`, in all its languages."""
    given = {"cases": cases, "median_days": median_days, "p90_days": p90_days, "measured_on": measured_on}
    row, _made = ServiceFigures.objects.update_or_create(translation_key=service.translation_key, defaults=given)
    return row


def withdraw_figures(service: ServicePage) -> None:
    """Show no actual time: there are too few cases to speak of."""
    ServiceFigures.objects.filter(translation_key=service.translation_key).delete()


def lock_places(service: ServicePage) -> ServicePlaces:
    """The row of places of `service`, locked until the transaction ends: whoever counts, counts alone."""
    with transaction.atomic():
        ServicePlaces.objects.get_or_create(
            translation_key=service.translation_key, defaults={"opens_on": service.opens_on}
        )
    return ServicePlaces.objects.select_for_update().get(translation_key=service.translation_key)


def note_places(places: ServicePlaces, *, opens_on: date | None, taken: int) -> None:
    """Keep how many places of the opening are taken; `places` is locked by the caller."""
    places.opens_on, places.taken = opens_on, taken
    places.save(update_fields=["opens_on", "taken"])
