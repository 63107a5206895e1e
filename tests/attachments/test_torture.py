"""The torture set: every file gets its verdict, quickly and in little memory, and what is kept is clean."""

import resource
import time
from io import BytesIO
from unicodedata import category

import pytest
from PIL import Image

from attachments.causes import BadFile
from attachments.checks import check
from attachments.enums import FileType
from tests.attachments.samples import upload
from tests.attachments.test_scanner import FakeClamd
from tests.attachments.torture import ALL, EICAR, PICTURES, SECRET, huge_png, pdf

pytestmark = pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")

SECONDS = 3  # Each takes less than one on a small machine; the rest is for a busy one.
MEGABYTES = 300  # Above what the run used before


def verdict_on(name, content):
    file = upload("paper", content)
    file._name = name  # Django cleans names of its own accord; the chain must not rely on that.
    try:
        return check(file)
    except BadFile as problem:
        return problem.cause


def test_the_set_is_large():
    assert len(ALL) >= 100 and len({case.what for case in ALL}) == len(ALL)


@pytest.mark.parametrize("case", ALL, ids=[case.what for case in ALL])
def test_each_file_gets_its_verdict_within_three_seconds_and_300_megabytes(case):
    content = case.make()
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    found = verdict_on(case.name, content)
    assert getattr(found, "file_type", found) == case.verdict
    assert time.monotonic() - started < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEGABYTES * 1024
    if isinstance(case.verdict, FileType):
        assert found.name.endswith(case.verdict.extension) and len(found.name) <= 105
        assert not any(category(letter)[0] == "C" or letter in "/\\" for letter in found.name)


@pytest.mark.parametrize("case", PICTURES, ids=[case.what for case in PICTURES])
def test_what_is_kept_of_a_picture_holds_the_picture_alone(case):
    found = verdict_on(case.name, case.make())
    if not isinstance(case.verdict, FileType):
        return
    stored = found.content.read()
    assert SECRET not in stored and b"hidden program" not in stored and b"PK\5\6" not in stored
    with Image.open(BytesIO(stored)) as image:
        assert not dict(image.getexif()) and not image.getexif().get_ifd(0x8825)
        assert {"exif", "xmp", "icc_profile", "comment"} & set(image.info) == set()
        assert getattr(image, "n_frames", 1) == 1


def test_the_huge_picture_is_small_on_the_way():
    assert 15_000 < len(huge_png()) < 30_000


def test_bright_greys_are_not_cut_off():
    case = next(each for each in PICTURES if each.what == "65536 greys")
    with Image.open(verdict_on(case.name, case.make()).content) as image:
        assert image.getpixel((5, 5)) == 40_000 // 256


def test_a_known_virus_is_refused_by_the_scanner(settings):
    settings.CLAMD_ADDRESS = FakeClamd(b"stream: Eicar-Test-Signature FOUND\0").address
    assert verdict_on("a.pdf", pdf() + b"\n%" + EICAR) == "infected"
