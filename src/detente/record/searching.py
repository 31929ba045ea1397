"""Statements by their words: found in the index, shown in their context."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, select, text

from detente.model.answers import Hit, Page, Piece
from detente.model.claims import Statement
from detente.model.errors import InputError
from detente.model.snapshot import Entry, Sighting
from detente.record import schema
from detente.record.facts import ADDED, Seen
from detente.record.folded import Folded
from detente.record.paging import ROWS, page
from detente.record.people import is_nameless
from detente.record.spoken import INDEX, spoken_words, tokens
from detente.record.stored import open_claim

# Code points of context before and after a statement; it is cut where a word begins.
CONTEXT = 160
_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_TOKEN = re.compile(r"[^\W_]+")


class Place(NamedTuple):
    """Where an issue is spoken of: code points start to end of a report."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which statements are asked for; None for all.

    words: All must stand in a statement; "in quotation marks" as they follow, with * at the end
    as a beginning. speakers: Register ids. places: One of them must lie within or overlap.
    direct: Whether the words are quoted, at least in part. unnamed: Whether the source is.
    """

    words: str = ""
    speakers: Collection[str] | None = None
    places: Collection[Place] | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    direct: bool | None = None
    unnamed: bool | None = None


class Term(NamedTuple):
    """Words that follow each other. begins: Whether the last is only a beginning."""

    words: tuple[str, ...]
    begins: bool


class _Found(NamedTuple):
    entry: Entry
    at: int  # index of the claim


def search(
    connection: Connection,
    folded: Folded,
    asked: Asked,
    *,
    limit: int = ROWS,
    after: str | None = None,
) -> Page[Hit]:
    """Return statements, an entry once, the newest first. Errors: InputError without a word."""
    terms = parse(asked.words)
    live = {entry.id for entry in folded.live("statements")}
    found: dict[str, _Found] = {}
    for index in _indices(connection, folded, asked, terms):
        group = folded.groups_of[index]
        if group is None or group.name not in live or not group.counts(index):
            continue
        old = found.get(group.name)
        if old is None or folded.rank(old.at) < folded.rank(index):
            found[group.name] = _Found(folded.entries[group.name], index)
    ranked = sorted(found.values(), key=lambda f: folded.rank(f.at), reverse=True)

    def hits(shown: Iterable[_Found]) -> Iterator[Hit]:
        return (_hit(connection, folded, one, terms) for one in shown)

    return page(ranked, lambda f: f.entry.id, make=hits, limit=limit, after=after)


def parse(words: str) -> tuple[Term, ...]:
    """Return what must stand in a statement.

    >>> parse('toll "no deal" withdr*')
    (Term(words=('toll',), begins=False), Term(words=('no', 'deal'), begins=False), \
Term(words=('withdr',), begins=True))
    """
    found = []
    for phrase, word in _TERM.findall(words):
        parts = tokens(phrase or word)
        if parts:
            found.append(Term(parts, (phrase or word).rstrip().endswith("*")))
    if words.strip() and not found:
        raise InputError(f"{words!r} holds no word to search for; write letters or digits")
    return tuple(found)


def _indices(
    connection: Connection, folded: Folded, asked: Asked, terms: tuple[Term, ...]
) -> Iterator[int]:
    """Indices of claims within the view that were asked for, in order of publication."""
    kept = _kinds(connection, terms) if terms or asked.direct is not None else None
    for index, seen in enumerate(folded.seen):
        if seen.family != "statements":
            continue
        if kept is not None:
            kind = kept.get((seen.reading, seen.claim)) or _kind_added(seen, terms)
            if kind is None or (asked.direct is not None and asked.direct != (kind != "indirect")):
                continue
        if _fits(folded, index, asked):
            yield index


def _fits(folded: Folded, index: int, asked: Asked) -> bool:
    seen = folded.seen[index]
    if asked.unnamed is not None and is_nameless(seen.core) != asked.unnamed:
        return False
    if asked.speakers is not None and folded.people.find(seen.core) not in asked.speakers:
        return False
    day = folded.state.library.reports[seen.report].day
    if asked.since is not None and day < asked.since.isoformat():
        return False
    if asked.until is not None and day > asked.until.isoformat():
        return False
    return asked.places is None or any(
        place.report == seen.report and place.start < seen.end and seen.start < place.end
        for place in asked.places
    )


def _kinds(connection: Connection, terms: tuple[Term, ...]) -> dict[tuple[int, str], str]:
    """Reading and claim of the statements that hold all terms -> direct, indirect or mixed."""
    c = schema.spoken.c
    question = select(c.reading, c.claim, c.kind)
    if terms and spoken_words(connection):
        matching = " ".join(f'"{" ".join(t.words)}"{" *" if t.begins else ""}' for t in terms)
        inner = text(f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH :matching")  # noqa: S608
        question = question.where(c.id.in_(inner.bindparams(matching=matching)))
    else:
        for term in terms:
            phrase = " ".join(term.words)
            question = question.where(c.words.contains(f" {phrase}{'' if term.begins else ' '}"))
    return {(row[0], row[1]): row[2] for row in connection.execute(question)}


def _kind_added(seen: Seen, terms: tuple[Term, ...]) -> str | None:
    """Kind of a statement that the desk added, if it holds all terms: no table holds its words."""
    claim = open_claim(seen) if seen.reading == ADDED else None
    if not isinstance(claim, Statement):
        return None
    return claim.kind if all(marked(claim.main.text, [term]) for term in terms) else None


def _hit(connection: Connection, folded: Folded, found: _Found, terms: tuple[Term, ...]) -> Hit:
    entry = found.entry
    seen = folded.seen[found.at]
    sighting = next(
        (s for s in entry.sightings if s.claim == seen.claim and s.report == seen.report),
        entry.sightings[-1],
    )
    question = select(schema.reports.c.text).where(schema.reports.c.id == sighting.report)
    whole: str = connection.execute(question).scalar_one()
    return _in_context(whole, entry, sighting, terms)


def _in_context(whole: str, entry: Entry, sighting: Sighting, terms: tuple[Term, ...]) -> Hit:
    main = sighting.body.main
    start, end = _around(whole, main.start, main.end)
    pieces, at = [], start
    for first, last in marked(whole[main.start : main.end], terms):
        pieces.append(Piece(whole[at : main.start + first]))
        pieces.append(Piece(whole[main.start + first : main.start + last], found=True))
        at = main.start + last
    pieces.append(Piece(whole[at:end]))
    shown = tuple(piece for piece in pieces if piece.text)
    return Hit(entry=entry, sighting=sighting, pieces=shown, start=start, end=end)


def marked(said: str, terms: Iterable[Term]) -> list[tuple[int, int]]:
    """Return where the terms stand in a text, first code point and the one after, in order."""
    places = [(m.start(), m.end(), "".join(tokens(m.group()))) for m in _TOKEN.finditer(said)]
    hits: set[tuple[int, int]] = set()
    for term in terms:
        size = len(term.words)
        for at in range(len(places) - size + 1):
            run = [word for _, _, word in places[at : at + size]]
            last = run[-1].startswith(term.words[-1]) if term.begins else run[-1] == term.words[-1]
            if last and tuple(run[:-1]) == term.words[:-1]:
                hits.add((places[at][0], places[at + size - 1][1]))
    return _joined(sorted(hits))


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _around(whole: str, start: int, end: int) -> tuple[int, int]:
    first, last = max(0, start - CONTEXT), min(len(whole), end + CONTEXT)
    if first:
        gap = whole.find(" ", first, start)
        first = gap + 1 if gap >= 0 else first
    if last < len(whole):
        gap = whole.rfind(" ", end, last)
        last = gap if gap >= 0 else last
    return first, last
