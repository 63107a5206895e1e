"""Measures the search on the database of DATABASE_URL, which is made anew and dropped; JSON on the last line."""

import json
import os
import sys
from statistics import quantiles
from time import perf_counter, process_time

import django


def main(size):
    django.setup()
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    made = setup_databases(verbosity=0, interactive=False)
    try:
        from tests.search import corpus

        names, wrong = corpus.build(), []
        figures = {"tune": corpus.score("tune", names, wrong=wrong), "heldout": corpus.score("heldout", names)}
        for tag, query, five, meant, expect in wrong:
            print(f"tune, {tag}: {query} -> {five} {meant}, not {expect[:4]}")
        figures["speed"] = speed(size)
        print(json.dumps(figures))
    finally:
        connection.close()
        teardown_databases(made, verbosity=0)


def speed(size):
    """Milliseconds that the first page of results takes to read, with `size` pages."""
    from django.test import RequestFactory
    from django.utils import translation

    from search.queries import found, hits
    from tests.search import corpus

    grow(size)
    request = RequestFactory().get("/search/")
    times, work = [], []
    for turn in range(2):
        for pair in corpus.pairs("tune"):
            with translation.override(pair["language"]):
                begun, worked = perf_counter(), process_time()
                result = found(pair["query"])
                hits(result[:10], pair["query"], request)
                if turn:
                    times.append((perf_counter() - begun) * 1000)
                    work.append((process_time() - worked) * 1000)
    queries = [pair["query"] for pair in corpus.pairs("tune")]
    for spent, query in sorted(zip(times, queries, strict=True), reverse=True)[:8]:
        print(f"slow: {spent:.0f} ms, {query}")
    hundredths = quantiles(times, n=100)
    return {
        "pages": size,
        "p50_ms": round(hundredths[49], 1),
        "p95_ms": round(hundredths[94], 1),
        "p95_own_cpu_ms": round(quantiles(work, n=100)[94], 1),
        "load_average": round(os.getloadavg()[0], 1),
        "queries": len(times),
    }


def grow(size):
    """Copies of the corpus, each with a word and a sentence of another page, until there are `size` pages."""
    from django.core.management import call_command
    from django.db import connection
    from wagtail.models import Page

    from home.models import HomePage, StandardPage
    from search import vocabulary
    from tests.search import corpus

    texts = corpus.pages()
    homes = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
    number = 0
    while Page.objects.count() < size:
        batch = []
        for _ in range(min(500, size - Page.objects.count())):
            each, other = texts[number % len(texts)], texts[(number * 7 + 3) % len(texts)]
            number += 1
            if other["language"] != each["language"]:
                other = each
            batch.append((each, other, number))
        _add(batch, homes, StandardPage)
    call_command("update_index", verbosity=0)
    vocabulary.count_words()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _add(batch, homes, kind):
    from django.contrib.contenttypes.models import ContentType
    from django.db import models
    from wagtail.models import Page

    of = ContentType.objects.get_for_model(kind)
    pages = []
    for each, other, number in batch:
        home = homes[each["language"]]
        home.numchild += 1
        sentences = [*each["body"].split(". ")[:-1], other["body"].split(". ")[0]]
        page = kind(
            title=f"{each['title']} {other['title'].split()[-1]}",
            slug=f"{each['id']}-{number}",
            summary=each["summary"],
            body=[("text", f"<p>{'. '.join(sentences)}</p>")],
            locale=home.locale,
            path=Page._get_path(home.path, home.depth + 1, home.numchild),
            depth=home.depth + 1,
            content_type=of,
            url_path=f"{home.url_path}{each['id']}-{number}/",
            draft_title=each["title"],
        )
        page.ensure_id = None
        pages.append(page)
    parents = [
        Page(**{f.attname: getattr(p, f.attname) for f in Page._meta.concrete_fields if f.name != "id"}) for p in pages
    ]
    Page.objects.bulk_create(parents)
    saved = dict(Page.objects.filter(slug__in=[p.slug for p in pages]).values_list("slug", "pk"))
    for page in pages:
        page.page_ptr_id = page.id = saved[page.slug]
        models.Model.save_base(page, raw=True, force_insert=True)
    for home in homes.values():
        type(home).objects.filter(pk=home.pk).update(numchild=home.numchild)


if __name__ == "__main__":
    main(int(sys.argv[1]))
