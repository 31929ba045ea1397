"""with_clues(): sentences that speak of what is owed, where no account of it was found.

A reader misses accounts. So where none was found, the sentences that share the words of what is
owed are shown beside it, as what they are: words to look at, and no account of anything.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from detente.analysis.wordings import carrying
from detente.model.bags import bag
from detente.model.owed import Clue, Clues, OwedLedger
from detente.model.sentences import sentences
from detente.model.snapshot import Entry
from detente.model.text import Evidence, Report

Spans = dict[str, list[tuple[int, int]]]

# A sentence speaks of something if it holds two of its words, and so much of what they weigh. Set
# on the demo's ferry, and on invented sentences that share a name or a common word alone.
FEWEST, SHARE = 2, 0.4
# The newest reports that are looked into: more take over half a second.
LOOKED_IN = 1_000
# A wording of the commitment is none of them if it is so much of its sentence: a rest may tell.
WHOLE = 0.8
# Sentences that are shown of each, the newest.
SHOWN = 5


@dataclass(frozen=True, slots=True)
class _Sought:
    """What is owed, the words that carry it, and the day after which it may be spoken of."""

    id: str
    words: frozenset[str]
    since: dt.date


def since(ledger: OwedLedger) -> dt.date | None:
    """Return the day after which reports may speak of what no account was found of, or None."""
    return min((one.since for one in _sought(ledger)), default=None)


def with_clues(ledger: OwedLedger, reports: Sequence[Report]) -> OwedLedger:
    """Return a ledger with the sentences that speak of what no account was found of.

    reports: Texts that are looked into, the newest first. Sentences that are an account already,
    of whatever it be, are left out.
    """
    rows = _sought(ledger)
    weights = _weights({word for one in rows for word in one.words}, reports)
    told, owed = _spans(ledger.snapshot.compliance), _spans(ledger.snapshot.commitments)
    found: dict[str, list[Clue]] = {}
    for report in reports:
        day = report.published or report.retrieved.date()
        folded = report.text.casefold()
        asked = [one for one in rows if one.since < day and _holds(folded, one)]
        for words in sentences(report) if asked else ():
            ids = _spoken_of(words, asked, weights)
            if ids and not _is_shown(words, report, told=told, owed=owed):
                clue = Clue(outlet=report.source.name, published=day, words=words)
                for key in ids:
                    found.setdefault(key, []).append(clue)
    return replace(
        ledger,
        clues={
            key: Clues(newest=tuple(those[:SHOWN]), total=len(those))
            for key, those in found.items()
        },
    )


def _sought(ledger: OwedLedger) -> list[_Sought]:
    found = []
    for one in ledger.rows:
        first, words = one.first_published, carrying(one)
        if not one.told and first is not None and len(words) >= FEWEST:
            found.append(_Sought(one.id, words, first))
    return found


def _weights(words: Collection[str], reports: Sequence[Report]) -> Mapping[str, float]:
    """What each word weighs: the fewer reports hold it, the more (inverse document frequency).

    One that none holds weighs as much as one that a single report holds.
    """
    texts = [report.text.casefold() for report in reports]
    held = {word: sum(word in text for text in texts) for word in words}
    return {word: math.log(2 + len(texts) / max(1, n)) for word, n in held.items()}


def _holds(folded: str, one: _Sought) -> bool:
    return sum(word in folded for word in one.words) >= FEWEST


def _spoken_of(
    words: Evidence, asked: Sequence[_Sought], weights: Mapping[str, float]
) -> list[str]:
    held = bag(words.text)
    return [one.id for one in asked if _speaks(held, one.words, weights)]


def _is_shown(words: Evidence, report: Report, *, told: Spans, owed: Spans) -> bool:
    """Whether a sentence is shown elsewhere: as an account, what is owed, or the headline."""
    if words.text == (report.title or "").strip():
        return True
    if any(s < words.end and words.start < e for s, e in told.get(report.id, ())):
        return True
    whole = WHOLE * (words.end - words.start)
    return any(
        min(e, words.end) - max(s, words.start) >= whole for s, e in owed.get(report.id, ())
    )


def _speaks(held: frozenset[str], words: frozenset[str], weights: Mapping[str, float]) -> bool:
    shared = held & words
    if len(shared) < FEWEST:
        return False
    return _weigh(shared, weights) >= SHARE * _weigh(words, weights)


def _weigh(words: Iterable[str], weights: Mapping[str, float]) -> float:
    return sum(weights[word] for word in words)


def _spans(entries: Iterable[Entry]) -> Spans:
    """Where entries stand: reports -> their spans."""
    spans: Spans = {}
    for entry in entries:
        for sighting in entry.sightings:
            main = sighting.body.main
            spans.setdefault(sighting.report, []).append((main.start, main.end))
    return spans
