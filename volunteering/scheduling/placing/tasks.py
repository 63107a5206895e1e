"""Offering places to many waits for the worker. Safe to run again; only a key is handed over."""

from django_tasks import task


@task()
def offer_places(placing: str) -> None:
    """Go through the lines that are not done yet."""
    from volunteering.scheduling.placing.actions import go_through

    go_through(placing)
