"""Work on tables that waits for the worker. Safe to run again; only a key is handed over."""

from django_tasks import task


@task()
def build_export(export: str) -> None:
    """Write the table of the queue."""
    from casework.exports.actions import build

    build(export)
