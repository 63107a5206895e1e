"""The page of a paper: several files, one bad among them, removing, a virus found later, and nobody else's files."""

import re
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from applications import actions, queries
from applications.actions import note_refused_file, start
from applications.models import CaseEvent, Paper, PaperFile
from applications.refusals import Refused
from applications.steps import progress_of
from attachments.actions import refuse
from attachments.enums import State
from attachments.models import Attachment
from casework import actions as staff_acts
from notifications.models import Message
from tests import cases

pytestmark = pytest.mark.django_db
COLOURS = ["red", "green", "blue", "black", "white", "gold", "pink", "brown"]


@pytest.fixture
def service():
    return cases.make_service()


@pytest.fixture
def case(member, service):
    return start(service, by=member)


@pytest.fixture
def client(member, sign_in):
    return sign_in(member)


def image(number=0, name="وجه.png"):
    return cases.picture(name, colour=COLOURS[number])


def bad(name="عقد.pdf"):
    return SimpleUploadedFile(name, b"<html>")


def page(case):
    return case.step_url("p-paper-0")


def files(case):
    return PaperFile.objects.filter(paper__application=case)


def tray(case, member):
    return Attachment.objects.filter(tray=queries.tray_of(case, "paper-0"), uploaded_by=member)


def errors(answer):
    return answer.context["form"].errors.get("file", [])


def test_both_sides_are_sent_at_once(client, case):
    answer = client.post(page(case), {"file": [image(0, "وجه.png"), image(1, "ظهر.png")]})
    assert answer.status_code == 302 and answer.url != page(case)
    assert [file.name for file in Paper.objects.get().attachments] == ["وجه.png", "ظهر.png"]
    assert not Attachment.objects.exclude(tray="").exists()
    shown = client.get(page(case)).content.decode()
    assert "وجه.png" in shown and "ظهر.png" in shown


def test_one_bad_file_costs_no_good_one(client, case, member):
    answer = client.post(page(case), {"file": [image(0), bad(), image(1)]})
    assert answer.status_code == 422
    (said,) = errors(answer)
    assert "عقد.pdf" in said
    assert tray(case, member).count() == 2 and not files(case).exists()
    assert answer.content.decode().count('name="remove"') == 2
    assert client.post(page(case), {}).status_code == 302  # Nothing has to be chosen again.
    assert files(case).count() == 2


def test_each_bad_file_is_named(client, case):
    answer = client.post(page(case), {"file": [bad("أول.pdf"), bad("ثان.pdf")]})
    assert ["أول.pdf" in errors(answer)[0], "ثان.pdf" in errors(answer)[1]] == [True, True]


def test_adding_stays_on_the_page_and_keeps_what_was_sent(client, case, member):
    answer = client.post(page(case), {"file": image(), "add": "1"})
    assert (answer.status_code, answer.url) == (302, page(case))
    assert tray(case, member).count() == 1
    assert client.post(page(case), {"file": image(1), "add": "1", "check": "1"}).url == page(case) + "?check=1"
    assert client.post(page(case), {"file": bad(), "add": "1"}).status_code == 422


def test_a_file_is_removed_before_and_after_saving(client, case, member):
    client.post(page(case), {"file": [image(0), bad(), image(1)]})
    first = tray(case, member).first()
    for _turn in range(2):  # A second click finds it gone.
        answer = client.post(page(case), {"remove": str(first.pk), "check": "1"})
        assert (answer.status_code, answer.url) == (302, page(case) + "?check=1")
    assert tray(case, member).count() == 1
    client.post(page(case), {})
    kept = files(case).get().attachment
    client.post(page(case), {"remove": str(kept.pk)})
    assert not Attachment.objects.exists() and not progress_of(case).is_complete()


def test_removing_what_is_no_file_is_not_found(client, case):
    assert client.post(page(case), {"remove": "zz"}).status_code == 404
    assert client.post(page(case), {"remove": str(uuid4())}).status_code == 302


def test_the_last_file_removed_asks_for_one_again(client, case):
    client.post(page(case), {"file": image()})
    client.post(page(case), {"remove": str(files(case).get().attachment_id)})
    assert client.post(page(case), {}).status_code == 422


def test_a_second_click_on_save_changes_nothing(client, case):
    for _turn in range(2):
        client.post(page(case), {"file": [image(0), image(1)]})
    assert files(case).count() == Attachment.objects.count() == 2


def test_too_many_files_are_refused_and_those_with_room_kept(client, case, member, settings):
    settings.ATTACHMENT_MAX_FILES = 3
    client.post(page(case), {"file": [image(0), image(1)]})
    answer = client.post(page(case), {"file": [image(2, "ثالث.png"), image(3, "رابع.png")]})
    assert answer.status_code == 422
    (said,) = errors(answer)
    assert "رابع.png" in said and "3" in said
    assert tray(case, member).count() == 1 and files(case).count() == 2


def test_what_staff_sent_back_wants_something_new(client, member, service, staff):
    case = cases.waiting(member, service, staff("reception"))
    assert client.post(page(case), {}).status_code == 422
    assert client.post(page(case), {"file": image(3)}).status_code == 302
    paper = Paper.objects.get()
    assert paper.problem == "" and len(paper.attachments) == 2  # The other side may have been right.


def test_an_excuse_takes_the_place_of_files_and_a_file_that_of_an_excuse(client, case):
    client.post(page(case), {"file": [image(0), image(1)]})
    client.post(page(case), {"excuse": "lost"})
    assert Paper.objects.get().excuse == "lost" and not Attachment.objects.exists()
    client.post(page(case), {"file": image(2), "excuse": "lost"})
    assert Paper.objects.get().excuse == "" and files(case).count() == 1


def test_a_sent_request_takes_and_gives_up_no_file(client, case, member):
    sent = cases.submitted(member, cases.make_service("other"))
    kept = files(sent).get().attachment
    for data in ({"file": image(2), "add": "1"}, {"remove": str(kept.pk)}, {"file": image(2)}):
        assert client.post(page(sent), data).status_code == 409
    assert files(sent).count() == 1
    for act in (actions.put_paper, actions.attach_paper):
        with pytest.raises(Refused):
            act(sent, "paper-0", image(2), by=member)


def test_the_signature_covers_every_file(member, service):
    case = cases.drafted(member, service)
    hashes = set()
    for number in (2, 3):
        actions.attach_paper(case, "paper-0", image(number), by=member)
        hashes.add(cases.fingerprint(progress_of(case)))
    assert len(hashes) == 2


def test_the_page_asks_as_much_for_one_file_as_for_six(client, case):
    counts = []
    for number in (1, 6):
        client.post(page(case), {"file": [image(each) for each in range(number)]})
        client.get(page(case))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(page(case))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 17


# --- Quarantine -------------------------------------------------------------------------------------------------


def with_a_scanner_away(settings):
    settings.CLAMD_ADDRESS = "127.0.0.1:1"


def test_while_the_scanner_is_away_a_paper_is_given_and_said_to_be_checked(client, case, settings):
    with_a_scanner_away(settings)
    assert client.post(page(case), {"file": image()}).status_code == 302
    kept = files(case).get().attachment
    assert kept.is_waiting and Paper.objects.get().is_given
    assert "نفحصه الآن" in client.get(page(case)).content.decode()
    assert client.get(own_url(case, kept)).status_code == 409


def test_a_paper_is_not_matched_before_it_was_scanned(member, service, staff, sign_in, settings):
    with_a_scanner_away(settings)
    reception = staff("reception")
    case = cases.being_matched(member, service, reception)
    desk = sign_in(reception)
    base = f"/admin/requests/{case.reference}/papers/paper-0/"
    assert desk.get(f"{base}{files(case).get().attachment_id}/").status_code == 409
    assert desk.post(f"{base}match/").status_code == 409
    assert Paper.objects.get().matched_at is None
    files(case).get().attachment.__class__.objects.update(state=State.CLEAN)
    staff_acts.match_paper(case, "paper-0", by=reception)


def test_a_virus_found_later_leaves_the_paper_wanting_and_tells_the_person(client, case, member, settings):
    with_a_scanner_away(settings)
    client.post(page(case), {"file": image()})
    kept = files(case).get().attachment
    refuse(kept)
    paper = Paper.objects.get()
    assert not paper.is_given and "فيروس" in paper.problem
    assert progress_of(case).first_open() is not None
    assert Message.objects.filter(template="applications/file_refused").count() == 1
    assert CaseEvent.objects.filter(kind="file_refused").count() == 1
    assert "فيروس" in client.get(page(case)).content.decode()
    settings.CLAMD_ADDRESS = ""
    assert client.post(page(case), {"file": image(1)}).status_code == 302
    assert Attachment.objects.count() == 1  # The one that was refused went with it.
    assert Paper.objects.get().problem == ""


def test_a_virus_found_at_the_desk_takes_the_matching_back(member, service, staff):
    reception = staff("reception")
    case = cases.being_matched(member, service, reception)
    staff_acts.match_paper(case, "paper-0", by=reception)
    note_refused_file(files(case).get().attachment)
    paper = Paper.objects.get()
    assert paper.matched_at is None and "فيروس" in paper.problem


def test_a_virus_in_a_file_of_no_paper_concerns_nobody_here(member, case):
    note_refused_file(actions.put_paper(case, "paper-0", image(), by=member))
    assert not CaseEvent.objects.filter(kind="file_refused").exists()


# --- Strangers ---------------------------------------------------------------------------------------------------


def own_url(case, attachment):
    return f"/requests/{case.reference}/papers/paper-0/{attachment.pk}/"


def facts(answer, url):
    """Status, headers and body, without what the address itself says, the hour and the random token."""
    body = getattr(answer, "content", b"").decode().replace(url, "URL")
    body = re.sub(r'(name="csrfmiddlewaretoken" value=")\w+', r"\1", body)
    headers = {name: value.replace(url, "URL") for name, value in answer.headers.items() if name != "Expires"}
    return answer.status_code, headers, body


METHODS = [("get", {}), ("head", {}), ("get", {"range": "bytes=0-9"}), ("get", {"range": "bytes=99999999-"})]
METHODS += [("post", {}), ("options", {}), ("delete", {}), ("put", {})]


@pytest.mark.parametrize(("method", "headers"), METHODS)
@pytest.mark.parametrize("where", ["kept", "tray", "quarantined"])
def test_a_strangers_file_is_as_no_file(method, headers, where, member, new_member, sign_in, service):
    case = cases.drafted(member, service)
    file = files(case).get().attachment if where != "tray" else actions.put_paper(case, "paper-0", image(2), by=member)
    if where == "quarantined":
        Attachment.objects.update(state=State.QUARANTINED)
    other = new_member()
    theirs = cases.drafted(other, service)
    stranger = sign_in(other)
    none = f"/requests/YD-2222-2222/papers/paper-0/{uuid4()}/"
    wanted = facts(getattr(stranger, method)(none, headers=headers), none)
    tried = [
        own_url(case, file),  # Another's request and file
        own_url(theirs, file),  # Another's file under one's own request
        f"/requests/{theirs.reference}/papers/paper-0/{uuid4()}/",
        f"/requests/{theirs.reference}/papers/paper-9/{files(theirs).get().attachment_id}/",
    ]
    for url in tried:
        assert facts(getattr(stranger, method)(url, headers=headers), url) == wanted, url


@pytest.mark.parametrize(("method", "headers"), METHODS)
def test_a_file_of_another_case_is_as_no_file_at_the_desk(method, headers, member, new_member, staff, sign_in, service):
    case, other = cases.submitted(member, service), cases.submitted(new_member(), service)
    desk = sign_in(staff("reception"))
    base = f"/admin/requests/{case.reference}/papers/paper-0/"
    none, foreign = f"{base}{uuid4()}/", f"{base}{files(other).get().attachment_id}/"
    found = [facts(getattr(desk, method)(url, headers=headers), url) for url in (none, foreign)]
    assert found[0] == found[1]


def test_a_stranger_removes_and_adds_nothing(member, new_member, sign_in, service):
    case = cases.drafted(member, service)
    file = files(case).get().attachment
    other = new_member()
    theirs, stranger = cases.drafted(other, service), sign_in(other)
    assert stranger.post(page(case), {"remove": str(file.pk)}).status_code == 404
    assert stranger.post(page(case), {"file": image(2), "add": "1"}).status_code == 404
    assert stranger.post(page(theirs), {"remove": str(file.pk)}).status_code == 302  # As for one that is gone
    assert files(case).get().attachment == file


def test_one_opens_what_one_sent_before_it_is_saved(client, case, member):
    client.post(page(case), {"file": image(), "add": "1"})
    assert b"".join(client.get(own_url(case, tray(case, member).get())).streaming_content)[:4] == b"\x89PNG"


def test_ones_own_file_is_saved_not_shown_and_the_desk_looks_at_it(client, member, staff, sign_in, service):
    case = cases.submitted(member, service)
    file = files(case).get().attachment
    mine = client.get(own_url(case, file), headers={"range": "bytes=0-3"})
    assert (mine.status_code, b"".join(mine.streaming_content)) == (206, b"\x89PNG")
    assert mine["Content-Disposition"].startswith("attachment") and "no-store" in mine["Cache-Control"]
    shown = sign_in(staff("reception")).get(f"/admin/requests/{case.reference}/papers/paper-0/{file.pk}/")
    assert shown["Content-Disposition"].startswith("inline") and "sandbox" in shown["Content-Security-Policy"]
    with Image.open(BytesIO(b"".join(shown.streaming_content))) as opened:
        assert opened.size == (40, 30)
