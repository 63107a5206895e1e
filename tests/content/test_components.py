"""The components: what a reader, with or without a screen, gets from each."""

import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.utils import translation

from content.design_samples import samples
from content.templatetags.content import icon


class Answers(forms.Form):
    mobile = forms.CharField(label="Mobile", help_text="Any digits", error_messages={"required": "Write it <b>"})
    shared = forms.ChoiceField(
        label="Shared", widget=forms.RadioSelect, choices=[("y", "Yes"), ("n", "No")], help_text="Choose"
    )
    notes = forms.CharField(label="Notes", required=False, widget=forms.Textarea)
    paper = forms.FileField(label="Paper", error_messages={"required": "Send it"})
    agree = forms.BooleanField(label="Agree", required=False)
    key = forms.CharField(widget=forms.HiddenInput, error_messages={"required": "Start again"})

    def clean(self):
        self.add_error(None, "As a whole")


def shown(name, **context):
    with translation.override("en"):
        return re.sub(r"\s+", " ", render_to_string(f"components/{name}.html", context))


@pytest.fixture
def form():
    return Answers({})


def test_a_text_field_is_tied_to_its_label_help_and_error(form):
    html = shown("field", field=form["mobile"])
    assert '<label class="field__label" for="id_mobile"> Mobile' in html
    assert 'aria-describedby="id_mobile_helptext id_mobile_error"' in html
    assert 'id="id_mobile_helptext">Any digits' in html
    assert re.search(r'id="id_mobile_error">.*Write it &lt;b&gt;', html, re.DOTALL)
    assert 'aria-invalid="true"' in html


def test_choices_stand_in_a_fieldset_that_names_its_help_and_error(form):
    html = shown("field", field=form["shared"])
    assert re.search(r'<fieldset[^>]+aria-describedby="id_shared_helptext id_shared_error"', html)
    assert html.count('type="radio"') == 2
    assert '<label for="id_shared_1">No</label>' in html


def test_only_optional_fields_are_marked(form):
    assert "(optional)" in shown("field", field=form["notes"])
    assert "(optional)" not in shown("field", field=form["agree"])  # To tick or not is what a box asks.
    assert "(optional)" not in shown("field", field=form["mobile"])


def test_the_label_can_be_the_heading_of_the_page(form):
    assert '<h1 class="field__title"> <label' in shown("field", field=form["mobile"], title=True)
    assert '<legend class="field__legend"> <h1' in shown("field", field=form["shared"], title=True)


def test_a_file_field_is_a_large_label_around_a_native_input(form):
    html = shown("file_upload", field=form["paper"], current="<lease>.pdf")
    assert re.search(r'<label class="file-upload" for="id_paper">.*<input type="file".*</label>', html, re.DOTALL)
    assert "&lt;lease&gt;.pdf" in html
    assert "Send it" in html


def test_the_summary_says_every_error_and_links_to_its_control(form):
    html = shown("error_summary", form=form)
    assert 'role="alert"' in html
    assert "autofocus" in html
    assert '<a href="#id_mobile">Write it &lt;b&gt;</a>' in html
    assert '<a href="#id_shared_0">' in html
    assert "<li>As a whole</li>" in html
    assert "<li>Start again</li>" in html
    for target in ("id_mobile", "id_shared_0"):
        field = form["mobile" if target == "id_mobile" else "shared"]
        assert f'id="{target}"' in shown("field", field=field)


def test_no_errors_no_summary():
    assert shown("error_summary", form=Answers()).strip() == ""


def test_pages_keep_the_query_and_say_where_one_is():
    page = Paginator(range(300), 10).page(7)
    html = shown("pagination", page_obj=page, query="q=%D8%B9&sort=new")
    assert 'href="?q=%D8%B9&amp;sort=new&amp;page=8"' in html
    assert re.search(r'aria-current="page">.*7</span>', html)
    assert html.count("pagination__gap") == 2
    assert shown("pagination", page_obj=Paginator(range(3), 10).page(1)).strip() == ""


def test_a_timeline_says_its_states_in_words():
    html = shown("timeline", items=samples(1).data["timeline"])
    assert html.count("(done)") == 2
    assert html.count("(now)") == 1
    assert html.count('aria-current="step"') == 1


def test_unconfirmed_facts_are_marked_and_markup_is_escaped():
    html = shown("facts", facts=[{"name": "Phone", "value": "[[number]] <i>"}])
    assert '<span class="placeholder">number:' in html
    assert "&lt;i&gt;" in html
    assert '<span class="placeholder">' in shown("service_card", title="T", summary="[[time]]", url="/", icon="book")


def test_answers_offer_a_change_that_names_its_question():
    html = shown("check_answers", groups=[{"title": "", "rows": [{"label": "Name", "value": "", "url": "/n"}]}])
    assert re.search(r'<a href="/n">Change<span class="visually-hidden"> Name</span></a>', html)
    assert "Not given" in html


def test_directional_drawings_turn_with_the_language():
    assert "icon--directional" in icon("chevron")
    assert "icon--directional" not in icon("phone")
    assert "icon--back" in icon("chevron", "icon--back")
    assert "&lt;" in icon("<x>")


@pytest.mark.parametrize("kind", ["info", "turn", "done", "error"])
def test_notices_of_every_kind(kind):
    html = shown("notice", kind=kind, title="T", text="a\n\nb", actions=[{"url": "/x", "label": "Go"}])
    assert f"notice--{kind}" in html
    assert html.count("<p>") == 2
    assert '<a class="button" href="/x">Go</a>' in html


@pytest.mark.parametrize(
    ("name", "context", "words"),
    [
        ("breadcrumbs", {"items": [{"title": "Home", "url": "/"}, {"title": "Here", "url": ""}]}, "aria-current"),
        ("steps", {"steps": [{"title": "One", "text": "a"}]}, "One"),
        ("badge", {"kind": "turn", "text": "Yours"}, "badge--turn"),
        ("progress", {"step": 2, "total": 6, "label": "L", "saved": "S"}, 'value="2" max="6"'),
        ("empty", {"title": "None", "url": "/x", "action": "Go"}, "Go"),
        ("languages", {"languages": samples(0).data["languages"]}, 'lang="en" hreflang="en"'),
        ("search_form", {"url": "/search/", "id": "s"}, 'for="s"'),
    ],
)
def test_the_others_render(name, context, words):
    assert words in shown(name, **context)


@pytest.mark.parametrize("name", ["400.html", "500.html", "403_csrf.html"])
def test_apologies_stand_without_a_request(name):
    with translation.override("ar"):
        html = render_to_string(name)
    assert 'dir="rtl"' in html
    assert "<h1>" in html
