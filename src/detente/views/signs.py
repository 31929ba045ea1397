"""What a line hangs on, and who looked at it: short signs with a legend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detente.model.actors import is_text, is_unnamed
from detente.model.claims import Assessment, Claim, Position, Statement
from detente.model.snapshot import Entry
from detente.views.support import sources_of

REVIEWED, MACHINE, POSSIBLE = "✓", "○", "~"


@dataclass(frozen=True, slots=True)
class Sign:
    """A weakness of a line's support: its sign, and what the legend says."""

    sign: str
    meaning: str


ONE_SENTENCE = Sign("†", "one sentence")
ONE_OUTLET = Sign("‡", "one outlet")
ONE_ROOT = Sign("§", "one root, or none stated")
UNNAMED = Sign("?", "only unnamed sources")
SIGNS = (ONE_SENTENCE, ONE_OUTLET, ONE_ROOT, UNNAMED)
LEGEND = (
    f"{REVIEWED} reviewed by the desk · {MACHINE} read by machine · {POSSIBLE} possible, not "
    "sure · hangs on: " + " · ".join(f"{sign.sign} {sign.meaning}" for sign in SIGNS)
)
_ONE = (ONE_SENTENCE, ONE_OUTLET, ONE_ROOT)
# Before the words of whatever is not shown as fact, beside its sign.
_POSSIBLE = "possible: "


def is_reviewed(entry: Entry) -> bool:
    """Whether the desk looked at an entry and let it stand, as read or corrected."""
    return entry.review in {"accepted", "corrected"}


def review_sign(entries: Iterable[Entry]) -> str:
    """Return the sign of a line: a line is as sure as the least sure entry that it rests on.

    Reviewed if the desk reviewed everything, possible if the reader is not sure of something.
    """
    entries = tuple(entries)
    if not all(entry.sure for entry in entries):
        return POSSIBLE
    return REVIEWED if all(map(is_reviewed, entries)) else MACHINE


def review_text(entries: Iterable[Entry]) -> str:
    """Return what the sign of a line means, in words."""
    meanings = {
        REVIEWED: "reviewed by the desk",
        MACHINE: "read by machine",
        POSSIBLE: "possible: read by machine, not sure",
    }
    return meanings[review_sign(entries)]


def named(entry: Entry, words: str) -> str:
    """Return words of an entry with "possible: " before them where they are no fact."""
    return words if entry.sure else f"{_POSSIBLE}{words}"


def sure_or_all(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries that are shown as fact; if there are none, those that are possible."""
    sure, possible = parted(entries)
    return sure or possible


def parted(entries: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Return the entries that are shown as fact, and those that are possible, in their order."""
    sure: list[Entry] = []
    possible: list[Entry] = []
    for entry in entries:
        (sure if entry.sure else possible).append(entry)
    return sure, possible


def hangs_on(entries: Iterable[Entry]) -> tuple[Sign, ...]:
    """Return what a line hangs on: a line is as weak as the weakest entry that it rests on.

    One sentence: one independent text, and one sentence of it (wire copies count once).
    One outlet: several sentences, but of one outlet or one agency text. One root: several
    outlets, but all have it from one source, or none says from whom; no weakness of what somebody
    says of himself.
    """
    found = {sign for entry in entries for sign in _weaknesses(entry)}
    kept = next((sign for sign in _ONE if sign in found), None)
    found -= {sign for sign in _ONE if sign is not kept}  # the worst says it all
    return tuple(sign for sign in SIGNS if sign in found)


def _weaknesses(entry: Entry) -> Iterable[Sign]:
    if entry.origins == 1 and len({s.body.main.text for s in entry.sightings}) == 1:
        yield ONE_SENTENCE
    elif entry.origins == 1 or entry.outlets == 1:
        yield ONE_OUTLET
    elif sources_of(entry) <= 1:
        yield ONE_ROOT
    if all(_from_unnamed(sighting.body) for sighting in entry.sightings):
        yield UNNAMED


def _from_unnamed(claim: Claim) -> bool:
    if is_text(claim.reported_by):
        return False  # it can be looked up
    voice = isinstance(claim, Position) and claim.voice == "unnamed"
    speaker = isinstance(claim, Statement) and is_unnamed(claim.speaker)
    judge = isinstance(claim, Assessment) and is_unnamed(claim.by)
    return voice or speaker or judge or is_unnamed(claim.reported_by)
