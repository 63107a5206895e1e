"""Staff write the texts that people agree to, and a second colleague publishes them."""

import pytest

from people.actions import person_of
from people.consent import actions, queries
from people.consent.enums import Purpose
from people.models import Agreement
from tests.test_query_counts import queries_of

pytestmark = pytest.mark.django_db
WORDS = {
    "purpose": "visit",
    "language": "ar",
    "title": "زيارة",
    "text": "نص جديد للزيارة",
    "consequence": "لا زيارة بعد ذلك",
    "what_changed": "حذفنا التصوير",
}


def test_a_draft_is_written_by_one_and_published_by_another(staff, sign_in):
    editor, publisher = sign_in(staff("editor")), sign_in(staff("publisher"))
    answer = editor.post("/admin/agreements/draft/", WORDS)
    draft = Agreement.objects.drafts().get()
    assert answer.url == f"/admin/agreements/{draft.pk}/" and draft.number == 2
    assert editor.post(f"{answer.url}publish/").status_code in (302, 403, 409)
    assert not Agreement.objects.get(pk=draft.pk).is_published
    assert "publish/" in publisher.get(answer.url).content.decode()
    assert publisher.post(f"{answer.url}publish/").status_code == 302
    assert queries.current(Purpose.VISIT, "ar").pk == draft.pk
    assert publisher.post(f"{answer.url}publish/").status_code == 409


def test_a_publisher_does_not_publish_the_own_text(staff, sign_in):
    client = sign_in(staff("publisher"))
    url = client.post("/admin/agreements/draft/", WORDS).url
    assert "publish/" not in client.get(url).content.decode()
    assert client.post(f"{url}publish/").status_code == 409
    assert Agreement.objects.drafts().exists()


def test_a_draft_without_a_text_keeps_what_was_typed(staff, sign_in):
    answer = sign_in(staff("editor")).post("/admin/agreements/draft/", {**WORDS, "text": ""})
    assert answer.status_code == 422 and "حذفنا التصوير" in answer.content.decode()
    assert not Agreement.objects.drafts().exists()


def test_a_new_version_begins_from_the_text_in_force(staff, sign_in):
    page = sign_in(staff("editor")).get("/admin/agreements/draft/?purpose=story&language=ar").content.decode()
    assert "تحكي الجمعية قصتي" in page


def test_the_desk_counts_who_agrees_and_who_took_it_back(staff, sign_in, new_member):
    for number in range(3):
        user = new_member()
        given = actions.give(person_of(user), Purpose.STORY, by=user)
        if number:
            actions.withdraw(given, by=user, reason="سبب")
    row = queries.versions().get(purpose="story", language="ar")
    assert (row.agreeing, row.withdrawn) == (1, 2)
    page = sign_in(staff("manager")).get("/admin/agreements/withdrawals/").content.decode()
    assert page.count("YP-") == 2 and "سبب" in page


def test_the_desks_lists_cost_the_same_at_one_row_and_at_three(staff, sign_in, new_member):
    client = sign_in(staff("manager"))
    pages = ("/admin/agreements/", "/admin/agreements/withdrawals/")

    def take_back():
        user = new_member()
        actions.withdraw(actions.give(person_of(user), Purpose.STORY, by=user), by=user)

    take_back()
    one = [queries_of(client, url) for url in pages]
    take_back()
    take_back()
    assert [queries_of(client, url) for url in pages] == one
