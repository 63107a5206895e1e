"""Work on histories that waits for the worker. Safe to run again; only a key is handed over."""

from django_tasks import task


@task()
def build_history(history: str) -> None:
    """Set the history of a case on paper."""
    from casework.auditing.actions import build

    build(history)
