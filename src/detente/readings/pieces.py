"""Very long texts, read piece by piece so that memory stays flat, and their readings joined."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import chain
from typing import TypeVar

from detente.model.actors import Actor
from detente.model.attribution import Attribution
from detente.model.claims import Claim, Note, Reading
from detente.model.explanations import Explanation
from detente.model.packed import Packing
from detente.model.text import Evidence, Report

# Texts of at most so many characters are read as one: three times the longest of 1,171 reports.
# A collection in one file is longer, and what names or meetings take grows with their pairs.
LONGEST = 100_000
# Longer ones are read in pieces of about so many: as long as the longest reports are. What is
# worked out for a page grows faster than the page.
PIECE = 30_000
# Where a piece may end, the best first: between paragraphs, lines, sentences, words.
_BORDERS = ("\n\n", "\n", ". ", " ")

# Whom the last so many pieces name is known in the next: a book, and few enough that memory
# stays flat in a collection of fifty.
RECALLED = 20

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a report's text as a report of its own, with the same id.

    start: Its first code point in the whole. last: Whether the whole ends with it.
    """

    whole: Report
    report: Report
    start: int
    last: bool


class Recall:
    """Who was named in the last pieces of a text, for the next one. Of each text by itself."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._whole: Report | None = None
        self._last: deque[tuple[Actor, ...]] = deque(maxlen=RECALLED)

    def before(self, piece: Piece) -> dict[str, Actor]:
        """Return who was named before a piece, by name, the latest word on each."""
        if piece.whole is not self._whole:
            self._whole = piece.whole
            self._last.clear()
        return {actor.name: actor for actors in self._last for actor in actors}

    def keep(self, piece: Piece, actors: Iterable[Actor]) -> None:
        """Keep who is named in a piece, without their mentions, if others follow."""
        if not piece.last:
            self._last.append(tuple(replace(actor, mentions=()) for actor in actors))


def cut(report: Report) -> Iterator[Piece]:
    """Yield the pieces of a report, in order: one, unless it is very long."""
    text = report.text
    if len(text) <= LONGEST:
        yield Piece(report, report, 0, last=True)
        return
    start, title = len(text) - len(text.lstrip()), report.title
    while start < len(text):
        end = _end(text, start)
        part = replace(report, text=text[start:end], title=title)
        yield Piece(report, part, start, last=end == len(text))
        start, title = end, None


def _end(text: str, start: int) -> int:
    """Where a piece ends that starts there; the next one begins with what is not blank."""
    end = min(start + PIECE, len(text))
    if end < len(text):
        found = ((text.rfind(b, start + PIECE // 2, end), len(b.rstrip())) for b in _BORDERS)
        end = next((at + kept for at, kept in found if at > start), end)
    while end < len(text) and text[end].isspace():
        end += 1
    return end


def by_report(pieces: Iterable[tuple[Piece, V]]) -> Iterator[Iterator[tuple[Piece, V]]]:
    """Yield what was made of the pieces of each report; each is to be used up before the next."""
    rest = iter(pieces)
    for first in rest:
        yield _to_the_last(first, rest)


def _to_the_last(
    first: tuple[Piece, V], rest: Iterator[tuple[Piece, V]]
) -> Iterator[tuple[Piece, V]]:
    yield first
    last = first[0].last
    while not last:
        following = next(rest)
        yield following
        last = following[0].last


def join(pieces: Iterator[tuple[Piece, Reading]]) -> Reading:
    """Return the reading of a report from those of its pieces, in order.

    An actor named in several pieces is one. A note tells that the text was read in pieces.
    """
    first, beginning = next(pieces)
    if first.last:
        return beginning
    claims: Packing[Claim] = Packing()
    attributions: Packing[Attribution] = Packing()
    notes: Packing[Note] = Packing()
    notes.add([_in_pieces(first.whole)])
    told: set[Note] = set()
    actors: dict[str, Actor] = {}
    mentions: dict[str, Packing[Evidence]] = {}
    for piece, reading in chain([(first, beginning)], pieces):
        claims.add(moved(tuple(reading.claims), piece.start))
        attributions.add(moved(tuple(reading.attributions), piece.start))
        notes.add(_new(moved(tuple(reading.notes), piece.start), told))
        for actor in reading.actors:
            before = actors.get(actor.name)
            actors[actor.name] = _one(before, actor) if before else replace(actor, mentions=())
            where = mentions.setdefault(actor.name, Packing())
            where.add(moved(tuple(actor.mentions), piece.start))
    return Reading(
        report=first.whole,
        reader=beginning.reader,
        actors=tuple(replace(a, mentions=mentions[a.name].done()) for a in actors.values()),
        claims=claims.done(),
        attributions=attributions.done(),
        notes=notes.done(),
    )


def _in_pieces(whole: Report) -> Note:
    return Note(
        kind="doubt",
        message=f"the text has {len(whole.text):,} characters and was read in "
        f"{sum(1 for _ in cut(whole))} pieces; "
        "who a pronoun or a description means was looked for within a piece, who bears a surname "
        f"in the last {RECALLED} as well",
    )


def _new(notes: Iterable[Note], told: set[Note]) -> list[Note]:
    """Notes of a piece that no other told of the whole text; what is told of words is its own."""
    found = [note for note in dict.fromkeys(notes) if note.evidence or note not in told]
    told.update(note for note in found if note.evidence is None)
    return found


def join_explanations(pieces: Iterator[tuple[Piece, Explanation]]) -> Explanation:
    """Return the same with the reasons."""
    every = list(pieces)
    if len(every) == 1:
        return every[0][1]
    return Explanation(
        reading=join((piece, explained.reading) for piece, explained in every),
        whys=tuple(why for piece, e in every for why in moved(e.whys, piece.start)),
        silences=tuple(s for piece, e in every for s in moved(e.silences, piece.start)),
    )


def _one(before: Actor, actor: Actor) -> Actor:
    """An actor as two pieces tell of it, the first word on each thing; without its mentions."""
    return replace(
        before,
        role=before.role or actor.role,
        acts_for=before.acts_for or actor.acts_for,
        authority=before.authority or actor.authority,
        confidence=max(before.confidence, actor.confidence),
    )


def moved(value: V, by: int) -> V:
    """Return a value whose evidence stands so many code points further on."""
    return with_evidence(value, lambda one: replace(one, start=one.start + by, end=one.end + by))


def with_evidence(value: V, change: Callable[[Evidence], Evidence]) -> V:
    """Return a value with each evidence in it changed; of a report it leaves all as it is."""
    made: object = value
    if isinstance(value, Evidence):
        made = change(value)
    elif isinstance(value, tuple):
        made = tuple(with_evidence(one, change) for one in value)
    elif is_dataclass(value) and not isinstance(value, (Report, type)):
        was = {f.name: getattr(value, f.name) for f in fields(value) if f.init}
        new = {name: with_evidence(one, change) for name, one in was.items()}
        if any(new[name] is not was[name] for name in was):
            made = replace(value, **new)
    return made  # type: ignore[return-value]
