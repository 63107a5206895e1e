"""Work that the worker does after an editor has been answered."""

from django_tasks import task
from wagtail.models import Page

from content.actions import note_findings
from content.models import ContentPage
from home.editing.queries import limits


@task()
def check_page(pk: int) -> None:
    """Check one page as readers see it now, unless it was removed meanwhile."""
    page = Page.objects.filter(pk=pk).specific().first()
    if isinstance(page, ContentPage):
        note_findings(page, limits())
