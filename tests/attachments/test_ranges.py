"""A part of a file, as browsers and downloads that go on ask for it."""

import pytest
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attachments.actions import store
from attachments.queries import SealedReader, respond
from tests.attachments.samples import pdf, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_root")]
BODY = pdf(lambda document: document.pages[0].__setattr__("Contents", document.make_stream(b"% long\n" * 30_000)))
SIZE = len(BODY)


@pytest.fixture
def attachment():
    return store(upload("paper.pdf", BODY), by=None, owner=None)


def asked(attachment, value, method="get", **headers):
    request = getattr(RequestFactory(), method)("/", headers={"range": value, **headers})
    return respond(request, attachment)


def body(response):
    return b"".join(response.streaming_content)


@pytest.mark.parametrize(
    "value, first, last",
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-99", 0, 99),
        ("bytes=70000-140000", 70_000, 140_000),
        ("bytes=100-", 100, SIZE - 1),
        (f"bytes=0-{SIZE + 500}", 0, SIZE - 1),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
        ("bytes=-1", SIZE - 1, SIZE - 1),
        ("bytes=-500", SIZE - 500, SIZE - 1),
        (f"bytes=-{SIZE * 2}", 0, SIZE - 1),
    ],
)
def test_one_range_is_answered_with_its_part(attachment, value, first, last):
    response = asked(attachment, value)
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert response["Content-Length"] == str(last - first + 1)
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"].startswith("attachment")
    assert body(response) == BODY[first : last + 1]


@pytest.mark.parametrize("value", [f"bytes={SIZE}-", f"bytes={SIZE}-{SIZE + 5}", "bytes=-0", f"bytes={10**17}-"])
def test_a_range_outside_the_file_can_not_be_answered(attachment, value):
    response = asked(attachment, value)
    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{SIZE}")
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "value",
    ["", "bytes=", "bytes=-", "bytes=9-3", "bytes=0-1,5-9", "items=0-5", "bytes=a-b", "bytes=٠-٥", "bytes=1--2"],
)
def test_what_is_not_understood_gets_the_whole_file(attachment, value):
    response = asked(attachment, value)
    assert response.status_code == 200 and "Content-Range" not in response
    assert body(response) == BODY


def test_a_question_for_the_head_and_one_with_a_condition_get_the_whole(attachment):
    for method, condition in (("head", {}), ("get", {"if-range": '"old"'})):
        response = asked(attachment, "bytes=0-5", method, **condition)
        assert (response.status_code, response["Content-Length"]) == (200, str(SIZE))
        assert body(response) == BODY


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 90_000), min_size=1, max_size=20))
def test_a_reader_gives_every_byte_once(attachment, sizes):
    with SealedReader(attachment) as plain:
        parts = [plain.read(size) for size in sizes]
        while part := plain.read(50_000):
            parts.append(part)
    assert b"".join(parts) == BODY
