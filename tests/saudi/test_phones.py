import pytest
from hypothesis import given
from hypothesis import strategies as st

from saudi.phones import InvalidPhone, display, mask, normalise

SCRIPTS = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９"]
NOISE = ["", " ", "-", "–", "(", ")", ".", "\u200f", "\u202a", "\u2066", "\u00a0", "\u200b", "\x00", "  "]


@pytest.mark.parametrize(
    "typed",
    [
        "0501234567",
        "501234567",
        "966501234567",
        "00966501234567",
        "+966501234567",
        "+966 (0) 50 123 4567",
        "٠٥٠ ١٢٣ ٤٥٦٧",
        "۰۵۰-۱۲۳-۴۵۶۷",
        "\u202a+966 50 123 4567\u202c",
        "００９６６ 50.123.4567",
    ],
)
def test_every_usual_way_gives_one_number(typed):
    assert normalise(typed) == "+966501234567"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("+20 100 123 4567", "+201001234567"),
        ("0092 301 2345678", "+923012345678"),
        ("+٨٨٠ ١٨١٢ ٣٤٥٦٧٨", "+8801812345678"),
        ("+1 202 555 0123", "+12025550123"),
    ],
)
def test_foreign_mobiles(typed, stored):
    assert normalise(typed) == stored


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        (" \u200f\x00- ", "empty"),
        ("050123456", "too_short"),
        ("05", "too_short"),
        ("966", "too_short"),
        ("+966", "too_short"),
        ("05012345678", "too_long"),
        ("5" * 5000, "too_long"),
        ("0143221234", "not_mobile"),
        ("+966 14 322 1234", "not_mobile"),
        ("+44 20 7946 0958", "not_mobile"),
        ("+20 100 1", "too_short"),
        ("+20 100 123 4567 8901", "too_long"),
        ("+999 123 456 789", "invalid"),
        ("جوال", "invalid"),
        ("05012O4567", "invalid"),
        ("050+1234567", "invalid"),
        ("++966501234567", "invalid"),
        ("01001234567", "too_long"),
        ("5" * 20, "too_long"),
        ("050²234567", "invalid"),
    ],
)
def test_each_refusal_has_its_reason(typed, reason):
    with pytest.raises(InvalidPhone) as refused:
        normalise(typed)
    assert refused.value.reason == reason


@given(st.data())
def test_any_digits_marks_and_spaces_come_to_the_same_number(data):
    national = "5" + "".join(data.draw(st.lists(st.sampled_from("0123456789"), min_size=8, max_size=8)))
    typed = data.draw(st.sampled_from(["0", "", "966", "00966", "+966", "+9660"])) + national
    noisy = "".join(
        data.draw(st.sampled_from(NOISE)) + (data.draw(st.sampled_from(SCRIPTS))[int(c)] if c != "+" else c)
        for c in typed
    )
    assert normalise(noisy) == "+966" + national
    assert normalise(display("+966" + national)) == "+966" + national


@given(st.one_of(st.text(), st.text(alphabet="+0123456789٠٥٩ -()\x00"), st.from_regex(r"\A(\+|00)[0-9]{1,18}\Z")))
def test_nothing_but_invalid_phone_is_raised(text):
    try:
        stored = normalise(text)
    except InvalidPhone as refused:
        assert refused.reason in {"empty", "too_short", "too_long", "not_mobile", "invalid"}
    else:
        assert normalise(stored) == stored
        assert normalise(display(stored)) == stored


def test_shown_and_masked():
    assert display("+966501234567") == "050 123 4567"
    assert display("+201001234567") == "+20 10 01234567"
    assert display("not a number") == "not a number"
    assert mask("+966501234567") == "•••• 567"
    assert mask("12") == "••••"
