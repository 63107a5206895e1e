"""The pages and pairs of tests/search/bench, as a site and as questions to it."""

import json
from collections import defaultdict
from pathlib import Path

from django.core.management import call_command
from django.utils import translation
from wagtail.models import Locale, Page, Site

from home.models import HomePage, StandardPage
from search import vocabulary
from search.finding import found
from search.models import SynonymGroup

HERE = Path(__file__).parent / "bench"


def pages():
    return json.loads((HERE / "corpus.json").read_text(encoding="utf-8"))


def pairs(half):
    return json.loads((HERE / f"{half}.json").read_text(encoding="utf-8"))


def build():
    """The corpus as a site with its synonyms; {page's pk: id in the corpus}."""
    homes = _homes()
    names = {}
    for each in pages():
        page = StandardPage(
            title=each["title"],
            slug=each["id"],
            summary=each["summary"],
            body=[("text", f"<p>{each['body']}</p>")],
            locale=homes[each["language"]].locale,
        )
        homes[each["language"]].add_child(instance=page)
        names[page.pk] = each["id"]
    for group in json.loads((HERE / "synonyms.json").read_text(encoding="utf-8")):
        SynonymGroup.objects.create(language=group["language"], terms="\n".join(group["terms"]))
    call_command("update_index", verbosity=0)
    vocabulary.count_words()
    return names


def _homes():
    root = Page.get_first_root_node()
    homes = {}
    for code in ("ar", "en", "ur", "bn"):
        locale, _made = Locale.objects.get_or_create(language_code=code)
        home = HomePage(title=code, slug=f"bench-{code}", hero_title=code, locale=locale)
        homes[code] = root.add_child(instance=home)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": homes["ar"], "hostname": "localhost", "port": 80}
    )
    Site.clear_site_root_paths_cache()
    return homes


def first_five(query, language, names):
    """Ids of the first five pages, how many were found, and those of «did you mean»."""
    with translation.override(language):
        result = found(query, exactly=True)
        meant = found(result.suggestion, exactly=True).keys if result.suggestion else []
        also = found(query)
    return [names.get(pk) for pk in result.keys[:5]], len(also), [names.get(pk) for pk in [*meant, *also.keys][:5]]


def score(half, names, ask=first_five, wrong=None):
    """Totals of one half: recall at 5, also by tag; the share of false positives; typos that were helped.

    `wrong`, if given, collects the entries that went wrong: for the tuning half alone.
    """
    right, of = defaultdict(int), defaultdict(int)
    for pair in pairs(half):
        five, count, meant = ask(pair["query"], pair["language"], names)
        good = _is_right(pair, set(five), count, set(meant))
        of[pair["tag"]] += 1
        right[pair["tag"]] += good
        if wrong is not None and not good:
            wrong.append((pair["tag"], pair["query"], five, meant, pair["expect"]))
    positive = [tag for tag in of if tag not in {"nothing", "confusion", "typo"}]
    false = sum(of[tag] - right[tag] for tag in ("nothing", "confusion"))
    return {
        "recall_at_5": round(sum(right[tag] for tag in positive) / sum(of[tag] for tag in positive), 3),
        "by_tag": {tag: f"{right[tag]}/{of[tag]}" for tag in sorted(of)},
        "false_positive_rate": round(false / (of["nothing"] + of["confusion"]), 3),
        "typo_helped": f"{right['typo']}/{of['typo']}",
    }


def _is_right(pair, five, count, meant):
    if pair["tag"] == "nothing":
        return count == 0
    if pair["tag"] == "confusion":
        seen = five | (meant if count else set())
        return not seen & set(pair["not"]) and (not pair["expect"] or bool(seen & set(pair["expect"])))
    if pair["tag"] == "typo":
        return bool((five | meant) & set(pair["expect"]))
    return bool(five & set(pair["expect"]))
