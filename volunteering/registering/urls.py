"""The addresses of one's own volunteering."""

from django.urls import URLPattern, path

from volunteering.registering.views import mine, pages, sending

MINE: list[URLPattern] = [
    path("", mine.mine, name="mine"),
    path("begin/", pages.begin, name="begin"),
    path("register/<slug:step>/", pages.step, name="step"),
    path("papers/add/", pages.add_paper, name="qualification_add"),
    path("papers/<uuid:pk>/", pages.paper_file, name="qualification_file"),
    path("papers/<uuid:pk>/remove/", pages.remove_paper, name="qualification_remove"),
    path("check/", sending.check, name="check"),
    path("charter/", sending.charter, name="charter"),
    path("take-back/", sending.take_back, name="take_back"),
    path("profile/", mine.profile, name="profile"),
    path("pause/", mine.pause, name="pause"),
    path("resume/", mine.resume, name="resume"),
    path("end/", mine.end, name="end"),
    path("card/", mine.card, name="card"),
    path("card/renew/", mine.renew_card, name="card_renew"),
]
