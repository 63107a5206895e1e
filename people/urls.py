"""The person's own file. Each address stands twice: for oneself, and for someone whom one helps (`doors`)."""

from django.urls import URLPattern, URLResolver, include, path

from people.consent import urls as consent
from people.helping import urls as helping
from people.notices import views as notices
from people.rights import views as rights
from people.views import file
from people.wallet import views as wallet

app_name = "people"

# Addresses of a file, whoever opens it.
FILE: list[URLPattern | URLResolver] = [
    path("file/", file.overview, name="file"),
    path("file/history/", file.history, name="file_history"),
    path("file/household/add/", file.member, name="member_add"),
    path("file/household/<uuid:pk>/", file.member, name="member"),
    path("file/household/<uuid:pk>/remove/", file.remove_member, name="member_remove"),
    path("file/contact/add/", file.contact, name="contact_add"),
    path("file/contact/<uuid:pk>/", file.contact, name="contact"),
    path("file/contact/<uuid:pk>/remove/", file.remove_contact, name="contact_remove"),
    path("file/<slug:part>/", file.part, name="file_part"),
    path("papers/", wallet.listed, name="papers"),
    path("papers/add/", wallet.add, name="paper_add"),
    path("papers/<uuid:pk>/", wallet.detail, name="paper"),
    path("papers/<uuid:pk>/details/", wallet.details, name="paper_details"),
    path("papers/<uuid:pk>/renew/", wallet.renew, name="paper_renew"),
    path("papers/<uuid:pk>/remove/", wallet.remove, name="paper_remove"),
    path("papers/<uuid:pk>/files/<uuid:file>/", wallet.file, name="paper_file"),
]
# Addresses of the person alone: no helper stands in for them there.
ALONE: list[URLPattern | URLResolver] = [
    path("file/confirm/now/", file.confirm, name="file_confirm"),
    path("notices/", notices.listed, name="notices"),
    *consent.ALONE,
    *helping.ALONE,
    path("rights/", rights.overview, name="rights"),
    path("rights/views/", rights.viewers, name="rights_views"),
    path("rights/download/", rights.ask_copy, name="rights_copy"),
    path("rights/correction/", rights.ask_correction, name="rights_correction"),
    path("rights/erasure/", rights.ask_erasure, name="rights_erasure"),
    path("rights/<str:reference>/", rights.request_page, name="rights_request"),
    path("rights/<str:reference>/take-back/", rights.take_back, name="rights_take_back"),
    path("rights/<str:reference>/file/", rights.download, name="rights_file"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *consent.OPEN,
    path("my/", include(FILE + ALONE)),
    path("my/helping/<uuid:helper>/", include(FILE)),
]
