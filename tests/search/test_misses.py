"""What the search could not answer: what is kept, what never, and what editors do about it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from audit.models import AuditEvent
from office.models import OfficeSettings
from search.actions import bring_back, deal_with, note_miss
from search.misses import unanswered
from search.models import PromotedResult, SearchMiss, SynonymGroup

READER = {"User-Agent": "Mozilla/5.0"}
SCREEN = "/admin/searches/"


def sought(client, words, **options):
    headers = {**READER, **options.pop("headers", {})}
    return getattr(client, options.pop("method", "get"))("/search/", {"q": words, **options}, headers=headers)


def kept():
    return sorted(SearchMiss.objects.values_list("shown", "count"))


def test_what_found_nothing_is_counted_once_a_day_and_language(client, home):
    for words in ("قسطنطينية", "القسطنطينيّة", "قسطنطينية"):
        sought(client, words)
    assert sum(count for _shown, count in kept()) == 3 and ("قسطنطينية", 2) in kept()
    sought(client, "قسطنطينية", lang="en")
    assert SearchMiss.objects.filter(language="en").count() == 1


@pytest.mark.parametrize(
    "words",
    [
        "0501234567",
        "٠٥٠ ١٢٣ ٤٥٦٧",
        "رقمي 1 0 9 8-7",
        "a@b.sa",
        "محمد يريد ان يعرف متى يصرف راتب امه المريضة جدا",
        "",
        "؟!",
    ],
)
def test_what_may_tell_of_a_person_is_never_kept(client, home, words):
    sought(client, words)
    assert not SearchMiss.objects.exists()


@pytest.mark.parametrize(
    "options",
    [
        {"headers": {"User-Agent": "Googlebot/2.1"}},
        {"headers": {"User-Agent": ""}},
        {"headers": {"Sec-Purpose": "prefetch"}},
        {"method": "head"},
        {"kind": "standardpage"},
    ],
)
def test_machines_and_filters_are_not_counted(client, home, options):
    sought(client, "قسطنطينية", **options)
    assert not SearchMiss.objects.exists()


def test_what_found_something_is_not_counted(client, new_page):
    new_page("كفالة")
    sought(client, "كفالة")
    assert not SearchMiss.objects.exists()


@pytest.mark.django_db
def test_rare_searches_are_forgotten_first_and_all_in_the_end():
    OfficeSettings.objects.update_or_create(defaults={"search_log_days": 100, "search_rare_days": 10})
    for days, words, times in ((5, "مرة", 1), (20, "مره قديمة", 1), (20, "مرتان", 2), (150, "قديم", 9)):
        with time_machine.travel(timezone.now() - timedelta(days=days)):
            for _ in range(times):
                note_miss(words, language="ar")
    call_command("forget_search_log")
    assert kept() == [("مرة", 1), ("مرتان", 2)]


@pytest.mark.django_db
def test_once_on_two_days_is_not_once():
    for days in (40, 3):
        with time_machine.travel(timezone.now() - timedelta(days=days)):
            note_miss("مرتان", language="ar")
    call_command("forget_search_log")
    assert len(kept()) == 2


def test_editors_see_the_most_sought_first(client, home, staff, sign_in):
    for words, times in (("قليل", 1), ("كثير", 3)):
        for _ in range(times):
            note_miss(words, language="ar")
    client = sign_in(staff("editor"))
    html = client.get(SCREEN).content.decode()
    assert html.index("كثير") < html.index("قليل")
    assert "كثير" in client.get("/admin/").content.decode()
    assert "كثير" not in client.get(SCREEN, {"language": "en"}).content.decode()
    assert client.get(SCREEN, {"days": "x", "language": "zz", "page": "-1", "view": "\x00"}).status_code == 200


def test_dealing_with_a_search_can_be_undone_and_leaves_a_trace(home, staff, sign_in):
    note_miss("قسطنطينية", language="ar")
    editor = staff("editor")
    client, row = sign_in(editor), {"words": "قسطنطينيه", "language": "ar"}
    assert client.post(SCREEN, row).status_code == 302
    assert not unanswered(days=30) and unanswered(days=30, dealt_with=True)
    assert client.post(SCREEN, {**row, "undo": "1"}).status_code == 302
    assert [each["words"] for each in unanswered(days=30)] == ["قسطنطينيه"]
    traces = AuditEvent.objects.filter(by=editor).values_list("action", flat=True)
    assert {"search.miss_dealt_with", "search.miss_brought_back"} <= set(traces)
    assert client.post(SCREEN, {"words": "", "language": "zz"}).status_code == 400
    assert deal_with("لا وجود", language="ar", by=editor) == bring_back("لا وجود", language="ar", by=editor) == 0


@pytest.mark.parametrize("role", ["reception", "manager"])
def test_other_desks_see_none_of_it(home, staff, sign_in, role):
    client = sign_in(staff(role))
    assert client.get(SCREEN).status_code in (302, 403)
    assert client.post(SCREEN, {"words": "x", "language": "ar"}).status_code in (302, 403)


def test_a_miss_becomes_a_synonym(home, new_page, staff, sign_in):
    new_page("حافلة")
    client = sign_in(staff("editor"))
    form = client.get("/admin/search_synonyms/new/", {"language": "ar", "terms": "باص"}).content.decode()
    assert "باص</textarea>" in form
    assert client.post("/admin/search_synonyms/new/", {"language": "ar", "terms": "باص\r\nحافلة"}).status_code == 302
    assert "حافلة</a>" in client.get("/search/", {"q": "باص"}).content.decode().replace("<mark>", "").replace(
        "</mark>", ""
    )


@pytest.mark.django_db
@pytest.mark.parametrize("terms", ["", "واحدة", "؟\n!", "\n".join(f"كلمة{n}" for n in range(60))])
def test_a_group_of_synonyms_needs_two_lines_and_not_too_many(terms):
    with pytest.raises(ValidationError):
        SynonymGroup(language="ar", terms=terms).full_clean()


def test_a_promoted_page_comes_first_while_it_holds(client, new_page):
    new_page("كفالة الأيتام")
    chosen = new_page("طريق آخر")
    today = timezone.localdate()
    row = PromotedResult.objects.create(language="ar", terms="كفالة\nيتيم", page=chosen)
    first = lambda: client.get("/search/", {"q": "كفالة الأيتام"}, headers=READER).content.decode()  # noqa: E731
    assert first().index("طريق آخر") < first().index("search-first") + 2000 and "search-first" in first()
    PromotedResult.objects.filter(pk=row.pk).update(shown_until=today - timedelta(days=1))
    assert "search-first" not in first()
    PromotedResult.objects.filter(pk=row.pk).update(shown_until=None, shown_from=today + timedelta(days=1))
    assert "search-first" not in first()
    PromotedResult.objects.filter(pk=row.pk).update(shown_from=None)
    chosen.unpublish()
    assert "search-first" not in first()


def test_what_editors_answered_is_no_miss(client, new_page):
    PromotedResult.objects.create(language="ar", terms="راتب", page=new_page("طريق"))
    html = sought(client, "راتب").content.decode()
    assert "طريق" in html and not SearchMiss.objects.exists()


def test_a_promotion_is_checked(new_page):
    page = new_page("صفحة")
    for wrong in (
        {"terms": "؟"},
        {"language": "en"},
        {"shown_from": date(2026, 2, 2), "shown_until": date(2026, 2, 1)},
    ):
        with pytest.raises(ValidationError):
            PromotedResult(**{"language": "ar", "terms": "كلمة", "page": page, **wrong}).full_clean()
