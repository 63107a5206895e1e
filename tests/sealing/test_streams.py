"""Files in chunks: cut, lengthened, reordered, mixed or moved files do not open."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sealing import Unreadable
from sealing.crypto import new_key
from sealing.streams import CHUNK_BYTES, open_range, open_stream, seal_stream

KEY = new_key()
HEADER = 20
BLOCK = CHUNK_BYTES + 16


class Dribble(BytesIO):
    """A source that gives fewer bytes than it was asked for."""

    def read(self, size=-1):
        return super().read(min(size, 1000))


def sealed(plain, key=KEY, context="paper:1"):
    target = BytesIO()
    assert seal_stream(BytesIO(plain), target, key=key, context=context) == len(plain)
    return target.getvalue()


def opened(raw, key=KEY, context="paper:1"):
    return b"".join(open_stream(BytesIO(raw), key=key, context=context))


def three_chunks():
    raw = sealed(b"a" * CHUNK_BYTES + b"b" * CHUNK_BYTES + b"the end")
    return raw[:HEADER], [
        raw[HEADER : HEADER + BLOCK],
        raw[HEADER + BLOCK : HEADER + 2 * BLOCK],
        raw[HEADER + 2 * BLOCK :],
    ]


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])
def test_round_trip_at_the_edges(size):
    plain = (b"0123456789" * (size // 10 + 1))[:size]
    assert opened(sealed(plain)) == plain


@settings(max_examples=25)
@given(st.binary(max_size=200), st.integers(0, 2 * CHUNK_BYTES))
def test_round_trip(start, padding):
    plain = start + b"x" * padding
    raw = sealed(plain)
    assert opened(raw) == plain
    assert b"".join(open_stream(Dribble(raw), key=KEY, context="paper:1")) == plain


def test_the_same_file_is_never_written_twice_alike():
    assert sealed(b"same") != sealed(b"same")
    assert b"secret words" not in sealed(b"secret words")


@pytest.mark.parametrize(
    "order",
    [[0, 1], [0], [], [1, 0, 2], [0, 2, 1], [0, 0, 1, 2], [0, 1, 1, 2], [0, 1, 2, 2], [1, 2], [2]],
    ids=str,
)
def test_missing_reordered_and_repeated_chunks_do_not_open(order):
    header, chunks = three_chunks()
    with pytest.raises(Unreadable):
        opened(header + b"".join(chunks[index] for index in order))


@pytest.mark.parametrize("end", [0, 3, 19, 20, 21, 40, 20 + BLOCK, -1, -16])
def test_a_cut_file_does_not_open(end):
    header, chunks = three_chunks()
    with pytest.raises(Unreadable):
        opened((header + b"".join(chunks))[:end])


def test_a_file_that_ends_at_a_chunk_does_not_open_when_cut_there():
    raw = sealed(b"a" * 2 * CHUNK_BYTES)
    with pytest.raises(Unreadable):
        opened(raw[: HEADER + BLOCK])


def test_bytes_after_the_end_are_noticed():
    with pytest.raises(Unreadable):
        opened(sealed(b"x") + b"more")


def test_chunks_of_two_files_do_not_mix():
    header, chunks = three_chunks()
    _, others = three_chunks()
    with pytest.raises(Unreadable):
        opened(header + chunks[0] + others[1] + chunks[2])


def test_another_key_or_context_does_not_open():
    raw = sealed(b"x")
    with pytest.raises(Unreadable):
        opened(raw, key=new_key())
    with pytest.raises(Unreadable):
        opened(raw, context="paper:2")


@given(st.integers(0, 10_000))
def test_every_altered_byte_is_noticed(place):
    raw = bytearray(sealed(b"a paper of somebody" * 20))
    raw[place % len(raw)] ^= 1
    with pytest.raises(Unreadable):
        opened(bytes(raw))


@given(st.binary(max_size=200))
def test_garbage_is_unreadable(raw):
    with pytest.raises(Unreadable):
        opened(raw)


LONG = bytes(range(256)) * 700  # Two whole chunks and a part of a third
SEALED = sealed(LONG)


def part(start, length, raw=SEALED, context="paper:1"):
    return b"".join(open_range(BytesIO(raw), key=KEY, context=context, start=start, length=length))


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(LONG) - 1), st.integers(1, len(LONG) + 10))
def test_a_range_is_the_slice_of_the_whole(start, length):
    assert part(start, length) == LONG[start : start + length]


@pytest.mark.parametrize("start", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, 2 * CHUNK_BYTES - 1, 2 * CHUNK_BYTES])
@pytest.mark.parametrize("length", [1, 2, CHUNK_BYTES, CHUNK_BYTES + 1])
def test_a_range_at_the_edges_of_chunks(start, length):
    assert part(start, length) == LONG[start : start + length]


def test_a_range_opens_its_own_chunks_alone():
    broken = bytearray(SEALED)
    broken[HEADER + 5] ^= 1  # In the first chunk
    assert part(CHUNK_BYTES, 10, bytes(broken)) == LONG[CHUNK_BYTES : CHUNK_BYTES + 10]
    with pytest.raises(Unreadable):
        part(CHUNK_BYTES - 1, 10, bytes(broken))


def test_a_range_of_a_cut_lengthened_or_foreign_file_does_not_open():
    for raw in (SEALED[:-1], SEALED + b"\0", SEALED[: HEADER + 2 * BLOCK]):
        with pytest.raises(Unreadable):
            part(len(LONG) - 5, 5, raw)
    with pytest.raises(Unreadable):
        part(0, 5, context="paper:2")
    with pytest.raises(Unreadable):
        part(0, 5, b"SLD")
