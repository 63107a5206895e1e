"""Whatever is sent to the self-service API is answered as its document says, and never by a failure of ours."""

import os

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from ninja import Schema
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from site_project.self_service import api
from site_project.wsgi import application
from tests import cases
from tests.people.test_api import Caller

pytestmark = pytest.mark.django_db

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]
CALM = settings(
    max_examples=int(os.environ.get("API_EXAMPLES", "10")),
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def _one_connection():
    """The server closes its connection after an answer: the test's transaction lies in it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def _below(kind):
    return {kind, *(deeper for each in kind.__subclasses__() for deeper in _below(each))}


def test_no_two_schemas_share_a_name():
    """The document holds one of each name: of two, the later would speak for both."""
    assert api.urls
    ours = (each for each in _below(Schema) if not each.__module__.startswith("ninja"))
    names = [each.__name__ for each in ours if each.__name__ != "NinjaResponseSchema"]
    assert sorted(names) == sorted(set(names))


def test_what_is_documented_is_what_is_answered(member):
    """Every operation, with sound and unsound input, on one's own request and on nothing."""
    draft = cases.drafted(member, cases.make_service())
    headers = {**Caller(member).headers, "accept-language": "ar"}
    schema = schemathesis.openapi.from_wsgi("/api/self-service/openapi.json", application)
    walked = [each.ok() for each in schema.get_all_operations()]
    for operation in walked:
        if operation.label.endswith(("/withdraw", "/erasure")):
            continue  # They would end what the others walk on.

        @CALM
        @given(case=operation.as_strategy())
        def ask(case):
            known = {"reference": draft.reference, "key": "paper-0", "slug": "q-question-0"}
            if len(str(case.path_parameters)) % 2:
                case.path_parameters = {name: known.get(name, value) for name, value in case.path_parameters.items()}
            answer = case.call(headers=headers)
            assert answer.status_code != 405, "two routers claim this address"
            case.validate_response(answer, checks=CHECKS)

        ask()
    assert len(walked) > 40
