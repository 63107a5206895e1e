"""The addresses of applying and following. A reference is not a secret: the owner's sign-in is the key."""

from django.urls import path

from applications.asking import views as asking
from applications.booking import urls as booking
from applications.following import views as following
from applications.interpreting import views as interpreting
from applications.printing import views as printing
from applications.signing import views as signing
from applications.talk import views as talk
from applications.tasks import views as tasks
from applications.typed import views as typed
from applications.views import apply, papers, track

app_name = "applications"

urlpatterns = [
    path("apply/<slug:slug>/", apply.start, name="start"),
    path("apply/<slug:slug>/blank/", printing.blank, name="blank"),
    path("my/helping/<uuid:helper>/requests/", track.helped, name="helped"),
    path("my/helping/<uuid:helper>/apply/<slug:slug>/", apply.helped_start, name="helped_start"),
    path("track/", track.track, name="track"),
    path("track/phone/", following.track_phone, name="track_phone"),
    path("track/phone/code/", following.track_phone_code, name="track_phone_code"),
    path("track/phone/request/", following.track_phone_request, name="track_phone_request"),
    path("requests/", track.mine, name="list"),
    path("requests/keep-typed/", typed.keep, name="keep_typed"),
    path("requests/let-go-typed/", typed.let_go, name="let_go_typed"),
    path("requests/stay/", typed.stay, name="stay"),
    path("requests/<str:reference>/", track.detail, name="detail"),
    path("requests/<str:reference>/step/<slug:slug>/", apply.step, name="step"),
    path("requests/<str:reference>/ask/<slug:slug>/", asking.ask, name="ask"),
    path("requests/<str:reference>/interpreter/", interpreting.interpreter, name="interpreter"),
    path("requests/<str:reference>/tasks/", tasks.listed, name="tasks"),
    path("requests/<str:reference>/check/", apply.check, name="check"),
    path("requests/<str:reference>/declaration/", signing.declaration, name="declaration"),
    path("requests/<str:reference>/receipt/", printing.receipt, name="receipt"),
    path("requests/<str:reference>/done/", apply.done, name="done"),
    path("requests/<str:reference>/withdraw/", apply.withdraw, name="withdraw"),
    path("requests/<str:reference>/followers/", following.followers, name="followers"),
    path("requests/<str:reference>/followers/<uuid:pk>/end/", following.follower_end, name="follower_end"),
    path("requests/<str:reference>/followed/", following.followed, name="followed"),
    path("requests/<str:reference>/messages/", talk.talk, name="talk"),
    path("requests/<str:reference>/messages/<uuid:file>/", talk.talk_file, name="talk_file"),
    path("requests/<str:reference>/papers/<slug:key>/<uuid:file>/", papers.paper_file, name="paper"),
    *booking.urlpatterns,
]
