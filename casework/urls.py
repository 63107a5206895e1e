"""The staff's addresses, under /admin/requests/."""

from django.urls import path

from casework.auditing import views as auditing
from casework.following import views as following
from casework.helping_out import views as helping_out
from casework.noting import views as noting
from casework.receiving import views as receiving
from casework.studying import views as studying
from casework.talking import views as talking
from casework.views import assigning, case, exports, saved
from casework.views.queue import QueueView
from casework.visiting import views as visiting
from casework.withdrawing import views as withdrawing

app_name = "casework"

urlpatterns = [
    path("", QueueView.as_view(), name="queue"),
    path("assign/", assigning.assign_many, name="assign_many"),
    path("digest/", assigning.digest, name="digest"),
    path("export/", exports.ask, name="export_ask"),
    path("exports/<uuid:pk>/", exports.progress, name="export"),
    path("exports/<uuid:pk>/file/", exports.download, name="export_file"),
    path("load/", assigning.load, name="load"),
    path("views/keep/", saved.keep, name="view_keep"),
    path("views/<int:pk>/remove/", saved.remove, name="view_remove"),
    path("views/<int:pk>/opens/", saved.open_with, name="view_opens"),
    path("visits/", visiting.index, name="visits"),
    path("<str:reference>/", case.detail, name="case"),
    path("<str:reference>/claim/", assigning.claim, name="claim"),
    path("<str:reference>/assign/", assigning.assign, name="assign"),
    path("<str:reference>/here/", assigning.here, name="here"),
    path("<str:reference>/begin/", case.begin, name="begin"),
    path("<str:reference>/papers/<slug:key>/<uuid:file>/", case.paper_file, name="paper"),
    path("<str:reference>/papers/<slug:key>/match/", case.match, name="match"),
    path("<str:reference>/followers/", following.followers, name="followers"),
    path("<str:reference>/followers/<uuid:pk>/end/", following.follower_end, name="follower_end"),
    path("<str:reference>/help/", helping_out.ask, name="help"),
    path("<str:reference>/help/<int:pk>/cancel/", helping_out.cancel, name="help_cancel"),
    path("<str:reference>/help/<int:pk>/finish/", helping_out.finish, name="help_finish"),
    path("<str:reference>/talk/", talking.talk, name="talk"),
    path("<str:reference>/talk/<uuid:message_file>/", talking.talk_file, name="talk_file"),
    path("<str:reference>/send-back/", case.send_back, name="send_back"),
    path("<str:reference>/refer/", case.refer, name="refer"),
    path("<str:reference>/history/", auditing.ask, name="history_ask"),
    path("<str:reference>/history/<uuid:history>/", auditing.waiting, name="history"),
    path("<str:reference>/history/<uuid:history>/file/", auditing.file, name="history_file"),
    path("<str:reference>/withdraw/", withdrawing.withdraw, name="withdraw"),
    path("<str:reference>/note/", noting.note, name="note"),
    path("<str:reference>/courtesy/", receiving.courtesy, name="courtesy"),
    path("<str:reference>/hand-over/", studying.begin, name="begin_study"),
    path("<str:reference>/match-again/", studying.again, name="match_again"),
    path("<str:reference>/study/", studying.study, name="study"),
    path("<str:reference>/study/<uuid:picture>/", studying.picture, name="study_picture"),
    path("<str:reference>/decide/", case.decide, name="decide"),
    path("<str:reference>/reveal/", case.reveal, name="reveal"),
]
