"""Paper: what a desk hands on, as values: lines on entries, notes with their sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.model.actors import NARRATOR, is_unnamed
from detente.model.claims import Claim, Statement
from detente.model.snapshot import Entry, Sighting, Snapshot
from detente.views.brief.lines import Line
from detente.views.brief.page import cited
from detente.views.phrases import name_text
from detente.views.signs import hangs_on, review_sign, review_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a paper.

    lines: In the order in which they are shown. total: How many there were before the paper was
    cut to its pages. possible: How many stand unshown because they are not sure. empty: What is
    said where there is no line; "" for a part that then falls away.
    """

    name: str
    title: str
    lines: tuple[Line, ...]
    total: int
    possible: int = 0
    empty: str = ""

    @property
    def more(self) -> int:
        """How many lines were left out for want of room."""
        return self.total - len(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper.

    name: What made it ("chronology"). about: Sentences below the title. caveats: What it cannot
    tell. snapshot: The state of the record that it was made from. pages: To how many it was cut;
    None if it was not.
    """

    name: str
    title: str
    parts: tuple[Part, ...]
    snapshot: Snapshot
    about: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    pages: int | None = None

    def lines(self) -> Iterator[Line]:
        """Yield every line, those beneath others too, in order."""
        for part in self.parts:
            for line in part.lines:
                yield from line.all()

    def entries(self) -> Iterator[Entry]:
        """Yield the entries that its lines rest on, each once, in order."""
        seen: set[str] = set()
        for line in self.lines():
            for entry in line.entries:
                if entry.id not in seen:
                    seen.add(entry.id)
                    yield entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A sentence that lines of a paper rest on.

    n: From 1, in order of appearance. speaker: Who says it, "the report" if the outlet does.
    review: Who looked at it, in words.
    """

    n: int
    entry: str
    speaker: str
    sign: str
    review: str
    sighting: Sighting

    @property
    def words(self) -> str:
        """The sentence, or the part of it that was read."""
        return self.sighting.body.main.text


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a paper, and which of them a line cites."""

    every: tuple[Note, ...]
    by_claim: dict[tuple[str, str], int]

    def of(self, line: Line) -> tuple[int, ...]:
        """Return the numbers of the notes that a line cites."""
        return tuple(dict.fromkeys(self.by_claim[key] for key in _keys(line.entries)))


def notes(paper: Paper) -> Notes:
    """Return the notes of a paper, numbered in order of appearance."""
    found: dict[tuple[str, str], Note] = {}
    numbers: dict[tuple[str, str], int] = {}
    for line in paper.lines():
        for entry in line.entries:
            for sighting in cited((entry,)):
                key = (entry.id, sighting.claim)
                place = (sighting.report, sighting.body.main.text)
                if place not in found:
                    found[place] = _note(len(found) + 1, entry, sighting)
                numbers[key] = found[place].n
    return Notes(tuple(found.values()), numbers)


def weak_signs(entries: Iterable[Entry]) -> str:
    """Return the signs of what a line hangs on."""
    return "".join(sign.sign for sign in hangs_on(entries))


def is_sure(line: Line) -> bool:
    """Whether a line rests on nothing that is possible only."""
    return all(entry.sure for entry in line.entries)


def _keys(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        for sighting in cited((entry,)):
            yield entry.id, sighting.claim


def _note(number: int, entry: Entry, sighting: Sighting) -> Note:
    return Note(
        n=number,
        entry=entry.id,
        speaker=speaker_text(sighting.body),
        sign=review_sign((entry,)),
        review=review_text((entry,)),
        sighting=sighting,
    )


def speaker_text(claim: Claim) -> str:
    """Return who says what a claim rests on: "Ada Lund", "a diplomat (unnamed)", "the report"."""
    by = claim.speaker if isinstance(claim, Statement) else claim.reported_by
    return name_text(by) if by and (by != NARRATOR or is_unnamed(by)) else name_text(NARRATOR)
