"""Work about a person's rights that waits for the worker. Each is safe to run again; only keys are handed over."""

from django_tasks import task


@task()
def build_export(export: str) -> None:
    """Make the copy of a file and tell the person."""
    from people.rights.actions.export import build

    build(export)


@task()
def erase_file(request: str) -> None:
    """Perform an erasure that a manager has confirmed."""
    from people.rights.actions.erasure import perform

    perform(request)
