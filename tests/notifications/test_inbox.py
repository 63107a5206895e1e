"""One's inbox holds one's own, and opening a message marks it read once."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from notifications.actions import notify
from notifications.queries import inbox, unread_count
from people.actions import person_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(member, new_member):
    def to(user):
        context = {"reference": "YD-2222-2222", "service": "دعم"}
        return notify(person_of(user).recipient, "applications/withdrawn", subject=None, context=context)

    other = new_member()
    return [to(member), to(member), to(other)]


def test_only_ones_own_is_there(member, letters, sign_in):
    mine, second, others = letters
    assert set(inbox(member)) == {mine, second}
    page = sign_in(member).get("/my/messages/").content.decode()
    assert str(mine.pk) in page
    assert str(others.pk) not in page


def test_opening_marks_read_once(member, letters, sign_in):
    mine, client = letters[0], sign_in(member)
    assert unread_count(member) == 2
    client.get(f"/my/messages/{mine.pk}/")
    mine.refresh_from_db(fields=["read_at"])
    first = mine.read_at
    assert first is not None
    assert unread_count(member) == 1
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        sign_in(member).get(f"/my/messages/{mine.pk}/")
    mine.refresh_from_db(fields=["read_at"])
    assert mine.read_at == first


def test_others_letters_stay_unread(member, letters, sign_in):
    others = letters[2]
    assert sign_in(member).get(f"/my/messages/{others.pk}/").status_code == 404
    others.refresh_from_db(fields=["read_at"])
    assert others.read_at is None


def test_a_letter_leads_to_what_it_speaks_of(member, sign_in):
    letter = notify(
        person_of(member).recipient,
        "applications/withdrawn",
        subject=None,
        url_name="applications:detail",
        url_kwargs={"reference": "YD-2222-2222"},
        context={"reference": "YD-2222-2222", "service": "دعم"},
    )
    assert letter.get_absolute_url() == "/requests/YD-2222-2222/"
    assert "/requests/YD-2222-2222/" in sign_in(member).get(f"/my/messages/{letter.pk}/").content.decode()
