"""What was parsed once is not parsed again, and reads the same."""

from collections.abc import Iterator, Mapping, Sequence

import pytest

from detente import flow
from detente.model.text import Report, make_report
from detente.readings import parses
from detente.readings.nlp import Pipeline, pipeline
from tests.record.build import NOON

TEXTS = (
    "Norland demands a harbour fee, envoy Karin Lund said on Monday. “We can’t wait,” she added.\n"
    "\nThe talks in Port\u00a0Vell ended without a result; the U.S. delegation left at 4.30 p.m.",
    "The talks in Port\u00a0Vell ended without a result; the U.S. delegation left at 4.30 p.m.\n\n"
    "Sudmark accepts a 12-point plan if Norland opens its books. Nobody knows who'll pay €40m.",
)


class Shelf:
    """Parses in a dictionary."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}
        self.asked = 0

    def get(self, digests: Sequence[str]) -> Mapping[str, bytes]:
        self.asked += len(digests)
        return {key: self.held[key] for key in digests if key in self.held}

    def put(self, parser: str, bodies: Mapping[str, bytes]) -> None:
        assert parser == parses.parser()
        self.held.update(bodies)


@pytest.fixture
def forgetful() -> Iterator[Pipeline]:
    pipeline().forget()
    yield pipeline()
    pipeline().forget()


def reports() -> list[Report]:
    return [make_report(text, retrieved=NOON) for text in TEXTS]


def test_a_kept_parse_is_the_parse(forgetful: Pipeline) -> None:
    shelf = Shelf()
    fresh = list(forgetful.parse(TEXTS))
    forgetful.forget()
    with forgetful.kept_in(shelf):
        assert list(forgetful.parse(TEXTS)) == fresh
    assert len(shelf.held) == 3  # one of the paragraphs stands in both
    forgetful.forget()
    with forgetful.kept_in(shelf):
        again = list(forgetful.parse(TEXTS))
    assert again == fresh
    assert len(shelf.held) == 3


def test_nothing_is_parsed_that_is_kept(
    forgetful: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf()
    fresh = list(flow.read(reports(), parses=shelf))
    forgetful.forget()
    monkeypatch.setattr(Pipeline, "_pieces", lambda _, paragraphs: iter(dict.fromkeys(paragraphs)))
    assert list(flow.read(reports(), parses=shelf)) == fresh


def test_names_are_not_kept_with_a_parse(forgetful: Pipeline) -> None:
    shelf = Shelf()
    words = "Zweihander Quixotry met Bolgovia in Port Vell."
    with forgetful.kept_in(shelf):
        list(forgetful.parse([words]))
    (body,) = shelf.held.values()
    assert "Quixotry" in str(parses.unpack(body, words))
    assert "Quixotry" not in str(parses.unpack(body, "x" * len(words)))


@pytest.mark.parametrize("jobs", [2])
def test_processes_are_lent_parses_and_give_theirs_back(jobs: int, forgetful: Pipeline) -> None:
    shelf = Shelf()
    one = list(flow.read(reports(), jobs=jobs, parses=shelf))
    assert len(shelf.held) == 3
    assert list(flow.read(reports(), jobs=jobs, parses=shelf)) == one
    forgetful.forget()
    assert list(flow.read(reports(), parses=shelf)) == one
