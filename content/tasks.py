"""Work that the worker does after an editor has been answered."""

from django_tasks import task

from content.models import SitePicture
from content.pictures import draw_sizes


@task()
def draw_picture_sizes(pk: int) -> None:
    """Make the sizes of one picture, unless it was removed meanwhile."""
    picture = SitePicture.objects.filter(pk=pk).first()
    if picture:
        draw_sizes(picture)
