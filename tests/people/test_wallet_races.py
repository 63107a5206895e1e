"""Two at once on one paper: one result, and nothing is lost on the way (invariant 4)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications import actions as person_acts
from applications.models import Paper
from applications.refusals import Refused
from attachments.checks import check
from attachments.models import Attachment
from notifications.models import Message
from people.models import Document
from people.notices import actions as notices
from people.wallet import actions as wallet
from tests import cases
from tests.test_races import race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROUNDS = 5


def told(act):
    """The refusals of the file as the races expect them."""
    try:
        return act()
    except (wallet.StillUsed, wallet.Gone):
        raise Refused("هذا المستند مشغول الآن", 409) from None


def test_a_paper_is_chosen_or_taken_out_never_both(new_member):
    service = cases.ask_for(cases.make_service(), "family_card")
    for _round in range(ROUNDS):
        user = new_member()
        document, case = cases.paper_of(user), person_acts.start(service, by=user)
        won, refused = race(
            lambda user=user, document=document: told(lambda: wallet.remove(document, by=user) or True),
            lambda user=user, document=document, case=case: person_acts.use_document(
                case, "paper-0", document.pk, by=user
            ),
        )
        assert (len(won), len(refused)) == (1, 1)
        used = Paper.objects.filter(application=case, document=document).exists()
        assert used == Document.objects.filter(pk=document.pk).exists()


def test_two_renewals_leave_one_paper_in_the_file(new_member):
    for _round in range(ROUNDS):
        user = new_member()
        document = cases.paper_of(user)
        before = Attachment.objects.count()

        def renew(user=user, document=document):
            return told(lambda: wallet.renew(document, by=user, uploads=[check(cases.picture())]))

        won, refused = race(renew, renew)
        assert (len(won), len(refused)) == (1, 1)
        assert list(Document.objects.current().filter(person__user=user)) == won
        assert Attachment.objects.count() == before + 1


def test_two_clocks_write_one_letter(new_member):
    for _round in range(ROUNDS):
        document = cases.paper_of(new_member(), expires_on=timezone.localdate() + timedelta(days=5))
        won, _refused = race(*[lambda document=document: notices.warn_of_end(document, notices.FIRST)] * 2)
        assert sorted(won) == [False, True]
        assert Message.objects.of(document.person.user).count() == 1
