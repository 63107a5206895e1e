"""Work done by the worker after a version is published."""

from django_tasks import task

from policies.models.version import PolicyVersion


@task()
def after_publication(version: int) -> None:
    """Typeset what changed hands and ask every colleague to read. Safe to run again."""
    from policies.actions import circulate, typeset

    kept = PolicyVersion.objects.get(pk=version)
    circulate(kept)
    typeset(kept)
    for older in PolicyVersion.objects.filter(page=kept.page_id, superseded_at__isnull=False):
        typeset(older)


@task()
def typeset_again(version: int) -> None:
    """The document of a version whose text was mended."""
    from policies.actions import typeset

    typeset(PolicyVersion.objects.get(pk=version))
