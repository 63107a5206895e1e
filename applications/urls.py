"""The addresses of applying and following. A reference is not a secret: the owner's sign-in is the key."""

from django.urls import path

from applications.views import apply, track

app_name = "applications"

urlpatterns = [
    path("apply/<slug:slug>/", apply.start, name="start"),
    path("track/", track.track, name="track"),
    path("requests/", track.mine, name="list"),
    path("requests/<str:reference>/", track.detail, name="detail"),
    path("requests/<str:reference>/step/<slug:slug>/", apply.step, name="step"),
    path("requests/<str:reference>/check/", apply.check, name="check"),
    path("requests/<str:reference>/declaration/", apply.declaration, name="declaration"),
    path("requests/<str:reference>/done/", apply.done, name="done"),
    path("requests/<str:reference>/withdraw/", apply.withdraw, name="withdraw"),
    path("requests/<str:reference>/papers/<slug:key>/", apply.paper_file, name="paper"),
]
