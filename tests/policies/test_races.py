"""Several publications of one approval at once make one version (R45, invariant 4)."""

import threading
from datetime import date

import pytest
from django.db import connection
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Locale, Revision

from audit.models import AuditEvent
from policies.models import PolicyPage
from tests.policies.test_life import NEW, approve

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def at_once(*acts):
    """Each act on a connection of its own, released together; no error of any kind is excused."""
    gate, broken = threading.Barrier(len(acts)), []

    def run(act):
        try:
            gate.wait(timeout=30)
            act()
        except Exception as fault:
            broken.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    assert broken == []


def by_the_page(pk):
    Revision.objects.get(pk=pk).publish()


def by_the_editor(pk):
    PublishPageRevisionAction(Revision.objects.get(pk=pk)).execute(skip_permission_checks=True)


@pytest.fixture
def policy(library_page):
    Locale.objects.get_or_create(language_code="ar")
    page = library_page.add_child(instance=PolicyPage(title="سياسة الإعارة", slug="loans", live=False))
    approve(page, date(2021, 5, 5), 1, "يعار الكتاب عشرة أيام.")
    return PolicyPage.objects.get(pk=page.pk)


@pytest.mark.parametrize("door", [by_the_page, by_the_editor])
@pytest.mark.parametrize("hands", [2, 10])
@pytest.mark.parametrize("drafts", ["one", "each"])
def test_one_approval_published_many_times_at_once_is_one_version(policy, door, hands, drafts):
    made = [
        approve(policy, NEW, 2, f"يعار الكتاب {number} يوما.", changed="طالت مدة الإعارة.", publish=False).pk
        for number in range(hands if drafts == "each" else 1)
    ]
    chosen = made if drafts == "each" else made * hands
    at_once(*[lambda pk=pk: door(pk) for pk in chosen])
    second, first = policy.versions.all()
    assert (first.is_in_force, second.is_in_force, second.number) == (False, True, 2)
    page = PolicyPage.objects.get(pk=policy.pk)
    assert second.revision_id == page.live_revision_id in made
    assert second.sections == list(page.sections.get_prep_value())
    assert AuditEvent.objects.filter(action="policy.version_made").count() == 2
