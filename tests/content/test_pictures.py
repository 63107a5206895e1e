"""Pictures: words are required, metadata goes, sizes are real AVIF and WebP around the focal point."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Page, Site

from content.models import SitePicture, SiteRendition
from content.pictures import Shape, draw_sizes
from home.models import HomePage, StandardPage
from tests.content.pictures import make_picture, picture_file

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")  # Wagtail leaves temporary files to the collector.


def form(file, **fields):
    return get_image_form(SitePicture)({"title": "صورة", "description": "مربع أخضر.", **fields}, {"file": file})


@pytest.mark.django_db
def test_a_picture_without_words_is_refused_in_arabic():
    assert get_image_model() is SitePicture
    assert "description" in form(picture_file(), description=" ").errors
    assert form(picture_file()).is_valid()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["picture.svg", "picture.gif", "picture.exe", "picture.png"])
def test_other_files_are_refused(name):
    assert "file" in form(picture_file(name=name)).errors  # The last is a JPEG under another name.


@pytest.mark.django_db
def test_a_picture_with_too_many_pixels_is_refused():
    assert "file" in form(picture_file("PNG", size=(8000, 5001), name="vast.png")).errors


@pytest.mark.django_db
def test_what_the_camera_wrote_goes_and_the_picture_stands_upright():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x8825] = 6, "Camera", {1: "N", 2: (24.0, 5.0, 0.0)}
    picture = make_picture(picture_file(size=(60, 40), exif=exif))
    with picture.file.open(), Image.open(picture.file) as kept:
        assert (kept.size, dict(kept.getexif())) == ((40, 60), {})
    assert (picture.width, picture.height) == (40, 60)
    assert b"Camera" not in picture.file.open().read()


@pytest.mark.django_db
def test_a_vast_picture_is_brought_to_size():
    assert make_picture(picture_file(size=(4000, 1000))).width == 3000


def drawn(picture, **options):
    words = " ".join(f'{name}="{value}"' for name, value in options.items())
    return Template(f"{{% load content %}}{{% sized_picture picture {words} %}}").render(Context({"picture": picture}))


@pytest.mark.django_db(transaction=False)
def test_every_size_is_made_in_every_format_around_the_focal_point(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        picture = make_picture(picture_file(size=(1500, 1200)), focal_point_x=200, focal_point_y=200)
    formats = set()
    for rendition in SiteRendition.objects.filter(image=picture):
        with rendition.file.open(), Image.open(rendition.file) as file:
            formats.add(file.format)
    assert formats == {"AVIF", "WEBP", "JPEG"}
    html = drawn(picture, shape="card")
    assert html.index("image/avif") < html.index("image/webp")
    assert re.findall(r" (\d+)w", html)[:4] == ["360", "720", "1080", "1440"]
    assert 'width="360"' in html and 'height="240"' in html
    assert 'loading="lazy"' in html and 'alt="مربع أخضر."' in html
    assert 'loading="eager"' in drawn(picture, first="1")


@pytest.mark.django_db
def test_a_reader_does_not_wait_for_the_sizes():
    picture = make_picture()
    html = drawn(picture)
    assert "<img" in html and "avif" not in html and SiteRendition.objects.count() == 1
    draw_sizes(picture)
    assert "image/avif" in drawn(SitePicture.objects.get())
    assert SiteRendition.objects.count() == len(Shape.OWN.specs()) + len(Shape.CARD.specs()) + 1


@pytest.mark.django_db
def test_a_picture_whose_file_is_gone_leaves_the_page_standing():
    picture = make_picture()
    picture.file.storage.delete(picture.file.name)
    assert drawn(picture) == ""


@pytest.mark.django_db
def test_a_page_reads_its_pictures_in_the_same_number_of_queries(client):
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="الرئيسية", slug="front", hero_title="أهلًا"))
    Site.objects.filter(is_default_site=True).update(root_page=home)
    counts = []
    for number in (1, 3, 8):
        pictures = [make_picture(title=f"{n}") for n in range(number)]
        for picture in pictures:
            draw_sizes(picture)
        body = [
            ("picture", {"image": {"image": each, "alt_text": "أخضر", "decorative": False}, "caption": ""})
            for each in pictures
        ]
        page = home.add_child(instance=StandardPage(title="صور", slug=f"pictures-{number}", body=body))
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            html = client.get(page.url).content.decode()
        assert html.count("<picture>") == number and html.count('loading="eager"') == 1
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2] <= 25
