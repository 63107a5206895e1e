"""The document of a policy: open facts in words, numbers in their order, nothing that fails to be set."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content import typeset
from content.placeholders import found_in, pieces
from policies.models import PolicyVersion
from policies.paper import paper_of


def version(*texts, **fields):
    body = [{"type": "paragraph", "value": text} for text in texts]
    given = {
        "title": "سياسة الإعارة",
        "sections": [{"type": "section", "value": {"heading": "المدة", "body": body}}],
        "approved_on": date(2023, 2, 1),
        "approver": "المجلس",
        "in_force_from": datetime(2023, 3, 1, tzinfo=UTC),
        **fields,
    }
    return PolicyVersion(number=1, **given)


def words_of(paper):
    return [line["words"] for line in paper["sections"][0]["lines"]]


def test_an_open_fact_is_marked_and_said_in_words():
    made = paper_of(version("اتصل على [[رقم المكتبة]] نهارا.", approver="[[جهة]]", title="سياسة [[الاسم]]"))
    ((before, fact, after),) = words_of(made)
    assert (before["kind"], fact["kind"], after["kind"]) == ("", "open", "")
    assert fact["text"].startswith("رقم المكتبة: ")
    assert made["approval"][-1]["words"][0]["kind"] == "open"
    assert "[[" not in str(made)


def test_phones_and_days_are_kept_from_turning_around():
    (words,) = words_of(paper_of(version("على +966 55 123 4567 أو يوم 1442-9-23 في 20 دقيقة.")))
    assert [row["text"] for row in words if row["kind"] == "ltr"] == ["+966 55 123 4567", "1442-9-23"]


def test_a_numbered_point_hangs_beside_its_number():
    made = paper_of(version("3.1. تمدد مرة.", "3.5 كيلو."))
    assert [(row["number"], row["depth"]) for row in made["sections"][0]["lines"]] == [("3.1", 1), ("", 0)]


def test_steps_are_numbered_on_paper_as_on_the_page():
    steps = {"type": "steps", "value": {"steps": ["يختار.", {"type": "item", "id": "x", "value": "يستلم."}]}}
    made = paper_of(version(sections=[{"type": "section", "value": {"heading": "خطوات", "body": [steps]}}]))
    assert [row["number"] for row in made["sections"][0]["lines"]] == ["1", "2"]


def test_the_last_day_in_force_is_the_one_here():
    """Half past midnight in Riyadh is still the day before in London."""
    made = paper_of(version("نص", superseded_at=datetime(2026, 1, 4, 21, 30, tzinfo=UTC)))
    assert "5 يناير 2026" in made["banner"] and made["stamp"] == "ملغاة"


@pytest.mark.parametrize("until", [None, datetime(2026, 1, 5, tzinfo=UTC)])
def test_it_is_set_whatever_stands_in_it(until):
    texts = ["[[حقيقة]]", "1. [[أ]] +966 55 123 4567", "#let x = 1 $ * _ <a> @b"]
    assert typeset.pdf("policies/typst/policy.typ", paper_of(version(*texts, superseded_at=until)))[:4] == b"%PDF"
    bare = version(title="س", approver="", sections=[], superseded_at=until)
    assert typeset.pdf("policies/typst/policy.typ", paper_of(bare))[:4] == b"%PDF"


@settings(max_examples=100)
@given(st.text(alphabet="[] أب1\n", max_size=40))
def test_pieces_lose_no_word_and_no_fact(text):
    rows = list(pieces(text))
    facts = found_in(text)
    assert [
        words.startswith(fact) for (words, is_open), fact in zip([r for r in rows if r[1]], facts, strict=True)
    ] == [True] * len(facts)
    assert all(words for words, _is_open in rows)
