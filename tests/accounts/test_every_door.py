"""No door of a colleague opens by one proof alone, whichever address it is (invariant 2)."""

import pytest
from django.test import Client
from django.utils.translation import override

from accounts.middleware import OPEN_VIEWS
from tests.addresses.classes import OWN, SIGNED_IN
from tests.addresses.walk import ALL, filled

pytestmark = pytest.mark.django_db

SECOND = ("/accounts/2fa/totp/activate/", "/accounts/2fa/reauthenticate/")
SHUT = sorted({each.name for each in ALL if each.name in (SIGNED_IN | OWN) - OPEN_VIEWS})


@pytest.mark.parametrize("name", SHUT)
def test_every_door_of_ones_own_sends_a_colleague_to_the_second_factor(name, staff):
    client = Client()
    client.force_login(staff("reception"))
    url = filled(next(each.route for each in ALL if each.name == name))
    for method in ("get", "post"):
        with override("ar"):
            answer = getattr(client, method)(url)
        assert answer.status_code == 302, (name, method)
        assert answer.url.startswith(SECOND), (name, method)


def test_what_is_open_to_them_is_public_or_the_way_to_the_proof():
    ways = {"account_reauthenticate", "account_prove", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
    assert ways | {"mfa_activate_totp", "mfa_add_webauthn"} == (SIGNED_IN | OWN) & OPEN_VIEWS
