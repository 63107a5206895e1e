"""Measures the queue on the database of DATABASE_URL, which is made anew and dropped; JSON on the last line."""

import json
import os
import random
import sys
from datetime import timedelta
from statistics import median
from time import perf_counter
from uuid import uuid4

import django

STATES = ["submitted"] * 20 + ["verifying"] * 35 + ["research"] * 15 + ["committee"] * 10 + ["approved"] * 20
NAMES = ["سالم", "محمد", "نورة", "عبدالله", "مريم", "خالد", "هند", "فهد", "ليلى", "يوسف"]
SLOW = 0.02  # seconds; such a query is printed
FAMILIES = ["الحربي", "الجهني", "الغامدي", "الزهراني", "البلوي", "المطيري"]


def main(few, many, rounds):
    django.setup()
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    made = setup_databases(verbosity=0, interactive=False)
    try:
        desk = Desk()
        figures = {}
        for size in (few, many):
            desk.grow(size)
            figures[size] = desk.measure(rounds)
        print(json.dumps(told(figures, few, many)))
    finally:
        connection.close()
        teardown_databases(made, verbosity=0)


def told(figures, few, many):
    """Both sizes beside each other, page by page."""
    pages = {
        name: {
            "few_ms": round(figures[few][name][0], 1),
            "many_ms": round(figures[many][name][0], 1),
            "ratio": round(figures[many][name][0] / figures[few][name][0], 2),
            "queries": max(figures[few][name][1], figures[many][name][1]),
        }
        for name in figures[few]
    }
    for name, page in pages.items():
        print(f"{name}: {page}")
    return {
        "few": few,
        "many": many,
        "pages": pages,
        "worst_ratio": max(page["ratio"] for page in pages.values()),
        "most_queries": max(page["queries"] for page in pages.values()),
        "load_average": round(os.getloadavg()[0], 1),
    }


class Desk:
    """A colleague's desk in a house with many requests."""

    def __init__(self):
        from accounts.actions import create_staff
        from accounts.roles import Role
        from office.models import Branch
        from tests import cases

        random.seed(5)
        self.services = [cases.make_service(f"service-{number}") for number in range(8)]
        self.branches = [Branch.objects.create(name=f"فرع {number}", area="حي") for number in range(3)]
        self.staff = [
            create_staff(
                email=f"desk{number}@example.test",
                first_name=random.choice(NAMES),
                last_name=random.choice(FAMILIES),
                roles=[Role.RECEPTION] + ([Role.MANAGER] if number == 0 else []),
                password="correct horse battery",
            )
            for number in range(12)
        ]
        self.colleague = self.staff[0]
        self.client = self._signed_in()
        self.have = 0
        self.references = set()

    def grow(self, size):
        """People and requests until there are `size`."""
        from django.db import connection

        while self.have < size:
            batch = min(2000, size - self.have)
            self._add(batch)
            self.have += batch
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")

    def measure(self, rounds):
        """Milliseconds (median) and queries of each page, the pages taking turns."""
        pages = self._pages()
        for url in pages.values():
            self._ask(url)
        spent = {name: [] for name in pages}
        for _ in range(rounds):
            for name, url in pages.items():
                begun = perf_counter()
                self._ask(url)
                spent[name].append((perf_counter() - begun) * 1000)
        return {name: (median(spent[name]), self._queries(url)) for name, url in pages.items()}

    def _pages(self):
        """Views and filters as colleagues use them, and a page in the middle of the whole list."""
        from applications.models import Application
        from casework.queue.sorts import DUE, _mark

        base = "/admin/requests/"
        open_ones = Application.objects.filter(status__in=["submitted", "verifying", "research", "committee"])
        middle = open_ones.order_by(*DUE.order())[open_ones.count() // 2]
        views = ("mine", "team", "unassigned", "questions", "waiting", "today", "soon", "overdue", "open", "decided")
        return {
            **{view: f"{base}?view={view}" for view in views},
            "newest": f"{base}?view=open&sort=newest",
            "deep": f"{base}?view=open&after={_mark(middle, DUE)}",
            "service": f"{base}?view=open&service={self.services[0].pk}&channel=website",
        }

    def _ask(self, url):
        answer = self.client.get(url)
        assert answer.status_code == 200, (url, answer.status_code)

    def _queries(self, url):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as seen:
            self._ask(url)
        for query in seen.captured_queries:
            if float(query["time"]) > SLOW:
                print(f"slow, {self.have} requests, {query['time']} s, {url}: {query['sql'][:2000]}")
        return len(seen)

    def _signed_in(self):
        from allauth.account.internal.flows.login import record_authentication
        from django.http import HttpRequest
        from django.test import Client

        client = Client()
        client.force_login(self.colleague)
        request = HttpRequest()
        request.user, request.session = self.colleague, client.session
        record_authentication(request, self.colleague, "mfa", type="totp")
        request.session.save()
        return client

    def _add(self, number):
        from applications.models import Application, CaseMessage
        from notifications.models import Recipient
        from people.models import Person

        recipients = [Recipient(language=random.choice(["ar", "ar", "ar", "en", "ur"])) for _ in range(number)]
        Recipient.objects.bulk_create(recipients)
        people = [self._person(recipient) for recipient in recipients]
        Person.objects.bulk_create(people)
        cases = [self._case(person) for person in people]
        Application.objects.bulk_create(cases)
        asked = random.sample([case for case in cases if case.status != "approved"], max(1, number // 200))
        CaseMessage.objects.bulk_create(
            CaseMessage(application=case, from_person=True, is_question=True, text="متى؟") for case in asked
        )

    def _reference(self, prefix):
        """One that is not given yet: of so many some would be equal."""
        from sealing.references import make

        drawn = make(prefix)
        while drawn in self.references:
            drawn = make(prefix)
        self.references.add(drawn)
        return drawn

    def _person(self, recipient):
        from people.models import Person
        from saudi.folding import fold

        name = f"{random.choice(NAMES)} بن {random.choice(NAMES)} {random.choice(FAMILIES)}"
        return Person(
            reference=self._reference("YP"),
            recipient=recipient,
            full_name=name,
            folded_name=fold(name),
            mobile_index=uuid4().hex,
            identity_index=uuid4().hex,
            address_index=uuid4().hex,
        )

    def _case(self, person):
        from django.utils import timezone

        from applications.models import Application

        now, service, state = timezone.now(), random.choice(self.services), random.choice(STATES)
        sent = now - timedelta(minutes=random.randrange(60 * 24 * 60))
        given = state in ("verifying", "research") or (state == "submitted" and random.random() < 0.5)
        waiting = state == "verifying" and random.random() < 0.2
        decided = state in ("committee", "approved")
        return Application(
            reference=self._reference("YD"),
            person=person,
            service=service,
            status=state,
            form={"service_title": service.title, "questions": [], "papers": []},
            channel=random.choice(["website", "website", "phone", "letter"]),
            branch=random.choice([None, None, *self.branches]),
            submitted_at=sent,
            due_on=None if state == "approved" else (now + timedelta(days=random.randrange(-20, 20))).date(),
            assigned_to=random.choice(self.staff) if given else None,
            verified_by=self.staff[1] if decided else None,
            referred_by=self.staff[1] if decided else None,
            committee_at=now if decided else None,
            ended_at=now if state == "approved" else None,
            waiting_since=now if waiting else None,
            waiting_until=(now + timedelta(days=20)).date() if waiting else None,
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
