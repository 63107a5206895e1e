"""The staff's addresses, under /admin/requests/."""

from django.urls import path

from casework.views import case
from casework.views.queue import QueueView

app_name = "casework"

urlpatterns = [
    path("", QueueView.as_view(), name="queue"),
    path("<str:reference>/", case.detail, name="case"),
    path("<str:reference>/begin/", case.begin, name="begin"),
    path("<str:reference>/papers/<slug:key>/", case.paper_file, name="paper"),
    path("<str:reference>/papers/<slug:key>/match/", case.match, name="match"),
    path("<str:reference>/send-back/", case.send_back, name="send_back"),
    path("<str:reference>/refer/", case.refer, name="refer"),
    path("<str:reference>/decide/", case.decide, name="decide"),
    path("<str:reference>/reveal/", case.reveal, name="reveal"),
]
