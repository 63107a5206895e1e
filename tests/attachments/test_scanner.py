"""The scanner's client, against a scanner of our own that speaks clamd's protocol."""

import socket
from io import BytesIO
from threading import Thread

import pytest

from attachments import scanner
from attachments.causes import BadFile, Cause
from attachments.checks import check
from attachments.scanner import ScannerAway
from tests.attachments.samples import pdf, upload

VIRUS = b"the words that this scanner takes for a virus"


class FakeClamd:
    """Answers `times` connections, then ends."""

    def __init__(self, answer=None, family=socket.AF_INET, address=("127.0.0.1", 0), times=1):
        self.answer, self.received, self.times = answer, b"", times
        self.listener = socket.socket(family, socket.SOCK_STREAM)
        self.listener.settimeout(5)
        self.listener.bind(address)
        self.listener.listen(1)
        Thread(target=self._serve, daemon=True).start()

    @property
    def address(self):
        return ":".join(map(str, self.listener.getsockname()))

    def _serve(self):
        with self.listener:
            for _turn in range(self.times):
                with self.listener.accept()[0] as connection:
                    self._answer(connection)

    def _answer(self, connection):
        stream, self.received = connection.makefile("rb"), b""
        assert stream.read(10) == b"zINSTREAM\0"
        while size := int.from_bytes(stream.read(4), "big"):
            self.received += stream.read(size)
        verdict = b"stream: Test.Virus FOUND\0" if VIRUS in self.received else b"stream: OK\0"
        connection.sendall(verdict if self.answer is None else self.answer)


def cause_of(content):
    with pytest.raises(BadFile) as caught:
        scanner.scan(BytesIO(content))
    return caught.value.cause


def test_no_address_no_scan(settings):
    settings.CLAMD_ADDRESS = ""
    scanner.scan(BytesIO(VIRUS))


def test_a_clean_file_passes_and_was_sent_whole(settings):
    clamd = FakeClamd()
    settings.CLAMD_ADDRESS = clamd.address
    content = b"0123456789" * 20_000
    scanner.scan(BytesIO(content))
    assert clamd.received == content


def test_a_virus_is_refused_by_the_chain(settings):
    settings.CLAMD_ADDRESS = FakeClamd().address
    with pytest.raises(BadFile) as caught:
        check(upload("paper.pdf", pdf() + b"\n%" + VIRUS))
    assert caught.value.cause == Cause.INFECTED


def test_a_unix_socket_is_understood(settings, tmp_path):
    path = str(tmp_path / "clamd")
    FakeClamd(family=socket.AF_UNIX, address=path)
    settings.CLAMD_ADDRESS = f"unix:{path}"
    assert cause_of(VIRUS) == Cause.INFECTED


@pytest.mark.parametrize("answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: ok-ish\0", b"\xff\xff\0"])
def test_no_clear_answer_means_not_scanned(settings, answer):
    settings.CLAMD_ADDRESS = FakeClamd(answer).address
    with pytest.raises(ScannerAway):
        scanner.scan(BytesIO(b"clean"))


@pytest.mark.parametrize("address", ["127.0.0.1:1", "unix:/nowhere/clamd", "/nowhere", "nonsense", "host.invalid:3310"])
def test_an_unreachable_scanner_means_not_scanned(settings, address):
    settings.CLAMD_ADDRESS = address
    with pytest.raises(ScannerAway):
        scanner.scan(BytesIO(b"clean"))
    assert not check(upload("paper.pdf", pdf())).is_scanned


def test_a_scanner_that_says_nothing_in_time_means_not_scanned(settings, monkeypatch):
    monkeypatch.setattr(scanner, "TIMEOUT_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.CLAMD_ADDRESS = f"127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(ScannerAway):
            scanner.scan(BytesIO(b"clean"))
