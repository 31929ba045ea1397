"""Very long texts: read piece by piece, each claim at its words, few pieces in work at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model import packed
from detente.model.claims import Position, Reading
from detente.model.packed import Packed
from detente.model.text import Evidence, Report, cite, make_report
from detente.readings import nlp, pieces
from detente.readings.pieces import cut
from detente.readings.readers import RuleReader, explainer, reader
from detente.views.readings import reading_pieces

RETRIEVED = dt.datetime(2031, 3, 2, tzinfo=dt.UTC)
ROUND = (
    "Talks, round {n}\n\nNorland rejected plan {n} on Monday, its envoy Ana Rovic said. “We want "
    "a cap of {n} percent,” she told reporters.\n\nSudmark offered {n} million dollars.\n\n"
)


def report_of(text: str) -> Report:
    return make_report(text, retrieved=RETRIEVED, title="Talks, round 1")


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> Report:
    """Return a report that counts as very long."""
    monkeypatch.setattr(pieces, "LONGEST", 1000)
    monkeypatch.setattr(pieces, "PIECE", 700)
    return report_of("".join(ROUND.format(n=n) for n in range(1, 13)))


def evidence(value: object) -> Iterator[Evidence]:
    """Yield all words that a value cites."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from evidence(one)
    elif hasattr(value, "__dataclass_fields__") and not isinstance(value, Report):
        for name in value.__dataclass_fields__:
            yield from evidence(getattr(value, name))


def test_every_piece_is_read_and_all_words_stand_where_they_say(short: Report) -> None:
    reading = reader("learned").read(short)
    assert reading.report is short
    found = list(evidence((reading.actors, reading.claims, reading.attributions, reading.notes)))
    assert all(cite(short, words.start, words.end) == words for words in found)
    positions = [p for p in reading.of(Position) if p.stance == "rejects"]
    assert [p.main.text.count(f"plan {n} ") for n, p in enumerate(positions, 1)] == [1] * 12
    assert len({claim.id for claim in reading.claims}) == len(reading.claims)
    starts = [claim.main.start for claim in reading.claims]
    assert starts == sorted(starts)


def test_what_is_read_of_a_book_lies_packed_and_is_the_same(
    short: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    plainly = reader("learned").read(short)
    monkeypatch.setattr(packed, "AT_ONCE", 4)
    reading = reader("learned").read(short)
    assert isinstance(plainly.claims, tuple)
    assert isinstance(reading.claims, Packed)
    assert reading == plainly
    norland = next(actor for actor in reading.actors if actor.name == "Norland")
    assert isinstance(norland.mentions, Packed)
    assert "".join(reading_pieces(reading)) == "".join(reading_pieces(plainly))


def test_a_note_tells_of_the_pieces_and_actors_are_one(short: Report) -> None:
    reading = reader("rules").read(short)
    count = len(list(cut(short)))
    assert count == 3
    (note,) = [n for n in reading.notes if "pieces" in n.message]
    assert f"{len(short.text):,} characters and was read in {count} pieces" in note.message
    names = [actor.name for actor in reading.actors]
    assert len(names) == len(set(names))
    (norland,) = [actor for actor in reading.actors if actor.name == "Norland"]
    assert len(norland.mentions) >= 12


def test_reasons_are_given_piece_by_piece(short: Report) -> None:
    (explained,) = explainer("learned").explain_all([short])
    assert [why.claim for why in explained.whys] == list(explained.reading.claims)
    found = list(evidence((explained.whys, explained.silences)))
    assert found
    assert all(cite(short, words.start, words.end) == words for words in found)


def test_long_and_short_reports_keep_their_order(short: Report) -> None:
    brief = report_of("Norland rejected the plan.")
    readings = list(reader("rules").read_all([brief, short, brief]))
    assert [r.report for r in readings] == [brief, short, brief]
    assert readings[0] == readings[2]


def test_no_more_than_a_few_pieces_are_in_work(
    short: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    parse = nlp.Pipeline.parse
    monkeypatch.setattr(
        nlp.Pipeline, "parse", lambda self, texts: parse(self, map(noted(seen), texts))
    )
    reading: Reading = RuleReader(()).read(short)
    assert len(seen) == len(list(cut(short)))
    assert max(seen) <= 700 + 10
    assert reading.actors


def noted(seen: list[int]) -> object:
    def note(text: str) -> str:
        seen.append(len(text))
        return text

    return note


@given(st.text("ab .\n\t", min_size=1, max_size=300).filter(str.strip), st.integers(2, 40))
def test_pieces_cover_the_text_and_begin_with_words(text: str, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "LONGEST", 10)
        patch.setattr(pieces, "PIECE", size)
        report = report_of(text)
        found = list(cut(report))
    assert found[-1].last
    assert not any(piece.last for piece in found[:-1])
    for piece in found:
        end = piece.start + len(piece.report.text)
        assert report.text[piece.start : end] == piece.report.text
        assert piece.report.text.strip()
    first = found[0].start
    assert "".join(piece.report.text for piece in found) == report.text[first:]
    assert not report.text[:first].strip()


def test_a_surname_finds_its_bearer_of_an_earlier_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "LONGEST", 300)
    monkeypatch.setattr(pieces, "PIECE", 200)
    said = "Talks went on by the harbour for the whole of the day, and nobody left early. "
    text = (
        "Norland's foreign minister, Ragna Skov, met the press in the port of Brage on Monday.\n\n"
        f"{said}\n\n{said}\n\n“We will never accept the levy,” Skov said.\n\n{said}"
    )
    reading = reader("learned").read(report_of(text))
    assert [a.name for a in reading.actors if a.kind == "person"] == ["Ragna Skov"]
    (skov,) = [a for a in reading.actors if a.kind == "person"]
    assert [cite(reading.report, m.start, m.end).text for m in skov.mentions] == [
        "Ragna Skov",
        "Skov",
    ]
    assert [(p.actor, p.stance) for p in reading.of(Position)] == [("Norland", "rejects")]


def test_who_is_named_in_one_text_is_not_known_in_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pieces, "LONGEST", 100)
    monkeypatch.setattr(pieces, "PIECE", 80)
    first = report_of("Ragna Skov spoke for Norland on Monday. " * 5)
    second = report_of("Skov said on Tuesday that the levy would be paid by the port. " * 3)
    _, reading = reader("rules").read_all([first, second])
    assert "Ragna Skov" not in {actor.name for actor in reading.actors}


def test_a_text_without_a_break_is_cut_at_blanks_and_without_blanks_anyhow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pieces, "LONGEST", 1000)
    monkeypatch.setattr(pieces, "PIECE", 500)
    for text in ("Norland rejected the levy. " * 200, "x" * 5000):
        found = list(cut(report_of(text)))
        assert max(len(piece.report.text) for piece in found) <= 500
        assert "".join(piece.report.text for piece in found) == text
    reading = reader("learned").read(report_of("Norland rejected the levy. " * 200))
    assert sum(len(position.evidence) for position in reading.of(Position)) == 200
