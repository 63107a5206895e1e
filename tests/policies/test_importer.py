"""The importer on a synthetic scan: what it mends, what it only reports, and how it reads the structure."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.importer.lists import ItemList
from policies.importer.reading import read
from policies.importer.refusals import ImportRefused
from policies.importer.report import Rule
from tests.policies.scans import LIBRARY

CLEAN = """لائحة النادي الرياضي

شروط العضوية:

١) أن يكون العضو لائقا طبيا.
٢) أن يسدد الرسوم في موعدها.
٣) أن يلتزم بالحضور.
"""


@pytest.fixture(scope="module")
def library():
    return read(LIBRARY.encode())


def rows(reading, kind, rule=None):
    return [(f.line, f.before, f.after) for f in reading.report.of(kind) if rule in (None, f.rule)]


def lists(reading):
    return [part for section in reading.sections for part in section.parts if isinstance(part, ItemList)]


def text_of(reading):
    texts = []
    for section in reading.sections:
        texts.append(section.heading)
        for part in section.parts:
            if isinstance(part, ItemList):
                texts += [t for item in part.items for t in (item.text, *(child.text for child in item.children))]
            else:
                texts.append(part.text)
    return "\n".join(texts)


def test_a_letter_lost_under_lam_is_restored_where_the_document_has_the_word(library):
    assert (13, "الخطوطات", "المخطوطات") in rows(library, "repair", Rule.LOST_LETTER)
    assert "الخطوطات" not in text_of(library)


def test_a_letter_is_restored_from_the_documents_own_frequent_word(library):
    assert rows(library, "repair", Rule.DOCUMENT_WORD) == [(7, "الستعير", "المستعير")]


def test_a_damaged_form_that_is_a_word_too_is_only_reported(library):
    assert (26, "الطالعة", "المطالعة") in rows(library, "doubt", Rule.LIKELY_WORD)
    assert "قاعة الطالعة." in text_of(library)


def test_an_editor_can_accept_a_doubtful_word_by_its_line():
    reading = read(LIBRARY.encode(), accept={26})
    assert "قاعة المطالعة." in text_of(reading)
    assert (26, "الطالعة", "المطالعة") in rows(reading, "repair")


def test_words_broken_by_a_space_are_rejoined(library):
    assert rows(library, "repair", Rule.BROKEN_WORD) == [(14, "أقسا م", "أقسام"), (32, "الكتا ب", "الكتاب")]


def test_a_line_broken_in_mid_sentence_is_rejoined(library):
    assert [line for line, *_ in rows(library, "repair", Rule.BROKEN_LINE)] == [14]
    assert lists(library)[0].items[2].text.endswith("السنوية لكل أقسام القراءة.")


def test_persian_letters_and_digits_become_arabic(library):
    assert rows(library, "repair", Rule.PERSIAN_LETTER) == [(25, "الدوریات", "الدوريات"), (25, "العربیة.", "العربية.")]
    assert rows(library, "repair", Rule.PERSIAN_DIGIT) == [(25, "۳)", "٣)")]


@pytest.mark.parametrize(("scanned", "mended"), [("علی", "على"), ("فی", "في"), ("الذی", "الذي"), ("کتاب", "كتاب")])
def test_undotted_persian_yeh_becomes_the_letter_that_the_word_wants(scanned, mended):
    reading = read(f"شروط العضوية:\n\n- {scanned} ذلك.\n- غيره.".encode())
    assert f"{mended} ذلك." in text_of(reading)


def test_misread_and_lost_numerals_follow_from_the_sequence(library):
    objectives = lists(library)[0]
    assert [item.number for item in objectives.items] == [1, 2, 3, 4, 5, 6]
    assert rows(library, "repair", Rule.LOST_NUMERAL) == [(12, "", "2)")]
    assert rows(library, "repair", Rule.WRONG_NUMERAL) == [(11, "ا)", "1)"), (16, "ه)", "5)"), (23, "ا)", "1)")]


def test_items_announced_by_a_colon_stand_within_their_item(library):
    fifth = lists(library)[0].items[4]
    assert [child.lines for child in fifth.children] == [[17], [18]]
    assert (17, "·", "") in rows(library, "repair", Rule.STRAY_MARK)


def test_sections_are_told_by_their_shape(library):
    kinds = [(section.kind, len(section.parts)) for section in library.sections]
    assert kinds == [("preamble", 1), ("text", 1), ("list", 1), ("list", 1), ("steps", 1)]
    assert [len(found.items) for found in lists(library)] == [6, 4, 4]


def test_the_lost_title_is_named_and_never_made_up(library):
    assert library.title == ""
    assert rows(library, "doubt", Rule.NO_TITLE)


def test_a_spelling_without_hamza_is_reported_and_kept(library):
    assert (33, "اجراءات", "إجراءات") in rows(library, "oddity", Rule.HAMZA)
    assert "اجراءات الإعادة" in text_of(library)


def test_a_clean_text_is_left_as_it_is():
    reading = read(CLEAN.encode())
    assert reading.report.of("repair") == []
    assert reading.title == "لائحة النادي الرياضي"
    assert [item.number for item in lists(reading)[0].items] == [1, 2, 3]


def test_drafting_oddities_are_found_by_rule():
    items = (
        "التأكد من هوية الزائر.",
        "التأكد على سلامة الكتاب.",
        "يخدم المتطوعين الخارجي.",
        "مسئول القاعة.",
        "ثم مسؤول الفهرس.",
    )
    scan = "أحكام عامة:\n\n" + "\n".join(f"- {item}" for item in items)
    reading = read(scan.encode())
    assert rows(reading, "oddity", Rule.PREPOSITION) == [(3, "التأكد من", ""), (4, "التأكد على", "")]
    assert rows(reading, "oddity", Rule.AGREEMENT) == [(5, "المتطوعين الخارجي", "")]
    assert [line for line, *_ in rows(reading, "oddity", Rule.MIXED_SPELLING)] == [6, 7]


def test_a_line_that_cannot_be_read_is_named_and_leaves_a_placeholder():
    from policies.importer.body import stream_of

    reading = read("أحكام عامة:\n\n١) البند الأول.\n\n\ufffd\ufffd ~~ ^^ §§\n\nنهاية البنود كلها هنا.".encode())
    assert rows(reading, "unread") == [(5, "", "")]
    assert "[[" in str(stream_of(reading.sections))


def test_numbers_that_do_not_follow_are_kept_and_reported():
    reading = read("أحكام عامة:\n\n١) الأول.\n٢) الثاني.\n٥) الخامس.\n".encode())
    assert [item.number for item in lists(reading)[0].items] == [1, 2, 5]
    assert rows(reading, "doubt", Rule.SEQUENCE)


def test_one_numeral_that_disagrees_with_both_sides_is_misread():
    reading = read("أحكام عامة:\n\n١) الأول.\n٢) الثاني.\n٨) الثالث.\n٤) الرابع.\n".encode())
    assert [item.number for item in lists(reading)[0].items] == [1, 2, 3, 4]
    assert rows(reading, "repair", Rule.WRONG_NUMERAL) == [(5, "8)", "3)")] or rows(
        reading, "repair", Rule.WRONG_NUMERAL
    ) == [(5, "٨)", "3)")]


def test_a_list_lettered_in_order_is_no_damage():
    reading = read("أحكام عامة:\n\nأ) الأول.\nب) الثاني.\nج) الثالث.\n".encode())
    assert reading.report.of("repair") == []
    assert [item.number for item in lists(reading)[0].items] == [1, 2, 3]


def test_an_approval_line_is_read_with_its_clause(library):
    approval = library.approval
    assert (approval.meeting, approval.year, approval.line) == (9, 2021, 37)
    assert approval.approved_on == date(2021, 5, 5)
    assert approval.proposed
    assert approval.supersedes == "وتلغي ما قبلها من لوائح."
    assert approval.text.count("هـ") == 1


def test_reading_is_the_same_twice():
    assert read(LIBRARY.encode()) == read(LIBRARY.encode())


ARABIC = st.text(st.sampled_from("ابتثجحخدرسعكلمنهويةىأإآء ١٢٣٥۲۸0-·.):/\n،ـیک\u200f\u064b"), max_size=400)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_do_worse_than_a_refusal(data):
    try:
        read(data)
    except ImportRefused as refusal:
        assert refusal.message


@settings(max_examples=150, deadline=None)
@given(st.one_of(ARABIC, st.text(max_size=300)))
def test_no_text_does_worse_than_a_refusal(text):
    try:
        reading = read(text.encode("utf-8", errors="replace"))
    except ImportRefused as refusal:
        assert refusal.message
        return
    lines = text.count("\n") + text.count("\r") + text.count("\f") + 1
    assert all(1 <= finding.line <= lines for finding in reading.report.findings)
