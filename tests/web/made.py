"""Records put together by hand: invented reports with the statements that a test needs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from detente.model.claims import Claim, Position, Reading, Statement
from detente.model.text import Mark, Report, Source, cite, make_report
from detente.record import open_record

AT = dt.datetime(2031, 3, 5, 18, 0, tzinfo=dt.UTC)


def report(
    text: str,
    *,
    outlet: str = "Harbour Wire",
    address: str | None = "https://wire.example/a",
    title: str | None = "Ferry to run",
    published: dt.date | None = dt.date(2031, 3, 1),
    mark: Mark = "public",
) -> Report:
    source = Source(outlet, address)
    return make_report(
        text, retrieved=AT, source=source, title=title, published=published, mark=mark
    )


def statement(made: Report, words: str, speaker: str = "Ada Lund") -> Statement:
    start = made.text.index(words)
    kind = "direct" if words[0] == "“" else "indirect"
    evidence = (cite(made, start, start + len(words)),)
    return Statement(evidence=evidence, speaker=speaker, kind=kind, reported_by=speaker)


def position(made: Report, words: str, actor: str, stance: str, proposition: str) -> Position:
    start = made.text.index(words)
    return Position(
        evidence=(cite(made, start, start + len(words)),),
        actor=actor,
        issue=proposition,
        stance=stance,  # type: ignore[arg-type]
        voice="own",
        proposition=proposition,
    )


def reading(made: Report, *claims: Claim) -> Reading:
    return Reading(report=made, reader="hand@1", claims=claims)


def record_of(path: Path, *readings: Reading) -> Path:
    """A record file that holds these readings."""
    file = path / "made.db"
    with open_record(str(file), now=lambda: AT, create=True) as record:
        record.enter(readings)
    return file
