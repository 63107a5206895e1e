from hypothesis import given
from hypothesis import strategies as st

from saudi.digits import only_digits, strip_marks, to_western
from saudi.languages import direction, name, said


def test_every_script_becomes_western():
    assert to_western("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ ０１９ ০৯") == "0123456789 0123456789 019 09"
    assert to_western("x²½") == "x²½"


def test_marks_go_and_text_stays():
    assert strip_marks("\u202b05\u200f\u2066 0\u0000\ufeff5\u2069\u061c") == "05 05"
    assert strip_marks("سطر\n\tسطر") == "سطر\n\tسطر"


def test_only_digits_of_a_sentence():
    assert only_digits("رقم ١٢-۳۴ (5)") == "12345"


@given(st.text())
def test_nothing_but_ascii_digits_is_left(text):
    assert set(only_digits(text)) <= set("0123456789")
    assert strip_marks(strip_marks(text)) == strip_marks(text)
    strip_marks(text).encode()


def test_languages_know_their_direction():
    assert direction("ar") == direction("ur-PK") == direction("ar_SA") == "rtl"
    assert direction("en-gb") == direction("bn") == direction("") == "ltr"
    assert name("ur") == "اردو"
    assert name("xx") == "xx"


def test_running_text_names_a_language_as_its_reader_does():
    assert (said("ur", "ar"), said("ur", "en"), said("ar", "ur"), said("ar", "bn")) == (
        "الأوردية",
        "Urdu",
        "عربی",
        "আরবি",
    )
    assert said("xx", "ar") == "xx" and said("ur", "nowhere") == "اردو"
