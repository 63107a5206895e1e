"""Work on tables of hours that waits for the worker. Safe to run again; only a key is handed over."""

from django_tasks import task


@task()
def build_table(table: str) -> None:
    """Write the table."""
    from volunteering.hours.tables import build

    build(table)
