"""Unpacking: what was packed comes out, in whatever pieces; a bomb stops at the limit."""

from __future__ import annotations

import gzip
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.errors import FetchError
from detente.reports.unpack import unpacker
from tests.reports.server import bomb, packed

LIMIT = 100_000


def unpack(coding: str, pieces: list[bytes], limit: int = LIMIT) -> bytes:
    one = unpacker(coding, limit)
    return b"".join(one.take(piece) for piece in pieces) + one.end()


def cut(data: bytes, size: int) -> list[bytes]:
    return [data[n : n + size] for n in range(0, len(data), size)]


CODINGS = ("gzip", "deflate", "deflate-raw")


@given(st.binary(max_size=2000), st.sampled_from(CODINGS), st.integers(1, 50))
def test_what_was_packed_comes_out(body: bytes, coding: str, size: int) -> None:
    pieces = cut(packed(body, coding).body, size)
    assert unpack(coding.removesuffix("-raw"), pieces) == body


def test_a_plain_body_and_one_of_several_parts_come_out() -> None:
    assert unpack("", [b"talks ", b"end"]) == unpack("Identity ", [b"talks end"]) == b"talks end"
    parts = gzip.compress(b"talks ") + gzip.compress(b"end") + b"\0\0"
    assert unpack("x-gzip", cut(parts, 7)) == b"talks end"
    assert unpack("gzip", []) == b""


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_bomb_stops_at_the_limit_and_takes_no_memory(coding: str) -> None:
    data = bomb(coding, 100).body
    tracemalloc.start()
    with pytest.raises(FetchError, match="unpacks to more"):
        unpack(coding, [data])
    assert tracemalloc.get_traced_memory()[1] < 20 * LIMIT
    tracemalloc.stop()
    with pytest.raises(FetchError, match="has more than"):
        unpack("", [bytes(LIMIT), b"x"])
    assert len(unpack("gzip", [gzip.compress(bytes(LIMIT))])) == LIMIT


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_body_that_ends_too_early_is_said(coding: str) -> None:
    data = packed(b"talks " * 100, coding).body
    for end in (1, 2, len(data) // 2, len(data) - 1):
        with pytest.raises(FetchError):
            unpack(coding, [data[:end]])


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "compress", "no such"])
def test_what_was_not_asked_for_is_refused(coding: str) -> None:
    with pytest.raises(FetchError, match="not asked for"):
        unpacker(coding, LIMIT)


@given(st.lists(st.binary(max_size=40), max_size=6), st.sampled_from(["gzip", "deflate", ""]))
def test_any_bytes_give_a_body_within_the_limit_or_an_error(
    pieces: list[bytes], coding: str
) -> None:
    try:
        body = unpack(coding, pieces, 50)
    except FetchError:
        return
    assert len(body) <= 50
    if coding == "":
        assert body == b"".join(pieces)
